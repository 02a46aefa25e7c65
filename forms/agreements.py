"""What a lawyer enters of an agreement between two States; a second official checks it. Its rules are asked table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wtforms import FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from forms.agreement_words import ACTORS, LEVELS_ASKED, PURPOSES, RULES, TAKEN_OVER
from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text, Tick
from forms.days import BIRTH, LONG_AGO, OPEN, open_day
from forms.languages import LanguagePick
from forms.law import KINDS
from forms.numbers import Number
from forms.rows import Rows
from forms.states import StatePick
from forms.texts import sane
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.known_words import KIND_OF, known_contents, known_grounds
from mla.words import _, joined

SORTS = (
    ("treaty", _("Treaty of the two States")),
    ("agreement", _("Agreement for certain crimes or cases, such as under art. 6 of the Convention")),
    ("memorandum", _("Memorandum for one person")),
)

MOST_OF_A_FILE = 150_000
"""The most characters of a file of the law."""

OWN = _("In your own words below")
EN, FR, ES = _("In English"), _("In French"), _("In Spanish")
WHICH = _("Article, for example 5(2)")


def _words() -> tuple[StringField, StringField, StringField]:
    return Line(EN, most=1000), Line(FR, most=1000), Line(ES, most=1000)


class OfArticle(Asked):
    """Which article rules a matter, for one kind of request."""

    purpose = Pick(_("What it rules"), choices=(("", _("Choose")), *PURPOSES))
    kind = Pick(_("Kind of request"), choices=(("", _("Every kind")), *KINDS))
    article = Line(WHICH, most=40)


class OfMeasure(Asked):
    """A kind of help that the agreement names."""

    measure = Pick(_("Kind of help"))
    article = Line(WHICH, most=40)


class OfContent(Asked):
    """What a request must contain."""

    known = Pick(_("What the request must contain"))
    kind = Pick(_("Kind of request, for your own words"), choices=(("", _("Choose")), *KINDS))
    en, fr, es = _words()
    level = Pick(
        _("How far it is asked"),
        choices=(("M", _("Always")), ("C", _("Where the case calls for it")), ("R", _("Recommended"))),
    )
    article = Line(WHICH, most=40)


class OfGround(Asked):
    """A ground on which a request may or must be refused."""

    known = Pick(_("Ground"))
    kind = Pick(_("Kind of request, for your own words"), choices=(("", _("Choose")), *KINDS))
    en, fr, es = _words()
    level = Pick(_("Mandatory or optional"), choices=LEVELS_ASKED)
    article = Line(WHICH, most=40)


class OfPeriod(Asked):
    """A period that the agreement fixes."""

    rule = Pick(_("For what"), choices=(("", _("Choose")), *RULES))
    actor = Pick(_("Who must act within it"), choices=(("", _("Choose")), *ACTORS))
    days = Number(_("Days"))
    article = Line(WHICH, most=40)
    period = Line(_("In the words of the agreement"), most=300)


class OfWay(Asked):
    """A channel by which requests travel, or a rule on languages."""

    what = Pick(_("What it is"), choices=(("channel", _("Channel")), ("language", _("Languages"))))
    en, fr, es = _words()
    article = Line(WHICH, most=40)


class AgreementHeads(Asked):
    """What every agreement is: its sort, the other State, its titles and its days."""

    drafting = True
    sort = One(_("What it is"), choices=SORTS, needed=_("Say what it is."))
    other = StatePick(_("The other State"), needed=_("Choose the other State."))
    title_en = Line(
        _("Full title in English"),
        _("Of a memorandum: without the name of the person."),
        needed=_("Give the title in English."),
    )
    title_fr = Line(_("Full title in French"), needed=_("Give the title in French."))
    title_es = Line(_("Full title in Spanish"), _("Without it, no letter under it can be written in Spanish."))
    signed = Day(_("Signed on"), needed=_("Say when it was signed."), sense=LONG_AGO)
    in_force_from = Day(
        _("In force from"), _("Leave it empty while it is not in force."), sense=open_day(after="signed")
    )
    ends = Day(_("Ends on"), _("The first day on which it binds no longer, if it has an end."), sense=OPEN)
    person = Line(
        _("For which person"),
        _("Given names and family name. No request for anybody else can rest on it."),
        needed=_("Name the person."),
        most=300,
    )
    born_on = Day(
        _("Date of birth"),
        _(
            "This or a number, so that no namesake shares the memorandum, and another spelling of the name does not matter."
        ),
        sense=BIRTH,
    )
    person_number = Line(
        _("Number of an identity document, or of the INTERPOL notice"),
        _("As requests give it: one number. Blanks and dashes do not matter."),
        most=100,
    )
    remarks = Text(_("Remarks"), _("What whoever applies it should know. They travel with it."), rows=3, most=4000)
    seen = HiddenField()
    asked_if = dict.fromkeys(("person", "born_on", "person_number"), where("sort", "memorandum"))

    HEADS: Sequence[str] = (
        "sort", "other", "title_en", "title_fr", "title_es", "signed", "in_force_from", "ends", "person", "born_on", "person_number",
        "remarks",
    )  # fmt: skip

    def offer_law(self, law: Law) -> None:
        """The States."""
        self.other.offer_states(law)


class EnterAgreement(AgreementHeads):
    """An agreement, question by question."""

    heading = _("An agreement between two States")
    guidance = _(
        "Enter what the text says. Nothing is used before a second official has held it against the text. You may save at any time and go on later."
    )
    kinds = Several(_("Which kinds of request does it carry?"), choices=KINDS)
    force_article = Line(_("Article on entry into force"), most=40)
    end_article = Line(_("Article on its end"), most=40)
    like = Pick(
        _("It takes over the rules of"), _("Where it refers to another treaty. No article of that one is cited.")
    )
    borrowed = Several(_("What it takes over"), choices=TAKEN_OVER)
    any_offence = Tick(_("It covers every offence"))
    crimes = Several(_("Crimes it covers"), _("Where it does not cover every offence."))
    covers_en = Line(_("Limits of what it covers, in English"), most=1000)
    covers_fr = Line(_("Limits of what it covers, in French"), most=1000)
    measures = Rows(OfMeasure, _("Kinds of help"), noun=_("Kind of help"), another=_("Add another kind of help"))
    articles = Rows(
        OfArticle, _("Which article rules what"), noun=_("Article"), another=_("Add another article"),
        hint=_("Letters cite them: at least the article on which a request rests."),
    )  # fmt: skip
    contents = Rows(OfContent, _("What a request must contain"), noun=_("Item"), another=_("Add another item"))
    grounds = Rows(
        OfGround, _("Grounds of refusal"), noun=_("Ground"), another=_("Add another ground"),
        hint=_("Every kind of request that it carries must be refusable on at least one."),
    )  # fmt: skip
    must_consult = Several(
        _("Before refusing it must be consulted on"), _("Where the agreement makes consultation a duty."), choices=KINDS
    )
    consult_article = Line(_("Article on consultation before a refusal"), most=40)
    limits = Rows(OfPeriod, _("Periods"), noun=_("Period"), another=_("Add another period"))
    ways = Rows(OfWay, _("Channels and languages"), noun=_("Rule"), another=_("Add another rule"))

    SECTIONS = (
        (_("What it is"), AgreementHeads.HEADS),
        (_("What it carries"), ("kinds", "force_article", "end_article", "like", "borrowed")),
        (_("Offences and kinds of help"), ("any_offence", "crimes", "covers_en", "covers_fr", "measures")),
        (_("Articles"), ("articles",)),
        (_("Contents of a request"), ("contents",)),
        (_("Refusal"), ("grounds", "must_consult", "consult_article")),
        (_("Periods, channels, languages"), ("limits", "ways")),
    )

    def offer_law(self, law: Law) -> None:
        """The States, crimes and kinds of help that are known; the words of what treaties ask and refuse."""
        super().offer_law(law)
        self.like.choices = [("", _("No other")), *((code, one.short.told) for code, one in law.shipped.items())]
        self.crimes.choices = law.every_crime()
        of_kind = dict(KINDS)
        offered = {
            "measures": [("", _("Choose")), *law.every_measure()],
            "contents": [
                ("", OWN),
                *(
                    (name, joined(": ", (of_kind[KIND_OF[row.paper]], row.label.told)))
                    for name, row in known_contents(law)
                ),
            ],
            "grounds": [
                ("", OWN),
                *((name, joined(": ", (of_kind[row.kind], row.label.told))) for name, row in known_grounds(law)),
            ],
        }
        for rows, name in ((self.measures, "measure"), (self.contents, "known"), (self.grounds, "known")):
            for row in rows:
                row.form[name].choices = offered[rows.short_name]

    def sections(self) -> Iterator[tuple[str, Sequence[str], bool]]:
        """The parts of the page: title, names of the questions, and whether it stands open."""
        for number, (title, names) in enumerate(self.SECTIONS):
            wrong = any(self[name].errors or getattr(self[name], "grown", False) for name in names)
            yield title, names, number == 0 or wrong


class EnterAgreementFile(AgreementHeads):
    """An agreement whose rules are a file of the law, made after the pattern that ships."""

    heading = _("An agreement between two States, as a file")
    guidance = _(
        "For whoever writes the rules as a file of the law, after the pattern of the treaty between two States that ships. The same checks are made, and the same two officials are needed."
    )
    table = FileField(_("The file (TOML)"))
    file = TextAreaField(
        _("Its text"),
        [sane, Length(max=MOST_OF_A_FILE, message=_("The file is longer than is taken in."))],
        description=_("As it was read. Mend it here, or choose another file."),
        render_kw={"rows": 24},
    )

    SECTIONS = ((_("What it is"), AgreementHeads.HEADS), (_("Its rules"), ("table", "file")))

    def sections(self) -> Iterator[tuple[str, Sequence[str], bool]]:
        """The parts of the page: title, names of the questions, and whether it stands open."""
        for title, names in self.SECTIONS:
            yield title, names, True


class AttachText(Asked):
    """The text of the agreement itself, as a document."""

    heading = _("The text as a document")
    title = Line(_("Title of the document"), needed=_("Give the document a title."), most=300)
    document_language = LanguagePick(_("Language of the document"), needed=_("Say in which language it is written."))
    files = Files(_("File"), TAKEN)


class ReturnAgreement(Asked):
    """The second official sends it back."""

    heading = _("Send it back")
    remark = Text(_("What is to be mended"), needed=_("Say what is to be mended."), rows=4, most=4000)


class CheckAgreement(Asked):
    """The second official has held what was entered against the text."""

    heading = _("Check it")
    sure = Tick(
        _("I have held every entry against the text of the agreement, and it is right"),
        needed=_("It is used only once you have held it against the text."),
    )
    digest = HiddenField()


class AcceptAgreement(Asked):
    """A lawyer accepts an agreement that another State’s request brought along."""

    heading = _("Accept it")
    sure = Tick(
        _(
            "I have held it against the text: this agreement exists between our two States, and what is told of it is right"
        ),
        needed=_("It is used only once you have held it against the text."),
    )
    digest = HiddenField()


class DeclineAgreement(Asked):
    """A lawyer declines it; the other State reads why."""

    heading = _("Decline it")
    remark = Text(
        _("Why"),
        _("The other State reads this in the signed receipt of every request that waits."),
        needed=_("Say why: the other State reads it."),
        rows=3,
        most=600,
    )


class EndAgreement(Asked):
    """An agreement that is in use comes to its end: a new version, which a second official checks like any other."""

    heading = _("Enter its end")
    guidance = _(
        "Requests made before that day are not affected. The end counts once a second official has checked it."
    )
    ends = Day(_("First day on which it binds no longer"), needed=_("Say when it ends."), sense=OPEN)
    remark = Text(_("How it ends, in a few words"), needed=_("Say how it ends."), rows=3, most=1000)
