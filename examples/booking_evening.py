"""From opening to the last talk: phases, a basket, a waiting list, a swap, and a teacher who runs late."""

from datetime import UTC, datetime, timedelta

from partnership import Conference, Host, Party, Phase, School, Sitting, StaffPresence, TalkRequest, Terms
from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.booking_life.phases import Group
from partnership.host.settings import parse_settings
from partnership.ids import BasketId, GuardianId, PartyId, RequestId, SittingId, StaffId
from partnership.services.talks import Refused

EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)
OPENS = datetime(2026, 11, 9, 8, tzinfo=UTC)
FAMILIES = ("aya", "bram", "chen", "dina")


def asked_for() -> Conference:
    """Four families, half an hour with Jansen; Aya's family is invited first."""
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=EVENING, end=EVENING + timedelta(minutes=30)),),
        staff=(StaffPresence(id=StaffId("jansen")),),
        parties=tuple(Party(id=PartyId(name), guardians=(GuardianId(name),)) for name in FAMILIES),
        requests=tuple(
            TalkRequest(id=RequestId(f"talk-{name}"), party=PartyId(name), staff=(StaffId("jansen"),))
            for name in FAMILIES
        ),
        booking=Terms(
            phases=(
                Phase(group=Group.INVITED, opens=OPENS, parties=(PartyId("aya"),)),
                Phase(group=Group.ALL, opens=OPENS + timedelta(days=1)),
            ),
            lot="drawn on 1 November",
        ),
    )


def main() -> None:
    """One evening of half an hour."""
    clock = [OPENS]
    settings = parse_settings('[school]\nid = "de-beuk"\n')
    with School(settings, Host(discover=True), clock=lambda: clock[0]) as school:
        talks = school.open_conference(asked_for())
        aya, bram, chen, dina = (school.counter(talks, GuardianId(name)) for name in FAMILIES)
        early = bram.book(RequestId("talk-bram"), EVENING)
        if isinstance(early, Refused):
            print(f"Bram: {early.ruling.refusals[0].text}")
        taken = aya.take({RequestId("talk-aya"): EVENING})
        if isinstance(taken, Basket):
            aya.confirm(BasketId(taken.id))
        clock[0] += timedelta(days=2)
        bram.book(RequestId("talk-bram"), EVENING + timedelta(minutes=10))
        chen.book(RequestId("talk-chen"), EVENING + timedelta(minutes=20))
        dina.wait(RequestId("talk-dina"))
        print(f"Dina waits for {len(dina.waiting())} talk")
        aya.cancel(RequestId("talk-aya"))
        print(f"Aya cancels; Dina waits for {len(dina.waiting())}")
        for counter, name in ((bram, "bram"), (chen, "chen")):
            counter.wish_to_swap(RequestId(f"talk-{name}"))
        for counter, name in ((bram, "bram"), (chen, "chen")):
            counter.agree_to_swap(RequestId(f"talk-{name}"))
        held = sorted(school.conference(talks).held.values(), key=lambda place: place.start)
        print(", ".join(f"{place.request} {place.start:%H:%M}" for place in held))
        clock[0] = EVENING
        for way in school.evening_run(talks).late(StaffId("jansen"), 5).ways:
            print(f"Jansen is late: {way.name}: {way.text}")


if __name__ == "__main__":
    main()
