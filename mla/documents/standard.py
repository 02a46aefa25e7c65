"""Says in the file itself that the paper is PDF/UA-1 (readable by everyone) as well as PDF/A-3.

WeasyPrint writes the mark of one standard only. PDF/A allows the other mark if its schema is described beside
it, inside the one rdf:RDF that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf

UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def readable_by_all(pdf: bytes) -> bytes:
    """The same paper, marked PDF/UA-1, with its title shown in the window."""
    with pikepdf.open(BytesIO(pdf)) as paper:
        metadata = paper.Root.Metadata
        before, end, after = metadata.read_bytes().rpartition(b"</rdf:RDF>")
        metadata.write(before + UA_MARK + end + after)
        paper.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        return save(paper)


def save(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF, the same every time."""
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


LEVELS = re.compile(r"pdfaid:conformance\W+(?:>|=\")?\s*([ABU])")
ACCESSIBLE = re.compile(r"pdfuaid:part\W+(?:>|=\")?\s*1")

KEEPS = ("", "B", "U", "A")
"""Levels of PDF/A from nothing upwards: looks the same for ever, its text can be taken out, its tags say what is what."""


@dataclass(frozen=True)
class Claim:
    """What a PDF says of itself: whether it is PDF/UA-1, and of which level of PDF/A (one of `KEEPS`)."""

    accessible: bool
    keeps: str


def claim(pdf: pikepdf.Pdf) -> Claim:
    """What an open PDF claims to be; nobody has tried whether it is."""
    told = pdf.Root.Metadata.read_bytes().decode(errors="replace") if "/Metadata" in pdf.Root else ""
    found = LEVELS.search(told) if "pdfaid:part" in told else None
    marked = pdf.Root.get("/MarkInfo")
    suspect = isinstance(marked, pikepdf.Dictionary) and bool(marked.get("/Suspects", False))
    return Claim(ACCESSIBLE.search(told) is not None and not suspect, "" if found is None else found[1])


BOTH = Claim(accessible=True, keeps="A")
"""What our own papers are."""


def lowest(levels: Iterable[str]) -> str:
    """The lowest of some levels: a book is what the least of its parts is."""
    return min(levels, key=KEEPS.index)


def marks(book: pikepdf.Pdf, claimed: Claim) -> None:
    """Write into a bound dossier what it may claim of itself; its cover, which is both, has written that it is both."""
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        if not claimed.accessible:
            for mark in ("pdfuaid:part", "pdfaExtension:schemas"):
                if mark in told:
                    del told[mark]
        if claimed.keeps:
            told["pdfaid:conformance"] = claimed.keeps
        else:
            del told["pdfaid:part"], told["pdfaid:conformance"]
