"""What is late is told from the register as it is from the whole request: the same limit, whose it is, in the language of each reader; and proved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.support import Translations
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from mla.canonical import canonical
from mla.deadlines.due import Due, due
from mla.deadlines.kept import Said, first, keep, ours
from mla.deadlines.named_days import OBLIGATION_KINDS, OF_MEASURES
from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.terms import Side
from mla.models import Dossier, RegisterEntry
from mla.models.register_entry import NEVER
from mla.register.keeping import faults, make_anew
from mla.sample.build import build
from mla.sample.ministry import Ministry
from mla.words import Words, _, as_kept, joined, to_keep
from tests.support.drive import settings
from tests.support.pseudo import Pseudo

TRANSLATIONS = Path(__file__).parents[3] / "mla/translations"


class Told:
    """A catalog of one language."""

    def __init__(self, language: str) -> None:
        self.language, found = language, Translations.load(TRANSLATIONS, [language])
        self.gettext, self.ngettext = found.gettext, found.ngettext


class Marked(Pseudo):
    """A language of no country, in which days are told as in English."""

    language = "en"


LANGUAGES = [Marked(), *map(Told, ("en", "fr", "es", "ar"))]


def in_every_language(text: str) -> list[str]:
    return [text.in_language_of(one) if isinstance(text, Words) else text for one in LANGUAGES]


def again(text: str) -> str:
    """A text that was kept and read again."""
    return as_kept(to_keep(text))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Ministry]]:
    folder = tmp_path_factory.mktemp("sample")
    both = [Ministry(settings(state, folder, f"sqlite:///{folder}/{state}.db")) for state in ("SI", "BE")]
    build(*both, {"SI": "http://127.0.0.1:9", "BE": "http://127.0.0.1:9"})
    yield both
    for one in both:
        one.engine.dispose()


def told(said: Said | None) -> tuple[object, ...]:
    return () if said is None else (said.on, said.ours, said.article, *map(in_every_language, (said.what, said.then)))


def from_the_request(dossier: Dossier, running: list[Due], alone: bool) -> tuple[object, ...]:
    """What is said of the limit that ends first, read from the whole request; `alone`: of ours alone."""
    here = [(one.on, not (one.at_home or one.side is dossier.our_side), one) for one in running]
    found = [row for row in here if not (row[2].paused or row[2].protects or (alone and row[1]))]
    if not found:
        return ()
    on, theirs, one = min(found, key=lambda row: row[:2])
    return on, not theirs, one.article, in_every_language(one.what), in_every_language(one.then)


def test_of_every_request_of_the_sample_the_register_tells_what_the_request_tells(sample: list[Ministry]) -> None:
    seen = 0
    for ministry in sample:
        with ministry.session() as session:
            for dossier in session.scalars(select(Dossier)):
                entry, running = session.get_one(RegisterEntry, dossier.id), due(dossier, ministry.installation)
                assert told(first(entry)) == from_the_request(dossier, running, alone=False), dossier.our_reference
                assert told(ours(entry)) == from_the_request(dossier, running, alone=True), dossier.our_reference
                said = first(entry)
                assert entry.next_due == (said.on if said else NEVER)
                seen += said is not None
    assert seen > 5, "in some of them a limit runs"


SENTENCES = [text for kind, table in LIFECYCLES.items() for version in range(1, table.version + 1)
             for limit in table_of(kind, version).limits for text in (limit.what, limit.then, limit.must, *limit.ladder)]  # fmt: skip


def test_every_sentence_of_the_tables_is_kept_by_its_key_and_told_in_the_language_of_the_reader() -> None:
    wished = [what % {"number": 3} for what, _side in OF_MEASURES.values()]
    for text in {*SENTENCES, *OBLIGATION_KINDS.values(), *wished}:
        nested = _("%(what)s: %(name)s", what=text, name="2. Ana")
        for one in (text, nested):
            assert in_every_language(again(one)) == in_every_language(one)
            assert not text or "key" in to_keep(one), "by a key, and not in English"  # type: ignore[operator]


@given(
    st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text() | st.integers() | st.dates(), min_size=2), st.text()
)  # fmt: skip
def test_whatever_was_written_into_a_sentence_is_kept(words: str, values: dict[str, object], name: str) -> None:
    sentence = _("%(b)s until %(a)s, %(of)s", **values, of=_("%(name)s has it", name=name))
    assert again(joined(": ", [words, sentence])) == joined(": ", [words, sentence]), "in English: it has no key"
    for text in (words, sentence):
        assert again(text) == text
        assert in_every_language(again(text)) == in_every_language(text)
    assert canonical(to_keep(sentence))


@pytest.mark.parametrize("column", ["our_limit", "their_limit"])
def test_a_column_that_says_otherwise_is_told_and_written_anew(sample: list[Ministry], column: str) -> None:
    ministry = sample[0]
    with ministry.session() as session:
        entry = next(one for one in session.scalars(select(RegisterEntry)) if getattr(one, column))
        assert list(faults(session, ministry.installation)) == []
        setattr(entry, column, getattr(entry, column) | {"article": "99"})
        (wrong,) = faults(session, ministry.installation)
        assert (entry.reference in wrong, f"({column})" in wrong) == (True, True)
        make_anew(session, ministry.installation)
        assert list(faults(session, ministry.installation)) == []


def test_nothing_is_said_where_nothing_runs() -> None:
    assert keep(None) == {}
    entry = RegisterEntry(our_due=None, our_limit={}, their_due=None, their_limit={})
    assert (ours(entry), first(entry)) == (None, None)


def test_of_two_limits_that_end_on_one_day_ours_is_told() -> None:
    day, of = date(2026, 11, 1), [Due(date(2026, 11, 1), what, Side.REQUESTED, "", "C") for what in ("ours", "theirs")]
    entry = RegisterEntry(our_due=day, our_limit=keep(of[0]), their_due=day, their_limit=keep(of[1]))
    said = first(entry)
    assert said is not None
    assert (said.ours, said.what) == (True, "ours")
