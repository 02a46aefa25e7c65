"""Hands mails to the ministry's own mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from email.message import EmailMessage

from config import Config, ConfigError


def send(config: Config, messages: Iterable[EmailMessage]) -> None:
    """Send them over one connection. Raises ConfigError without a server, OSError or SMTPException when it fails.

    The server proves who it is by its certificate (RFC 8314, section 5), or nothing is sent.
    """
    if not config.smtp_host:
        raise ConfigError("MLA_SMTP_HOST is not set: name the mail server that sends reminders.")
    with smtplib.SMTP(config.smtp_host, config.smtp_port, timeout=30) as server:
        if config.smtp_tls:
            server.starttls(context=ssl.create_default_context())  # no name and password for whoever stands between
        if config.smtp_user:
            server.login(config.smtp_user, config.smtp_password)
        for message in messages:
            server.send_message(message)
