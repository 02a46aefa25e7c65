"""Takes a seal without a mark on any page off a copy that is no longer what was sealed: it would only say that the copy is broken.

The paper itself is kept as it was sealed. Signatures that are seen on a page are left alone: what they show is part of the page.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Object


def take_off(pdf: pikepdf.Pdf) -> None:
    """Leave out signature fields that show nothing, and what only serves their validation (ISO 32000-2, 12.8)."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or not isinstance(form.get("/Fields"), Array):
        return
    hidden = [one for one in form.Fields if _shows_nothing(one)]
    if not hidden:
        return
    gone = {one.objgen for one in hidden}
    for page in pdf.pages:
        marks = page.obj.get("/Annots")
        if isinstance(marks, Array):
            kept = [mark for mark in marks if mark.objgen not in gone]
            if kept:
                page.obj["/Annots"] = Array(kept)
            else:
                del page.obj["/Annots"]
    form["/Fields"] = Array([one for one in form.Fields if one.objgen not in gone])
    if not form["/Fields"]:
        for name in ("/AcroForm", "/Perms", "/DSS"):
            if name in pdf.Root:
                del pdf.Root[name]


def _shows_nothing(field: Object) -> bool:
    if not isinstance(field, pikepdf.Dictionary) or field.get("/FT") != "/Sig" or "/Kids" in field:
        return False
    x0, y0, x1, y1 = (float(side) for side in field.get("/Rect", [0, 0, 0, 0]))
    return x0 == x1 or y0 == y1
