"""What a school owes the persons it keeps records of: what they may see, and access, rectification, erasure, retention."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from partnership.host.settings import Settings
from partnership.people.disclosure import Inquiry, Viewer
from partnership.people.preferences import ContactPreferences
from partnership.people.retention import Retention
from partnership.people.roster import RosterEntry
from partnership.people.standing import Decision
from partnership.ports import Jurisdiction
from partnership.serial.access_page import access_page
from partnership.serial.documents import format_json
from partnership.serial.values import dump
from partnership.services import erasure, holds, rectification, retention
from partnership.services.access import access
from partnership.services.desk import Desk
from partnership.services.families import family_record, keep
from partnership.services.views import Views

__all__ = ["Privacy", "privacy_of"]

_Seen = TypeVar("_Seen")
_Voter = Callable[[Inquiry], Decision]


class Privacy:
    """Views and the life cycle of one school's records.

    Args:
        desk: Where they are kept.
        timezone: Whose calendar says which day it is.
        jurisdiction: Whose law votes and gives terms; with None only the office sees anything, and nothing goes by itself.
        voters: The votes of plug-ins, which can only narrow.
        terms: The school's own terms, which take the place of the law's for the same category.
        language: The school's own, for who never chose one or chose one we do not speak.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        timezone: ZoneInfo,
        jurisdiction: Jurisdiction | None,
        voters: Iterable[_Voter] = (),
        terms: Iterable[Retention] = (),
        language: str = "en",
    ) -> None:
        self._desk = desk
        self._timezone = timezone
        self._jurisdiction = jurisdiction
        self._voters = tuple(voters)
        self._terms = tuple(terms)
        self._language = language

    @property
    def today(self) -> date:
        """The day on the school's calendar."""
        return self._desk.clock().astimezone(self._timezone).date()

    def seen_by(self, viewer: Viewer, look: Callable[[Views], _Seen]) -> _Seen:
        """What somebody sees of the records as they are now, all at one moment (see `services.views`).

        Args:
            viewer: Who looks.
            look: Given the views, what is looked at.
        """
        return self._desk.read(
            lambda transaction: look(
                Views(
                    transaction,
                    viewer,
                    on=self.today,
                    jurisdiction=self._jurisdiction,
                    voters=self._voters,
                )
            )
        )

    def keep(self, value: object, *, by: str, why: str) -> str:
        """Keep what a family told: a household, preferences, a portrait or a consent (see `services.families.keep`)."""
        return keep(self._desk, value, by=by, why=why)

    def access(
        self, person: str, *, by: str, why: str = "the person asked for access"
    ) -> Mapping[str, bytes]:
        """Everything kept about a person, as `access.json`, and in what they read as `access.html` (see `services.access`)."""
        found = dump(access(self._desk, person, by=by, why=why))
        return {
            "access.json": format_json(found).encode(),
            "access.html": access_page(found, *self._read_by(person), self._language).encode(),
        }

    def _read_by(self, person: str) -> tuple[str, ...]:
        """The language a guardian chose."""
        kind, _, id = person.partition(":")
        if kind != "guardian":
            return ()
        chosen = self._desk.read(lambda transaction: family_record(transaction, ContactPreferences, id))
        return () if chosen is None else (chosen.language,)

    def rectify(self, person: str, fields: Mapping[str, Any], *, by: str, why: str) -> RosterEntry:
        """Put fields of a person right (see `services.rectification`)."""
        return rectification.rectify(self._desk, person, fields, by=by, why=why)

    def erase(self, person: str, *, by: str, why: str, ground: str, dry_run: bool = False) -> erasure.Erasure:
        """Erase a person (see `services.erasure`)."""
        return erasure.erase(self._desk, person, by=by, why=why, ground=ground, dry_run=dry_run)

    def put_on_hold(self, person: str, *, by: str, ground: str) -> holds.Hold:
        """Let nothing about a person be erased (see `services.holds`)."""
        return holds.put_on_hold(self._desk, person, by=by, ground=ground)

    def release(self, person: str, *, by: str, why: str) -> None:
        """Let it be erased again (see `services.holds`)."""
        holds.release(self._desk, person, by=by, why=why)

    @property
    def terms(self) -> tuple[Retention, ...]:
        """How long each category is kept: as the school says, else as the law does."""
        own = {term.category for term in self._terms}
        law = () if self._jurisdiction is None else self._jurisdiction.retention()
        return (*self._terms, *(term for term in law if term.category not in own))

    def due(self, on: date | None = None) -> tuple[retention.Due, ...]:
        """What has been kept long enough, today or on a day (see `services.retention`)."""
        return retention.due(self._desk, self.terms, on=on or self.today)

    def let_go(self, *, by: str = "system:retention") -> tuple[tuple[retention.Due, erasure.Erasure], ...]:
        """Erase what has been kept long enough and is not held (see `services.retention`)."""
        return retention.let_go(self._desk, self.terms, on=self.today, by=by)


def privacy_of(
    settings: Settings, desk: Desk, jurisdiction: Jurisdiction | None, voters: Iterable[_Voter]
) -> Privacy:
    """What the school of these settings owes the persons it keeps records of."""
    return Privacy(
        desk,
        timezone=settings.school.timezone,
        jurisdiction=jurisdiction,
        voters=voters,
        terms=settings.retention.terms,
        language=settings.school.language,
    )
