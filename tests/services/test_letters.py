"""What letters say: still so, in the reader's language, and not a word about another home."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.host.posting import Told
from tests.privacy.two_homes import (
    BEECH,
    EVENING,
    FATHER,
    MOTHER,
    NOOR,
    OTHER,
    TALKS,
    TEACHER,
    TIM,
    TwoHomes,
    named,
)

from partnership.changes import Change
from partnership.conferences.booking import Booking
from partnership.conferences.booking_life.baskets import Basket, BasketState
from partnership.conferences.booking_life.swaps import SwapState, SwapWish
from partnership.conferences.timetable import Placement
from partnership.host.judged import Judged
from partnership.host.judging import judge
from partnership.host.office import Channel, Office
from partnership.ids import BasketId, GuardianId, PartyId, RequestId
from partnership.people.preferences import ContactPreferences
from partnership.ports import Message
from partnership.serial.values import dump
from partnership.services.basket_records import basket_messages, put_basket
from partnership.services.letters.drafts import Draft
from partnership.services.letters.recipients import Recipient
from partnership.services.letters.whole import letter_of
from partnership.services.letters.words import TABLES
from partnership.services.rounds import Round, load_round, talk_id
from partnership.services.swap_records import keep_wish, tell

TALK_P = RequestId("talk-p")


def office() -> Office:
    """De Beuk, by mail."""
    return Office(
        school=BEECH,
        name="De Beuk",
        timezone=ZoneInfo("Europe/Amsterdam"),
        language="nl",
        channels={"email": Channel(messenger=Told())},
    )


def judged(world: TwoHomes, at: Office | None = None) -> list[tuple[Message, Judged]]:
    """Every message that waits, as it would be decided now, at De Beuk or at another office."""
    queued: list[Message] = []

    def look(each: Change | Message) -> bool:
        if isinstance(each, Message):
            queued.append(each)
        return False

    with world.school.store.transaction(BEECH, write=False) as transaction:
        transaction.sift(look)
        return [(message, judge(at or office(), transaction, message, world.now)) for message in queued]


def texts(world: TwoHomes, who: str) -> list[tuple[str, str]]:
    """The letters to one person, as (topic, text)."""
    return [
        (message.topic, each.ways["email"].text)
        for message, each in judged(world)
        if each.ways and each.delivery.recipient == who
    ]


def outcomes(world: TwoHomes, topic: str) -> set[tuple[str, str]]:
    """How the messages of a topic would end."""
    return {
        ("ready" if each.ways else str(each.delivery.state), each.delivery.why)
        for message, each in judged(world)
        if message.topic == topic
    }


def in_english(world: TwoHomes, guardian: GuardianId) -> None:
    """Somebody would rather read English."""
    world.privacy.keep(
        ContactPreferences(guardian=guardian, language="en-GB"), by=f"guardian:{guardian}", why="told"
    )


def test_a_booked_talk_in_two_languages_and_at_the_desk() -> None:
    """Whom with and about whom: given names at home, whole names at school."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    [(topic, text)] = texts(world, "guardian:g1")
    assert topic == "talk-booked"
    assert text.split("\n\n")[:3] == [
        "Beste Petronella van den Heuvelrug,",
        "Er staat een gesprek voor u gepland. We kijken ernaar uit.",
        "Wanneer: dinsdag 24 november 2026, 19:10–19:20\nWaar: attic\nMet: Willemijn Visserman\nOver: Noortje",
    ]
    in_english(world, MOTHER.id)
    assert "When: Tuesday 24 November 2026, 19:10–19:20\n" in dict(texts(world, "guardian:g1"))["talk-booked"]
    [(_, desk)] = texts(world, "staff:t1")
    assert "Over: Noortje Dekkerszoon" in desk
    assert "Met:" not in desk


def test_a_talk_that_moved_says_where_it_was() -> None:
    """And what was queued before is superseded."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    world.school.book(TALKS, TALK_P, EVENING + timedelta(minutes=40))
    assert outcomes(world, "talk-booked") == {("suppressed", "superseded")}
    [(topic, text)] = texts(world, "guardian:g1")
    assert topic == "talk-moved"
    assert "Wanneer: dinsdag 24 november 2026, 19:40–19:50" in text
    assert "Het was: dinsdag 24 november 2026, 19:10\nWaar: " in text


def test_a_talk_that_is_called_off_and_booked_again() -> None:
    """Called off it says so; booked again that is superseded; once it is over everything came too late."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    world.school.cancel(TALKS, TALK_P)
    [(topic, text)] = texts(world, "guardian:g1")
    assert (topic, "gaat niet door" in text, "Met: Willemijn Visserman" in text) == (
        "talk-cancelled",
        True,
        True,
    )
    assert outcomes(world, "talk-booked") == {("suppressed", "superseded")}
    world.now = EVENING + timedelta(hours=1)
    assert outcomes(world, "talk-cancelled") == {("expired", "gone by")}


