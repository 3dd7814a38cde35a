"""No byte that reaches one guardian tells of another: views, exports, calendars, messages, errors, reprs and logs."""

import json
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.two_homes import (
    BEECH,
    EVENING,
    FATHER,
    MOTHER,
    NOOR,
    TALKS,
    TODAY,
    TwoHomes,
    guardianship,
    named,
)

from partnership.errors import PartnershipError
from partnership.ids import GuardianId, RequestId
from partnership.people.disclosure import Role, Viewer
from partnership.people.guardianship import Authority, Relation, Restriction, RestrictionKind
from partnership.people.standing import Verdict
from partnership.people.validity import Validity
from partnership.serial.printed import file_stem
from partnership.serial.values import dump
from partnership.services.desk import every
from partnership.services.views import Seen, Views

KINDS = (
    *("pupil", "guardian", "staff", "class", "guardianship", "enrolment", "teaching"),
    *("household", "portrait", "preferences", "consent", "talk"),
)


def look(views: Views, kind: str, id: str) -> Seen[Any]:
    """The view of one record."""
    ends = id.split("/", 1)
    match kind:
        case "class":
            return views.school_class(id)  # type: ignore[arg-type]
        case "guardianship" | "enrolment" | "teaching":
            return getattr(views, kind)(*ends)  # type: ignore[no-any-return]
        case _:
            return getattr(views, kind)(id)  # type: ignore[no-any-return]


def every_view(world: TwoHomes, viewer: Viewer) -> dict[str, Seen[Any]]:
    """Every record there is, as this viewer sees it."""
    found: dict[str, Seen[Any]] = {}
    with world.school.store.transaction(BEECH, write=False) as transaction:
        ids = [(kind, each.record.id) for kind in KINDS for each in every(transaction, kind)]
    for kind, id in ids:
        found[f"{kind} {id}"] = world.privacy.seen_by(viewer, lambda views: look(views, kind, id))  # noqa: B023
    return found


def told(world: TwoHomes, guardian: GuardianId, party: str) -> Iterator[bytes]:
    """Everything that reaches a guardian, as bytes."""
    viewer = Viewer(role=Role.GUARDIAN, id=guardian)
    seen = every_view(world, viewer)
    for each in seen.values():
        value = None if each.value is None else dump(each.value)
        yield json.dumps([value, dump(each.decision)]).encode()
        yield repr(each).encode()
    journal = [change for _, change in world.school.store.journal(BEECH, limit=10_000)]
    mine = world.privacy.seen_by(viewer, lambda views: views.journal(journal))
    yield json.dumps([dump(attrs.evolve(each, details={})) | dict(each.details) for each in mine]).encode()
    queue = world.school.store.lease(now=EVENING + timedelta(days=9), limit=1000, seconds=1)
    letters = world.privacy.seen_by(viewer, lambda views: views.messages([each for _, each in queue]))
    yield json.dumps([[each.key, each.topic, dict(each.body)] for each in letters]).encode()
    for exporter in ("html", "ical"):
        for name, content in world.school.export(TALKS, exporter).items():
            if name in {
                f"letters/{file_stem(party)}.html",
                f"families/{file_stem(party)}.ics",
                f"guardians/{file_stem(guardian)}.ics",
            }:
                yield content
    yield from world.privacy.access(f"guardian:{guardian}", by="staff:office").values()
    yield from errors(world, guardian)


def errors(world: TwoHomes, guardian: GuardianId) -> Iterator[bytes]:
    """What the counter says to somebody who tries the talk of the other home."""
    counter = world.school.counter(TALKS, guardian)
    other = RequestId("talk-p" if guardian == FATHER.id else "talk-s")
    own = RequestId("talk-s" if guardian == FATHER.id else "talk-p")
    for attempt in (
        lambda: counter.cancel(other),
        lambda: counter.book(other, EVENING),
        lambda: counter.swap(other),
        lambda: counter.book(own, EVENING + timedelta(minutes=30)),
        lambda: counter.book(own, EVENING + timedelta(minutes=3)),
    ):
        try:
            yield repr(attempt()).encode()
        except PartnershipError as error:
            # What was asked for is repeated to whoever asked, and nothing is added.
            yield f"{error} {error!r}".replace(other, "").encode()


days = st.sampled_from([None, TODAY - timedelta(days=400), TODAY, TODAY + timedelta(days=30)])


@st.composite
def orders(draw: st.DrawFn) -> tuple[Restriction, ...]:
    """No order, or one that holds, ran out or begins later."""
    if draw(st.booleans()):
        return ()
    since, until = draw(days), draw(days)
    valid = (
        Validity() if since is None or until is None or until <= since else Validity(since=since, until=until)
    )
    return (Restriction(kind=draw(st.sampled_from(RestrictionKind)), valid=valid),)


