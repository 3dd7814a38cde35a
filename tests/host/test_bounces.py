"""A letter that came back: told by the next way and in the end by telephone, once, and only where it was really ours."""

import smtplib
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.host.posting import BEECH, School, Told, guardian, mail
from tests.serial.returned import MARK, report

from partnership.host.dispatch import Dispatch, Sendings
from partnership.host.office import Channel
from partnership.host.plugins import Host
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.ports import Letter
from partnership.serial.bounces import Bounce, Fate, read_bounce
from partnership.services.bounces import Outcome, dead_addresses, note_bounce, trust_again
from partnership.services.deliveries import MAY_COME_BACK, DeliveryState
from partnership.services.seals import Seal, seal_of
from partnership.testing.arrivals import MailServer

SEAL = Seal(secret=b"beech" * 8)
BACK = "bounces@de-beuk.example"


def school_with(**channels: Told) -> School:
    """One whose envelopes have marks."""
    school = School(None, **(channels or {"email": Told(), "sms": Told()}))
    school.chosen["seal"] = SEAL
    return school


def back(school: School, mark: str | None, fate: Fate = Fate.PERMANENT, code: str = "5.1.1") -> Outcome:
    """A message comes back."""
    return note_bounce(school.desk, Bounce(mark=mark, fate=fate, code=code))


def journal(school: School) -> list[str]:
    """What was written down."""
    return [change.what for _, change in school.store.journal(BEECH) if not change.what.endswith("written")]


def told(school: School, channel: str) -> list[str]:
    """The keys of what a channel carried, without the school."""
    return [each.key.removeprefix("de-beuk/") for each in school.channels[channel].took]


def test_a_letter_that_comes_back_goes_by_the_next_way() -> None:
    """The address is written down as not working, without the address; the next letter goes the other way at once."""
    school = school_with()
    school.queue("a", to="guardian:fatima")
    school.run()
    [letter] = school.channels["email"].took
    assert back(school, letter.mark) is Outcome.ONWARD
    assert school.run() == Sendings(sent=1)
    assert (told(school, "sms"), school.states()) == (["a/back"], {"a": "bounced", "a/back": "sent"})
    school.queue("b", to="guardian:fatima")
    school.run()
    assert (told(school, "email"), told(school, "sms")) == (["a"], ["a/back", "b"])
    [dead] = school.desk.read(dead_addresses)
    assert (dead.recipient, dead.code, dead.since) == ("guardian:fatima", "5.1.1", school.now)
    assert "address.bounced" in journal(school)
    kept = school.desk.read(lambda transaction: transaction.find("dead_address"))
    assert "fatima@" not in f"{dead!r} {kept}"


def test_what_came_back_is_told_again_at_once_and_is_no_other_thing() -> None:
    """It has its place in the week already; the next thing waits for the digest."""
    school = school_with()
    school.chosen["pushes"] = 1
    school.queue("a", to="guardian:fatima")
    school.queue("b", to="guardian:fatima")
    assert school.run() == Sendings(sent=1, digest=1)
    back(school, school.channels["email"].took[0].mark)
    assert school.run() == Sendings(sent=1)
    assert told(school, "sms") == ["a/back"]


def test_where_there_is_no_other_way_somebody_calls() -> None:
    """Bram has mail alone; when he gives another address he is written to again."""
    school = school_with()
    school.queue("a")
    school.run()
    assert back(school, school.channels["email"].took[0].mark) is Outcome.ONWARD
    assert school.run() == Sendings(failed=1)
    assert school.kept()["a/back"].why == "no address works"
    school.person(guardian("bram", "new@home.example"))
    school.queue("b")
    assert school.run() == Sendings(sent=1)


def test_another_address_of_the_same_kind_is_tried_first() -> None:
    """Fatima has two mail addresses: the second one is asked before the telephone."""
    school = school_with()
    two = (*mail("one@home.example"), *mail("two@home.example"))
    phone = ContactDetail(kind=DetailKind.PHONE, value="06-11111111")
    school.person(attrs.evolve(guardian("fatima"), details=(*two, phone)))
    school.queue("a", to="guardian:fatima")
    for _ in range(2):
        school.run()
        assert back(school, school.channels["email"].took[-1].mark) is Outcome.ONWARD
    school.run()
    assert [each.to for each in school.channels["email"].took] == ["one@home.example", "two@home.example"]
    assert told(school, "sms") == ["a/back/back"]
    assert trust_again(school.desk, "guardian:fatima", by="staff:office", why="she mended it") == 2
    assert trust_again(school.desk, "guardian:fatima", by="staff:office", why="again") == 0
    school.queue("b", to="guardian:fatima")
    school.run()
    assert school.channels["email"].took[-1].to == "one@home.example"


