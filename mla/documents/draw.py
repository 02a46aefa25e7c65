"""Draws a formal paper: one template, one language, one PDF/A-3 that a screen reader can read too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from jinja2 import Environment, StrictUndefined, TemplateNotFound, UndefinedError
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from mla.documents.bounded import run
from mla.documents.no_network import ClosedFetcher
from mla.documents.refusing import PaperNotDrawn, refuse_missing_glyphs, refuse_unprintable
from mla.documents.retelling import AS_SHIPPED, TEMPLATES, Correction, Retelling, RetoldLoader
from mla.documents.standard import readable_by_all
from mla.documents.warnings import Heard, listening
from mla.documents.wording import FILTERS
from mla.documents.wordings import printed, wordings
from mla.words import _

__all__ = ["TEMPLATES", "Drawn", "PaperNotDrawn", "draw"]


@dataclass(frozen=True)
class Drawn:
    """A paper as it came out: the PDF and how many pages it has."""

    pdf: bytes
    pages: int


def draw(name: str, language: str, context: Mapping[str, object], *, draft: bool = False) -> Drawn:
    """Draw the paper `name` in `language`; the same context gives the same bytes. It has so much time and no more.

    Raises PaperNotDrawn, whose sentence says to an official why not.
    """
    html = fill(name, language, context, draft=draft)
    refuse_unprintable(html)
    try:
        return cast(Drawn, run(__name__, "lay_out", html))
    except RuntimeError as error:
        raise PaperNotDrawn(
            _("The paper could not be laid out (%(error)s). Tell the administrator.", error=error)
        ) from error


def fill(name: str, language: str, context: Mapping[str, object], *, draft: bool = False) -> str:
    """The paper as HTML. What officials wrote is data here and never a template."""
    how = _how(context, language)
    wording = wordings(language, how=how)
    words = wording.paper(name, str(getattr(context.get("dossier"), "kind", "")))
    template = "told.html" if words else f"{language}/{name}.html"
    known = {
        "bare": False,
        **context,
        "language": language,
        "draft": draft,
        "name": name,
        "words": words,
        "wording": wording,
    }
    try:
        return environment(how=how).get_template(template).render(known)
    except TemplateNotFound as error:
        raise PaperNotDrawn(_("There is no template “%(name)s” for this paper.", name=error.name)) from error
    except UndefinedError as error:
        raise PaperNotDrawn(
            _("A detail that this paper prints is not known: %(message)s.", message=error.message)
        ) from error


def body(name: str, language: str, context: Mapping[str, object]) -> Markup:
    """The text of a paper alone, without heads and signature, to stand within another paper. Raises PaperNotDrawn."""
    return Markup(fill(name, language, {**context, "bare": True}))  # noqa: S704  # it is what our own template made of it


def _how(context: Mapping[str, object], language: str) -> Retelling:
    """What is said otherwise than it ships: what this installation corrected, and what is said to or by a body."""
    corrections = tuple(cast("tuple[Correction, ...]", context.get("corrections") or ()))
    return Retelling(corrections, _called(context.get("them"), language), _called(context.get("us"), language))


def _called(party: object, language: str) -> tuple[str, ...]:
    """How a party is called that is no State; nothing of a State."""
    body = getattr(party, "body", None)
    return tuple(body.forms(language)) if body else ()


@lru_cache(maxsize=16)
def environment(folder: Path = TEMPLATES, how: Retelling = AS_SHIPPED) -> Environment:
    """The templates of the papers: everything is escaped, nothing may be missing."""
    made = Environment(
        loader=RetoldLoader(folder, how),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals["printed"] = printed
    return made


@cache
def fonts() -> FontConfiguration:
    """One configuration of fonts for the life of the process: making it is slow."""
    return FontConfiguration()


@cache
def style_sheet(folder: Path = TEMPLATES) -> CSS:
    """The style of every paper, read and parsed once."""
    text = (folder / "letter.css").read_text(encoding="utf-8")
    return CSS(string=text, url_fetcher=ClosedFetcher(), font_config=fonts())


@cache
def closer_style() -> CSS:
    """What brings a letter that is a little too long onto its page."""
    text = (TEMPLATES / "closer.css").read_text(encoding="utf-8")
    return CSS(string=text, url_fetcher=ClosedFetcher(), font_config=fonts())


def prepare() -> None:
    """Read once what every paper needs."""
    style_sheet()
    closer_style()


def lay_out(html: str) -> Drawn:
    """The PDF of a paper, drawn here and now: `draw` has it done where time and memory are bounded."""
    with listening() as heard:
        try:
            document = _fitting(html)
            pdf = document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
        except FatalURLFetchingError as error:  # no Exception: it is meant to pass by every handler but this
            raise PaperNotDrawn(
                _("The paper asks for something outside itself. Papers fetch nothing. Tell the administrator.")
            ) from error
        except MemoryError:
            raise
        except Exception as error:  # whatever stops the layout, the official gets a sentence
            raise PaperNotDrawn(
                _("The paper could not be laid out (%(name)s). Tell the administrator.", name=type(error).__name__)
            ) from error
    _refuse_what_was_heard(heard)
    return Drawn(readable_by_all(pdf), len(document.pages))


SHORT, SPARSE = 4, 1 / 3
"""A letter of so many pages at most, of whose last page no more than this part is filled, is laid out more closely, if that saves the page."""


def _fitting(html: str) -> Document:
    """A letter laid out; more closely where its last page would else bear little more than the closing."""
    document = _rendered(html)
    if not (1 < len(document.pages) <= SHORT and _filled(document.pages[-1]) <= SPARSE):
        return document
    closer = _rendered(html, closer_style())
    return closer if len(closer.pages) < len(document.pages) else document


def _rendered(html: str, *more: CSS) -> Document:
    source = HTML(string=html, url_fetcher=ClosedFetcher())
    return source.render(font_config=fonts(), stylesheets=[style_sheet(), *more], pdf_tags=True)


def _filled(page: Page) -> float:
    """Which part of a page its text fills. WeasyPrint tells it nowhere but in the box of the page, which is not meant for us: a test sees when that changes."""
    box = page._page_box
    (html,) = (one for one in box.children if one.element_tag == "html")
    return float(html.height / box.height)


def _refuse_what_was_heard(heard: Heard) -> None:
    refuse_missing_glyphs(heard.missing)
    if heard.errors:
        raise PaperNotDrawn(_("The paper could not be laid out: %(errors)s.", errors=heard.errors[0][:200]))
