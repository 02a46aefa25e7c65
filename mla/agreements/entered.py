"""What was entered of an agreement, question by question or as a file, becomes what is told; or it is said why it cannot yet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from mla.agreements.faults import faults
from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.agreement import Rules
from mla.instruments.checks import cited
from mla.instruments.faults import of_the_schema
from mla.instruments.known_words import KIND_OF, known_contents, known_grounds
from mla.instruments.plain import Label
from mla.instruments.schema import Covers, Instrument, Measure
from mla.languages import LETTERS
from mla.words import _

PAPER_OF: dict[str, str] = {kind: paper for paper, kind in KIND_OF.items()}
FROM_A_FILE = frozenset(Rules.model_fields) & frozenset(Instrument.model_fields)
"""What is taken of an instrument's file; its code, its rank and who takes part are the system's own to say."""

QUESTIONS, FILE, ABROAD = "questions", "file", "abroad"


class Unfinished(Exception):
    """What was entered cannot be told yet; `sentences` say why."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


def told_of(
    way: str, answers: Answers, documents: Sequence[Answers], us: str, law: Law, follows: str = ""
) -> tuple[Answers, list[str]]:
    """What is told, and all that is wrong with it; nothing is told where it is too unfinished for that."""
    lacking: list[str] = []
    told: Answers = {}
    for part in (lambda: _heads(answers, us), lambda: {"rules": _rules_of(way, answers, law)}):
        try:
            told |= part()
        except Unfinished as error:
            lacking += error.sentences
    if lacking:
        return {}, lacking
    told |= {"documents": list(documents)} if documents else {}
    told |= {"follows": follows} if follows else {}
    return told, faults(told, law.shipped)


def _rules_of(way: str, answers: Answers, law: Law) -> Answers:
    return _of_file(answers) if way == FILE else _of_questions(answers, law)


def _heads(answers: Answers, us: str) -> Answers:
    lacking = [
        sentence
        for name, sentence in (
            ("sort", _("Say what it is: a treaty, an agreement or a memorandum.")),
            ("other", _("Choose the other State.")),
            ("title_en", _("Give the title in English.")),
            ("title_fr", _("Give the title in French.")),
            ("signed", _("Say when it was signed.")),
        )
        if not answers.get(name)
    ]
    if answers.get("sort") == "memorandum" and not (answers.get("born_on") or answers.get("person_number")):
        lacking.append(
            _(
                "Give the day of birth of the person, or the number of a document: a namesake must not share the memorandum."
            )
        )
    if lacking:
        raise Unfinished(lacking)
    days = {name: answers[name] for name in ("in_force_from", "ends", "born_on") if answers.get(name)}
    texts = ("person", "person_number", "remarks")
    more = {name: answers[name].replace("\r", "") for name in texts if answers.get(name)}
    return {
        "sort": answers["sort"],
        "states": sorted((us, answers["other"])),
        "name": _label(answers, "title_"),
        "signed": answers["signed"],
        **days,
        **more,
    }


def _label(answers: Answers, prefix: str = "") -> Answers:
    """Words in each language in which they were given."""
    return {language: text for language in LETTERS if (text := answers.get(f"{prefix}{language}"))}


# From a file
def _of_file(answers: Answers) -> Answers:
    """The rules as an instrument's file states them. Raises Unfinished."""
    text = str(answers.get("file") or "").replace("\r\n", "\n")
    if not text.strip():
        raise Unfinished([_("Paste the file of the agreement, or choose it.")])
    try:
        read = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unfinished([_("The file cannot be read: %(why)s", why=error)]) from error
    try:
        one = Instrument.model_validate(read)
    except ValidationError as error:
        raise Unfinished(
            [str(fault).removeprefix(", ") for fault in of_the_schema("", text, error, Instrument)]
        ) from error
    if one.crimes or one.annexes:
        raise Unfinished(
            [_("An agreement defines no crimes and no annexes of its own: name those it covers under [covers].")]
        )
    rules = one.model_dump(mode="json", include=set(FROM_A_FILE), exclude_defaults=True)
    final = {"force": one.participation.force, "denunciation": one.participation.denunciation}
    return rules | {"covers": rules.get("covers", {}), **{name: article for name, article in final.items() if article}}


