"""Mail about a talk brings an invitation to its reader alone; mail with a newsletter brings the page."""

from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest
from tests.host.posting import Told
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOW, OTHER, TALKS, TEACHER, TwoHomes, named
from tests.services.test_newsletters import READY, approved

from partnership.contact.newsletters import EditionState, translated
from partnership.errors import InvalidValue
from partnership.host.judging import judge
from partnership.host.office import Channel, Office
from partnership.host.plugins import Host
from partnership.host.post import Post
from partnership.host.settings import ChannelSettings, MessengerSettings
from partnership.ids import RequestId
from partnership.people.contact_details import DetailKind
from partnership.people.preferences import ContactPreferences
from partnership.ports import Letter, Message

HOST = Host(discover=True)
MAILDIR = MessengerSettings(channels={"email": ChannelSettings(name="maildir", settings={"path": "post"})})


def letters(world: TwoHomes, office: Office) -> dict[tuple[str, str], Letter]:
    """Everything that would go out by the first way, by topic and reader."""
    queued: list[Message] = []

    def look(each: Any) -> bool:
        if isinstance(each, Message):
            queued.append(each)
        return False

    with world.school.store.transaction(BEECH, write=False) as transaction:
        transaction.sift(look)
        judged = [(message, judge(office, transaction, message, world.now)) for message in queued]
    return {
        (message.topic, each.delivery.recipient): next(iter(each.ways.values()))
        for message, each in judged
        if each.ways
    }


def office(address: DetailKind = DetailKind.EMAIL) -> Office:
    """De Beuk, which invites."""
    return Office(
        school=BEECH,
        name="De Beuk",
        timezone=TwoHomes().school.settings.school.timezone,
        language="nl",
        channels={"way": Channel(messenger=Told(), address=address)},
        inviter=HOST.inviter("ical"),
        domain="beuk.example",
        organizer="school@beuk.example",
    )


def event(letter: Letter) -> Any:
    """The event that goes with a letter."""
    assert letter.calendar is not None
    [found] = icalendar.Calendar.from_ical(letter.calendar.data).walk("VEVENT")
    return found


def test_a_booked_talk_brings_an_invitation_to_its_reader_alone() -> None:
    """Petra's has her address, the school's and nobody else's; so has the teacher's, without a word of the family."""
    world = TwoHomes()
    world.talk(MOTHER, 0)
    found = letters(world, office())
    petra = found["talk-booked", "guardian:g1"]
    assert petra.calendar is not None
    assert petra.calendar.method == "REQUEST"
    assert str(event(petra)["ATTENDEE"]) == "mailto:mathilde@mail.invalid"
    assert str(event(petra)["ORGANIZER"]) == "mailto:school@beuk.example"
    assert "Visserman" in event(petra)["SUMMARY"]
    for letter, others in (
        (petra, (FATHER, OTHER)),
        (found["talk-booked", "staff:t1"], (MOTHER, FATHER, OTHER)),
    ):
        assert letter.calendar is not None
        text = letter.calendar.data.decode().replace("\r\n ", "")
        assert [word for word in named(*others) if word in text] == []
    assert str(event(found["talk-booked", "staff:t1"])["ATTENDEE"]) == f"mailto:{TEACHER.details[0].value}"


def test_what_is_called_off_is_taken_out_of_the_calendar() -> None:
    """By the UID it was asked with and a higher number."""
    world = TwoHomes()
    world.talk(MOTHER, 0)
    asked = event(letters(world, office())["talk-booked", "guardian:g1"])
    world.school.cancel(TALKS, RequestId("talk-p"), by="staff:office")
    gone = letters(world, office())["talk-cancelled", "guardian:g1"]
    assert gone.calendar is not None
    assert gone.calendar.method == "CANCEL"
    assert event(gone)["UID"] == asked["UID"]
    assert event(gone)["SEQUENCE"] > asked["SEQUENCE"]


def test_a_telephone_gets_words_alone() -> None:
    """An invitation goes by mail, and from a school that has somewhere to invite from."""
    world = TwoHomes()
    world.talk(OTHER, 0)
    assert letters(world, office(DetailKind.PHONE))["talk-booked", "guardian:g3"].calendar is None
    silent = attrs.evolve(office(), inviter=None)
    assert letters(world, silent)["talk-booked", "guardian:g3"].calendar is None


def test_who_invites_says_who_it_is() -> None:
    """An office that makes invitations has an address of its own."""
    with pytest.raises(InvalidValue, match="organizer"):
        attrs.evolve(office(), organizer="")


@pytest.mark.parametrize(
    ("organizer", "inviter", "invites"),
    [("school@beuk.example", "ical", True), (None, "ical", False), ("school@beuk.example", None, False)],
)
def test_the_settings_say_whether_the_school_invites(
    organizer: str | None,
    inviter: str | None,
    invites: bool,  # noqa: FBT001 - a case
) -> None:
    """With an address to invite from, unless it chose not to."""
    world = TwoHomes()
    own = world.school.settings
    chosen = attrs.evolve(
        own,
        school=attrs.evolve(own.school, organizer=organizer),
        messenger=MessengerSettings(inviter=inviter),
    )
    assert (Post(chosen, HOST, world.school.desk).office("console").inviter is not None) == invites


def test_a_newsletter_arrives_in_every_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an approved edition to one mail a guardian, in the language of each, with the page; once."""
    monkeypatch.chdir(tmp_path)
    world = TwoHomes()
    turkish = ContactPreferences(guardian=OTHER.id, language="tr")
    world.privacy.keep(turkish, by="guardian:g3", why="told at the counter")
    approved(world, translated(READY, "tr", "Ekim\n\nSaat", checked=True))
    world.school.newsletters.send(READY.id, by="staff:t1")
    found = letters(world, office())
    assert {who for _, who in found} == {"guardian:g1", "guardian:g2", "guardian:g3"}
    ottoline = found["newsletter", "guardian:g3"]
    assert (ottoline.language, ottoline.news) == ("tr", True)
    assert "Ekim\n\nSaat" in ottoline.text
    assert ottoline.html is not None
    assert '<html lang="tr"' in ottoline.html
    assert found["newsletter", "guardian:g1"].subject == "Nieuwsbrief van Groep 6A, oktober 2026"
    world.school.settings = attrs.evolve(world.school.settings, messenger=MAILDIR)
    assert world.school.post.send().sent == 3
    assert world.school.post.send().sent == 0


def test_what_was_put_away_is_not_sent() -> None:
    """An edition archived before it went, or gone, suppresses its letters."""
    world = TwoHomes()
    approved(world)
    world.school.newsletters.send(READY.id, by="staff:t1")
    world.school.newsletters.step(READY.id, EditionState.ARCHIVED, by="staff:t1")
    assert letters(world, office()) == {}
    gone = Message(key="k", topic="newsletter", body={"edition": "none", "recipient": "guardian:g1"}, due=NOW)
    with world.school.store.transaction(BEECH) as transaction:
        transaction.append((), [gone])
    assert letters(world, office()) == {}
