"""State sheets: how a State wishes to be asked. Its questions, and what is known of the answers, never overwritten.

The questions follow the practical information sheets that States exchange: authorities, channels, languages,
electronic transmission, urgency, special documents, costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.basis import CHANNELS
from mla.models import SheetEntry
from mla.storage.database import now
from mla.words import _, joined


@dataclass(frozen=True)
class Topic:
    """A question of the sheet. `choices` are the words its answer is made of; with none, it is answered freely."""

    code: str
    title: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    by_measure: bool = False


ELECTRONIC = (
    ("accepted", _("An electronic original is accepted")),
    ("original_follows", _("Accepted in advance; the original must follow on paper")),
    ("original_only", _("Only the original on paper is accepted")),
)

TOPICS = {
    topic.code: topic
    for topic in (
        Topic("central_authority", _("Central authority"), _("Name, address, telephone, e-mail.")),
        Topic(
            "competent_authority",
            _("Competent authority"),
            _("To whom this kind of help is addressed."),
            by_measure=True,
        ),
        Topic(
            "contact_point",
            _("Contact point"),
            _("For communication between authorities, day by day (home treaty, art. 21(4))."),
        ),
        Topic(
            "covert_authority",
            _("Authority for covert investigations"),
            _("As declared under art. 40(4) of the home treaty."),
        ),
        Topic(
            "observation_authority",
            _("Authority for cross-border observation"),
            _("As declared under art. 42(5) of the home treaty."),
        ),
        Topic(
            "enforcement_procedure",
            _("How foreign sentences are enforced"),
            _("Continued or converted; what is excluded by declaration (home treaty, art. 74(2), (5))."),
        ),
        Topic(
            "transit_notice",
            _("Notice of transit by air"),
            _("Whether a notice is wished for (home treaty, art. 80(7))."),
        ),
        Topic("channels", _("Channels accepted"), choices=CHANNELS),
        Topic(
            "languages",
            _("Languages accepted"),
            _("Codes of two letters, separated by semicolons, for example en; fr."),
        ),
        Topic("electronic", _("E-mail or electronic original"), choices=ELECTRONIC),
        Topic("urgent_contact", _("Contact in urgent cases")),
        Topic("special_documents", _("Special documents required"), by_measure=True),
        Topic(
            "formalities",
            _("Formalities"),
            _(
                "Signature, seal, certification, legalisation, numbers of copies; what else is required of every request."
            ),
        ),
        Topic("costs", _("Costs"), _("What is charged, and to whom.")),
    )
}
"""The questions, in the order of the sheet."""


@dataclass(frozen=True)
class Entry:
    """One answer, with its source, how sure it is, and who held it against the source and when."""

    state: str
    topic: str
    measure: str = ""
    answer: str = ""
    source: str = ""
    mark: str = ""
    checked_on: date | None = None
    checked_by: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The answer in its single words, where it is a list."""
        return tuple(word.strip() for word in self.answer.split(";") if word.strip())

    @property
    def shown(self) -> str:
        """The answer as a person reads it."""
        titles = dict(TOPICS[self.topic].choices) if self.topic in TOPICS else {}
        return joined("; ", (titles.get(word, word) for word in self.words)) if titles else self.answer

    def stale(self, today: date, months: int) -> bool:
        """Whether it was last checked more than so many months ago."""
        if self.checked_on is None:
            return True
        passed = (today.year - self.checked_on.year) * 12 + today.month - self.checked_on.month
        return (passed, today.day) > (months, self.checked_on.day)


Sheet = dict[tuple[str, str], Entry]
"""What is known of a State, by topic and kind of measure."""


def entry_of(row: SheetEntry) -> Entry:
    """What a row says."""
    return Entry(**{field.name: getattr(row, field.name) for field in fields(Entry)})


def known(session: Session) -> dict[tuple[str, str, str], Entry]:
    """What holds now of all States, by State, topic and kind of measure; what is known no more is left out."""
    place = (SheetEntry.state, SheetEntry.topic, SheetEntry.measure)
    rows = session.scalars(select(SheetEntry).order_by(*place, SheetEntry.number))
    newest = {(row.state, row.topic, row.measure): entry_of(row) for row in rows}
    return {place: entry for place, entry in newest.items() if entry.answer}


def sheet(session: Session, state: str) -> Sheet:
    """The sheet of a State as it holds now."""
    found = {(row.topic, row.measure): entry_of(row) for row in reversed(history(session, state))}
    order = list(TOPICS)
    answers = [place for place, entry in found.items() if entry.answer and entry.topic in TOPICS]
    return {place: found[place] for place in sorted(answers, key=lambda place: (order.index(place[0]), place[1]))}


def history(session: Session, state: str) -> list[SheetEntry]:
    """Every answer there ever was on a State's sheet, newest first."""
    query = select(SheetEntry).where(SheetEntry.state == state)
    return list(session.scalars(query.order_by(SheetEntry.topic, SheetEntry.measure, SheetEntry.number.desc())))


def keep(session: Session, entries: Iterable[Entry], who: str) -> tuple[int, int]:
    """Add what is new or changed; returns how many answers were new and how many changed. Nothing is overwritten.

    Two officials who change the same answer at once collide in the database; the second is told.
    """
    place = (SheetEntry.state, SheetEntry.topic, SheetEntry.measure)
    numbers = {
        tuple(row[:3]): row[3] for row in session.execute(select(*place, func.max(SheetEntry.number)).group_by(*place))
    }
    there = known(session)
    new = changed = 0
    for entry in entries:
        here = (entry.state, entry.topic, entry.measure)
        held = there.get(here)
        if (
            held and replace(held, checked_by=entry.checked_by) == entry
        ):  # saved as it stood: nobody has checked it anew
            continue
        number = numbers.get(here, 0) + 1
        answers = {field.name: getattr(entry, field.name) for field in fields(Entry)}
        session.add(SheetEntry(**answers, number=number, recorded_at=now(), recorded_by=who))
        new, changed = (new + 1, changed) if number == 1 else (new, changed + 1)
    session.flush()
    return new, changed


def authority_for(known_sheet: Sheet, kinds: Iterable[str]) -> str:
    """To whom a request for these kinds of help is addressed: the one authority competent for all, or the central one."""
    competent = {e.answer for kind in kinds if (e := known_sheet.get(("competent_authority", kind)))}
    central = known_sheet.get(("central_authority", ""))
    every = known_sheet.get(("competent_authority", ""))
    if len(competent) == 1 and not central:
        return competent.pop()
    return (central or every or Entry("", "")).answer.partition("\n")[0]
