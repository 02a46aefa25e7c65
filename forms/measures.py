"""Which questions each kind of measure adds. The kinds themselves are the instrument's (see `mla/instruments`)."""

from __future__ import annotations

from collections.abc import Container

from wtforms import Field

from forms.applying import Where, where
from forms.base import Day, Line, One, Text, Tick
from forms.days import AHEAD, OPEN, open_day
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.text import RequestText
from mla.words import _

HEARD: dict[str, Field] = {
    "person_capacity": One(
        _("Capacity in which the person is heard"),
        needed=_("Say in what capacity the person is heard."),
        choices=(
            ("witness", _("Witness")),
            ("expert", _("Expert")),
            ("victim", _("Victim")),
            ("civil_party", _("Civil party")),
            ("suspect", _("Suspect or accused")),
        ),
    ),
    "questions": Text(_("Questions or topics"), needed=_("List the questions or topics."), rows=8, most=50_000),
    "testimony_law": Text(
        _("Our law on the right to refuse testimony{MLA-G-19}"),
        rows=3,
        most=10_000,
        needed=_("State your law on the right to refuse testimony."),
    ),
    "support": Text(_("Interpreter or counsel, if needed{MLA-HEAR-04}"), rows=2, most=5000),
    "conducted_by": Line(
        _("Judicial authority that conducts the hearing{MLA-VID-01}"),
        needed=_("Name the authority that conducts the hearing."),
    ),
    "video_details": Text(
        _("Technical details"), _("Address of the connection, test date, time zone."), rows=3, most=5000
    ),
    "suspect_consent": Line(_("Consent of the suspect, and agreement of both States{MLA-VID-02}")),
    "why_not_present": Text(_("Why the person should not or cannot come{MLA-VID-04}"), rows=2, most=5000),
    "willing": Line(_("That the person is willing to be heard by telephone{MLA-TEL-01}")),
    "importance": Text(_("Why the appearance in person is important{MLA-APP-01}"), rows=3, most=5000),
    "allowances": Text(_("Allowances, travel and subsistence, approximately{MLA-APP-02}"), rows=3, most=5000),
    "advance": Line(_("Advance asked for{MLA-APP-03}")),
    "safe_conduct": Text(_("Safe conduct: the assurance, and when it ends{MLA-APP-04}"), rows=3, most=5000),
    "transfer_purpose": One(
        _("Purpose of the transfer{MLA-TTP-01}"),
        choices=(("identification", _("Identification")), ("testimony", _("Testimony")), ("other", _("Other help"))),
        needed=_("Say for what purpose the person is transferred."),
    ),
    "consent": Text(
        _("Consent of the person: when, where and before whom it was given{MLA-TTP-02}"), rows=3, most=5000
    ),
    "undertakings": Text(
        _("Undertakings: custody, return, no claim to extradition, time credited{MLA-TTP-03}"), rows=4, most=10_000
    ),
    "transport": Text(_("Transport, escort, States of transit, costs{MLA-TTP-04}"), rows=3, most=5000),
}
"""What is asked about a person who is to be heard, to appear or to be transferred."""

FOUND: dict[str, Field] = {
    "holder": Line(_("Who holds the records"), needed=_("Say who holds the records.")),
    "account": Line(_("Account, register or file number")),
    "period_from": Day(_("Records from"), sense=OPEN),
    "period_to": Day(_("Records to"), sense=open_day(after="period_from")),
    "certified": One(
        _("Form of the records"),
        choices=(("copies", _("certified copies")), ("originals", _("originals, to be returned"))),
        needed=_("Say in which form the records are needed."),
    ),
    "originals": Text(
        _("Why originals, and that they will be returned or that a waiver is asked{MLA-DOC-02}"), rows=2, most=5000
    ),
    "computer_data": Tick(_("Computer data are asked for")),
    "data": Text(
        _("Computer data: provider, identifiers, date and time with zone, type{MLA-DATA-01}"), rows=3, most=5000
    ),
    "place": Text(_("Exact place"), needed=_("Give the exact place."), rows=3, most=5000),
    "items": Text(_("What is to be looked for"), needed=_("Say what is to be looked for."), rows=4, most=10_000),
    "domestic_rule": Line(
        _("The rule that would allow the measure at home{MLA-SEA-02}"),
        needed=_("Name the rule that would allow the measure at home."),
    ),
    "third_parties": Text(_("Rights of third parties, privileges, immunities"), rows=3, most=5000),
    "access": Text(_("Co-ordinates, access, owner of the land, dangers such as mines{MLA-SITE-01}"), rows=3, most=5000),
    "exhumation": Tick(_("Remains are to be exhumed")),
    "forensic": Text(
        _("Exhumation: protocol, experts, notice to the families, care of the remains{MLA-SITE-02}"),
        rows=4,
        most=10_000,
    ),
    "sources": Text(_("Registers or other sources to be looked up"), rows=3, most=5000),
    "at_risk": Text(_("What may be lost, and when{MLA-PROV-01}"), rows=3, most=5000),
    "preserve": Text(_("What is to be preserved, how and for how long{MLA-PROV-01}"), rows=3, most=5000),
    "follow_up": Day(_("The request for handing over will follow by{MLA-PROV-01}"), sense=AHEAD),
    "documents": Text(_("Documents to be served"), needed=_("List the documents to be served."), rows=4, most=10_000),
    "addressee": Line(_("Addressee and address"), needed=_("Give the addressee and address.")),
    "summons": Tick(_("A summons is among the documents")),
    "hearing_on": Day(_("Date of the hearing"), sense=OPEN),
    "latest_service": Day(_("Latest useful date of service{MLA-SRV-02}"), sense=AHEAD),
    "translation": Text(_("Translation for the addressee, and a short summary{MLA-SRV-03}"), rows=2, most=5000),
    "no_sanction": Line(
        _("If a witness or expert is summoned: that no sanction is threatened{MLA-SRV-04}"),
        _("For example: The summons contains no threat of a sanction if the witness does not appear."),
    ),
    "proof": Line(_("Proof of service wished{MLA-SRV-05}")),
}
"""What is asked about records, places, data and documents."""

