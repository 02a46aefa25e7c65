"""What is remembered: one noun a file, no rules."""

from mla.models.absence import Absence
from mla.models.account_change import AccountChange
from mla.models.agreement import Agreement
from mla.models.api_token import ApiToken
from mla.models.audit import AuditEntry, AuditHead
from mla.models.binding import Binding
from mla.models.bound_dossier import BoundDossier
from mla.models.comment import Comment, Mention
from mla.models.contents import Attachment, Measure, Offence, Person, PersonKey
from mla.models.document_text import DocumentText
from mla.models.dossier import Dossier, Involvement
from mla.models.event import Event
from mla.models.handover import Handover, HandoverLine
from mla.models.identification import Identification
from mla.models.invitation import Invitation
from mla.models.kept_figures import KeptFigures
from mla.models.key_on_file import KeyOnFile
from mla.models.label import Label, Labelling, Priority
from mla.models.last_read import LastRead
from mla.models.letter_correction import LetterCorrection
from mla.models.letter_reading import LetterReading
from mla.models.matter import Matter
from mla.models.notice import Notice, NoticeWish
from mla.models.obligation import Obligation
from mla.models.official import CalendarFeed, Official, SignIn
from mla.models.package import Incoming, Outgoing
from mla.models.paper import Paper
from mla.models.paragraph import Paragraph
from mla.models.participation import Participation, ParticipationList
from mla.models.peer import Peer
from mla.models.proposal import LetterShown, Proposal
from mla.models.redaction import Redaction
from mla.models.reference import ReferenceCounter
from mla.models.register_entry import RegisterEntry, RegisterMark
from mla.models.register_time import RegisterTime
from mla.models.saved_form import SavedForm
from mla.models.saved_view import SavedView
from mla.models.search_text import SearchText
from mla.models.setting import Setting
from mla.models.state_sheet import SheetEntry
from mla.models.unit import Unit
from mla.models.webhook import Webhook, WebhookDelivery

__all__ = [
    "Absence",
    "AccountChange",
    "Agreement",
    "ApiToken",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Binding",
    "BoundDossier",
    "CalendarFeed",
    "Comment",
    "DocumentText",
    "Dossier",
    "Event",
    "Handover",
    "HandoverLine",
    "Identification",
    "Incoming",
    "Invitation",
    "Involvement",
    "KeptFigures",
    "KeyOnFile",
    "Label",
    "Labelling",
    "LastRead",
    "LetterCorrection",
    "LetterReading",
    "LetterShown",
    "Matter",
    "Measure",
    "Mention",
    "Notice",
    "NoticeWish",
    "Obligation",
    "Offence",
    "Official",
    "Outgoing",
    "Paper",
    "Paragraph",
    "Participation",
    "ParticipationList",
    "Peer",
    "Person",
    "PersonKey",
    "Priority",
    "Proposal",
    "Redaction",
    "ReferenceCounter",
    "RegisterEntry",
    "RegisterMark",
    "RegisterTime",
    "SavedForm",
    "SavedView",
    "SearchText",
    "Setting",
    "SheetEntry",
    "SignIn",
    "Unit",
    "Webhook",
    "WebhookDelivery",
]
