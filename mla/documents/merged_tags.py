"""The tags of many parts as the tags of one book (ISO 32000-1, 14.7).

No kept library merges structure trees: qpdf, pikepdf, pypdf and PyMuPDF leave them behind. What a tree points to moves with the
pages, so only what counts within a document is changed: keys of the parent tree (14.7.4.4), and names that two parts use for
different things (RoleMap, 14.7.3; ClassMap, 14.7.5.3). Identifiers of elements differ already (`tags.py`); MCIDs count within a page and stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from mla.documents.tags import is_element, name_tree, several


@dataclass
class Tree:
    """The tree of a book that is being bound: one element for each part, under one `Document`.

    Every part must have been settled. `nums`, `ids` and so on are what the root will hold (14.7.2, table 322).
    """

    book: pikepdf.Pdf
    nums: list[object] = field(default_factory=list)
    ids: dict[bytes, Object] = field(default_factory=dict)
    roles: dict[str, Object] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    namespaces: list[Object] = field(default_factory=list)
    next: int = 0
    parts: int = 0

    def __post_init__(self) -> None:
        self.root = self.book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = self.book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array()))
        self.letter: Object = self.top

    def add(self, source: pikepdf.Pdf, first: int, title: str, language: str, depth: int) -> None:
        """Take over the tags of a part, whose pages are in the book already from the page `first` on (counted from 0).

        The part becomes a `Part` (a letter) or, within it, a `Sect` (an annex), with its title and its language.
        """
        self.parts += 1
        old = source.Root.StructTreeRoot
        wrapper = _wrapper(source, old, Name.Sect if depth else Name.Part)
        wrapper.T, wrapper.Lang = String(title), String(str(source.Root.get("/Lang", language)) or language)
        names = ("/ParentTree", "/IDTree", "/RoleMap", "/ClassMap", "/Namespaces")
        held = source.make_indirect(
            Dictionary({"/Wrapper": wrapper, **{name: old[name] for name in names if name in old}})
        )
        taken = held if source is self.book else self.book.copy_foreign(held)
        self._hang(taken.Wrapper, depth)
        self._names(taken)
        self._renumber(taken.ParentTree.Nums, first)
        self.ids |= dict(_pairs(taken.IDTree.Names))

    def finish(self) -> None:
        """Give the book its tree."""
        self.root.K = Array([self.top])
        self.root.ParentTree = self.book.make_indirect(Dictionary(Nums=Array(self.nums)))
        self.root.ParentTreeNextKey = self.next
        if self.ids:
            self.root.IDTree = self.book.make_indirect(name_tree(self.ids))
        for name, known in (("/RoleMap", self.roles), ("/ClassMap", self.classes)):
            if known:
                self.root[name] = Dictionary(known)
        if self.namespaces:
            self.root.Namespaces = Array(self.namespaces)
        self.book.Root.StructTreeRoot = self.root
        self.book.Root.MarkInfo = Dictionary(Marked=True)

    def _hang(self, part: Object, depth: int) -> None:
        under = self.letter if depth else self.top
        part.P = under
        under.K.append(part)
        if not depth:
            self.letter = part

    def _renumber(self, nums: Object, first: int) -> None:
        """Move the numbers of a part behind those that are there already, where they stand: on pages, marks and streams."""
        begins, keys = self.next, set()
        for page in list(self.book.pages)[first:]:
            for one, name in [
                (page.obj, "/StructParents"),
                *((mark, "/StructParent") for mark in page.obj.get("/Annots", [])),
            ]:
                if name in one:
                    keys.add(int(one[name]))
                    one[name] = begins + int(one[name])
        flat = list(nums)
        for key, value in zip(flat[::2], flat[1::2], strict=True):
            if int(key) not in keys:
                _renumber_stream(value, int(key), begins)
            self.nums += [begins + int(key), value]
            self.next = max(self.next, begins + int(key) + 1)

    def _names(self, taken: Object) -> None:
        """Roles and classes keep their names, unless an earlier part means something else by one."""
        renamed: dict[tuple[str, str], Object] = {}
        for where, known, used in (("/RoleMap", self.roles, "/S"), ("/ClassMap", self.classes, "/C")):
            told = taken.get(where)
            for name, meaning in list(told.items()) if isinstance(told, Dictionary) else []:
                name, kept = str(name), str(name)
                if str(meaning) == name:
                    continue  # it means itself, which some programs say and nobody may (14.7.3)
                if name in known and known[name] != meaning:
                    kept = f"{name}.{self.parts}"
                    renamed[used, name] = Name(kept)
                known[kept] = meaning
        if renamed:
            for element in _elements(taken.Wrapper):
                _rename(element, renamed)
        self.namespaces += several(taken.get("/Namespaces"))


def _wrapper(source: pikepdf.Pdf, root: Object, role: Object) -> Object:
    """The one element of a part: its own `Document`, called by its place in the book, or a new one around all that it has."""
    kids = several(root.K)
    if len(kids) == 1 and kids[0].get("/S") == "/Document":
        kids[0].S = role
        del kids[0]["/P"]
        return kids[0]
    made = source.make_indirect(Dictionary(Type=Name.StructElem, S=role, K=Array(kids)))
    for kid in kids:
        kid.P = made
    return made


def _renumber_stream(value: Object, key: int, begins: int) -> None:
    """A number that no page and no mark has is a stream's: found by the elements that its stretches belong to."""
    elements = [value] if isinstance(value, Dictionary) else [one for one in value if isinstance(one, Dictionary)]
    for element in elements:
        for kid in several(element.get("/K")):
            if not isinstance(kid, Dictionary):
                continue
            stream, name = (kid.get("/Stm"), "/StructParents") if "/Stm" in kid else (kid.get("/Obj"), "/StructParent")
            if isinstance(stream, pikepdf.Stream) and stream.get(name) == key:
                stream[name] = begins + key
                return


def _elements(top: Object) -> Iterator[Object]:
    waiting = [top]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [kid for kid in several(one.get("/K")) if is_element(kid)]


def _rename(element: Object, renamed: dict[tuple[str, str], Object]) -> None:
    if (other := renamed.get(("/S", str(element.get("/S"))))) is not None:
        element.S = other
    if "/C" in element:
        element.C = Array([renamed.get(("/C", str(one)), one) for one in several(element.C)])


def _pairs(names: Object) -> Iterator[tuple[bytes, Object]]:
    flat = list(names)
    for name, value in zip(flat[::2], flat[1::2], strict=True):
        yield bytes(name), value