WON: dict[str, Field] = {
    "asset_action": One(
        _("What is to be done with the property"),
        choices=(
            ("trace", _("trace it")),
            ("freeze", _("freeze or seize it")),
            ("confiscate", _("confiscate it by an order of the requested State")),
            ("enforce", _("enforce our order of confiscation")),
        ),
        needed=_("Say what is to be done with the property."),
    ),
    "property": Text(
        _("Property: what, where, whose, how it is linked to the offence"),
        needed=_("Describe the property."),
        rows=4,
        most=10_000,
    ),
    "order": Line(_("Order relied on")),
    "value_based": Tick(_("The confiscation is of a value, or does not rest on a conviction{MLA-AC-04}")),
    "beneficiaries": Text(_("Victims and owners: who is to receive what, and how{MLA-AR-01}"), rows=4, most=10_000),
    "technique": Text(_("Technique, and the law or agreement on which it rests{MLA-SIT-01}"), rows=3, most=10_000),
    "interception": Tick(_("Communications are to be intercepted")),
    "target": Text(_("Who or what is the target{MLA-XBO-01}"), rows=3, most=5000),
    "duration": Line(_("Duration")),
    "officers": Text(_("Officers: legal status, conditions, safety{MLA-COV-01}"), rows=3, most=10_000),
    "designated": Line(_("Authority designated to act, and where borders would be crossed{MLA-XBO-01}")),
    "team": Text(_("Composition of the team{MLA-JIT-01}"), rows=3, most=5000),
    "team_rules": Text(_("Leaders, powers of members, use of information, others who take part{MLA-JIT-04}"), rows=4),
    "threat": Text(_("The threat, and how it is assessed{MLA-WP-01}"), rows=3, most=10_000),
    "protection": Text(_("Protection wished{MLA-WP-01}"), rows=3, most=10_000),
}
"""What is asked about property, covert means, teams and protection."""

MEASURE_FIELDS: dict[str, Field] = {**HEARD, **FOUND, **WON}

MEASURES_ASKED_IF: dict[str, Where] = {
    "suspect_consent": where("person_capacity", "suspect"),
    "originals": where("certified", "originals"),
    "data": where("computer_data"),
    "forensic": where("exhumation"),
    "hearing_on": where("summons"),
    "no_sanction": where("summons"),
}

_HEARING = ("person_capacity", "questions", "testimony_law", "support")
_COERCIVE = ("place", "items", "domestic_rule", "third_parties")
_COVERT = ("technique", "target", "duration", "domestic_rule")

QUESTIONS: dict[str, tuple[str, ...]] = {
    "hearing": _HEARING,
    "video_hearing": (*_HEARING, "conducted_by", "video_details", "suspect_consent", "why_not_present"),
    "telephone_hearing": (*_HEARING, "willing"),
    "appearance": ("importance", "allowances", "advance", "safe_conduct"),
    "temporary_transfer": ("transfer_purpose", "consent", "undertakings", "transport"),
    "records": ("holder", "account", "period_from", "period_to", "certified", "originals", "computer_data", "data"),
    "information": ("sources", "period_from", "period_to"),
    "search": _COERCIVE,
    "service": (
        "documents", "addressee", "summons", "hearing_on", "latest_service", "translation", "no_sanction", "proof",
    ),
    "assets": ("asset_action", "property", "order", "value_based", "domestic_rule", "third_parties"),
    "site": ("place", "items", "access", "exhumation", "forensic"),
    "preservation": ("holder", "at_risk", "preserve", "follow_up"),
    "special_techniques": (*_COVERT, "interception", "order"),
    "covert": (*_COVERT, "officers"),
    "observation": (*_COVERT, "officers", "designated"),
    "joint_team": ("team", "duration", "team_rules"),
    "protection": ("threat", "protection"),
    "return": ("property", "order", "beneficiaries"),
    "reparation": ("order", "beneficiaries", "property"),
}  # fmt: skip
"""Which questions go with which set; an instrument's measure names its set."""

_SETS: dict[str, str] = {}


def asked_for(kind: str | None) -> tuple[str, ...]:
    """The names of the questions that a kind of measure adds; none while no kind is chosen."""
    return QUESTIONS.get(_SETS.get(kind or "", ""), ())


def know(kinds: dict[str, str]) -> None:
    """Learn which set of questions goes with each kind of measure (told once at start-up by the instruments)."""
    _SETS.update(kinds)


def named_measures(dossier: CaseFile, only: Container[int] | None = None) -> list[tuple[str, str]]:
    """The measures of a request as choices, or those of them with these numbers."""
    found = [one for one in RequestText.of(dossier).measures if only is None or one.number in only]
    return [(str(one.number), f"{one.number}. {one.name}") for one in found]
