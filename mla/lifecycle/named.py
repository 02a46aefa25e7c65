"""What the first State sends, in the words of its draft: each step in a sentence of its own, as no language glues them alike."""

from __future__ import annotations

from dataclasses import dataclass

from mla.words import _


@dataclass(frozen=True)
class Named:
    """How the steps of a draft are called, before and after: starting, signing and sending."""

    start: str
    opened: str
    sign: str
    signed: str
    send: str
    sent: str


REQUEST = Named(
    start=_("Start a request"),
    opened=_("Request opened"),
    sign=_("Sign the request"),
    signed=_("Request signed"),
    send=_("Send the request"),
    sent=_("Request sent"),
)
COMMUNICATION = Named(
    start=_("Start a communication of information"),
    opened=_("Communication of information opened"),
    sign=_("Sign the communication of information"),
    signed=_("Communication of information signed"),
    send=_("Send the communication of information"),
    sent=_("Communication of information sent"),
)
INFORMATION = Named(
    start=_("Start a laying of information"),
    opened=_("Laying of information opened"),
    sign=_("Sign the laying of information"),
    signed=_("Laying of information signed"),
    send=_("Send the laying of information"),
    sent=_("Laying of information sent"),
)
FILE = Named(
    start=_("Start a prosecution file"),
    opened=_("Prosecution file opened"),
    sign=_("Sign the prosecution file"),
    signed=_("Prosecution file signed"),
    send=_("Send the prosecution file"),
    sent=_("Prosecution file sent"),
)
PROPOSAL = Named(
    start=_("Start a proposal"),
    opened=_("Proposal opened"),
    sign=_("Sign the proposal"),
    signed=_("Proposal signed"),
    send=_("Send the proposal"),
    sent=_("Proposal sent"),
)
RECORD = Named(
    start=_("Start a record of an urgent request"),
    opened=_("Record of an urgent request opened"),
    sign=_("Sign the record of an urgent request"),
    signed=_("Record of an urgent request signed"),
    send=_("Send the record of an urgent request"),
    sent=_("Record of an urgent request sent"),
)
NOTICE = Named(
    start=_("Start a notice of a landing"),
    opened=_("Notice of a landing opened"),
    sign=_("Sign the notice of the landing"),
    signed=_("Notice of the landing signed"),
    send=_("Send the notice of the landing"),
    sent=_("Notice of the landing sent"),
)
