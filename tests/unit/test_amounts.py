"""An amount is money of a State, with its two places at most, or what is counted more finely; letters write it as their language does."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from werkzeug.datastructures import MultiDict

from forms.things import Amount
from mla.documents.wording import amount
from mla.words import day_in_words


@pytest.mark.parametrize(
    ("told", "currency"),
    [
        ("412600.50", "EUR"),
        ("0", "SIT"),
        ("1.5", ""),
        ("0.12345678", "BTC"),
        ("0.000000000000000001", "eth"),
        ("9.5", "USDT"),
    ],
)
def test_an_amount_is_as_fine_as_its_currency(told: str, currency: str) -> None:
    assert Amount(MultiDict({"amount": told, "currency": currency})).validate()


@pytest.mark.parametrize(
    ("told", "currency", "why"),
    [
        ("1.234", "EUR", "at most two places"),
        ("1.234", "", "at most two places"),
        ("1.0000000000000000001", "ETH", "at most eighteen"),
        ("-1", "EUR", "not below nought"),
        ("Infinity", "BTC", "not below nought"),
        ("much", "EUR", "in digits"),
        ("1e9", "EUR", "in digits"),
        ("1e999999999", "BTC", "in digits"),
        ("1_000", "EUR", "in digits"),
    ],
)
def test_no_amount_is(told: str, currency: str, why: str) -> None:
    form = Amount(MultiDict({"amount": told, "currency": currency}))
    assert not form.validate()
    assert why in " ".join(form.amount.errors)


@pytest.mark.parametrize(
    ("told", "language", "written"),
    [
        ("412600.5 EUR", "en", "412,600.50 EUR"),
        ("412600.50 EUR", "fr", "412 600,50 EUR"),
        ("0.12345678 BTC", "en", "0.12345678 BTC"),
        ("0.12345678 BTC", "es", "0,12345678 BTC"),
        ("3.14159", "en", "3.14159"),
        ("By hand.", "en", "By hand."),
    ],
)
def test_a_letter_writes_every_place_that_was_told(told: str, language: str, written: str) -> None:
    context = Environment().from_string("").new_context({"language": language})
    said = str(amount(context, told)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said.replace("\N{WORD JOINER}", "") == written


def test_a_sentence_names_a_day_in_words() -> None:
    assert day_in_words("2026-03-07") == "7 March 2026"