def test_a_talk_that_is_over_is_not_told_about() -> None:
    """Nor one whose record is gone."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    message = next(each for each, _ in judged(world) if each.body["recipient"] == "guardian:g1")
    world.now = EVENING + timedelta(hours=1)
    assert outcomes(world, "talk-booked") == {("expired", "gone by")}
    for topic in ("talk-booked", "talk-cancelled"):
        gone = attrs.evolve(message, key=topic, topic=topic, body={**message.body, "request": "nowhere"})
        assert verdict(world, gone) == ("suppressed", "superseded")
    newer = attrs.evolve(message, key="c", topic="talk-cancelled", body={**message.body, "sequence": -1})
    assert verdict(world, newer) == ("suppressed", "superseded")


def verdict(world: TwoHomes, message: Message) -> tuple[str, str]:
    """How one message would end."""
    with world.school.store.transaction(BEECH, write=False) as transaction:
        found = judge(office(), transaction, message, world.now)
    return "ready" if found.ways else str(found.delivery.state), found.delivery.why


def with_basket(
    world: TwoHomes, more: Callable[[Booking], tuple[Booking, ...]] = lambda _: (), **different: Any
) -> Basket:
    """A place for Petra's talk that is held for her."""
    world.talk(MOTHER, 10)
    with world.school.store.transaction(BEECH) as transaction:
        booking = load_round(transaction, TALKS).bookings[TALK_P]
        usual: dict[str, Any] = {"until": world.now + timedelta(hours=4), "offered": True} | different
        basket = Basket(
            id=BasketId("b1"),
            conference=TALKS,
            party=PartyId("home-p"),
            bookings=(booking, *more(booking)),
            by="system:school",
            **usual,
        )
        put_basket(transaction, basket, None, claims=())
        transaction.append((), basket_messages(basket, world.now))
    return basket


def test_an_offered_place_until_it_is_gone() -> None:
    """It says before when; not sent after that, nor when it is held no longer."""
    world = TwoHomes()
    basket = with_basket(world)
    text = dict(texts(world, "guardian:g1"))["place-offered"]
    assert "Er is een plek vrijgekomen" in text
    assert "Vóór: maandag 16 november 2026, 17:00" in text
    assert "Wanneer: dinsdag 24 november 2026, 19:10–19:20" in text
    world.now += timedelta(hours=5)
    assert outcomes(world, "place-offered") == {("expired", "gone by")}
    with world.school.store.transaction(BEECH) as transaction:
        put_basket(transaction, attrs.evolve(basket, state=BasketState.CONFIRMED), 1, claims=())
    assert outcomes(world, "place-offered") == {("suppressed", "superseded")}


def test_each_reads_of_their_own_talks_in_a_basket() -> None:
    """Sjoerd's, by telephone and about nobody in particular, is not in Petra's letter, nor hers in his."""
    world = TwoHomes()

    def his(booking: Booking) -> tuple[Booking, ...]:
        place = attrs.evolve(booking.placement, room=None, start=EVENING + timedelta(minutes=50))
        other = RequestId("other")
        return (attrs.evolve(booking, request=other, guardians=(FATHER.id,), pupils=(), placement=place),)

    with_basket(world, his)
    hers = dict(texts(world, "guardian:g1"))["place-offered"]
    assert ("19:10–19:20" in hers, "19:50–20:00" in hers) == (True, False)
    [(_, text)] = texts(world, "guardian:g2")
    assert "Wanneer: dinsdag 24 november 2026, 19:50–20:00\nMet: Willemijn Visserman\n\n" in text


@pytest.mark.parametrize(
    ("state", "topic", "says"),
    [
        (BasketState.LAPSED, "basket-lapsed", "niet op tijd bevestigd"),
        (BasketState.BROKEN, "basket-broken", "iets veranderd"),
    ],
)
def test_a_choice_that_is_held_no_longer(state: BasketState, topic: str, says: str) -> None:
    """Until its talks would be over."""
    world = TwoHomes()
    basket = with_basket(world, state=state)
    assert says in dict(texts(world, "guardian:g1"))[topic]
    world.now = EVENING + timedelta(hours=1)
    assert outcomes(world, topic) == {("expired", "gone by")}
    with world.school.store.transaction(BEECH) as transaction:
        put_basket(transaction, attrs.evolve(basket, state=BasketState.CONFIRMED), 1, claims=())
    assert outcomes(world, topic) == {("suppressed", "superseded")}


def with_wish(world: TwoHomes, topic: str, **different: Any) -> None:
    """Petra would like another time."""
    with world.school.store.transaction(BEECH) as transaction:
        wish = SwapWish(conference=TALKS, request=TALK_P, **different)
        keep_wish(transaction, wish, what="made", by="guardian:g1", at=world.now)
        kept: Round = load_round(transaction, TALKS)
        tell(transaction, kept, wish, topic, world.now)


