"""Plan one evening of talks and print it: two teachers, three families, an hour."""

from datetime import date, time

from partnership import (
    Conference,
    GuardianPresence,
    KeepApart,
    Party,
    Sitting,
    Span,
    StaffPresence,
    TalkRequest,
    check,
    solve,
)
from partnership.ids import GuardianId, PartyId, RequestId, SittingId, StaffId
from partnership.times import at, zone

AMSTERDAM = zone("Europe/Amsterdam")
DAY = date(2026, 11, 24)
EVENING = Span(at(DAY, time(18), AMSTERDAM), at(DAY, time(19), AMSTERDAM))

CONFERENCE = Conference(
    name="Autumn talks",
    timezone=AMSTERDAM,
    sittings=(Sitting(id=SittingId("tue"), start=EVENING.start, end=EVENING.end),),
    staff=(StaffPresence(id=StaffId("jansen")), StaffPresence(id=StaffId("visser"))),
    guardians=(
        GuardianPresence(id=GuardianId("zeynep")),
        GuardianPresence(id=GuardianId("petra"), available=(Span.of(EVENING.start, minutes=30),)),
        GuardianPresence(id=GuardianId("sjoerd")),
    ),
    parties=(
        Party(id=PartyId("yilmaz"), guardians=(GuardianId("zeynep"),)),
        Party(id=PartyId("bakker-petra"), guardians=(GuardianId("petra"),)),
        Party(id=PartyId("bakker-sjoerd"), guardians=(GuardianId("sjoerd"),)),
    ),
    keep_apart=(KeepApart(parties=(PartyId("bakker-petra"), PartyId("bakker-sjoerd")), minutes=30),),
    requests=(
        TalkRequest(id=RequestId("q1"), party=PartyId("yilmaz"), staff=(StaffId("jansen"),)),
        TalkRequest(id=RequestId("q2"), party=PartyId("yilmaz"), staff=(StaffId("visser"),)),
        TalkRequest(id=RequestId("q3"), party=PartyId("bakker-petra"), staff=(StaffId("jansen"),)),
        TalkRequest(id=RequestId("q4"), party=PartyId("bakker-sjoerd"), staff=(StaffId("jansen"),)),
    ),
)


def main() -> None:
    """Plan, judge, print."""
    timetable = solve(CONFERENCE, iterations=2_000, seed=1)
    requests = {request.id: request for request in CONFERENCE.requests}
    for talk in timetable.placements:
        request = requests[talk.request]
        when = talk.start.astimezone(AMSTERDAM)
        print(f"{when:%H:%M}  {request.party:14} with {', '.join(request.staff)}")
    print("valid" if check(CONFERENCE, timetable).valid else "not valid")


if __name__ == "__main__":
    main()