def test_a_letter_given_up_on_says_nothing_of_the_address() -> None:
    """This one goes another way, the next one by mail as before."""
    school = school_with()
    school.queue("a", to="guardian:fatima")
    school.run()
    mark = school.channels["email"].took[0].mark
    assert back(school, mark, Fate.GIVEN_UP, "5.2.2") is Outcome.ONWARD
    assert back(school, mark, Fate.GIVEN_UP, "5.2.2") is Outcome.KNOWN
    school.run()
    school.queue("b", to="guardian:fatima")
    school.run()
    assert (told(school, "email"), told(school, "sms")) == (["a", "b"], ["a/back"])
    assert school.desk.read(dead_addresses) == ()


def test_what_is_too_old_to_be_written_again_is_for_the_call_list() -> None:
    """After a week nobody remembers what it was written from."""
    school = school_with()
    school.queue("a", to="guardian:fatima")
    school.run()
    assert (school.kept()["a"].body or {})["says"] == "a"
    school.now += MAY_COME_BACK
    school.later()
    school.run()
    assert school.kept()["a"].body is None
    assert back(school, school.channels["email"].took[0].mark) is Outcome.CALL
    kept = school.kept()["a"]
    assert (kept.state, kept.why) == (DeliveryState.FAILED, "bounced")
    assert back(school, school.channels["email"].took[0].mark) is Outcome.KNOWN


def test_it_comes_back_while_it_is_tried_again() -> None:
    """The answer to a first copy was lost and that copy came back: the second try goes another way."""
    from partnership.ports import DeliveryUnknown  # noqa: PLC0415 - beside what it is for

    school = school_with(email=Told(DeliveryUnknown(again=True)), sms=Told())
    school.queue("a", to="guardian:fatima")
    assert school.run() == Sendings(waiting=1)
    assert back(school, school.kept()["a"].mark) is Outcome.ONWARD
    school.later()
    assert school.run() == Sendings(sent=1)
    assert (told(school, "email"), told(school, "sms")) == ([], ["a"])


def test_letters_without_a_mark_are_nobodys() -> None:
    """By telephone, or where the school has no seal."""
    school = school_with()
    school.person(guardian("fatima", phone="06-11111111"))
    school.queue("a", to="guardian:fatima")
    school.queue("b")
    school.chosen.clear()
    school.run()
    assert [each.mark for each in school.channels["email"].took] == [None]
    school.chosen["seal"] = SEAL
    school.queue("c", to="guardian:fatima")
    school.run()
    assert [each.mark for each in school.channels["sms"].took] == [None, None]
    assert {each.body for each in school.kept().values()} == {None}
    assert back(school, None) is Outcome.UNKNOWN


NOISE = st.tuples(st.sampled_from([None, MARK, "x", ""]), st.sampled_from(Fate))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Fate)) | NOISE, max_size=12), st.data())
def test_the_same_once_and_a_forged_one_changes_nothing(events: list[Any], data: st.DataObject) -> None:
    """In any order and however often: as many letters as there were failures at most, each told to somebody or for the call list."""
    school = school_with()
    keys = ["a", "b", "c", "d"]
    for key in keys:
        school.queue(key, to="guardian:fatima")
    school.run()
    marks = {key: school.kept()[key].mark for key in keys}
    assert len(set(marks.values())) == 4
    for which, fate in events:
        before = (school.kept(), school.store.journal(BEECH), school.waiting())
        known = isinstance(which, int)
        outcome = back(school, marks[keys[which]] if known else which, fate)
        if not known:
            assert outcome is Outcome.UNKNOWN
        if not known or fate < Fate.GIVEN_UP or outcome is Outcome.KNOWN:
            assert (school.kept(), school.store.journal(BEECH), school.waiting()) == before
        if data.draw(st.booleans()):
            school.run()
    school.run()
    failed = {keys[which] for which, fate in events if isinstance(which, int) and fate >= Fate.GIVEN_UP}
    assert {key for key, state in school.states().items() if state == "bounced"} == failed
    assert Counter(told(school, "sms")) == Counter(f"{key}/back" for key in failed)
    assert len(school.desk.read(dead_addresses)) <= 1


