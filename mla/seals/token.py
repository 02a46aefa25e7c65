"""A key that never leaves its token (PKCS#11 2.40): the certificate beside it, and a session in which it signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cryptography import x509

from config import SealSettings
from mla.seals.key import NotSealed, secret
from mla.words import _

if TYPE_CHECKING:
    from pkcs11 import Session


@contextmanager
def opened(settings: SealSettings) -> Iterator[Session]:
    """A session with the token. Raises NotSealed where it does not answer, or not to this PIN."""
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    pin = secret(settings)
    try:
        session = open_pkcs11_session(
            str(settings.token), token_criteria=TokenCriteria(label=settings.token_name), user_pin=pin or None
        )
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise NotSealed(
            _(
                "The token “%(name)s” with the ministry’s seal does not answer (%(error)s). Tell the administrator.",
                name=settings.token_name,
                error=type(error).__name__,
            )
        ) from error
    try:
        yield session
    finally:
        session.close()


def certificate_in(settings: SealSettings) -> x509.Certificate:
    """The certificate beside the key in the token. Raises NotSealed."""
    from pkcs11 import Attribute, ObjectClass

    with opened(settings) as session:
        wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: settings.token_key}
        for found in session.get_objects(wanted):
            return x509.load_der_x509_certificate(bytes(found[Attribute.VALUE]))
    raise NotSealed(
        _(
            "The token “%(name)s” holds no certificate with the label “%(label)s”.",
            name=settings.token_name,
            label=settings.token_key,
        )
    )
