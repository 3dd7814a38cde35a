"""A planned evening with the words people need: everything a page or a calendar is made from."""

import re
from collections.abc import Mapping
from datetime import datetime

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import InvalidValue
from partnership.ids import RequestId
from partnership.times import instant

__all__ = ["Evening"]

_DOMAIN = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_ADDRESS = re.compile(r"[^\s@<>,;:\"\x00-\x1f\x7f]+@[^\s@<>,;:\"\x00-\x1f\x7f]+")

_WEB = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


def _instants(values: Mapping[str, datetime]) -> Mapping[str, datetime]:
    return {key: instant(value, field="changed") for key, value in values.items()}


def _domain(_: object, __: object, value: str) -> None:
    if not _DOMAIN.fullmatch(value):
        raise InvalidValue("domain", "expected a domain name of the school, such as school.example")


def _address(_: object, __: object, value: str | None) -> None:
    if value is not None and not _ADDRESS.fullmatch(value):
        raise InvalidValue("organizer", "expected one mail address, such as office@school.example")


def _web(_: object, __: object, values: Mapping[str, str]) -> None:
    for request, value in values.items():
        if not _WEB.fullmatch(value):
            raise InvalidValue(f"links[{request!r}]", "expected a web address that begins with https://")


@attrs.frozen(kw_only=True)
class Evening:
    """A planned conference with the words people need: what an exporter renders.

    Whoever builds one keeps a request in the conference for as long as its cancellation is to be told; a placement
    or cancellation of a request the conference does not have is nobody's, and is shown to nobody.

    Attributes:
        id: The conference's stable id, used in calendar UIDs.
        conference: What was asked.
        timetable: What was planned.
        names: How to print a person or room, by id; an id without a name is printed as it is.
        short: What may be read over somebody's shoulder, by pupil id: a first name or an initial. Absent means the
            first letter of the name; a pupil without a name has no short one either.
        links: Where a video talk is held, a web address by request id.
        cancelled: Talks that were in an earlier timetable and are not held: where they were, by request id. A talk
            that is in the timetable again is held, whatever this says.
        revisions: How often a talk changed (start, end, place, status), by request id; absent means 0.
        changed: When each talk last changed, by request id; absent means `made`.
        made: When this timetable was made.
        school: The school's name; `domain` ends calendar UIDs; `organizer` is the school's own mail address.
        contact: How to reach the school about this evening, in words that are printed as they are.
        language: BCP 47 tag of the words around the names.
        languages: The language a family reads its own letter in, by party id; absent means `language`.

    Raises:
        InvalidValue: A naive time; a domain, mail address or link that is none.
    """

    id: str
    conference: Conference
    timetable: Timetable
    names: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    short: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    links: Mapping[str, str] = attrs.field(factory=dict, validator=_web, repr=False)
    cancelled: Mapping[RequestId, Placement] = attrs.field(factory=dict, repr=False)
    revisions: Mapping[str, int] = attrs.field(factory=dict, repr=False)
    changed: Mapping[str, datetime] = attrs.field(factory=dict, converter=_instants, repr=False)
    made: datetime = attrs.field(converter=instant)
    school: str = ""
    domain: str = attrs.field(default="school.invalid", validator=_domain)
    organizer: str | None = attrs.field(default=None, validator=_address, repr=False)
    contact: str = attrs.field(default="", repr=False)
    language: str = "en"
    languages: Mapping[str, str] = attrs.field(factory=dict)

    def name(self, id: str) -> str:
        """How to print a person or room."""
        return self.names.get(id, id)

    def short_name(self, pupil: str) -> str:
        """What a passer-by may read about a pupil; empty when there is nothing fit."""
        if pupil in self.short:
            return self.short[pupil]
        return next((f"{letter.upper()}." for letter in self.names.get(pupil, "") if letter.isalpha()), "")
