"""Says in the file itself that the paper is PDF/UA-1 (readable by everyone) as well as PDF/A-3.

WeasyPrint writes the mark of one standard only. PDF/A allows the other mark if its schema is described beside
it, inside the one rdf:RDF that is read.
"""

from __future__ import annotations

import re
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


def level(pdf: pikepdf.Pdf) -> str:
    """What a part says of itself: “U” (PDF/A of which the text can be read out), “B” (that looks the same for ever), or nothing."""
    told = pdf.Root.Metadata.read_bytes().decode(errors="replace") if "/Metadata" in pdf.Root else ""
    found = LEVELS.search(told) if "pdfaid:part" in told else None
    return "" if found is None else "B" if found[1] == "B" else "U"


def archive_mark(book: pikepdf.Pdf, conformance: str) -> None:
    """What a bound dossier may claim of itself: PDF/A-3 of the lowest level (U or B) that its parts have, or nothing.

    The tags of the parts do not survive binding, so neither the mark for readers of tags nor level A is kept.
    """
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as marks:
        for mark in ("pdfuaid:part", "pdfaExtension:schemas"):
            if mark in marks:
                del marks[mark]
        if conformance:
            marks["pdfaid:conformance"] = conformance
        else:
            del marks["pdfaid:part"], marks["pdfaid:conformance"]
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in book.Root:
            del book.Root[key]