@given(st.text(min_size=1), st.text(min_size=1), st.text(), st.text())
def test_a_mark_tells_nothing_and_is_one_things(key: str, other: str, address: str, channel: str) -> None:
    """The same each time; another for another letter, use, school; letters and digits that any server lets through."""
    mark = SEAL.envelope(key, channel, address)
    assert mark == SEAL.envelope(key, channel, address)
    assert read_bounce(b"", carried_to=[f"bounces+{mark}@de-beuk.example"]).mark == mark
    others = {
        Seal(secret=b"oak").envelope(key, channel, address),
        SEAL.leaving(key, channel),
        SEAL.address(key, channel),
        SEAL.envelope(f"{key}/", channel, address),
        SEAL.envelope(key, f"{channel}/{address}", ""),
    }
    assert mark not in others
    assert (SEAL.envelope(other, channel, address) == mark) == (other == key)
    assert SEAL.address(key, " A@b.example ") == SEAL.address(key, "a@B.example")
    assert "beech" not in repr(SEAL)


def test_the_seal_is_made_once() -> None:
    """Two that ask at the same moment get the same."""
    school = School()
    first = seal_of(school.desk)
    assert seal_of(school.desk) == first

    class Late(type(school.store)):  # type: ignore[misc] # the store of a school in memory
        """Another one makes it between the look and the work."""

        def transaction(self, school_id: Any, *, write: bool = True) -> Any:
            if not write:
                other = super().transaction
                with other(school_id) as transaction:
                    if transaction.get("seal", "post") is None:
                        transaction.put("seal", "post", {"secret": "00"}, expected=None)
                return type(school.store)().transaction(school_id, write=False)
            return super().transaction(school_id, write=write)

    assert seal_of(attrs.evolve(school.desk, store=Late())) == Seal(secret=b"\0")


class Wire(Told):
    """The messenger `smtp`, with a place for what comes back."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._smtp = Host(discover=True).messenger(
            "smtp", host="127.0.0.1", port=port, sender="school@de-beuk.example", plain=True, bounces=BACK
        )

    def send(self, letter: Letter) -> None:
        self._smtp.send(letter)
        self.took.append(letter)


@pytest.mark.slow
def test_there_and_back_over_real_mail() -> None:
    """A server takes the letter, finds nobody at home, and sends a report to the envelope; the school's own server takes that."""
    with MailServer() as theirs, MailServer() as ours:
        school = school_with(email=Wire(theirs.port), sms=Told())
        school.queue("a", to="guardian:fatima")
        school.run()
        [arrived] = theirs.letters
        assert arrived.mail_from.startswith("bounces+")
        assert arrived.mail_from.endswith("@de-beuk.example")
        assert "fatima" not in arrived.mail_from
        assert arrived.mail_from.encode() not in arrived.raw
        with smtplib.SMTP("127.0.0.1", ours.port) as smtp:
            smtp.sendmail("<>", [arrived.mail_from], report(mark="none"))
        [returned] = ours.letters
    bounce = read_bounce(returned.raw, carried_to=returned.to)
    assert bounce.addresses == {"fatima@home.example"}
    assert note_bounce(school.desk, bounce) is Outcome.ONWARD
    assert school.run() == Sendings(sent=1)
    assert told(school, "sms") == ["a/back"]


def test_a_run_keeps_one_connection() -> None:
    """However many letters go in it; what the server refuses does not end it for the others."""
    with MailServer() as server:
        smtp = Host(discover=True).messenger(
            "smtp", host="127.0.0.1", port=server.port, sender="school@de-beuk.example", plain=True
        )
        school = School()
        for number in range(25):
            school.queue(f"m{number:02}")
        channels = {"email": Channel(messenger=smtp)}
        office = attrs.evolve(school.office(), channels=channels)
        assert Dispatch(school.store, [office], clock=lambda: school.now).run() == Sendings(sent=25)
        assert (len(server.letters), server.talks()) == (25, 1)
