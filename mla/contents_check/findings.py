"""All that is to be mended, or known, before a request is signed: contents, legal basis, and the other State's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.contents_check import Finding, check
from mla.installation import Installation
from mla.instruments import Law
from mla.instruments.bodies import body, row_between
from mla.instruments.states import state_told
from mla.languages import language_told, of_letters
from mla.lifecycle.facts import further_bases
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.lifecycle.translations import ORDERS, outdated
from mla.models import Dossier
from mla.participation.bases import Basis
from mla.participation.cut_off import Cut
from mla.participation.dossiers import bases_of
from mla.participation.pair import Status
from mla.participation.sheets import Sheet, sheet
from mla.request_text.read_back import changed_since_ordered
from mla.words import N_, _, by_language, joined, ngettext

UNCOVERED = _("The basis does not cover all the acts: leave out what it does not cover, or name another basis for it")
UNTOLD = _("The days of the acts are to be told: a State covers none before a day that it has named")


def findings(session: Session, installation: Installation, dossier: Dossier, today: date) -> list[Finding]:
    """Everything found in a draft of ours, what is required first. Nothing is found in the other State's text."""
    if dossier.our_side is not Side.REQUESTING:
        return []
    law = installation.law_of(dossier)
    found = [*check(RequestText.of(dossier), law), *_of_translations(installation, dossier)]
    if answers := dossier.contents.get(dossier.table.basis.trigger):
        basis = basis_chosen(session, installation, dossier, today)
        found += [*_of_basis(dossier, basis, answers), *_of_acts(dossier, basis, answers), *_of_list(dossier, basis)]
        found += _of_belief(dossier, basis)
        found += _of_further(session, installation, dossier, today)
        found += _of_body(installation, dossier, answers)
        found += _of_sheet(
            sheet(session, dossier.counterpart), dossier, law, answers, today, installation.config.sheet_months
        )
    return sorted(found, key=lambda finding: (not finding.required, finding.judged))


def bases_here(session: Session, installation: Installation, dossier: Dossier, today: date) -> list[Basis]:
    """Every basis that may serve a dossier, best first, as this ministry sees it on a day."""
    return bases_of(
        session, installation.law, dossier, installation.config.state, today, installation.config.sheet_months
    )


def acts_not_covered(session: Session, installation: Installation, dossier: Dossier, today: date) -> tuple[Cut, ...]:
    """The acts that the basis of a dossier may not cover, as a State has named a day before which it does not apply it."""
    basis = basis_chosen(session, installation, dossier, today)
    return basis.treaty_status.cuts if basis else ()


def basis_chosen(
    session: Session, installation: Installation, dossier: Dossier, today: date, code: str = ""
) -> Basis | None:
    """How the basis of a dossier (or another one) stands on its day; None when it covers nothing of what is asked."""
    return next(
        (
            basis
            for basis in bases_here(session, installation, dossier, today)
            if basis.code == (code or dossier.instrument)
        ),
        None,
    )


def against(basis: Basis | None) -> str:
    """What stands against a basis, in one line; nothing when a request may rest on it."""
    if basis and basis.usable:
        return ""
    return joined(" ", basis.against) if basis else _("It covers none of the crimes of the request.")


def _of_translations(installation: Installation, dossier: Dossier) -> Iterator[Finding]:
    """A translation of the text as it was is no translation of it as it is."""
    for order in outdated(dossier):
        again = next(iter(dossier.table.triggers(ORDERS)))
        label = N_("The text was changed after its translation into %(language)s was ordered")
        if order.outcome:
            label = N_("The text was changed after its translation into %(language)s came")
        titles = changed_since_ordered(installation, dossier, order)
        why = _(
            "Changed since: %(what)s. Order it again, or let the translator know what was changed.",
            what=joined("; ", titles),
        )
        told = _(label, language=language_told(order.target))
        yield Finding("", told, "", "R", "P", again, "letter", False, why=why)


def _of_basis(dossier: Dossier, basis: Basis | None, answers: Answers) -> Iterator[Finding]:
    why = against(basis)
    if why and not answers.get("aware"):
        label = _("The request cannot rest on this basis alone today")
        yield Finding("", label, "", "M", "C", dossier.table.basis.trigger, "aware", True, why=why)


def _of_further(session: Session, installation: Installation, dossier: Dossier, today: date) -> Iterator[Finding]:
    """A further basis that does not carry the request today is named: the letter says that it does."""
    for code in further_bases(dossier):
        if why := against(basis_chosen(session, installation, dossier, today, code)):
            label = _(
                "A further basis cannot carry the request today: %(name)s",
                name=installation.law.instruments[code].short.told,
            )
            yield Finding("", label, "", "R", "P", dossier.table.basis.trigger, "further", False, why=why)