# From the questions
def _of_questions(answers: Answers, law: Law) -> Answers:
    """The rules as they were answered. Raises Unfinished."""
    kinds = list(answers.get("kinds") or ())
    if not kinds:
        raise Unfinished([_("Say which kinds of request it carries.")])
    wrong: list[str] = []
    rules: Answers = {
        "kinds": kinds,
        "covers": _covers(answers, wrong),
        "like": _like(answers, wrong),
        "measures": _measures(answers, law),
        "contents": _contents(answers, law, wrong),
        "grounds": _carried(_grounds(answers, law, wrong), kinds, wrong),
        "duties": _duties(answers),
        "limits": _limits(answers, wrong),
        "channels": list(_ways(answers, "channel", wrong)),
        "languages": list(_ways(answers, "language", wrong)),
        "force": answers.get("force_article") or "",
        "denunciation": answers.get("end_article") or "",
    }
    rules |= _citations(answers, kinds, wrong)
    if wrong:
        raise Unfinished(wrong)
    rules["articles"] = _articles(rules)
    return {name: value for name, value in rules.items() if value}


def _covers(answers: Answers, wrong: list[str]) -> Answers:
    crimes = list(answers.get("crimes") or ())
    if not (
        answers.get("any_offence") or crimes or (answers.get("like") and "crimes" in (answers.get("borrowed") or ()))
    ):
        wrong.append(_("Say which crimes it covers, or that it covers every offence."))
    note = _label(answers, "covers_")
    if note and not {"en", "fr"} <= note.keys():
        wrong.append(_("Give the limits of what it covers in English and in French."))
        note = {}
    whole = bool(answers.get("any_offence"))
    told = Covers(any=whole, crimes=[] if whole else crimes, note=Label(**note) if note else None)
    return told.model_dump(exclude_defaults=True)


def _like(answers: Answers, wrong: list[str]) -> Answers:
    tables, lender = answers.get("borrowed") or (), answers.get("like") or ""
    if bool(tables) != bool(lender):
        wrong.append(_("Say both which treaty’s rules it takes over and which of them, or neither."))
    return dict.fromkeys(tables, lender) if lender else {}


def _measures(answers: Answers, law: Law) -> list[Answers]:
    known = {row.code: row for one in reversed([*law.shipped.values()]) for row in law.rows(one.code, Measure)}
    told = [one for one in answers.get("measures") or () if one.get("measure") in known]
    return [
        {
            **known[one["measure"]].model_dump(
                include={"code", "label", "questions", "coercive"}, exclude_defaults=True
            ),
            "article": one.get("article") or "",
        }
        for one in told
    ]


def _contents(answers: Answers, law: Law, wrong: list[str]) -> list[Answers]:
    known = dict(known_contents(law))
    found = []
    item: Answers
    for number, one in enumerate(_rows(answers, "contents"), 1):
        row = known.get(one.get("known") or "")
        if row:
            item = row.model_dump(include={"id", "paper", "label", "required_when"}, exclude_defaults=True)
        else:
            what = _("What a request must contain, item %(number)s", number=number)
            kind, label = _own(one, what, wrong)
            item = {"id": f"own-{number}", "paper": PAPER_OF.get(kind, ""), "label": label, "required_when": "always"}
        found.append({**item, "level": one.get("level") or "M", "article": one.get("article") or ""})
    return found


def _grounds(answers: Answers, law: Law, wrong: list[str]) -> list[Answers]:
    known = dict(known_grounds(law))
    found = []
    item: Answers
    for number, one in enumerate(_rows(answers, "grounds"), 1):
        row, what = known.get(one.get("known") or ""), _("Ground %(number)s", number=number)
        if row:
            attached = [{**each.model_dump(), "article": ""} for each in row.attaches]
            item = {"kind": row.kind, "label": row.label.model_dump(exclude_defaults=True), "attaches": attached}
        else:
            kind, label = _own(one, what, wrong)
            item = {"kind": kind, "label": label, "attaches": []}
        if not one.get("level"):
            wrong.append(_("%(what)s: say whether it is mandatory or optional.", what=what))
        found.append(
            {**item, "code": f"G-{number}", "level": one.get("level") or "", "article": one.get("article") or ""}
        )
    return found


