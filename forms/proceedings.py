"""What is asked when criminal proceedings are transferred: the proposal, the file, the decision, the outcome."""

from __future__ import annotations

from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import BINDS, Conditioned
from forms.days import OPEN, PAST, RECENT
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.refusing import Refusal
from mla.documents.kinds import TAKEN
from mla.words import _


class ProposeProceedings(Draft):
    """Why the case should go on there, and what there is."""

    heading = _("Reasons, evidence, limitation, victims")
    guidance = _("The other State only considers a transfer{proceedings}: tell what helps it to take the case over.")
    reasons = Text(
        _("Why the case should be taken over"),
        _("Nationality or residence, a sentence or a case there, where the evidence is, no extradition."),
        needed=_("Say why the case should be taken over."),
        rows=6,
    )
    evidence = Text(_("Evidence there is"), _("One piece per line."), needed=_("List the evidence."), rows=6)
    limitation = Text(
        _("Limitation: dates, and what interrupted it"), needed=_("Tell how it stands with limitation."), rows=3
    )
    victims = Text(_("Victims, and what they claim"), needed=_("Name the victims, or say that none is known."), rows=3)
    earlier = Text(
        _("Judgments and proceedings on the same acts, anywhere"),
        _("Say “none known” if there are none."),
        needed=_("Say what judgments and proceedings are known, or that none are."),
        rows=3,
    )
    custody = Text(_("Custody and other measures in force"), rows=2, most=5000)
    own = Text(_("What becomes of our own proceedings"), needed=_("Say what becomes of them."), rows=2, most=5000)
    file = One(
        _("The file"),
        choices=(("annexed", _("is annexed")), ("follows", _("follows in certified copies"))),
        needed=_("Say where the file is."),
    )


class SendFile(Conditioned):
    """The file, in certified copies or originals."""

    heading = _("Send the file")
    inventory = Text(_("What is sent"), _("One piece per line."), needed=_("List what is sent."), rows=8)
    copy = One(
        _("As"),
        choices=(("certified", _("certified copies")), ("original", _("originals"))),
        needed=_("Say whether these are certified copies or originals. Plain copies prove nothing."),
    )
    translation = Line(_("Translation"), _("Into which language, and which parts."))
    terms = Text(_("Return, and other terms"), BINDS, rows=2, most=5000)
    files = Files(_("The file"), TAKEN)


class AcceptProceedings(Asked):
    """The case is taken over."""

    heading = _("Take over the proceedings")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    authority = Line(_("Prosecuting authority and its contact"), needed=_("Name the prosecuting authority."))
    extent = Text(_("For which acts"), _("Leave empty if for all."), rows=2, most=5000)
    files = Files(_("The decision"), TAKEN)


class RefuseProceedings(Refusal):
    """The case is not taken over."""

    decision = "proceedings_refused"
    heading = _("Refuse to take over the proceedings")
    guidance = _("The right to prosecute stays with the State that asked.")
    file_back = Line(_("What becomes of the file"))


class OpenProceedings(Enclosing):
    """Proceedings are pending there."""

    heading = _("Proceedings were opened")
    authority = Line(_("Authority that conducts them"), needed=_("Name the authority."))
    opened_on = Day(_("Opened on"), needed=_("Give the date."), sense=PAST)
    number = Line(_("Its case number"))
    offences = Text(_("For which offences of our law"), needed=_("Name the offences."), rows=3, most=5000)


class ReportOwnProceedings(Enclosing):
    """What the State that asked did with its own case."""

    heading = _("What became of the own proceedings")
    what = One(
        _("They were"),
        choices=(("suspended", _("suspended")), ("ended", _("ended")), ("resumed", _("resumed"))),
        needed=_("Say what became of them."),
    )
    day = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    words = Text(_("What is to be noted"), rows=3, most=5000)


class ReportProceedings(Enclosing):
    """How the case goes on."""

    heading = _("Report on the proceedings")
    words = Text(_("How they stand"), needed=_("Say how they stand."), rows=5, most=10_000)


class ReportJudgment(Asked):
    """How it ended, with a copy of the decision."""

    heading = _("The outcome")
    outcome = One(
        _("The case ended with"),
        choices=(
            ("conviction", _("a conviction")),
            ("acquittal", _("an acquittal")),
            ("no_charge", _("a decision not to prosecute")),
            ("other", _("another end")),
        ),
        needed=_("Say how it ended."),
    )
    court = Line(_("Court or authority"), needed=_("Name the court or authority."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    final_on = Day(_("Final since"), sense=PAST)
    told = Text(_("The decision in short"), needed=_("Tell the decision."), rows=5)
    copy = One(
        _("The decision is attached as"),
        choices=(("certified", _("a certified copy")), ("original", _("an original"))),
        needed=_("Say how the decision is attached."),
    )
    files = Files(_("The decision"), TAKEN)


class GiveBackProceedings(Enclosing):
    """The State that took the case over does not go on with it: the other State may prosecute again."""

    heading = _("Give the proceedings back")
    reason = Text(_("Why"), needed=_("Give the reason."), rows=4, most=10_000)
    from_day = Day(_("From"), needed=_("Give the day from which the other State may prosecute again."), sense=OPEN)
    file_back = Line(_("What becomes of the file"), needed=_("Say what becomes of the file."))
