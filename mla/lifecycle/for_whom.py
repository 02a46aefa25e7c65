"""For whom of several persons something was promised. The ledger itself names nobody: the step that set the line does."""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.fates import named, names


def for_whom(dossier: CaseFile, words: str) -> dict[int, str]:
    """The persons whom a line of the ledger in these words concerns, by number and name; nobody where it concerns all of them.

    Where no step says the words, or one that names nobody does, it concerns everybody.
    """
    words = words.strip()
    if not words or not dossier.table.per_person or len(dossier.persons) < 2:
        return {}
    said = [set(named(event.answers)) for event in dossier.events if _says(event.answers, words)]
    people = names(dossier)
    whom = {number for number in people if str(number) in set().union(*said)}
    return {number: people[number] for number in sorted(whom)} if all(said) and whom != set(people) else {}


def _says(answers: Answers, words: str) -> bool:
    """Whether the words stand in a text of a step, or are those of a row of one."""
    rows = (row for told in answers.values() if isinstance(told, list) for row in told if isinstance(row, dict))
    texts = (told for told in answers.values() if isinstance(told, str))
    return any(words in told for told in texts) or any(str(row.get("words", "")).strip() == words for row in rows)
