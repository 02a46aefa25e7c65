"""By which names and numbers persons are compared, and found from other requests (`mla/related.py`).

They stand in a table (`PersonKey`), written by the door with every step and proved by `mla verify`, so that both databases find the same.
Of a protected person nothing stands there. The words by which a request is found are those of `mla/register/findable.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from mla.lifecycle.items import PersonText
from mla.models import Dossier, PersonKey
from mla.names import keys, keys_alike, normal, words

MOST_NAMES = 12
"""So many names of one person are compared."""


def name_key(person: PersonText) -> str:
    """The words of the name that a person is known by, in the order of the alphabet.

    Nothing for a protected person, who is never compared, nor for a legal one or one who is not known yet.
    """
    if not person.comparable:
        return ""
    return _words_of(person.real_name)


def name_keys(person: PersonText) -> set[str]:
    """Every name of a person in the same way. One word alone is taken for a family name: a former one, most often."""
    if not person.comparable:
        return set()
    others = (name for told in person.other_names for name in re.split("[,;/]", told))
    whole = (
        name if " " in name.strip() else f"{person.answer('given_names')} {name}" for name in others if name.strip()
    )
    return {name_key(person), *map(_words_of, whole)} - {""}


def number_keys(person: PersonText) -> set[str]:
    """The numbers by which a person is found, as they are compared: letters and figures alone.

    Nothing for a protected person, nor of a number so short that two persons may have it by chance.
    """
    numbers = () if person.protected else person.numbers
    found = (_letters_and_figures(normal(number)) for number in numbers)
    return {number for number in found if len(number) >= PersonText.SHORTEST_NUMBER}


def names_of(person: PersonText) -> list[str]:
    """Every name by which a natural person is compared, the one that he or she is known by first; of a protected person none."""
    if person.protected or person.answer("nature") == "legal":
        return []
    others = (name.strip() for told in person.other_names for name in re.split("[,;/]", told))
    whole = (name if _several(name) else f"{person.answer('given_names')} {name}" for name in others if name)
    return list(dict.fromkeys([person.real_name, *whole]))[:MOST_NAMES]


def _several(name: str) -> bool:
    return len(words(name)) > 1


def day_of(person: PersonText) -> str:
    """The day of birth, where one was told."""
    told = str(person.answer("born_on"))
    return told if re.fullmatch(r"\d{4}-\d\d-\d\d", told) else ""


def person_keys(person: PersonText) -> set[str]:
    """By what a person is found from other requests: names as they are written and as they sound, and numbers."""
    told = {f"name {one}" for one in name_keys(person)} | {f"number {one}" for one in number_keys(person)}
    return told.union(*(keys(name, day_of(person)[:4]) for name in names_of(person)))


def person_keys_alike(person: PersonText) -> set[str]:
    """By what a person is looked for who may be spelled otherwise, or born in the next year."""
    return set().union(*(keys_alike(name, day_of(person)[:4]) for name in names_of(person)))


def make_findable(dossier: Dossier, before: Collection[PersonText] = ()) -> None:
    """Write by what the persons of a request are found, but for those who are told as they were `before`."""
    for person in dossier.persons:
        told = PersonText.of(person)
        if told in before:
            continue
        keys = person_keys(told)
        kept = [row for row in person.keys if row.key in keys]
        new = sorted(keys - {row.key for row in kept})
        person.keys = [*kept, *(PersonKey(key=key) for key in new)]


def found_as_written(dossier: Dossier) -> bool:
    """Whether all by which the persons of a request are found is what `make_findable` writes."""
    return all({row.key for row in one.keys} == person_keys(PersonText.of(one)) for one in dossier.persons)


def _words_of(name: str) -> str:
    return " ".join(sorted({_letters_and_figures(word) for word in normal(name).split()} - {""}))


def _letters_and_figures(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
