"""A school's settings, from a TOML file in which every mistake is told at once."""

import math
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import attrs

from partnership.calendars import SchoolCalendar, Series
from partnership.contact.digests import DigestTime
from partnership.errors import InvalidInput, InvalidValue, Problem
from partnership.ids import SchoolId
from partnership.norms import Norms
from partnership.people.contact_details import DetailKind
from partnership.people.retention import Category, Retention
from partnership.serial.values import load
from partnership.times import zone

__all__ = [
    "FILE_NAME",
    "ChannelSettings",
    "MessengerSettings",
    "PluginSettings",
    "RetentionSettings",
    "SchoolSettings",
    "Settings",
    "SolverSettings",
    "StoreSettings",
    "TranslatorSettings",
    "parse_settings",
    "read_settings",
]

FILE_NAME = "partnership.toml"
"""What the settings file is called where nobody says otherwise."""


def _said(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise InvalidValue(field.name, "is empty")


@attrs.frozen(kw_only=True)
class SchoolSettings:
    """Which school this is.

    Attributes:
        id: Under which its records are kept; never changed once there are any.
        name: What people call it.
        timezone: What its clocks show.
        language: BCP 47 tag of the words around names.
        domain: Ends the ids in calendars; a domain of the school's own keeps them unique in the world.
        organizer: The school's own mail address, shown in calendars.
        jurisdiction: Whose law says who may be told what; None asks nobody.
    """

    id: SchoolId = attrs.field(validator=cast("Any", _said))
    name: str = ""
    timezone: ZoneInfo = attrs.field(factory=lambda: zone("Europe/Amsterdam"))
    language: str = "en"
    domain: str = "school.invalid"
    organizer: str | None = attrs.field(default=None, repr=False)
    jurisdiction: str | None = None


@attrs.frozen(kw_only=True)
class StoreSettings:
    """Where records are kept: the name of a store and its own settings, never shown, for they may hold a password."""

    name: str = "memory"
    settings: Mapping[str, Any] = attrs.field(factory=dict, repr=False)


def _ends(_: object, field: "attrs.Attribute[float]", value: float) -> None:
    if not 0 <= value < math.inf:
        raise InvalidValue(field.name, "must be a finite number, at least 0")


@attrs.frozen(kw_only=True)
class SolverSettings:
    """Who plans, with what of its own, and how long it may take."""

    name: str = "partnership"
    settings: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    seconds: float = attrs.field(default=10.0, validator=_ends)
    seed: int = 0


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Plug-ins to leave out, by name."""

    blocked: tuple[str, ...] = ()


def _years(_: object, field: "attrs.Attribute[int | None]", value: int | None) -> None:
    if value is not None and value < 0:
        raise InvalidValue(field.name, "is below zero")


@attrs.frozen(kw_only=True)
class RetentionSettings:
    """The school's own terms in years after a pupil left, in the place of the law's; None leaves the law's.

    Attributes:
        ground: The policy that says so, for the journal.
    """

    file: int | None = attrs.field(default=None, validator=_years)
    enrolment: int | None = attrs.field(default=None, validator=_years)
    ground: str = attrs.field(default="the school's retention policy", validator=cast("Any", _said))

    @property
    def terms(self) -> tuple[Retention, ...]:
        """The terms that are set."""
        chosen = {Category.FILE: self.file, Category.ENROLMENT: self.enrolment}
        return tuple(
            Retention(category=category, years=years, ground=self.ground, source=FILE_NAME)
            for category, years in chosen.items()
            if years is not None
        )


@attrs.frozen(kw_only=True)
class ChannelSettings:
    """One way to send: the name of a messenger and its own settings, never shown, for they may hold a password.

    Attributes:
        address: Which kind of address it needs: `email` or `phone`.
        limit: How many letters it is handed in one run at most; None for any number.
    """

    name: str = attrs.field(validator=cast("Any", _said))
    settings: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    address: DetailKind = DetailKind.EMAIL
    limit: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(1)))


@attrs.frozen(kw_only=True)
class MessengerSettings:
    """How messages are sent: channels by name, tried in this order for somebody who has no preference.

    Attributes:
        tries: How often one channel is tried before the next one is.
        lease: For how many seconds a message that is being sent is hidden from another worker.
        inviter: Who makes the invitation that goes with mail about a talk, where the school has an organizer; None sends
            letters without.
        digest: When the digest of the week goes out.
        unsubscribe: The `https` address of the place to unsubscribe at (`partnership.host.unsubscribe`); None when the
            school has none.
    """

    tries: int = attrs.field(default=5, validator=attrs.validators.ge(1))
    lease: int = attrs.field(
        default=300, validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(86_400))
    )
    channels: Mapping[str, ChannelSettings] = attrs.field(factory=dict)
    inviter: str | None = "ical"
    digest: DigestTime = attrs.field(factory=DigestTime)
    unsubscribe: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.matches_re(r"https://[!-;=?-~]+"))
    )


@attrs.frozen(kw_only=True)
class TranslatorSettings:
    """Who translates, with its own settings, never shown, for they may hold a password; without a name nobody does."""

    name: str = ""
    settings: Mapping[str, Any] = attrs.field(factory=dict, repr=False)


@attrs.frozen(kw_only=True)
class Settings:
    """Everything a school chooses: the tables of `partnership.toml`.

    Attributes:
        norms: The school's own norms, as its engagement policy says.
        calendar: Its terms and days off; without one every weekday of the school year has lessons.
        series: What comes back at a time of the day, for the feeds of the school's dates.
    """

    school: SchoolSettings
    store: StoreSettings = attrs.field(factory=StoreSettings)
    solver: SolverSettings = attrs.field(factory=SolverSettings)
    plugins: PluginSettings = attrs.field(factory=PluginSettings)
    retention: RetentionSettings = attrs.field(factory=RetentionSettings)
    norms: Norms = attrs.field(factory=Norms)
    calendar: SchoolCalendar | None = None
    series: tuple[Series, ...] = ()
    messenger: MessengerSettings = attrs.field(factory=MessengerSettings)
    translator: TranslatorSettings = attrs.field(factory=TranslatorSettings)


def parse_settings(text: str, *, source: str = FILE_NAME) -> Settings:
    """The settings a TOML text says.

    Raises:
        InvalidInput: All that is wrong at once, each with its path such as `store.nmae`.
    """
    try:
        data = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # also a number of thousands of digits, or brackets without end
        raise InvalidInput([Problem("not TOML", str(error))], source=source) from None
    try:
        return load(Settings, data, source=source)
    except InvalidInput as error:
        raise InvalidInput(
            (
                attrs.evolve(problem, path=problem.path.removeprefix("$").removeprefix("."))
                for problem in error.problems
            ),
            source=source,
        ) from None


def read_settings(path: str | os.PathLike[str]) -> Settings:
    """The settings in a file; a `path` of the store, a messenger or the translator is read from where that file is.

    Raises:
        InvalidInput: The file cannot be read, or all that is wrong in it at once.
    """
    source = os.fspath(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidInput([Problem("file", error.strerror or "cannot be read")], source=source) from None
    except UnicodeDecodeError:
        raise InvalidInput([Problem("file", "is not UTF-8 text")], source=source) from None
    settings = parse_settings(text, source=source)
    folder = Path(path).parent
    channels = {
        name: attrs.evolve(each, settings=_beside(folder, each.settings))
        for name, each in settings.messenger.channels.items()
    }
    return attrs.evolve(
        settings,
        store=attrs.evolve(settings.store, settings=_beside(folder, settings.store.settings)),
        messenger=attrs.evolve(settings.messenger, channels=channels),
        translator=attrs.evolve(settings.translator, settings=_beside(folder, settings.translator.settings)),
    )


def _beside(folder: Path, chosen: Mapping[str, Any]) -> Mapping[str, Any]:
    """A back end's own settings, with its `path` read from a folder."""
    where = chosen.get("path")
    return {**chosen, "path": os.fspath(folder / where)} if isinstance(where, str) else chosen
