"""Passwords: how they are kept, and which are too easily guessed."""

from __future__ import annotations

from pwdlib import PasswordHash
from zxcvbn import zxcvbn

from mla.words import _

SHORTEST, LONGEST = 12, 200
STRONG = 3
"""The least of zxcvbn's scores (0 to 4) that is accepted: safely unguessable against an offline attack of 10^8 tries."""
JUDGED = 72
"""zxcvbn's time grows with the length; what is guessable shows within so many characters."""

passwords = PasswordHash.recommended()
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$pP0b7s1GquTAW19YUVhXBA$Jy1GUj/JHKab2MyRo85cArfBj7gOm++4vEf7r5CM1ow"
"""Compared when the account is unknown, so that the answer takes as long as for a known one. Of a password drawn by lot and
forgotten; made once, as making it at every start of every process takes a quarter of a second."""


def weakness(password: str, *known: str) -> str | None:
    """Why a password is not accepted, in a sentence, or None.

    `known` are words that an attacker would try first: the name and the address of its owner.
    """
    if len(password) < SHORTEST:
        return _("A password needs at least %(least)s characters.", least=SHORTEST)
    if len(password) > LONGEST:
        return _("A password has at most %(most)s characters.", most=LONGEST)
    words = [part for word in known for part in (word, *word.replace("@", " ").replace(".", " ").split()) if part]
    judged = zxcvbn(password[:JUDGED], user_inputs=words, max_length=JUDGED)
    if judged["score"] >= STRONG:
        return None
    return _("This password is too easily guessed. Take four or more words that do not belong together.")
