"""Sending: nothing lost, nothing twice but for a death or a lost answer, nothing in quiet hours, nothing told of anybody."""

import logging
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.host.posting import BEECH, NOON, School, Told, guardian

from partnership.errors import CommitUnknown, PartnershipError, Retry, StoreFailed
from partnership.host.backoff import backoff
from partnership.host.dispatch import Dispatch, Sendings
from partnership.host.judging import judge
from partnership.ids import SchoolId
from partnership.people.preferences import QuietHours
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import DeliveryUnknown, Letter, Message
from partnership.services.deliveries import Delivery, DeliveryState, put_delivery

QUIET = QuietHours(start=time(12), end=time(14), timezone="Europe/Amsterdam")
"""At noon in UTC it is one o'clock on the wall."""


def test_a_letter_is_sent_once_and_written_down() -> None:
    """In the recipient's language, with the name of the school, and under a key of that school."""
    school = School()
    school.queue("a")
    assert school.run() == Sendings(sent=1)
    [letter] = school.channels["email"].took
    assert (letter.key, letter.to, letter.language) == ("de-beuk/a", "bram@home.example", "nl")
    assert letter.text.startswith("Beste Bram,\n\na\n\nMet vriendelijke groet,\nDe Beuk\n\n")
    assert school.run() == Sendings()
    assert (school.states(), school.waiting()) == ({"a": "sent"}, [])


def test_language_and_channel_are_the_recipients() -> None:
    """A language that is not spoken falls back to the school's; the most welcome channel first, an unknown one is passed over."""
    school = School(email=Told(), sms=Told())
    school.likes("fatima", language="so-SO", channels=("pigeon", "sms"))
    school.queue("a", to="guardian:fatima")
    school.queue("b", to="staff:jansen")
    assert school.run() == Sendings(sent=2)
    [by_sms], [by_mail] = school.channels["sms"].took, school.channels["email"].took
    assert (by_sms.to, by_sms.language, by_sms.text[:13]) == ("06-11111111", "nl", "Beste Fatima,")
    assert (by_mail.to, by_mail.language) == ("jo@school.example", "nl")


@pytest.mark.parametrize("word", ["suppressed", "expired"])
def test_what_is_no_longer_so_is_not_sent(word: str) -> None:
    """And that is written down."""
    school = School()
    school.queue("a", unsent=word)
    assert school.run() == Sendings(**{word: 1})
    assert (school.states(), school.waiting(), school.channels["email"].took) == ({"a": word}, [], [])


def test_nobody_writes_to_the_dead_or_the_unknown() -> None:
    """Nor to staff who were never written down."""
    school = School()
    school.person(guardian("oma", "oma@home.example", deceased=True, deceased_on=date(2026, 11, 1)))
    for who in ("guardian:oma", "guardian:nobody", "staff:nobody"):
        school.queue(who, to=who)
    assert school.run() == Sendings(suppressed=3)


def test_an_unknown_topic_is_listed_and_not_lost() -> None:
    """A later version that knows it sends it; the record is written once."""
    school = School()
    school.queue("a", topic="dance")
    assert school.run() == Sendings(strange=1)
    school.later()
    assert school.run() == Sendings(strange=1)
    assert school.kept()["a"].why == "unknown topic"
    assert school.waiting() == ["a"]


def test_what_cannot_be_written_or_reach_anybody_is_for_the_call_list() -> None:
    """A broken body, no recipient, a pupil, no address: failed, each with its reason, and the others go out."""
    school = School()
    school.queue("broken", topic="broken")
    school.queue("pupil", to="pupil:p1")
    school.queue("chen", to="guardian:chen")
    school.queue("well")
    assert school.run() == Sendings(failed=3, sent=1)
    assert {key: each.why for key, each in school.kept().items()} == {
        "broken": "cannot be written: KeyError",
        "pupil": "cannot be written: InvalidValue",
        "chen": "no channel",
        "well": "",
    }


def test_quiet_hours_are_waited_for() -> None:
    """Until they end, unless it is urgent or would come too late by then."""
    school = School()
    school.likes("bram", quiet=QUIET)
    school.queue("later")
    school.queue("urgent", urgent="snow")
    school.queue("no reason", urgent=" ")
    school.queue("soon", until="2026-11-24T13:00:00+00:00")
    school.queue("evening", until="2026-11-24T18:00:00+00:00")
    assert school.run() == Sendings(sent=2, waiting=3)
    [hurried] = [change for _, change in school.store.journal(BEECH) if change.what == "letter.hurried"]
    assert (hurried.id, dict(hurried.details)) == ("urgent", {"quiet hours": "snow"})
    school.later(61)
    assert school.run() == Sendings(sent=3)
    assert [each.key for each in school.channels["email"].took] == [
        "de-beuk/soon",
        "de-beuk/urgent",
        "de-beuk/evening",
        "de-beuk/later",
        "de-beuk/no reason",
    ]


