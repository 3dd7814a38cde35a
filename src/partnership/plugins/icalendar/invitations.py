"""An invitation to one talk for one recipient (iTIP, RFC 5546): asked, changed or cancelled by one and the same UID."""

from datetime import timedelta

import attrs
import icalendar

from partnership.plugins.icalendar.events import TalkEvent, talk_uid, verified
from partnership.plugins.icalendar.talks import organizer_of
from partnership.ports import CalendarPart, Invitation
from partnership.serial.printed import printable

__all__ = ["Invitations"]

_ALARM = timedelta(minutes=-30)


@attrs.frozen
class Invitations:
    """The inviter `ical`: the recipient is the only attendee, the school the organizer."""

    def invite(self, invitation: Invitation) -> CalendarPart:
        """A REQUEST, or a CANCEL where the talk is not held.

        Raises:
            BrokenCalendar: It does not read back as it was written.
        """
        method = "REQUEST" if invitation.held else "CANCEL"
        calendar = icalendar.Calendar()
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", "-//partnership//invitations//EN")
        calendar.add("METHOD", method)
        frame = calendar.to_ical(sorted=False).removesuffix(b"END:VCALENDAR\r\n")
        whole = b"".join((frame, _event(invitation).ical(), b"END:VCALENDAR\r\n"))
        return CalendarPart(method=method, data=verified(whole, icalendar.Calendar))


def _event(invitation: Invitation) -> TalkEvent:
    attendee = icalendar.vCalAddress(f"mailto:{invitation.to}")
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"
    return TalkEvent(
        uid=talk_uid(invitation.request, invitation.conference, invitation.domain),
        start=invitation.start,
        end=invitation.start + timedelta(minutes=invitation.minutes),
        changed=invitation.changed,
        sequence=invitation.sequence,
        held=invitation.held,
        summary=printable(invitation.summary),
        description="",
        location=printable(invitation.place),
        organizer=organizer_of(invitation.organizer, invitation.school),
        attendee=attendee,
        alarm=_ALARM if invitation.held else None,
    )
