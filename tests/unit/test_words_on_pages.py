"""How a page tells its texts: in the language of the page, with whatever is put into them made harmless."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, get_flashed_messages, render_template_string, session

import mla.views.words
from mla.words import _
from tests.support.pseudo import Pseudo

LIVE = "<i>&"


@pytest.fixture
def page() -> Iterator[Flask]:
    app = Flask(__name__)
    app.secret_key = "test"
    mla.views.words.prepare(app)
    with app.test_request_context():
        yield app


@pytest.mark.parametrize(
    "source",
    [
        "{% trans told=told %}<b>{{ told }}</b>{% endtrans %}",
        '<b>{{ _("%(told)s", told=told) }}</b>',
        '<b>{{ ngettext("%(told)s", "%(told)s", 1, told=told) }}</b>',
        "<b>{{ words }}</b>",
        '<b>{{ [words] | join(", ") }}</b>',
    ],
)
def test_what_is_put_into_a_text_is_escaped(page: Flask, source: str) -> None:
    assert render_template_string(source, told=LIVE, words=_("%(told)s", told=LIVE)) == "<b>&lt;i&gt;&amp;</b>"


def test_a_page_tells_every_text_in_its_language(page: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mla.views.words, "catalog", Pseudo)
    told = render_template_string(
        '{{ a }} {{ a | lower }} {{ [a, "x"] | join(", ") }} {{ _("It is %(stage)s", stage=a) }}', a=_("Sent")
    )
    assert told == "⟦Sent⟧ ⟦sent⟧ ⟦Sent⟧, x ⟦It is ⟦Sent⟧⟧"


def test_a_sentence_for_the_next_page_waits_as_plain_text(page: Flask) -> None:
    mla.views.words.tell(_("Kept."), "success")
    assert {type(words) for _category, words in session["_flashes"]} == {str}
    assert get_flashed_messages() == ["Kept."]


def test_the_page_says_its_language(page: Flask) -> None:
    assert render_template_string("{{ language().code }} {{ language().direction }}") == "en ltr"
