"""Names are compared in any order, spelling and script: the same whichever is asked about the other."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.lifecycle.items import PersonText
from mla.likeness import near, weigh
from mla.names import keys, keys_alike, likeness, words
from mla.search import person_keys, person_keys_alike

NAME = st.lists(
    st.text(alphabet="abcdefghijklmnoprstuvzéñčšößаботмиعليمحمد王小明", min_size=1, max_size=9), min_size=1, max_size=5
).map(" ".join)
MARKED = st.lists(st.text(alphabet="aeiouyclnrsz", min_size=4, max_size=9), min_size=2, max_size=4, unique=True)

ONE_NAME = (
    ("Mohammed Ali", "Muhammad Aly"),
    ("Mohamed Ali", "محمد علي"),
    ("Marko Kovač", "KOVACS Marko"),
    ("Марко Ковач", "Kovac, Marko"),
    ("Juan García López", "Juan Garcia"),
    ("Wang Xiaoming", "王小明"),
    ("Wang Xiao Ming", "王小明"),
    ("Kim Jong Un", "김정은"),
    ("Ivan Shcherbakov", "Щербаков Иван Петрович"),
    ("Abdel Rahman Hassan", "عبد الرحمن حسن"),
    ("Abderrahmane Hassan", "Hassan, Abdul Rahman"),
    ("Muammar Gaddafi", "al-Qadhafi, Muammar"),
    ("Hissène Habré", "Hissein HABRE"),
    ("Hans Müller", "Mueller Hans"),
    ("Ana Novak", "Ana Nowak"),
    ("Đorđe Đorđević", "Djordje Djordjevic"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
    ("יוסף כהן", "Yosef Cohen"),
    ("Chaykovskiy Petr", "Чайковский Пётр"),
)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_is_found_and_known_again_however_it_is_written(one: str, other: str) -> None:
    assert keys(one) & keys_alike(other)
    assert keys(other) & keys_alike(one)
    assert likeness(one, other).whole, (words(one), words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmed Hassan", "Mohammed Hassan"),
        ("Juan García López", "Pedro García López"),
        ("Ana Novak", "Eva Novak"),
        ("Ivan Petrov", "Ivan Horvat"),
    ],
)
def test_brothers_have_two_names(one: str, other: str) -> None:
    assert not likeness(one, other).whole


@given(NAME, NAME)
def test_whoever_is_asked_about_the_other_the_answer_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert bool(keys(one) & keys_alike(other)) == bool(keys(other) & keys_alike(one))


@given(NAME, st.randoms(use_true_random=False))
def test_the_order_of_the_words_tells_nothing(name: str, chance: random.Random) -> None:
    told = list(words(name))
    chance.shuffle(told)
    assert likeness(" ".join(words(name)), " ".join(told)).same or not words(name)


@given(MARKED)
def test_accents_and_capitals_tell_nothing(told: list[str]) -> None:
    name = " ".join(told)
    marked = unicodedata.normalize("NFC", "".join(c + "\u0301" if c in "aeioucnrsz" else c for c in name)).upper()
    assert likeness(name, marked).same
    assert keys(name) == keys(marked)


@given(MARKED, st.data())
def test_another_vowel_is_found(told: list[str], data: st.DataObject) -> None:
    word = told[0]
    place = data.draw(st.integers(1, len(word)))
    changed = word[:place] + data.draw(st.sampled_from("aeiou")) + word[place:]
    if words(" ".join(told)) == tuple(sorted(told)):  # no word of it is a particle
        assert keys(" ".join(told)) & keys_alike(" ".join([changed, *told[1:]]))


SOUNDS = st.lists(st.sampled_from("bkdlmr"), min_size=3, max_size=6).filter(
    lambda told: all(map(str.__ne__, told, told[1:]))
)


@given(SOUNDS, st.data())
def test_one_consonant_more_less_or_other_is_found(told: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(told) - 1))
    letter = data.draw(st.sampled_from("bkdlmr"))
    changed = data.draw(
        st.sampled_from(
            [
                [*told[:place], letter, *told[place:]],
                [*told[:place], *told[place + 1 :]],
                [*told[:place], letter, *told[place + 1 :]],
            ]
        )
    )
    one, other = ("o".join(["", *heard, ""]) for heard in (told, changed))
    if all(map(str.__ne__, changed, changed[1:])):  # nor does it fall together with its neighbour
        assert keys(f"Karim {one}") & keys_alike(f"Karim {other}")
        assert keys(f"Karim {other}") & keys_alike(f"Karim {one}")


def person(**told: object) -> PersonText:
    return PersonText(
        1, {"nature": "natural", "given_names": "Juan", "family_name": "García López", "born_on": "1975-05-04", **told}
    )


def proposed(**told: object) -> bool:
    one, other = person(), person(**told)
    found = bool(person_keys(one) & person_keys_alike(other)) or bool(person_keys(one) & person_keys(other))
    weighed = weigh(one, other)
    assert weigh(other, one).score == weighed.score
    return found and weighed.proposed


def test_days_of_birth_that_are_nearly_the_same_speak_for_it() -> None:
    assert all(
        near("1975-05-04", other) for other in ("1975-04-05", "1975-01-01", "1975-05-05", "1975-05-14", "1976-05-04")
    )
    assert not any(near("1975-05-04", other) for other in ("1975-06-12", "1982-05-14", "1990-11-30"))


def test_who_is_proposed_and_who_is_not() -> None:
    assert proposed(family_name="Garcia")
    assert proposed(family_name="Garcia", born_on="1975-04-05")
    assert proposed(family_name="Garcia", born_on="")
    assert proposed(family_name="Lopes Garsia")
    assert not proposed(born_on="1988-11-30"), "a namesake was born on another day"
    assert not proposed(given_names="Pedro", born_on="1978-02-11"), "a brother"
    assert not proposed(given_names="Pedro", born_on=""), "perhaps a brother: nothing but the family name speaks for it"
    assert proposed(given_names="Pedro"), "a twin, or a false given name: the same day"
    assert not proposed(nature="legal")
    assert not proposed(protected=True)


def test_all_that_speaks_for_it_and_against_is_told() -> None:
    one = person(nationality="Spanish", born_in="Cádiz", sex="male")
    other = person(nationality="Mexican", born_in="Cadiz", sex="male", born_on="1975-04-05", family_name="Garcia")
    weighed = weigh(one, other)
    assert [point.what for point in weighed.pro] == ["part", "born_near", "place", "sex"]
    assert [point.what for point in weighed.contra] == ["other_nationality"]