@given(
    st.sampled_from((datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC))),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_nothing_is_sent_in_quiet_hours(night: datetime, start: int, end: int) -> None:
    """In the nights the clock changes: however often the worker runs, it is sent once, outside them."""
    school = School()
    quiet = QuietHours(start=time(start), end=time(end, 30), timezone="Europe/Amsterdam")
    school.likes("bram", quiet=quiet)
    school.now, sent = night, list[datetime]()
    school.queue("a")
    while not sent:
        if school.run().sent:
            sent.append(school.now)
        school.later(20)
    assert sent[0] not in quiet
    assert sent[0] - quiet.over(night) < timedelta(days=1)


def test_a_busy_server_is_tried_again_with_longer_pauses() -> None:
    """And not before the pause is over."""
    school = School(email=Told(Retry("busy"), Retry("busy")))
    school.given["pause"] = lambda tries: timedelta(minutes=10 * tries)
    school.queue("a")
    assert school.run() == Sendings(waiting=1)
    school.later(6)
    assert school.run() == Sendings(waiting=1)
    assert len(school.channels["email"].raises) == 1
    school.later(6)
    assert school.run() == Sendings(waiting=1)
    school.later(21)
    assert school.run() == Sendings(sent=1)
    assert school.kept()["a"].tries == 3


@pytest.mark.parametrize("error", [PartnershipError("no such mailbox"), Retry("busy"), OSError("odd")])
def test_a_channel_that_does_not_do_gives_way_to_the_next(error: Exception) -> None:
    """A refusal at once, the rest after so many tries; then the call list."""
    school = School(email=Told(*[error] * 2), sms=Told())
    school.given["tries"] = 2
    school.queue("a", to="guardian:fatima")
    first = school.run()
    if not isinstance(error, Retry) and isinstance(error, PartnershipError):
        assert first == Sendings(sent=1)
    else:
        assert first == Sendings(waiting=1)
        school.later()
        assert school.run() == Sendings(sent=1)
    kept = school.kept()["a"]
    assert (kept.channel, kept.spent, kept.tries) == ("sms", ("email",), 1)
    school.channels["email"].raises = [error] * 2
    school.queue("b")
    school.run()
    school.later()
    school.run()
    assert school.kept()["b"].state is DeliveryState.FAILED
    assert school.waiting() == []


def test_a_lost_answer_is_asked_again_only_where_copies_are_known_as_copies() -> None:
    """Else nobody knows, and somebody asks; so too when every answer was lost."""
    school = School(email=Told(DeliveryUnknown(again=True), None, DeliveryUnknown(again=False)))
    school.queue("a")
    assert school.run() == Sendings(waiting=1)
    school.later()
    assert school.run() == Sendings(sent=1)
    school.queue("b")
    assert school.run() == Sendings(unknown=1)
    school.given["tries"] = 1
    school.channels["email"].raises = [DeliveryUnknown(again=True)]
    school.queue("c")
    assert school.run() == Sendings(unknown=1)
    assert school.waiting() == []


def test_no_provider_is_handed_more_than_its_limit() -> None:
    """The rest waits for the next run; a limit on the run counts all channels."""
    school = School()
    school.limits["email"] = 2
    for number in range(5):
        school.queue(f"m{number}")
    assert school.run() == Sendings(sent=2, waiting=3)
    school.later()
    assert school.run(limit=1) == Sendings(sent=1)
    school.limits.clear()
    assert school.run() == Sendings(sent=2)


def test_more_than_a_batch_goes_out_in_one_run() -> None:
    """And those that wait do not stand before those that do not."""
    school = School()
    school.likes("bram", quiet=QUIET)
    for number in range(120):
        school.queue(f"a{number:03}")
    school.queue("z", to="staff:jansen")
    assert school.run() == Sendings(waiting=120, sent=1)


def test_other_schools_are_left_alone() -> None:
    """A dispatch that does not serve a school sends nothing of it."""
    school = School()
    school.queue("a")
    assert Dispatch(school.store, [], clock=lambda: school.now).run() == Sendings(strange=1)
    assert (school.states(), school.waiting()) == ({}, ["a"])


def test_work_is_not_begun_late_in_a_lease() -> None:
    """A slow messenger: what is left comes back to whoever has time."""

    class Slow(Told):
        def send(self, letter: Letter) -> None:
            school.later(3)
            super().send(letter)

    school = School(email=Slow())
    for number in range(3):
        school.queue(f"m{number}")
    assert school.run() == Sendings(sent=3)
    assert [each.key for each in school.channels["email"].took] == ["de-beuk/m0", "de-beuk/m1", "de-beuk/m2"]


class Died(BaseException):
    """The process is gone."""


