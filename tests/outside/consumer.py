"""A program of somebody else, as strict about types as can be: it is checked and run against the installed wheel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import assert_type

from partnership import (
    Conference,
    Decision,
    Host,
    Objection,
    Offer,
    Party,
    Preference,
    Rule,
    School,
    Sitting,
    StaffPresence,
    TalkRequest,
    Timetable,
    Verdict,
    check,
    hookimpl,
    preference,
    rule,
    solve,
)
from partnership.conferences.evening import Evening
from partnership.conferences.offer import Itinerary
from partnership.conferences.table import Cast, Table, Talk
from partnership.host.settings import parse_settings
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId, SittingId, StaffId
from partnership.people.disclosure import Inquiry
from partnership.ports import Exporter
from partnership.services.talks import Booked, Refused

SIX = datetime(2026, 11, 24, 17, tzinfo=UTC)


@rule()
def not_at_half_past(talk: Talk, table: Table) -> Iterator[Objection]:
    """The caretaker locks the door at half past."""
    if talk.start.minute == len(table.cast.staff) * 30:
        yield Objection(rule="not-at-half-past", request=talk.id, text="the door is locked")


@preference(of="party", points=5)
def early(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """The sooner the better."""
    del party, cast
    return sum(talk.start > SIX for talk in talks)


class Names:
    """An exporter."""

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """Who teaches."""
        return {"names.txt": "\n".join(evening.name(each.id) for each in evening.conference.staff).encode()}


class Plugin:
    """Everything a plug-in of one's own is likely to offer."""

    @hookimpl
    def partnership_exporters(self) -> Iterable[Offer[Exporter]]:
        """One of ours."""
        return [Offer(name="names", make=Names)]

    @hookimpl
    def partnership_rules(self) -> Iterable[Rule]:
        """One of ours."""
        return [not_at_half_past]

    @hookimpl
    def partnership_preferences(self) -> Iterable[Preference]:
        """One of ours."""
        return [early]

    @hookimpl
    def partnership_may_disclose(self, inquiry: Inquiry) -> Decision | None:
        """Nothing to say."""
        del inquiry
        return None


def evening() -> Conference:
    """One hour, one teacher, one family."""
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=SIX, end=SIX + timedelta(hours=1)),),
        staff=(StaffPresence(id=StaffId("jansen")),),
        parties=(Party(id=PartyId("bakker"), guardians=(GuardianId("petra"),)),),
        requests=(TalkRequest(id=RequestId("q1"), party=PartyId("bakker"), staff=(StaffId("jansen"),)),),
    )


def main() -> None:
    """Plan it, then let the family choose for itself."""
    host = Host({"ours": Plugin()}, discover=True)
    timetable = solve(evening(), iterations=50, rulebook=host.rulebook())
    assert_type(timetable, Timetable)
    assert_type(check(evening(), timetable).valid, bool)
    settings = parse_settings('[school]\nid = "de-beuk"\n')
    with School(settings, host, clock=lambda: SIX - timedelta(days=7)) as school:
        assert_type(school, School)
        talks = school.open_conference(evening())
        assert_type(talks, ConferenceId)
        [best, *_] = school.offers(talks, PartyId("bakker"))
        assert_type(best, Itinerary)
        counter = school.counter(talks, GuardianId("petra"))
        done = counter.book(RequestId("q1"), best.talks[0].start)
        if isinstance(done, Refused):
            assert_type(done.ruling.opens, datetime | None)
            raise SystemExit("refused")
        assert_type(done, Booked)
        [answer] = counter.ask()[:1] or [None]
        if answer is not None:
            assert_type(answer.verdict, Verdict)
        names = school.export(talks, "names")["names.txt"].decode()
        print(names, done.booking.placement.start.isoformat())  # noqa: T201 - a program prints


if __name__ == "__main__":
    main()