@st.composite
def homes(draw: st.DrawFn) -> TwoHomes:
    """Parents with and without authority, orders on one or both, secret addresses, a pupil around 16 and 18, or unknown."""
    years = draw(st.sampled_from([10, 15, 16, 17, 18, 19, None]))
    turned = draw(st.sampled_from([-1, 0, 1]))
    born = None if years is None else date(TODAY.year - years, TODAY.month, TODAY.day + turned)
    secret = tuple(attrs.evolve(each, secret=draw(st.booleans())) for each in MOTHER.details)
    links = tuple(
        guardianship(
            each,
            authority=draw(st.sampled_from(Authority)),
            relation=draw(st.sampled_from([Relation.PARENT, Relation.STEP_PARENT])),
            restrictions=draw(orders()),
            contact_order=order,
            lives_with=draw(st.sampled_from([None, True, False])),
        )
        for order, each in enumerate((MOTHER, FATHER), start=1)
    )
    world = TwoHomes(
        jurisdiction=draw(st.sampled_from(["nl", "ferpa", None])),
        pupil=attrs.evolve(NOOR, birth_date=born),
        mother=attrs.evolve(MOTHER, details=secret),
        links=links,
        sits_in=draw(st.booleans()),
    )
    for guardian, minutes in draw(st.permutations([(MOTHER, 0), (FATHER, 60)])):
        world.talk(guardian, minutes)
    if draw(st.booleans()):
        world.after()
    return world


@settings(max_examples=12)
@given(homes())
def test_no_byte_tells_one_home_of_the_other(world: TwoHomes) -> None:
    """Neither parent reads the other's name, address, consent, preferences or portrait, nor the trace of their talk."""
    for me, other, home in ((FATHER, MOTHER, "home-s"), (MOTHER, FATHER, "home-p")):
        traces = ["talk-p", "home-p"] if me is FATHER else ["talk-s", "home-s"]
        hidden = [*named(other), f"guardian:{other.id}", f'"{other.id}"', *traces]
        texts = [content.decode() for content in told(world, me.id, home)]
        assert [word for word in hidden for text in texts if word in text] == []
        # And it was not because nothing was said.
        assert [word for word in named(me) if not any(word in text for text in texts)] == []


@settings(max_examples=6)
@given(homes(), st.data())
def test_no_name_shows_in_a_repr_or_a_log(world: TwoHomes, data: st.DataObject) -> None:
    """Of any record, of any view, of the school's own changes and messages, and of what the life cycle answers."""
    records: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("partnership").addHandler(handler)
    office = Viewer(role=Role.OFFICE)
    shown = [repr(each) for each in every_view(world, office).values()]
    shown += [repr(change) for _, change in world.school.store.journal(BEECH, limit=10_000)]
    shown += [repr(world.school.store.chain(BEECH, limit=10_000))]
    shown += [repr(each) for each in world.school.store.lease(now=EVENING, limit=1000, seconds=1)]
    shown += [repr(world.school.evening(TALKS))]
    who = data.draw(st.sampled_from(["pupil:p1", "guardian:g1"]))
    shown += [repr(world.privacy.put_on_hold("pupil:p2", by="staff:office", ground="a claim"))]
    shown += [repr(world.privacy.erase(who, by="staff:office", why="asked", ground="AVG art. 17"))]
    logging.getLogger("partnership").removeHandler(handler)
    words = named(MOTHER, FATHER, NOOR)
    assert [word for word in words for text in (*shown, *records) if word in text] == []


def test_what_each_viewer_sees() -> None:
    """The office all; the teacher her class without secrets; a parent their own; a stranger's child nothing."""
    world = TwoHomes()
    world.talk(MOTHER, 0)
    world.talk(FATHER, 60)

    def sees(role: Role, id: str | None = None) -> set[str]:
        found = every_view(world, Viewer(role=role, id=id))
        return {name for name, each in found.items() if each.value is not None}

    everything = set(every_view(world, Viewer(role=Role.OFFICE)))
    assert sees(Role.OFFICE) == everything
    assert everything - sees(Role.STAFF, "t1") == set()
    assert sees(Role.STAFF, "t9") == {"staff t1", "class 6a", "teaching t1/6a"}
    talk = {"g1": "talk autumn/talk-p", "g2": "talk autumn/talk-s"}
    for guardian, home in (("g1", "h1"), ("g2", "h2")):
        assert sees(Role.GUARDIAN, guardian) == {
            *("pupil p1", f"guardian {guardian}", f"guardianship p1/{guardian}", "staff t1"),
            *("class 6a", "enrolment p1/6a", "teaching t1/6a"),
            *(
                "household h0",
                f"household {home}",
                f"portrait {home}",
                f"preferences {guardian}",
                talk[guardian],
            ),
            *(name for name in everything if name.startswith(f"consent p1/guardian%3A{guardian}")),
        }
    assert sees(Role.GUARDIAN, "g9") == {"staff t1"}
    assert sees(Role.PUPIL, "p1") == set()


@pytest.mark.parametrize(
    ("law", "born", "rule"),
    [
        ("nl", date(2010, 11, 17), "nl.pupil-under-16"),
        ("nl", date(2010, 11, 16), "disclosure.own"),
        ("nl", None, "nl.age-unknown"),
        ("ferpa", date(2008, 11, 17), "ferpa.pupil-under-18"),
        ("ferpa", date(2008, 11, 16), "disclosure.own"),
        ("ferpa", None, "ferpa.age-unknown"),
    ],
)
def test_from_what_age_a_pupil_looks_for_themselves(law: str, born: date | None, rule: str) -> None:
    """On the birthday, not the day before; with no birth date somebody decides."""
    world = TwoHomes(jurisdiction=law, pupil=attrs.evolve(NOOR, birth_date=born))
    seen = world.privacy.seen_by(Viewer(role=Role.PUPIL, id="p1"), lambda views: views.pupil(NOOR.id))
    assert seen.decision.rule == rule
    assert (seen.value is not None) == (seen.decision.verdict is Verdict.ALLOW)
