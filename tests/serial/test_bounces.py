"""A message that came back: of which letter, whether for good, and nothing believed that anybody could have written."""

import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serial.returned import MARK, exchange, exim, holiday, postfix, qmail, report, warning

from partnership.serial.bounces import Bounce, Fate, read_bounce

HOME = frozenset({"fatima@home.example"})


@pytest.mark.parametrize(
    ("action", "status", "fate"),
    [
        ("failed", "5.1.1", Fate.PERMANENT),
        ("Failed", "5.2.1", Fate.PERMANENT),
        ("failed", "5.0.0", Fate.PERMANENT),
        ("failed", "5.4.4", Fate.PERMANENT),
        ("failed", "", Fate.PERMANENT),
        ("failed", "5.2.2", Fate.GIVEN_UP),
        ("failed", "5.2.3", Fate.GIVEN_UP),
        ("failed", "5.3.4", Fate.GIVEN_UP),
        ("failed", "5.4.7", Fate.GIVEN_UP),
        ("failed", "5.7.1", Fate.GIVEN_UP),
        ("failed", "4.4.7", Fate.GIVEN_UP),
        ("delayed", "4.4.1", Fate.TEMPORARY),
        ("delivered", "2.0.0", Fate.NONE),
        ("relayed", "2.0.0", Fate.NONE),
    ],
)
def test_a_report_in_the_standard_form(action: str, status: str, fate: Fate) -> None:
    """A full mailbox, a letter that is too large and a policy say nothing of the address."""
    assert read_bounce(report(action, status)) == Bounce(mark=MARK, fate=fate, code=status, addresses=HOME)


@pytest.mark.parametrize(
    ("raw", "fate"),
    [
        (qmail(), Fate.PERMANENT),
        (exchange(), Fate.PERMANENT),
        (exim(), Fate.PERMANENT),
        (postfix(), Fate.TEMPORARY),
        (warning(), Fate.TEMPORARY),
    ],
    ids=["qmail", "exchange", "exim", "postfix", "warning"],
)
def test_forms_of_somebodys_own(raw: bytes, fate: Fate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read where the extra is there; without it they are no bounces, and nothing fails."""
    assert read_bounce(raw) == Bounce(mark=MARK, fate=fate, addresses=HOME)
    monkeypatch.setitem(sys.modules, "flufl.bounce", None)
    assert read_bounce(raw) == Bounce(mark=MARK, fate=Fate.NONE)
    assert read_bounce(report()).fate is Fate.PERMANENT


def test_who_is_away_is_no_bounce() -> None:
    """However machine-made the answer is."""
    assert read_bounce(holiday()) == Bounce(mark=MARK, fate=Fate.NONE)


def test_the_worst_of_several_and_where_it_was_forwarded_to() -> None:
    """Somebody has mail sent on: both addresses are evidence."""
    forwarded = report(**{"Original-Recipient": "rfc822;old@home.example"})
    assert read_bounce(forwarded).addresses == HOME | {"old@home.example"}
    one, two = report("delayed", "4.4.1"), report("failed", "5.1.1", address="sister@home.example")
    group = two.partition(b"Final-Recipient")[2].partition(b"\r\n\r\n")[0]
    both = one.replace(b"Status: 4.4.1\r\n", b"Status: 4.4.1\r\n\r\nFinal-Recipient" + group + b"\r\n")
    read = read_bounce(both)
    assert (read.fate, read.code) == (Fate.PERMANENT, "5.1.1")
    assert read.addresses == HOME | {"sister@home.example"}


def test_the_mark_of_its_own_envelope_comes_first() -> None:
    """What the server hands over before what a head says; two marks are none."""
    other = MARK[::-1].replace("2", "z")
    assert read_bounce(report(), carried_to=[f"Bounces+{other.upper()}@de-beuk.example"]).mark == other
    assert read_bounce(report(), carried_to=["bounces@de-beuk.example"]).mark == MARK
    assert read_bounce(report(mark="short")).mark is None
    two = report().replace(b"\r\n\r\n", f"\r\nTo: x+{other}@de-beuk.example\r\n\r\n".encode(), 1)
    assert read_bounce(two).mark is None
    quoted = report(mark="none").replace(b"Your talk", f"x+{MARK}@de-beuk.example".encode())
    assert read_bounce(quoted).mark is None


SAMPLES = (report(), report("delayed", "4.4.1"), qmail(), exchange(), exim(), postfix(), warning(), holiday())


@given(st.binary(max_size=200))
def test_anything_is_read(raw: bytes) -> None:
    """What cannot be read is no bounce."""
    assert read_bounce(raw).mark is None


@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_one_is_read_too(raw: bytes, data: st.DataObject) -> None:
    """Cut off, or with a piece of something else in it; and no address is shown."""
    begin = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(begin, len(raw)))
    bounce = read_bounce(raw[:begin] + data.draw(st.binary(max_size=20)) + raw[end:])
    assert "home.example" not in repr(bounce)


def test_a_reader_that_chokes_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of another package stops nothing."""

    def chokes(_: object) -> None:
        raise KeyError

    monkeypatch.setattr("flufl.bounce.all_failures", chokes)
    assert read_bounce(qmail()).fate is Fate.NONE


def test_a_message_without_a_sender_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody set up logging, an administrator sees our answer and not what a reader choked on."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    assert read_bounce(b"[]").fate is Fate.NONE
    assert capsys.readouterr().err == ""
