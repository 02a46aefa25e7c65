"""What is asked when a State gives information without a request, and when the other takes it as evidence."""

from __future__ import annotations

from forms.base import Day, Line, Text, Tick
from forms.days import PAST
from forms.drafting import Draft
from forms.enclosing import Enclosing
from mla.words import _


class TellInformation(Draft):
    """What is known, whose information it is, for whom, and what it may be useful for."""

    heading = _("The information, for whom, and why it is useful")
    provider = Line(
        _("Authority that gives the information"), needed=_("Name the authority that gives the information.")
    )
    receiver = Line(_("Authority for which it is meant"), needed=_("Name the authority for which it is meant."))
    information = Text(_("The information"), needed=_("State the information."), rows=10)
    obtained = Text(_("How it was obtained, and how reliable it is"), rows=3, most=10_000)
    useful = Text(
        _("Why it may be useful"),
        _("For which inquiry or proceedings, or for which request that the other State might make."),
        needed=_("Say why the information may be useful."),
        rows=4,
        most=10_000,
    )
    contact = Line(_("Contact: name, telephone, secure e-mail"), needed=_("Say who can be asked."))


class LimitUse(Draft):
    """On which conditions the information is given."""

    heading = _("Confidentiality, use, and evidence")
    guidance = _(
        "Each condition is accepted or declined by the State that receives the information, and then binds it."
    )
    confidentiality = Text(_("Condition of confidentiality"), _("Leave empty where there is none."), rows=3, most=5000)
    use = Text(
        _("Condition of use"), _("For example: only for the inquiry named. Leave empty if none."), rows=3, most=5000
    )
    not_evidence = Tick(
        _("It may not be used as evidence before a request for assistance has been granted{spontaneous}"),
        _("Every letter is then marked as intelligence only."),
    )


class OpenAsEvidence(Enclosing):
    """The information goes to the file of the proceedings."""

    heading = _("Open the information as evidence")
    proceedings = Line(_("Proceedings, and the authority that conducts them"), needed=_("Name the proceedings."))
    opened_on = Day(_("Opened on"), needed=_("Give the date."), sense=PAST)
    request = Line(
        _("Reference of the request for assistance that was granted"), _("Where the information was marked.")
    )
    remark = Text(_("What the other State should know"), rows=3, most=5000)
