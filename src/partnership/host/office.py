"""What a school's letters are decided by: what it is called, its clocks, its language, its channels, its topics."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import attrs

from partnership.contact.digests import DigestTime
from partnership.errors import InvalidValue
from partnership.ids import SchoolId
from partnership.people.contact_details import DetailKind
from partnership.ports import Inviter, Jurisdiction, Messenger
from partnership.services.letters.drafts import Writer
from partnership.services.letters.registry import TOPICS
from partnership.services.seals import Seal

__all__ = ["Channel", "Office"]


@attrs.frozen(kw_only=True)
class Channel:
    """One way to send.

    Attributes:
        messenger: What carries the letters.
        address: Which kind of address it needs.
        limit: How many letters it is handed in one run at most; None for any number.
    """

    messenger: Messenger = attrs.field(repr=False)
    address: DetailKind = DetailKind.EMAIL
    limit: int | None = None


@attrs.frozen(kw_only=True)
class Office:
    """One school, as far as sending needs it.

    Attributes:
        school: Which one.
        name: What it is called in letters.
        timezone: What its clocks show.
        language: For staff, and for who never chose one.
        channels: Its channels by name, in the order they are tried for somebody who has no preference.
        topics: Who writes each topic.
        inviter: Who makes invitations to go with mail; None sends letters without.
        domain: Keeps what calendars know talks by unique in the world.
        organizer: The school's own address in invitations.
        law: Who may follow a pupil's progress; None asks nobody.
        pushes: How many things a home is told in a week; None tells everything at once, however much it is.
        digest: When the digest goes out, with the rest.
        seal: Makes the marks of envelopes and links; None sends letters without, and knows none that come back.
        unsubscribe: The address of the place to unsubscribe at (`partnership.host.unsubscribe`); None when there is none.

    Raises:
        InvalidValue: Invitations without an organizer.
    """

    school: SchoolId
    name: str = ""
    timezone: ZoneInfo
    language: str = "en"
    channels: Mapping[str, Channel] = attrs.field(factory=dict)
    topics: Mapping[str, Writer] = attrs.field(factory=lambda: TOPICS, repr=False)
    inviter: Inviter | None = attrs.field(default=None, repr=False)
    domain: str = "school.invalid"
    organizer: str = attrs.field(default="", repr=False)
    law: Jurisdiction | None = attrs.field(default=None, repr=False)
    pushes: int | None = None
    digest: DigestTime = attrs.field(factory=DigestTime)
    seal: Seal | None = None
    unsubscribe: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.inviter is not None and not self.organizer:
            raise InvalidValue("organizer", "is empty; an invitation says who invites")
