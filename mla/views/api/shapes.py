"""What the answers of the interface look like, as JSON Schema."""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle.terms import Side

Shape = Answers

TEXT: Shape = {"type": "string"}
DAY: Shape = {"type": "string", "format": "date"}
DAY_OR_NONE: Shape = {"type": ["string", "null"], "format": "date"}
MOMENT: Shape = {"type": "string", "format": "date-time"}
NUMBER: Shape = {"type": "integer"}
YES: Shape = {"type": "boolean"}
SIDE: Shape = {"type": "string", "enum": [side.value for side in Side]}


def _record(**properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: str) -> Shape:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


HEAD: dict[str, Shape] = {
    "id": {"type": "string", "format": "uuid"}, "reference": TEXT, "their_reference": TEXT, "kind": TEXT, "side": SIDE, "counterpart": TEXT,
    "instrument": TEXT, "language": TEXT, "title": TEXT, "stage": _record(name=TEXT, title=TEXT, ended=YES), "opened_on": DAY,
    "changed_at": MOMENT, "version": NUMBER,
}  # fmt: skip

SHAPES: dict[str, Shape] = {
    "Kinds": _record(kinds={"type": "array", "items": _record(kind=TEXT, title=TEXT)}),
    "Requests": _record(requests=_list("Line"), before=TEXT, after=TEXT),
    "Line": _record(**HEAD, move={"enum": ["us", "them", ""]}, next_due=DAY_OR_NONE, urgent=YES, held_since=DAY_OR_NONE),
    "Request": _record(
        **HEAD, text={"type": "object"}, history=_list("Entry"), papers=_list("Paper"), documents=_list("Document"),
        limits=_list("Limit"), steps=_list("OpenStep"),
    ),
    "Entry": _record(number=NUMBER, trigger=TEXT, title=TEXT, side=SIDE, by=TEXT, at=MOMENT, stage=TEXT, struck_out=YES),
    "Paper": _record(number=NUMBER, side=TEXT, name=TEXT, language=TEXT, pages=NUMBER, sha256=TEXT, href=TEXT),
    "Document": _record(
        number=NUMBER, side=TEXT, role=TEXT, title=TEXT, filename=TEXT, media_type=TEXT, size=NUMBER, sha256=TEXT, href=TEXT
    ),
    "Limit": _record(on=DAY, what=TEXT, whose={"enum": ["us", "them"]}, article=TEXT, paused=YES),
    "OpenStep": _record(trigger=TEXT, title=TEXT, href=TEXT),
    "Step": _record(trigger=TEXT, title=TEXT, href=TEXT, answers={"type": "object"}),
    "NewDocument": {
        "type": "object", "required": ["filename", "content"], "additionalProperties": False,
        "properties": {"filename": TEXT, "title": TEXT, "content": {"type": "string", "contentEncoding": "base64"}},
    },
    "Problem": {
        "type": "object", "required": ["status", "title", "detail"],
        "properties": {
            "status": NUMBER, "title": TEXT, "detail": TEXT, "faults": {"type": "array", "items": _record(name=TEXT, detail=TEXT)},
        },
    },
}  # fmt: skip
"""Each by its name in the description."""

PROBLEMS = {
    400: "It could not be read.",
    401: "No secret, or one that has ended.",
    403: "The official, or the secret, may not do this.",
    404: "There is no such thing, or it is not the official's to see.",
    409: "The step is not open, or somebody has changed the request since it was read.",
    413: "Too large.",
    415: "Not JSON.",
    422: "The answers do not answer what is asked.",
    429: "Asked too often; the head Retry-After tells after how many seconds to ask again.",
    500: "Our fault, with a number in the log.",
    503: "Nothing was kept; try again.",
}
"""What can go wrong anywhere, by status; each is told as RFC 9457 says."""
