"""A conference as everyone may read it: the talks, those called off, and the names the school knows."""

from collections.abc import Iterator

import attrs

from partnership.conferences.evening import Evening
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable
from partnership.ids import ConferenceId, SchoolId
from partnership.people.guardians import Guardian
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.ports import Store, Transaction
from partnership.services.families import family_record
from partnership.services.people import known
from partnership.services.rounds import Round, load_round

__all__ = ["Letterhead", "evening_of"]


@attrs.frozen(kw_only=True)
class Letterhead:
    """How the school presents itself on what it hands out (see `Evening`)."""

    school: str = ""
    domain: str = "school.invalid"
    organizer: str | None = attrs.field(default=None, repr=False)
    contact: str = attrs.field(default="", repr=False)
    language: str = "en"


def evening_of(
    store: Store, school: SchoolId, conference: ConferenceId, *, letterhead: Letterhead | None = None
) -> Evening:
    """The evening as it stands, with the names of those the school has a record of.

    Raises:
        NotFound: There is no such conference at this school.
    """
    with store.transaction(school, write=False) as transaction:
        kept = load_round(transaction, conference)
        names, short = _names(transaction, kept)
        languages = dict(_languages(transaction, kept))
    evening = _evening(kept, names, short, letterhead or Letterhead())
    return attrs.evolve(evening, languages=languages)


def _evening(kept: Round, names: dict[str, str], short: dict[str, str], head: Letterhead) -> Evening:
    called_off = kept.called_off
    asked = {request.id for request in kept.conference.requests}
    told = tuple(
        request for request in kept.asked.withdrawn if request.id in kept.bookings and request.id not in asked
    )
    timetable: Timetable = kept.timetable()
    return Evening(
        id=kept.id,
        conference=attrs.evolve(kept.conference, requests=(*kept.conference.requests, *told)),
        timetable=timetable,
        names=names,
        short=short,
        cancelled=dict(called_off),
        revisions={name: booking.sequence for name, booking in kept.bookings.items()},
        changed={name: booking.changed for name, booking in kept.bookings.items()},
        made=kept.planned.made,
        school=head.school,
        domain=head.domain,
        organizer=head.organizer,
        contact=head.contact,
        language=head.language,
    )


def _languages(transaction: Transaction, kept: Round) -> Iterator[tuple[str, str]]:
    """The language of each family whose guardians all chose one and the same."""
    for party in kept.conference.parties:
        wishes = [family_record(transaction, ContactPreferences, each) for each in party.guardians]
        chosen = {None if each is None else each.language for each in wishes}
        language = chosen.pop() if len(chosen) == 1 else None
        if language is not None:
            yield party.id, language


def _names(transaction: Transaction, kept: Round) -> tuple[dict[str, str], dict[str, str]]:
    """The names to print, and the first names of pupils."""
    cast = Cast(kept.conference)
    pupils = {
        name for request in (*kept.conference.requests, *kept.asked.withdrawn) for name in request.pupils
    }
    names: dict[str, str] = {}
    short: dict[str, str] = {}
    for member in (known(transaction, StaffMember, id) for id in cast.staff):
        if member is not None:
            names[member.id] = member.name.full
    for guardian in (known(transaction, Guardian, id) for id in cast.guardians):
        if guardian is not None:
            names[guardian.id] = guardian.called
    for pupil in (known(transaction, Pupil, id) for id in sorted(pupils)):
        if pupil is not None:
            names[pupil.id] = pupil.name.full
            if pupil.name.given:
                short[pupil.id] = pupil.name.given
    return names, short
