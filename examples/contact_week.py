"""A week of contact at De Beuk: calls, a question from home, and whom to send good news.

Run it: python examples/contact_week.py
"""

from datetime import UTC, datetime, timedelta

from partnership import Host, School
from partnership.contact.moments import Attempt, ContactMoment, ContactState, Direction, Outcome, Tone
from partnership.contact.positives import five_names
from partnership.host.settings import parse_settings
from partnership.ids import ContactId, GuardianId, PupilId, StaffId

SETTINGS = """
[school]
id = "de-beuk"

[[calendar.terms]]
name = "2026/27"
days = { start = "2026-08-31", end = "2027-07-10" }
"""
MONDAY = datetime(2026, 9, 14, 9, tzinfo=UTC)


def moment(id: str, pupil: str, guardian: str, day: int, outcome: Outcome, tone: Tone) -> ContactMoment:
    """A call of juf Jansen's on a day of the week, Monday being 0."""
    at = MONDAY + timedelta(days=day)
    reached = outcome is Outcome.REACHED
    return ContactMoment(
        id=ContactId(id),
        pupils=(PupilId(pupil),),
        guardians=(GuardianId(guardian),),
        staff=StaffId("jansen"),
        at=at,
        channel="phone",
        tone=tone,
        attempts=(Attempt(at=at, channel="phone", outcome=outcome),),
        state=ContactState.REACHED if reached else ContactState.ATTEMPTED,
    )


def main() -> None:
    """Log the week and ask what is next."""
    friday = MONDAY + timedelta(days=4)
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: friday) as school:
        for entry in (
            moment("c1", "noor", "petra", 0, Outcome.REACHED, Tone.POSITIVE),
            *(
                moment(f"c{2 + day}", "tim", "zeynep", day, Outcome.NO_ANSWER, Tone.NEUTRAL)
                for day in range(3)
            ),
        ):
            school.contacts.log(entry, by="staff:jansen")
        question = ContactMoment(
            id=ContactId("c9"),
            pupils=(PupilId("zoe"),),
            guardians=(GuardianId("ann"),),
            staff=StaffId("jansen"),
            at=MONDAY,
            direction=Direction.IN,
            channel="email",
            state=ContactState.REACHED,
        )
        school.contacts.log(question, by="guardian:ann")
        ledger = school.contacts.ledger()
        for notice in (*ledger.unanswered(), *ledger.another_channel()):
            print(f"{notice.about}: {notice.rule}: {notice.next_step}")
        print("good news for:", ", ".join(five_names(ledger, map(PupilId, ("noor", "tim", "zoe")))))


if __name__ == "__main__":
    main()