def _carried(grounds: list[Answers], kinds: Sequence[str], wrong: list[str]) -> list[Answers]:
    """The grounds, each of a kind of request that the agreement carries."""
    for number, one in enumerate(grounds, 1):
        if one["kind"] and one["kind"] not in kinds:
            wrong.append(_("Ground %(number)s is one for requests of a kind that it does not carry.", number=number))
    return grounds


def _own(one: Answers, what: str, wrong: list[str]) -> tuple[str, Answers]:
    """The kind of request and the words of a row that is not one of those that are known."""
    kind, label = one.get("kind") or "", _label(one)
    if not kind:
        wrong.append(_("%(what)s: choose one that is known, or name the kind of request.", what=what))
    if not {"en", "fr"} <= label.keys():
        wrong.append(_("%(what)s: give its words in English and in French.", what=what))
    return kind, label


def _duties(answers: Answers) -> list[Answers]:
    label = {
        "en": "Consultation before the refusal",
        "fr": "Consultation avant le refus",
        "es": "Consulta antes de la denegación",
    }
    article = answers.get("consult_article") or ""
    return [
        {"code": f"consult-{kind}", "what": "consultation", "kind": kind, "label": label, "article": article}
        for kind in answers.get("must_consult") or ()
    ]


def _limits(answers: Answers, wrong: list[str]) -> list[Answers]:
    found = []
    for number, one in enumerate(_rows(answers, "limits"), 1):
        what = _("Period %(number)s", number=number)
        if not one.get("rule") or one.get("days") in (None, ""):
            wrong.append(_("%(what)s: say for what it runs, and how many days.", what=what))
            continue
        if not one.get("actor"):
            wrong.append(_("%(what)s: say which State must act within it.", what=what))
        words = one.get("period") or f"{one['days']} days"
        found.append(
            {
                "id": f"P-{number}", "rule": one["rule"], "article": one.get("article") or "", "days": int(one["days"]),
                "actor": one.get("actor") or "", "trigger": "as the agreement says", "period": words, "effect": "as the agreement says",
            }
        )  # fmt: skip
    return found


def _ways(answers: Answers, what: str, wrong: list[str]) -> Iterator[Answers]:
    for number, one in enumerate(_rows(answers, "ways"), 1):
        if (one.get("what") or "channel") != what:
            continue
        label = _label(one)
        if not {"en", "fr"} <= label.keys():
            name = _("Rule %(number)s on channels and languages", number=number)
            wrong.append(_("%(what)s: give its words in English and in French.", what=name))
        found = {"code": f"{what}-{number}", "label": label, "article": one.get("article") or ""}
        yield {**found, "when": "always"} if what == "channel" else found


def _citations(answers: Answers, kinds: Sequence[str], wrong: list[str]) -> Answers:
    """Which article rules what: of the first kind by itself, of every other kind its own."""
    each: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for number, one in enumerate(_rows(answers, "articles"), 1):
        purpose, article = one.get("purpose"), one.get("article")
        if not (purpose and article):
            wrong.append(_("Article %(number)s: say what it rules, and its number.", number=number))
            continue
        for kind in [one["kind"]] if one.get("kind") else kinds:
            each.setdefault(kind, {})[purpose] = article
    return {"cite": each[kinds[0]], "cites": {kind: told for kind, told in each.items() if kind != kinds[0] and told}}


def _rows(answers: Answers, name: str) -> list[Answers]:
    return [one for one in answers.get(name) or () if any(one.values())]


def _articles(rules: Answers) -> list[Answers]:
    """The articles that are cited somewhere, each once: of an agreement that was entered no others are known."""
    told = [*_cited_in(rules), rules["force"], rules["denunciation"], *rules["cite"].values()]
    told += [article for one in rules["cites"].values() for article in one.values()]
    numbers = sorted({number for article in told for number in cited(article)}, key=lambda one: (len(one), one))
    return [
        {"number": number, "title": {"en": f"Article {number}", "fr": f"Article {number}", "es": f"Artículo {number}"}}
        for number in numbers
    ]


def _cited_in(rules: Answers) -> Iterable[str]:
    for table in ("measures", "contents", "grounds", "duties", "limits", "channels", "languages"):
        yield from (row["article"] for row in rules[table])
