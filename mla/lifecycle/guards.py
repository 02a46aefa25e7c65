"""Reasons why a step may not be taken yet. Each guard returns the sentence to show, or None.

A guard sees the dossier, the official and the law, and changes none of them. It may ask only what these answer
about themselves, so that this room needs no other.
"""

from __future__ import annotations

from typing import Any


def four_eyes(dossier: Any, official: Any, _law: Any) -> str | None:
    """Whoever wrote the text may not sign it."""
    if official is not None and official.id in dossier.drafted_by():
        return "You worked on this text. A colleague must sign it."
    return None


def every_task_done(dossier: Any, _official: Any, _law: Any) -> str | None:
    """A draft is handed on only when every section of the task list is done."""
    open_tasks = dossier.open_tasks()
    if open_tasks:
        return f"Not everything is done yet: {', '.join(open_tasks)}."
    return None


def protected_names_hidden(dossier: Any, _official: Any, _law: Any) -> str | None:
    """The name of a protected person stands nowhere in the text that goes abroad."""
    given_away = dossier.names_given_away()
    if given_away:
        return f"The real name of a protected person ({', '.join(given_away)}) stands in the text. Use the pseudonym."
    return None


def signature_holds(dossier: Any, _official: Any, _law: Any) -> str | None:
    """What is sent is exactly what was signed."""
    if dossier.signed_digest != dossier.request_digest():
        return (
            "The text has changed since it was signed, so the signature no longer holds. Send it back and sign again."
        )
    return None


def every_measure_answered(dossier: Any, _official: Any, _law: Any) -> str | None:
    """A final answer says of every measure what became of it."""
    waiting = [str(measure.number) for measure in dossier.measures if measure.open]
    if waiting:
        return f"Record first what became of measure {', '.join(waiting)}."
    return None


def some_measure_answered(dossier: Any, _official: Any, _law: Any) -> str | None:
    """A partial answer needs at least one measure that has a result."""
    if all(measure.open for measure in dossier.measures):
        return "No measure has a result yet."
    return None


def some_measure_open(dossier: Any, _official: Any, _law: Any) -> str | None:
    """There must be something left to report."""
    if not any(measure.open for measure in dossier.measures):
        return "Every measure already has its outcome."
    return None


def several_measures_open(dossier: Any, _official: Any, _law: Any) -> str | None:
    """To refuse the only measure that is open is to refuse the request."""
    if sum(measure.open for measure in dossier.measures) < 2:
        return "Only one measure is open. To refuse it, refuse the request, or answer it."
    return None


def last_enquiry_answered(dossier: Any, _official: Any, _law: Any) -> str | None:
    """One enquiry at a time."""
    if dossier.enquiry_open():
        return "Your last enquiry has not been answered yet."
    return None
