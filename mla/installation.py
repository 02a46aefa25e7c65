"""What one ministry has at hand when it acts: its settings, its file store, its signing key, the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config import Config, ConfigError
from mla.calendars import Calendars
from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.bodies import Body, body
from mla.instruments.cumulative import resting_on
from mla.instruments.states import state_codes, state_name
from mla.languages import LETTERS
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.facts import further_bases
from mla.lifecycle.text import RequestText
from mla.national_law import LawAtHome
from mla.national_law.reading import read_national
from mla.package.keys import fingerprint, public_bytes, read_key
from mla.seals.key import Seal, read_seal
from mla.settings import Letterhead, Settings, in_force
from mla.storage.files import Beside, Store


@dataclass(frozen=True)
class Party:
    """One of the two as letters print it: a State, or a body that is none."""

    code: str
    names: dict[str, str]
    address: tuple[str, ...] = ()
    city: str = ""
    email: str = ""
    phone: str = ""
    colour: str = "#1d3557"

    @property
    def body(self) -> Body | None:
        """The court, mechanism, agency or network that it is, which has no central authority; None where it is a State."""
        return body(self.code)

    def state_name(self, language: str) -> str:
        """The State's name."""
        return state_name(self.code, language)

    def ministry(self, language: str) -> str:
        """The name of its central authority."""
        return self.names[language]


def law_of(law: Law, request: CaseFile | RequestText) -> Law:
    """The law as a request sees it: of its field, and of every basis on which it rests."""
    return resting_on(law.about(request.field), request.instrument, further_bases(request))


@dataclass(frozen=True)
class Installation:
    """One ministry's installation. Raises Unsound where a file of the law, or of its national law, is not sound; ConfigError where the State is unknown.

    `config` are the settings of the environment; what an administrator may set on screen is asked of `settings`.
    """

    config: Config
    law: Law = field(default_factory=Law)
    changes_known: int = 0

    def __post_init__(self) -> None:
        """The national law of the State beside the instruments, where the settings name its file."""
        own = self.config
        if own.state not in state_codes() and not body(own.state):
            raise ConfigError(f"MLA_STATE names neither a State nor an international body: {own.state}.")
        if own.national_law:
            here = LawAtHome(self.law, read_national(own.national_law, self.law, own.state, own.sample), own.language)
            object.__setattr__(self, "law", here)

    @cached_property
    def store(self) -> Store:
        """Where papers, attachments and packages are kept."""
        return Store(self.config.store)

    def law_of(self, request: CaseFile | RequestText) -> Law:
        """The law as this request sees it."""
        return law_of(self.law, request)

    def beside(self) -> Installation:
        """The same ministry, whose store keeps nothing: for what is tried out."""
        other = replace(self)
        known = {name: getattr(self, name) for name in ("settings", "usual_calendars", "calendars")}
        vars(other).update(known, store=Beside(self.store))
        return other

    def follow(self, told: Mapping[str, Answers], newest: int) -> None:
        """What was set on screen holds from now on, up to the change of this number (`changes_known`)."""
        settings = in_force(self.config, told)
        vars(self).update(settings=settings, calendars=self._calendars(settings))
        object.__setattr__(self, "changes_known", newest)

    @cached_property
    def settings(self) -> Settings:
        """What an administrator may set on screen, as it holds now."""
        return in_force(self.config, {})

    @cached_property
    def calendars(self) -> Calendars:
        """On which days the States' authorities work. Raises BadCalendar."""
        return self._calendars(self.settings)

    @cached_property
    def usual_calendars(self) -> Calendars:
        """The same without what an administrator has corrected; the file is read once. Raises BadCalendar."""
        return Calendars(self.config.calendars)

    def _calendars(self, settings: Settings) -> Calendars:
        return self.usual_calendars.corrected(self.config.state, settings.holidays)

    @cached_property
    def key(self) -> Ed25519PrivateKey:
        """The key that signs packages. Raises KeyProblem."""
        return read_key(self.config.signing_key)

    @cached_property
    def seal(self) -> Seal | None:
        """With what letters and bound dossiers are sealed; None where nothing is set. Raises NotSealed."""
        return read_seal(self.config.seal)

    @property
    def fingerprint(self) -> str:
        """By which other States know this installation."""
        return fingerprint(public_bytes(self.key))

    @property
    def us(self) -> Party:
        """Our side of a letter."""
        return self.us_with(self.settings.letterhead)

    def us_with(self, own: Letterhead) -> Party:
        """Our side of a letter, with this letterhead."""
        names = {language: own.ministry(language) for language in LETTERS}
        return Party(self.config.state, names, own.address, own.city, own.email, own.phone, own.colour)