def _of_acts(dossier: Dossier, basis: Basis | None, answers: Answers) -> Iterator[Finding]:
    """Each act that one of the States does not cover, or of which nobody can say, named with its offence."""
    told = dossier.table.list_of("offences")
    for cut in basis.treaty_status.cuts if basis else ():
        label = UNTOLD if cut.how == "unknown" else UNCOVERED
        must = cut.how == "unknown" or not answers.get("aware")
        yield Finding(
            "", label, cut.article, "M", "C", told.trigger if told else "", "acts_from", must,
            number=cut.act.number, of=cut.act.name, why=str(cut),
        )  # fmt: skip


def _of_list(dossier: Dossier, basis: Basis | None) -> Iterator[Finding]:
    """The list of those who take part is of a day, and may have changed since."""
    if basis and basis.treaty_status.old_list:
        label = _("The list of the States that take part is to be checked again")
        yield Finding(
            "", label, "", "R", "P", dossier.table.basis.trigger, "instrument", False, why=basis.treaty_status.old_list
        )


def _of_belief(dossier: Dossier, basis: Basis | None) -> Iterator[Finding]:
    """That a treaty binds both States is recalled only, and was read nowhere."""
    if basis and basis.treaty_status.status is Status.BELIEVED:
        label = _("That the basis binds both States is only believed: verify it before the request leaves")
        why = joined(" ", basis.treaty_status.reasons)
        yield Finding("", label, "", "R", "P", dossier.table.basis.trigger, "instrument", False, why=why)


def _of_body(installation: Installation, dossier: Dossier, answers: Answers) -> Iterator[Finding]:
    """What is to be known before a court, mechanism, agency or network is asked: its languages, what it may be asked, its note."""
    one, row = body(dossier.counterpart), row_between(dossier.kind, installation.config.state, dossier.counterpart)
    if one is None:
        return
    place, name = dossier.table.basis.trigger, one.name.told
    if answers.get("language") not in one.languages:
        label = _("The language is not one that %(body)s works in", body=name)
        why = _("It works in: %(what)s (%(source)s).", what=_languages(tuple(one.languages)), source=one.source)
        yield Finding("MLA-G-21", label, "", "M", one.mark, place, "language", True, why=why)
    if row is None:
        label = _("%(body)s is not asked for this by a State", body=name)
        yield Finding("", label, "", "M", one.mark, place, "instrument", True, why=one.source)
        return
    law, asked = installation.law_of(dossier), RequestText.of(dossier).measures
    if row.measures and (beyond := [each for each in asked if each.kind and each.kind not in row.measures]):
        told = joined(", ", [_measure(law, dossier.instrument, each.kind) for each in beyond])
        label = _("%(body)s is not asked for this kind of help: %(what)s", body=name, what=told)
        step = dossier.table.list_of("measures")
        yield Finding(
            "", label, row.article, "M", row.mark, step.trigger if step else place, "kind", True, why=row.rests("en")
        )
    if row.note:
        label = _("To be known before %(body)s is asked", body=name)
        yield Finding("", label, row.article, "R", row.mark, place, "standing", False, why=row.note.told)


def _measure(law: Law, instrument: str, kind: str) -> str:
    return by_language(lambda here: law.measure(instrument, kind, of_letters(here)).label)


def _of_sheet(
    known: Sheet, dossier: Dossier, law: Law, answers: Answers, today: date, months: int
) -> Iterator[Finding]:
    """What the other State's sheet objects to: a language or a channel that it does not accept, and old answers."""
    name, place = state_told(dossier.counterpart), dossier.table.basis.trigger
    asked = (
        ("languages", "language", "MLA-G-21", N_("The language is not one that %(state)s accepts")),
        ("channels", "channel", "MLA-G-02", N_("The channel is not one that %(state)s accepts")),
    )
    for topic, field, item, sentence in asked:
        entry, chosen = known.get((topic, "")), answers.get(field)
        if entry and chosen and chosen not in entry.words:
            label = _(sentence, state=name)
            why = _(
                "Accepted: %(what)s (%(source)s).",
                what=_languages(entry.words) if topic == "languages" else entry.shown,
                source=entry.source,
            )
            yield Finding(
                item, label, law.place(dossier.instrument, item), "M", entry.mark, place, field, True, why=why
            )
    old = [entry for entry in known.values() if entry.stale(today, months)]
    if old:
        label = _("The sheet of %(state)s is to be checked again", state=name)
        why = ngettext(
            "%(num)s of its answers was last checked more than %(months)s months ago.",
            "%(num)s of its answers were last checked more than %(months)s months ago.",
            len(old),
            months=months,
        )
        yield Finding("", label, "", "R", "P", place, "addressee", False, why=why)


def _languages(codes: tuple[str, ...]) -> str:
    return joined(", ", map(language_told, codes))