def test_another_time_that_is_possible() -> None:
    """It says when and before when; not once the time to answer went by, or it is no longer so."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    place = Placement(request=TALK_P, start=EVENING + timedelta(minutes=60), minutes=10)
    until = world.now + timedelta(hours=4)
    with_wish(world, "swap-proposed", state=SwapState.PROPOSED, place=place, until=until)
    text = dict(texts(world, "guardian:g1"))["swap-proposed"]
    assert "Wanneer: dinsdag 24 november 2026, 20:00–20:10" in text
    assert "Vóór: maandag 16 november 2026, 17:00" in text
    later = Placement(request=TALK_P, start=EVENING + timedelta(minutes=70), minutes=10)
    with_wish(world, "swap-off", state=SwapState.PROPOSED, place=later)
    assert outcomes(world, "swap-proposed") == {("suppressed", "superseded")}
    assert outcomes(world, "swap-off") == {("suppressed", "superseded")}
    with_wish(world, "swap-proposed", state=SwapState.PROPOSED, place=place)
    assert ("ready", "") in outcomes(world, "swap-proposed")
    world.now = EVENING + timedelta(hours=2)
    assert outcomes(world, "swap-proposed") == {("expired", "gone by")}
    with_wish(world, "swap-off")
    assert outcomes(world, "swap-proposed") == {("suppressed", "superseded")}


def test_no_other_time_after_all() -> None:
    """The talk stays as it was, until it is over or called off."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    with_wish(world, "swap-off")
    assert "blijft zoals het gepland was" in dict(texts(world, "guardian:g1"))["swap-off"]
    now, world.now = world.now, EVENING + timedelta(hours=1)
    assert outcomes(world, "swap-off") == {("expired", "gone by")}
    world.now = now
    world.school.cancel(TALKS, TALK_P)
    assert outcomes(world, "swap-off") == {("suppressed", "superseded")}


@pytest.mark.parametrize("in_time", [True, False])
def test_what_is_owed_is_told_to_the_teacher(*, in_time: bool) -> None:
    """With the pupil and the last day, where the calendar knows one; not when they did come after all."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    with world.school.store.transaction(BEECH) as transaction:
        name = talk_id(TALKS, TALK_P)
        body: dict[str, Any] = {
            "conference": TALKS,
            "request": TALK_P,
            "state": "no_show",
            "log": [],
            "follow_up": {"due": "2026-12-08" if in_time else None, "mode": "phone"},
        }
        transaction.put("attendance", name, body, expected=None, index={"conference": TALKS})
        told = {"conference": TALKS, "request": TALK_P, "recipient": "staff:t1"}
        transaction.append((), [Message(key="owed", topic="follow-up-owed", body=told, due=world.now)])
    text = dict(texts(world, "staff:t1"))["follow-up-owed"]
    assert "Over: Noortje Dekkerszoon\nHoe: telefonisch" in text
    assert ("Vóór: woensdag 9 december 2026" in text) is in_time
    with world.school.store.transaction(BEECH) as transaction:
        transaction.delete("attendance", name, expected=1)
    assert outcomes(world, "follow-up-owed") == {("suppressed", "superseded")}


@given(st.permutations([MOTHER, FATHER, OTHER]), st.integers(0, 2))
def test_no_letter_names_another_home(order: list[Any], called_off: int) -> None:
    """Whatever is booked and called off: no name or address of another guardian, nor of another home's child."""
    world = TwoHomes()
    for number, guardian in enumerate(order):
        world.talk(guardian, number * 40)
    if called_off:
        world.school.cancel(TALKS, TALK_P)
    for message, each in judged(world):
        who = each.delivery.recipient
        if not each.ways or who.startswith("staff:"):
            continue
        me = next(person for person in order if f"guardian:{person.id}" == who)
        others = named(*(person for person in order if person is not me), NOOR if me is OTHER else TIM)
        letter = each.ways["email"]
        said = f"{letter.subject} {letter.text} {letter.html} {message.key}"
        assert [word for word in others if word in said] == []
        secrets = [detail.value for person in (*order, TEACHER) for detail in person.details]
        assert [word for word in secrets if word in said] == []
        assert "@" not in repr(each) + repr(letter)


def test_every_language_has_every_sentence() -> None:
    """None is empty, and none holds a place for a name."""
    for words in map(TABLES.of, TABLES.tags):
        said = [each for each in dump(words).values() if isinstance(each, str)]
        assert all(each.strip() and "{" not in each for each in said)
        assert set(words.ways) == {"on_site", "video", "phone"}


@given(st.text(), st.text())
def test_a_letter_is_printable(subject: str, said: str) -> None:
    """A subject is one line, no control character comes through, and the page shows text as text."""
    draft = Draft(subject=subject, paragraphs=(said + "<script>",))
    letter = letter_of(
        draft, Recipient(who="guardian:g1", language="nl"), key="k", to="a@b.example", school=""
    )
    assert letter.subject.splitlines() in ([letter.subject], [])
    assert letter.text.startswith("Goedendag,\n\n")
    assert "<script>" not in (letter.html or "")
    letter.text.encode()
    assert not {"\0", "\r", "\x1b"} & set(letter.text)
