"""What a step says for machines, as it is published: JSON Schema of a manifest, made from the shape that every installation checks.

`schema.py` checks more than JSON Schema can say (which characters can be printed, which days there are); the forms judge what is answered.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.package.schema import FORMAT, Manifest


def document() -> Answers:
    """The schema of this format of packages (JSON Schema 2020-12). Another format is another file."""
    told = Manifest.model_json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mla:package:{FORMAT}",
        "title": f"What a step says: manifest of a package, format {FORMAT}",
        "version": FORMAT,
    }
    return {**told, **head}
