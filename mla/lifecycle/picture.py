"""A table as Mermaid and Markdown, in the names of the table: for docs/lifecycles; the picture also for the help page."""

from __future__ import annotations

from collections.abc import Iterable

from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Step


def mermaid(table: Lifecycle) -> str:
    """The steps that move a dossier, as a Mermaid state diagram. Steps that cross the border are marked ✉."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {stage.name}: {stage.title}" for stage in table.stages]
    for step in table.steps:
        if step.to:
            mark = " ✉" if step.crosses else ""
            lines += [f"    {source} --> {step.to}: {step.trigger}{mark}" for source in step.sources]
    lines += [f"    {stage.name} --> [*]" for stage in table.stages if stage.ends]
    return "\n".join(lines)


def rows(table: Lifecycle) -> Iterable[tuple[str, ...]]:
    """The table's rows as plain text cells: step, from, to, side, role, paper, crosses."""
    for step in table.steps:
        yield (
            step.trigger,
            _sources(table, step),
            step.to or "stays",
            step.side or "either",
            ", ".join(step.roles),
            (step.paper or "").replace("_", " "),
            "yes" if step.crosses else "",
        )


def limit_row(limit: Limit) -> tuple[str, ...]:
    """A time limit as plain text cells."""
    last = f"{limit.days} {'working days' if limit.working else 'days'}"
    if limit.field:
        last = f"the date named ({limit.field.replace('_', ' ')})"
    if limit.rule:
        last = f"as the instrument says ({limit.rule.replace('_', ' ')})"
    whose = limit.whose.__name__ if limit.whose else limit.side
    return (limit.what, limit.starts, ", ".join(limit.ends), whose, last, limit.mark)


def _sources(table: Lifecycle, step: Step) -> str:
    if len(step.sources) == len(table.stages) - 1:
        return "any"
    sources = ", ".join(step.sources)
    if not step.crossed:
        return sources
    return f"{sources} (crossing a letter: {', '.join(step.crossed)})"


def markdown(table: Lifecycle) -> str:
    """One page: what the stages are, how each is seen abroad, the steps, the picture."""
    parts = [f"# {table.title}: life cycle", "", "Generated from the table in `mla/lifecycle`; do not edit.", ""]
    parts += ["| stage | on screen | seen abroad as |", "|---|---|---|"]
    parts += [f"| {s.name} | {s.title} | {s.abroad or 'not at all'} |" for s in table.stages]
    parts += ["", "| step | from | to | side | role | paper | crosses |", "|---|---|---|---|---|---|---|"]
    parts += ["| " + " | ".join(row) + " |" for row in rows(table)]
    if table.limits:
        parts += [
            "",
            "| time limit | runs from | ends with | whose time | last day | mark |",
            "|---|---|---|---|---|---|",
        ]
        parts += ["| " + " | ".join(limit_row(limit)) + " |" for limit in table.limits]
    parts += ["", "```mermaid", mermaid(table), "```", ""]
    return "\n".join(parts)
