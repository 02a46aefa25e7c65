"""A visitor of a ministry's site, without a browser: follows links, fills in forms as they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, ClassVar

from flask.testing import FlaskClient
from lxml import html as lxml_html
from werkzeug.test import TestResponse


class Page:
    """An answer of the site. Every page of a new shape is judged as HTML (see `tests/support/nu.py`)."""

    judge: ClassVar[Callable[[str], list[str]] | None] = None

    def __init__(self, response: TestResponse, visitor: Visitor | None = None, path: str = "") -> None:
        self.visitor = visitor
        self.path = path
        self.status = response.status_code
        self.headers = response.headers
        self.data = response.data
        self.html = response.get_data(as_text=True) if "html" in response.content_type else ""
        if self.html.startswith("<!DOCTYPE") and Page.judge:
            assert not (faults := Page.judge(self.html)), f"{path}: {faults}"
        self.location = response.headers.get("Location", "")
        response.close()

    @property
    def text(self) -> str:
        """What a person reads."""
        body = re.sub(r"(?s)<(script|style).*?</\1>", " ", self.html)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's last form."""
        reader = _Hidden()
        reader.feed(self.html)
        return reader.found

    @property
    def links(self) -> list[str]:
        """Every address the page links to."""
        return [unescape(found) for found in re.findall(r'href="([^"]+)"', self.html)]

    @cached_property
    def tree(self) -> Any:
        """The page as elements."""
        return lxml_html.document_fromstring(self.html)

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the last form of the main part would send if nobody touched it."""
        found: dict[str, list[str]] = {}
        for name, value in (self.tree.xpath("//main//form") or self.tree.forms)[-1].form_values():
            found.setdefault(name, []).append(value)
        return found

    def again(self, **fields: Any) -> Page:
        """Send the form as it stands on this page, with these fields filled in otherwise."""
        assert self.visitor
        return self.visitor.send(self.path, {**self.fields, **fields})

    def press(self, what: str, **fields: Any) -> Page:
        """Press the button of the form whose address ends so, with these fields filled in."""
        assert self.visitor
        found = [form for form in self.tree.forms if str(form.action).endswith(f"/{what}")]
        assert found, self.main
        return self.visitor.send(str(found[0].action), dict(found[0].form_values()) | fields)

    @property
    def main(self) -> str:
        """What a person reads of the page itself, without what frames it."""
        return " ".join(self.all("//main"))

    @property
    def mistakes(self) -> list[str]:
        """The sentences of the box that lists what must be mended."""
        return self.all("//*[contains(@class, 'govuk-error-summary__list')]/li")

    @property
    def steps_offered(self) -> dict[str, str]:
        """The steps the page offers by name, each with the reason why it is greyed, or with nothing."""
        rows = self.tree.xpath("//li[@class='mla-step']")
        return {_said(row.xpath("./a | ./button")[0]): " ".join(_said(p) for p in row.xpath("./p")) for row in rows}

    def all(self, xpath: str) -> list[str]:
        """What a person reads in each of these elements."""
        return [_said(element) for element in self.tree.xpath(xpath)]


def _said(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def a_file(name: str, data: bytes) -> tuple[BytesIO, str]:
    """A file to be chosen in a form."""
    return BytesIO(data), name


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.found[str(given["name"])] = given.get("value") or ""


class Visitor:
    """Somebody in front of the site."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> Page:
        """Open a page."""
        return Page(self.client.get(path, base_url="http://127.0.0.1"), self, path)

    def post(self, path: str, **fields: Any) -> Page:
        """Fill in the form that stands at `path` and send it: its hidden fields go along."""
        return self.send(path, {**self.get(path).hidden, **fields})

    def send(self, path: str, fields: dict[str, Any], origin: str = "http://127.0.0.1") -> Page:
        """Send exactly these fields, from a page of this site unless told otherwise."""
        plain = {name: value for name, value in fields.items() if value is not None}
        headers = {"Origin": origin}  # as a browser says of every form
        response = self.client.post(path, data=plain, base_url="http://127.0.0.1", headers=headers)
        response.request.environ["wsgi.input"].close()  # a large form was written to a file
        return Page(response, self, path)

    def fill(self, path: str, **fields: Any) -> Page:
        """Fill in the form that stands at `path`, which keeps what it holds already, and send it."""
        return self.get(path).again(**fields)

    def dispatch(self, path: str, signs: Visitor | None = None, **fields: Any) -> Page:
        """Fill in the form of a step that crosses, and have its letter read and signed: by a colleague if one is named.

        A form or a letter that is not accepted comes back as it is.
        """
        page = self.fill(path, **fields)
        if page.status != 302:
            return page
        letter = self.get(page.location)
        if signs:
            letter.press("propose")
            letter = signs.get(page.location)
        return letter.press("sign") if letter.tree.xpath("//form[contains(@action, '/sign')]") else letter

    def record(self, page: Page, **fields: Any) -> Page:
        """Fill in a page that records something from paper, have it read back, and record it.

        What is not accepted comes back as it is.
        """
        check = page.again(**fields)
        return check.again(confirmed="y") if check.tree.xpath("//button[@name='confirmed']") else check

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in."""
        return self.post("/sign-in", email=email, password=password)