class Lossy(MemoryStore):
    """A store that loses the answer to its next commit when it is told so."""

    lost = False

    def transaction(self, school: SchoolId, *, write: bool = True) -> Any:
        if write and self.lost:
            self.lost = False
            raise CommitUnknown("lost")
        return super().transaction(school, write=write)


class Fated(Told):
    """Each hand-over meets its fate, and the ones after the last are well."""

    def __init__(self, fates: list[str], store: Lossy) -> None:
        super().__init__()
        self.fates = fates
        self.store = store
        self.harm = sum(each in HARM for each in fates)

    def send(self, letter: Letter) -> None:
        fate = self.fates.pop(0) if self.fates else "sent"
        if fate == "busy":
            raise Retry("busy")
        if fate == "before":
            raise Died
        super().send(letter)
        self.store.lost = fate == "unkept"
        if fate == "dropped":
            raise DeliveryUnknown(again=True)
        if fate == "after":
            raise Died


HARM = ("dropped", "after", "unkept")


@given(st.lists(st.sampled_from(["sent", "busy", "before", *HARM]), max_size=40))
def test_nothing_is_lost_and_copies_are_no_more_than_deaths_and_drops(fates: list[str]) -> None:
    """Each hand-over: sent, busy, dead before, sent but the answer lost, dead after, or sent and not written down."""
    store = Lossy()
    fated = Fated(list(fates), store)
    school = School(store, email=fated)
    school.given |= {"tries": 99, "pause": lambda _: timedelta(0)}
    for number in range(4):
        school.queue(f"m{number}")
    for _ in range(len(fates) + 5):
        with suppress(Died):
            school.run()
        school.later()
    keys = [each.key for each in fated.took]
    assert set(keys) == {f"de-beuk/m{number}" for number in range(4)}
    assert len(keys) - 4 <= fated.harm
    assert set(school.states().values()) == {"sent"}
    assert school.waiting() == []


def test_what_was_sent_and_not_acknowledged_is_not_sent_again() -> None:
    """The record says so; the message is done then."""
    school = School()
    school.queue("a")
    done = Delivery(key="a", topic="word", recipient="guardian:bram", state=DeliveryState.SENT, at=NOON)
    with school.store.transaction(BEECH) as transaction:
        put_delivery(transaction, done, expected=None)
    assert school.run() == Sendings()
    assert (school.waiting(), school.channels["email"].took) == ([], [])


def test_another_worker_was_first() -> None:
    """It wrote the record while this one sent: this one leaves it at that."""

    class Racing(Told):
        def send(self, letter: Letter) -> None:
            other = Delivery(key="a", topic="word", recipient="guardian:bram", at=NOON)
            with school.store.transaction(BEECH) as transaction:
                put_delivery(transaction, other, expected=None)
            super().send(letter)

    school = School(email=Racing())
    school.queue("a")
    assert school.run() == Sendings(sent=1)
    assert school.waiting() == ["a"]


@pytest.mark.parametrize("error", [Retry("busy"), StoreFailed("gone")])
def test_a_store_that_fails_ends_the_run(error: Exception) -> None:
    """Nothing is judged by what could not be read."""
    school = School()
    school.queue("a")

    def failing(reading: object) -> object:
        raise error

    office = school.office()
    object.__setattr__(office, "topics", {"word": failing})
    with pytest.raises(type(error)):
        Dispatch(school.store, [office], clock=lambda: school.now).run()
    assert school.waiting() == ["a"]


def test_the_pause_it_takes_by_itself() -> None:
    """Half a minute to a minute after the first try."""
    school = School(email=Told(Retry("busy")))
    del school.given["pause"]
    school.queue("a")
    school.run()
    wait = (school.kept()["a"].next_try or NOON) - NOON
    assert timedelta(seconds=30) <= wait <= timedelta(minutes=1)


def test_no_address_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """Not by a record, a repr, a log: a messenger that says one in its error is not repeated."""
    caplog.set_level(logging.DEBUG)
    school = School(email=Told(PartnershipError("bram@home.example: no such user")))
    school.queue("a")
    school.run()
    school.queue("b")
    [message] = [each for each in _queued(school) if each.key == "b"]
    with school.store.transaction(BEECH, write=False) as transaction:
        judged = judge(school.office(), transaction, message, NOON)
    said = f"{school.kept()} {judged!r} {caplog.text} {school.office()!r}"
    assert "bram@" not in said
    assert "bram@home.example" in judged.ways["email"].to


def _queued(school: School) -> list[Message]:
    return [message for _, message in school.store.lease(now=school.now, limit=9, seconds=1)]


@given(st.integers(1, 60), st.floats(0, 1), st.floats(0, 1))
def test_pauses_grow_and_end(tries: int, chance: float, other: float) -> None:
    """Never more than four hours, never less than half a minute; longer on the whole after more tries."""
    assert timedelta(seconds=30) <= backoff(tries, chance) <= timedelta(hours=4)
    assert backoff(tries, chance) <= 2 * backoff(tries + 1, other)
