"""The structure tree of a PDF (its tags), read and made sound before it is merged with others (ISO 32000-1, 14.7).

Others made most of these trees. Whatever points nowhere goes; the parent tree, by which a reader finds the element of a stretch of a
page (14.7.4.4), and the tree of identifiers (14.7.2) are made anew, so that merging (`merged_tags.py`) need not look at each element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

MOST_MARKS = 100_000
"""A page has at most so many marked stretches; a number beyond is a mistake or an attack."""

MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID (\d{1,6})\s*>>\s*BDC(?=\s)")

Key = tuple[int, int]


class Unsound(ValueError):
    """The tags of a document cannot be followed."""


@dataclass(frozen=True)
class Settled:
    """What a tree is found to be: whether figures lack the words that stand for them (14.9.3), and whether it names nothing at all."""

    figures_without_words: bool
    names_nothing: bool


def settle(pdf: pikepdf.Pdf, prefix: str) -> Settled:
    """Make the tree of an open document sound, so that it can be merged: what points nowhere goes, the parent tree is made anew.

    `prefix` sets the identifiers of its elements apart from those of other parts. Raises Unsound where there is no tree, or one
    that goes in circles.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        raise Unsound("no structure tree")
    walk = _Walk(pdf, prefix)
    kept = walk.kids(root)
    root.K = Array(kept)
    for page in pdf.pages:
        _leave_out(page, walk.marks.get(page.obj.objgen, {}))
    _forget_numbers(pdf)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(list(walk.numbered()))))
    root.IDTree = pdf.make_indirect(name_tree(walk.ids))
    return Settled(walk.wordless, not walk.marks and not walk.objects)


def name_tree(named: Mapping[bytes, Object]) -> Dictionary:
    """A name tree in one node (7.9.6)."""
    return Dictionary(
        Names=Array(
            [part for name, one in sorted(named.items(), key=lambda one: one[0]) for part in (String(name), one)]
        )
    )


