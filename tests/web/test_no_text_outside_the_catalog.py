"""Every text that a page shows comes from the catalog: in a language of brackets, nothing but data stands outside them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from babel.dates import get_day_names
from holidays import country_holidays
from lxml.html import document_fromstring
from sqlalchemy import select
from sqlalchemy.orm import Session

import mla.views.words
from mla.documents.letter_texts import letter_texts
from mla.languages import LETTERS, language_name
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.picture import mermaid
from mla.lifecycle.terms import Role, Side, StageKind, Step
from mla.lifecycle.text import RequestText
from mla.models import AuditEntry, Dossier, Official
from mla.views.words import SCREENS
from tests.rules.test_routes import EXAMPLES
from tests.support.drive import Matter, Site, started_as_if_it_might
from tests.support.pseudo import Known, Pseudo, outside
from tests.support.web import Page

EVERYBODY = [role for role in Role if role is not Role.ADMINISTRATOR]
NOT_TRANSLATED = frozenset(
    {
        "mla official confirm ADDRESS",  # typed on the server
        *(
            stage.name for table in LIFECYCLES.values() for stage in table.stages
        ),  # a life cycle on its help page: names of
        *(
            step.paper or "" for table in LIFECYCLES.values() for step in table.steps
        ),  # the table and its picture (Mermaid)
        *(mermaid(table) for table in LIFECYCLES.values()),
        *(
            words for language in LETTERS for one in letter_texts(language).values() for words in one.says
        ),  # letters, to be read
    }
)


def _composed(session: Session) -> Iterator[str]:
    """Data that pages put together: reference and title, given and family name, the detail of a line of audit."""
    for dossier in session.scalars(select(Dossier)):
        yield f"{dossier.our_reference} {dossier.title}"
        yield from (person.name for person in RequestText.of(dossier).persons)
    for entry in session.scalars(select(AuditEntry)):
        yield ", ".join(f"{name}: {value}" for name, value in entry.detail.items())


def _told_by_language() -> Iterator[str]:
    """What has a form in each language and stands in no catalog: days of the week, days off, names of languages in themselves."""
    yield from get_day_names("wide", locale="en").values()
    yield from country_holidays("SI", years=range(2025, 2029), language="en_US").values()
    yield from (language_name(code, code).capitalize() for code in SCREENS)


def _of_settings(site: Site) -> Iterator[str]:
    """What the ministry has set, each line and several in one, and the number that stands for any."""
    letterhead = site.ministry.installation.settings.letterhead
    told = [one for one in vars(letterhead).values() if isinstance(one, str)]
    lines = list(letterhead.address)
    yield from (*told, *lines, " ".join(lines), "; ".join(lines))
    yield "SI-MLA-2026-0007"


def _own_steps() -> dict[str, list[Step]]:
    """The steps of each kind that no kind before it has: a step that many kinds share asks the same in each of them."""
    known: set[tuple[str, ...]] = set()
    own: dict[str, list[Step]] = {}
    for kind in sorted(LIFECYCLES):
        table = LIFECYCLES[kind]
        rows = [step for step in table.steps if step.trigger != table.opening.trigger]
        own[kind] = [step for step in rows if _asks(step) not in known]
        known |= {_asks(step) for step in rows}
    return own


def _asks(step: Step) -> tuple[str, ...]:
    return step.trigger, step.form, step.title, step.done


OWN_STEPS = _own_steps()


@dataclass(frozen=True)
class Abroad:
    """A ministry whose pages speak the language of brackets, and a request of every kind there."""

    site: Site
    sent: uuid.UUID
    own: dict[str, uuid.UUID]

    def strangers(self, told: dict[str, Page]) -> dict[str, list[str]]:
        """What stands on pages and is neither in the catalog nor data, with a page where it stands."""
        found: dict[str, list[str]] = {}
        assert {name: page.status for name, page in told.items() if page.status >= 500} == {}, (
            "a page that breaks down shows nothing"
        )
        for name, page in told.items():
            for piece in outside(page.tree) if page.html.startswith("<!DOCTYPE") else ():
                found.setdefault(piece, []).append(name)
        with self.site.ministry.session() as session:
            installation = self.site.ministry.installation
            known = Known(
                installation.law,
                session,
                NOT_TRANSLATED,
                (*_of_settings(self.site), *_told_by_language(), *_composed(session)),
            )
        return {piece: names[:2] for piece, names in found.items() if piece not in known}


@pytest.fixture(scope="module")
def abroad(matter: Matter) -> Iterator[Abroad]:
    site = matter.si
    site.hire("everybody", *EVERYBODY)
    own = {}
    for kind in LIFECYCLES:
        own[kind] = started_as_if_it_might(site.ministry, kind)
    with site.ministry.session() as session:
        everybody = session.scalars(select(Official).where(Official.email == site.email("everybody"))).one()
        for number in own.values():
            session.get_one(Dossier, number).involve(everybody)
        session.commit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mla.views.words, "catalog", Pseudo)
        yield Abroad(site, matter.number, own)


def pages(abroad: Abroad, dossier_id: uuid.UUID) -> Iterator[str]:
    """Every address that can be opened but the steps."""
    with abroad.site.app.test_request_context():
        adapter = abroad.site.app.url_map.bind("127.0.0.1")
        for rule in abroad.site.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint not in (
                "static",
                "steps.take_step",
                "steps.record_step",
            ):
                for row in (1, 2):
                    known = {
                        **EXAMPLES,
                        "dossier_id": dossier_id,
                        "number": row,
                        "paper_id": row,
                        "attachment_id": row,
                        "event": row,
                        "person": row,
                    }
                    yield adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})


@pytest.mark.parametrize("who", ["everybody", Role.ADMINISTRATOR])
def test_no_page_shows_a_text_that_the_catalog_does_not_know(abroad: Abroad, who: str) -> None:
    visitor = abroad.site.official(who)
    paths = sorted({*pages(abroad, abroad.sent), *pages(abroad, abroad.own["extradition"])})
    assert abroad.strangers({path: visitor.get(path) for path in paths}) == {}


@pytest.mark.parametrize("kind", sorted(LIFECYCLES))
def test_no_form_asks_what_the_catalog_does_not_know(abroad: Abroad, kind: str) -> None:
    """Every step, opened, sent empty, and refused."""
    visitor, number, told = abroad.site.official("everybody"), abroad.own[kind], {}
    for step in OWN_STEPS[kind]:
        abroad.site.put(number, step.sources[0], side=step.side or Side.REQUESTING)
        path = f"/dossiers/{number}/{step.trigger}"
        page = visitor.get(path)
        told[step.trigger] = page
        if page.status == 200 and "seen" in page.hidden:
            told[f"{step.trigger}, sent empty"] = visitor.send(path, page.hidden)
    assert abroad.strangers(told) == {}


@pytest.mark.parametrize("kind", sorted(LIFECYCLES))
def test_no_letter_is_recorded_in_words_that_the_catalog_does_not_know(abroad: Abroad, kind: str) -> None:
    visitor, number, told = abroad.site.official("everybody"), abroad.own[kind], {}
    for path in (f"/dossiers/new/{kind}", f"/dossiers/paper/{kind}", f"/help/{kind}"):
        told[path] = visitor.get(path)
        if "help" not in path:
            told[f"{path}, sent empty"] = visitor.send(path, told[path].hidden)
    for step in OWN_STEPS[kind]:
        if step.crosses and step.side:
            abroad.site.put(number, step.sources[-1], side=step.side.other)
            told[step.trigger] = visitor.get(f"/dossiers/{number}/record/{step.trigger}")
    assert abroad.strangers(told) == {}


def test_every_step_of_every_kind_is_asked_about_somewhere() -> None:
    asked = {_asks(step) for steps in OWN_STEPS.values() for step in steps}
    for table in LIFECYCLES.values():
        assert {_asks(step) for step in table.steps if step.trigger != table.opening.trigger} <= asked


def test_a_text_beside_the_catalog_would_be_found() -> None:
    tree = document_fromstring('<p>⟦Sent ⟦Monday⟧⟧ by hand</p><button title="Save it">⟦Save⟧</button>')
    assert outside(tree) == ["by hand", "Save it"]


@pytest.mark.parametrize("kind", sorted(LIFECYCLES))
def test_no_stage_shows_what_the_catalog_does_not_know(abroad: Abroad, kind: str) -> None:
    visitor, number, told = abroad.site.official("everybody"), abroad.own[kind], {}
    for side in Side:
        for stage in LIFECYCLES[kind].stages:
            if stage.kind is not StageKind.UNOPENED:
                abroad.site.put(number, stage.name, side=side)
                told[f"{side} {stage.name}"] = visitor.get(f"/dossiers/{number}")
    assert abroad.strangers(told) == {}