@dataclass
class _Walk:
    """Goes through all elements once and remembers which of them a number must lead back to."""

    pdf: pikepdf.Pdf
    prefix: str
    marks: dict[Key, dict[int, Object]] = field(default_factory=dict)
    owners: dict[Key, Object] = field(default_factory=dict)
    objects: list[tuple[Object, Object]] = field(default_factory=list)
    ids: dict[bytes, Object] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    pages: set[Key] = field(default_factory=set)
    annotations: set[Key] = field(default_factory=set)
    figures: set[str] = field(default_factory=lambda: {"/Figure", "/Formula"})
    wordless: bool = False

    def __post_init__(self) -> None:
        roles = self.pdf.Root.StructTreeRoot.get("/RoleMap")
        if isinstance(roles, Dictionary):
            self.figures |= {name for name, role in roles.items() if str(role) in self.figures}
        for page in self.pdf.pages:
            self.pages.add(page.obj.objgen)
            self.annotations |= {mark.objgen for mark in page.obj.get("/Annots", []) if mark.is_indirect}

    def kids(self, root: Object) -> list[Object]:
        """The elements directly under the root; all that is under them has been put right."""
        top = [one for one in map(self._indirect, several(root.get("/K"))) if self._new(one, root)]
        waiting = list(top)
        while waiting:
            waiting += self._element(waiting.pop())
        return top

    def _element(self, element: Object) -> list[Object]:
        """Put the kids of one element right; returns those that are elements themselves."""
        self._identify(element)
        self.wordless |= str(element.S) in self.figures and not {"/Alt", "/ActualText"} & set(element.keys())
        kept, deeper, lost = [], [], False
        for kid in several(element.get("/K")):
            kid = self._indirect(kid) if is_element(kid) else kid
            if is_element(kid):
                if self._new(kid, element):
                    kept.append(kid)
                    deeper.append(kid)
            elif self._content(kid, element):
                kept.append(kid)
            else:
                lost = lost or _of_type(kid, "/OBJR")
        element.K = Array(kept)
        if lost and element.get("/S") == "/Link":
            element.S = Name.Span  # the words stay, the link is gone
        return deeper

    def _indirect(self, kid: Object) -> Object:
        return kid if not isinstance(kid, Dictionary) or kid.is_indirect else self.pdf.make_indirect(kid)

    def _new(self, kid: Object, parent: Object) -> bool:
        """Whether this is an element that was not met before; says to it whose kid it is."""
        if not is_element(kid) or "/S" not in kid:
            return False
        if kid.objgen in self.seen:
            raise Unsound("an element stands in two places")
        self.seen.add(kid.objgen)
        kid.P = parent
        return True

    def _content(self, kid: Object | int, element: Object) -> bool:
        """Remember a stretch of a page, or a mark on it, that belongs to an element; False where there is no such thing."""
        if isinstance(kid, int):
            return self._mark(element.get("/Pg"), kid, element)
        if _of_type(kid, "/MCR"):
            inner = kid.get("/Stm")
            page = kid.get("/Pg", element.get("/Pg"))
            return self._on_page(page) and self._mark(inner if inner is not None else page, kid.get("/MCID"), element)
        if _of_type(kid, "/OBJR"):
            there = kid.get("/Obj")
            if (
                there is not None
                and there.is_indirect
                and (there.objgen in self.annotations or isinstance(there, pikepdf.Stream))
            ):
                self.objects.append((there, element))
                return True
        return False

    def _on_page(self, page: Object | None) -> bool:
        return page is not None and page.is_indirect and page.objgen in self.pages

    def _mark(self, owner: Object | None, number: object, element: Object) -> bool:
        if owner is None or not isinstance(number, int) or not 0 <= number < MOST_MARKS:
            return False
        if not self._on_page(owner) and not isinstance(owner, pikepdf.Stream):
            return False
        self.owners[owner.objgen] = owner
        self.marks.setdefault(owner.objgen, {})[int(number)] = element
        return True

    def _identify(self, element: Object) -> None:
        """Give its identifier, and those of the heads of tables that a cell names (14.8.5.7), the prefix of this part."""
        if isinstance(element.get("/ID"), String):
            name = self.prefix.encode() + bytes(element.ID)
            element.ID = String(name)
            self.ids[name] = element
        for attributes in several(element.get("/A")):
            heads = (
                attributes.get("/Headers") if isinstance(attributes, Dictionary) and self._unseen(attributes) else None
            )
            if isinstance(heads, Array):
                attributes.Headers = Array(
                    [String(self.prefix.encode() + bytes(one)) for one in heads if isinstance(one, String)]
                )

    def _unseen(self, attributes: Object) -> bool:
        """Attributes may be shared by many cells, and are put right once."""
        met = attributes.is_indirect and attributes.objgen in self.seen
        self.seen.add(attributes.objgen)
        return not met

    def numbered(self) -> Iterator[object]:
        """The parent tree, flat; each owner is told its number (14.7.4.4)."""
        number = 0
        for key, marks in self.marks.items():
            self.owners[key].StructParents = number
            yield number
            yield self.pdf.make_indirect(Array([marks.get(mark) for mark in range(max(marks) + 1)]))
            number += 1
        for there, element in self.objects:
            there.StructParent = number
            yield number
            yield element
            number += 1


def _leave_out(page: pikepdf.Page, named: Mapping[int, Object]) -> None:
    """Stretches that no element names are no part of what is read: running heads and feet, as artefacts (14.8.2.2).

    WeasyPrint enters them in the parent tree under elements that hang nowhere.
    """
    page.contents_coalesce()
    content = page.obj.get("/Contents")
    try:
        data = content.read_bytes() if isinstance(content, pikepdf.Stream) else b""
    except pikepdf.PdfError:  # what is damaged stays as it is
        return
    told = MARKED.sub(lambda mark: mark[0] if int(mark[1]) in named else b"/Artifact BMC", data)
    if told != data and isinstance(content, pikepdf.Stream):
        content.write(told)


def is_element(kid: object) -> bool:
    """Whether this is an element of the structure, and no stretch of a page or mark on one."""
    return isinstance(kid, Dictionary) and str(kid.get("/Type", "/StructElem")) == "/StructElem"


def _of_type(kid: object, name: str) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == name


def several(kids: object) -> list[Object]:
    """What may be one thing or several, as several."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]  # type: ignore[list-item]


def _forget_numbers(pdf: pikepdf.Pdf) -> None:
    """Numbers that lead into a parent tree that is no more."""
    for whole in pdf.objects:
        if isinstance(whole, Dictionary | pikepdf.Stream):
            _forget(whole)
    for page in pdf.pages:
        for mark in page.obj.get("/Annots", []):
            _forget(mark)


def _forget(one: Object) -> None:
    for name in ("/StructParents", "/StructParent"):
        if name in one:
            del one[name]


def drop(pdf: pikepdf.Pdf) -> None:
    """Take the tags of a document away."""
    _forget_numbers(pdf)
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in pdf.Root:
            del pdf.Root[name]
