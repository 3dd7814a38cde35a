"""An address opens one feed of one person until it is renewed or revoked, or its holder may not be told any more."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, TwoHomes, guardianship

from partnership.changes import Change
from partnership.errors import IllegalStep, InvalidValue, NotFound
from partnership.host.feeds.answers import Question
from partnership.ids import GuardianId, HouseholdId
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.people.feed_addresses import FeedAddress, FeedNotice, FeedOf, digest_of, feed_id, fresh_token
from partnership.people.guardianship import Authority
from partnership.ports import Message
from partnership.serial.values import dump
from partnership.services.dossier import entry_or_none, every_entry
from partnership.services.feeds import address_at

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
MINE = ("guardian:g1", FeedOf.TALKS, None)
WANTED = [
    *(("guardian:g1", of, None) for of in (FeedOf.TALKS, FeedOf.DATES)),
    *(("guardian:g2", of, None) for of in (FeedOf.TALKS, FeedOf.DATES)),
    ("guardian:g3", FeedOf.TALKS, None),
    *(("guardian:g1", FeedOf.FAMILY, HouseholdId(home)) for home in ("h0", "h1", "h2", "h9")),
    *(("staff:t1", of, None) for of in (FeedOf.DESK, FeedOf.BUSY, FeedOf.DATES)),
    ("guardian:nobody", FeedOf.TALKS, None),
    ("staff:nobody", FeedOf.DATES, None),
]
Feed = tuple[str, FeedOf, HouseholdId | None]


# -- tokens ------------------------------------------------------------------------


def test_a_token_is_of_chance_and_only_its_digest_says_what_it_is() -> None:
    """43 characters that can stand in an address, of 32 bytes; the digest is SHA-256, and no two are the same."""
    tokens = [fresh_token() for _ in range(200)]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", each) for each in tokens)
    digests = [digest_of(each) for each in tokens]
    assert digests == [sha256(each.encode()).hexdigest() for each in tokens]
    assert len({*digests}) == len({*tokens}) == 200


@given(st.text())
def test_what_is_no_token_has_no_digest(text: str) -> None:
    """Whatever else is written in an address: nothing is looked up."""
    assert digest_of(text) is None or len(text) == 43


@given(
    one=st.tuples(st.text(), st.sampled_from(FeedOf), st.none() | st.text()),
    other=st.tuples(st.text(), st.sampled_from(FeedOf), st.none() | st.text(min_size=1)),
)
def test_no_two_feeds_are_known_by_one_id(
    one: tuple[str, FeedOf, Any], other: tuple[str, FeedOf, Any]
) -> None:
    """And the id of a feed says nothing of whose it is."""
    plain = [tuple(part or "" for part in each) for each in (one, other)]
    without_nul = all("\0" not in part for each in plain for part in each)
    assert (feed_id(*one) == feed_id(*other)) == (plain[0] == plain[1]) or not without_nul
    assert re.fullmatch(r"[0-9a-f]{32}", feed_id(*one))


@pytest.mark.parametrize(
    ("holder", "of", "household", "words"),
    [
        ("pupil:p1", FeedOf.TALKS, None, "written as guardian:ID or staff:ID"),
        ("guardian:", FeedOf.TALKS, None, "written as guardian:ID or staff:ID"),
        ("petra", FeedOf.TALKS, None, "written as guardian:ID or staff:ID"),
        ("guardian:g1", FeedOf.DESK, None, "a feed for guardian is of talks, family or dates"),
        ("staff:t1", FeedOf.TALKS, None, "a feed for staff is of desk, busy or dates"),
        ("guardian:g1", FeedOf.FAMILY, None, "is named for a feed of a family, and for no other"),
        ("guardian:g1", FeedOf.TALKS, HouseholdId("h1"), "is named for a feed of a family, and for no other"),
    ],
)
def test_a_feed_nobody_could_mean_is_refused(
    holder: str, of: FeedOf, household: HouseholdId | None, words: str
) -> None:
    """With what it should have been."""
    with pytest.raises(InvalidValue, match=words):
        FeedNotice(holder=holder, of=of, household=household, opened=NOW)
    with pytest.raises(InvalidValue, match=words):
        TwoHomes().school.feeds().open(holder, of, household)


# -- the life of an address, against a model that is plain ---------------------------


class Oracle:
    """Who has which token, and who may be told what."""

    def __init__(self) -> None:
        self.open: dict[Feed, str] = {}
        self.authority = {"g1": True, "g2": True, "g3": True}
        self.linked = {"g1": True, "g2": True, "g3": True}
        self.homes = {"h0": {"g1", "g2"}, "h1": {"g1"}, "h2": {"g2"}}
        self.gone: set[str] = set()

    def may(self, feed: Feed) -> bool:
        """Whether anything may be read there."""
        holder, of, home = feed
        kind, _, id = holder.partition(":")
        if holder in self.gone or id == "nobody":
            return False
        if kind == "staff":
            return True
        if of is FeedOf.DATES:
            return self.linked[id]
        told = self.linked[id] and self.authority[id]
        return told and (home is None or id in self.homes.get(home, set()))

    def reads(self, token: str) -> Feed | None:
        """What a token opens."""
        return next((feed for feed, each in self.open.items() if each == token and self.may(feed)), None)


class LifeOfAddresses(RuleBasedStateMachine):
    """Open, renew, revoke; lose authority, get it back, be erased: what opens is what the model says, and nothing else."""

    tokens: Bundle[str] = Bundle("tokens")

    @initialize()
    def begin(self) -> None:
        """Two homes, and nobody with a feed."""
        self.world = TwoHomes()
        self.oracle = Oracle()
        self.ever: list[str] = []

    def _by(self, feed: Feed, who: str) -> Any:
        guardian = (
            feed[0].removeprefix("guardian:") if who == "self" and feed[0].startswith("guardian:") else None
        )
        if who == "stranger":
            guardian = "g2" if feed[0] != "guardian:g2" else "g1"
        return self.world.school.feeds(None if guardian is None else GuardianId(guardian), by="staff:office")

    @rule(target=tokens, feed=st.sampled_from(WANTED), who=st.sampled_from(["self", "office", "stranger"]))
    def opens(self, feed: Feed, who: str) -> str:
        """Somebody asks for an address."""
        at = self._by(feed, who)
        if who == "stranger" or not self.oracle.may(feed):
            with pytest.raises(self._refusal(feed, who)):
                at.open(*feed)
            return "x" * 43
        if feed in self.oracle.open:
            with pytest.raises(IllegalStep, match="be renewed, be revoked"):
                at.open(*feed)
            return self.oracle.open[feed]
        return self._handed(feed, at.open(*feed).token)

    @rule(target=tokens, feed=st.sampled_from(WANTED), who=st.sampled_from(["self", "office", "stranger"]))
    def renews(self, feed: Feed, who: str) -> str:
        """The token is lost, or too many have it."""
        at = self._by(feed, who)
        if who == "stranger" or feed not in self.oracle.open or not self.oracle.may(feed):
            with pytest.raises(self._refusal(feed, who) if feed in self.oracle.open else NotFound):
                at.renew(*feed)
            return "y" * 43
        return self._handed(feed, at.renew(*feed).token)

    def _refusal(self, feed: Feed, who: str) -> type[Exception]:
        """The school is told why; a guardian is told nothing."""
        at_home = who == "stranger" or (who == "self" and feed[0].startswith("guardian:"))
        return NotFound if at_home else InvalidValue

    def _handed(self, feed: Feed, token: str) -> str:
        assert token not in self.ever
        self.ever.append(token)
        self.oracle.open[feed] = token
        return token

    @rule(feed=st.sampled_from(WANTED), who=st.sampled_from(["self", "office", "stranger"]))
    def revokes(self, feed: Feed, who: str) -> None:
        """It is over; also of one who may not be told any more."""
        at = self._by(feed, who)
        if who == "stranger" or feed not in self.oracle.open:
            with pytest.raises(NotFound):
                at.revoke(*feed)
            return
        at.revoke(*feed)
        del self.oracle.open[feed]

    @rule(guardian=st.sampled_from([MOTHER, FATHER]), authority=st.booleans())
    def judged(self, guardian: Any, authority: bool) -> None:  # noqa: FBT001
        """A court takes authority away, or gives it back."""
        if not {f"guardian:{guardian.id}", "pupil:p1"} & self.oracle.gone:
            link = guardianship(guardian, authority=Authority.YES if authority else Authority.NO)
            self.world.write("guardianship", f"p1/{guardian.id}", dump(link))
            self.oracle.authority[guardian.id] = authority

    @rule(person=st.sampled_from(["guardian:g1", "guardian:g2", "staff:t1", "pupil:p2"]))
    def is_erased(self, person: str) -> None:
        """Everything of them goes, their addresses too; with a pupil go the guardians who are there for that pupil alone."""
        self.world.privacy.erase(person, by="staff:office", why="asked to be forgotten", ground="AVG art. 17")
        gone = {person, "guardian:g3"} if person == "pupil:p2" else {person}
        self.oracle.gone |= gone
        self.oracle.open = {feed: each for feed, each in self.oracle.open.items() if feed[0] not in gone}
        for home in self.oracle.homes.values():
            home -= {each.removeprefix("guardian:") for each in gone}

    @rule(token=tokens | st.text(max_size=50) | consumes(tokens).map(lambda token: f"{token}x"))
    def is_read(self, token: str) -> None:
        """Somebody has an address, or what looks like one."""
        told = self.world.school.feeds().web()(Question(method="GET", path=f"/{token}.ics"))
        unknown = self.world.school.feeds().web()(Question(method="GET", path=f"/{fresh_token()}.ics"))
        assert told.status == (404 if self.oracle.reads(token) is None else 200)
        assert told == unknown or told.status == 200

    @invariant()
    def what_there_is(self) -> None:
        """The list is the model's; nothing that was ever handed out is kept anywhere, and the dead tokens open nothing."""
        if not hasattr(self, "world"):
            return
        there = {(each.holder, each.of, each.household) for each in self.world.school.feeds().all()}
        assert there == self.oracle.open.keys()
        with self.world.school.store.transaction(BEECH, write=False) as transaction:
            found = {token: address_at(transaction, token) for token in self.ever}
        opens = {
            token: (address.holder, address.of, address.household)
            for token, address in found.items()
            if address is not None
        }
        assert opens == {token: feed for feed, token in self.oracle.open.items()}
        web = self.world.school.feeds().web()
        for feed, token in self.oracle.open.items():
            told = web(Question(method="GET", path=f"/{token}.ics"))
            assert told.status == (200 if self.oracle.may(feed) else 404), feed


LifeOfAddresses.TestCase.settings = settings(settings.default, max_examples=60, stateful_step_count=30)
TestLifeOfAddresses = LifeOfAddresses.TestCase


# -- what the rest of the house knows of it -------------------------------------------


@pytest.fixture
def world() -> Iterator[TwoHomes]:
    """Both homes."""
    world = TwoHomes()
    yield world
    world.school.close()


def everything(world: TwoHomes) -> str:
    """All that is kept, journal and outbox too, as text."""
    said: list[str] = []

    def look(each: Change | Message) -> bool:
        said.append(str(attrs.asdict(each)))
        return False

    with world.school.store.transaction(BEECH, write=False) as transaction:
        said += [str(dump(each)) for each in every_entry(transaction, FeedAddress)]
        transaction.sift(look)
    return "\n".join(said)


def test_a_token_is_told_once_and_kept_nowhere(world: TwoHomes) -> None:
    """Not in a record, the journal, the outbox, a repr or an error."""
    opened = world.school.feeds().open(*MINE)
    assert opened.token not in everything(world)
    assert str(digest_of(opened.token)) in everything(world)
    assert opened.token not in repr(opened)
    with world.school.store.transaction(BEECH, write=False) as transaction:
        address = address_at(transaction, opened.token)
    assert address is not None
    assert address.digest not in repr(address)
    with pytest.raises(IllegalStep) as error:
        world.school.feeds().open(*MINE)
    assert opened.token not in str(error.value) + repr(error.value.__dict__)
    with pytest.raises(NotFound) as missing:
        world.school.feeds().read(fresh_token())
    assert str(missing.value) == "no feed with id 'of this address' at this school"


def test_every_step_is_in_the_journal(world: TwoHomes) -> None:
    """Who, what for and on what ground; the holder in the details, where they can be erased."""
    own = world.school.feeds(MOTHER.id)
    own.open(*MINE)
    world.now += timedelta(hours=1)
    own.renew(*MINE)
    world.school.feeds(by="staff:office").revoke(*MINE)
    rows = [change for _, change in world.school.store.journal(BEECH) if change.kind == "feed"]
    assert [(each.what, each.actor, each.ground) for each in rows] == [
        ("feed.opened", "guardian:g1", "the person's own word"),
        ("feed.renewed", "guardian:g1", "the person's own word"),
        ("feed.revoked", "staff:office", "the school's task"),
    ]
    assert {each.id for each in rows} == {feed_id(*MINE)}
    assert {str(dict(each.details)) for each in rows} == {"{'holder': 'guardian:g1', 'of': 'talks'}"}


def test_access_says_that_there_is_a_feed_and_not_what_opens_it(world: TwoHomes) -> None:
    """To its holder; of the feed of another there is no word."""
    token = world.school.feeds().open(*MINE).token
    world.school.feeds().open("guardian:g2", FeedOf.TALKS)
    files = world.privacy.access("guardian:g1", by="staff:office")
    told = json.loads(files["access.json"])
    [section] = [each for each in told["sections"] if each["title"] == "Feed"]
    assert section["purpose"] == "reading one's calendar from elsewhere"
    [kept] = section["entries"]
    assert kept == {
        "kind": "feed",
        "holder": "guardian:g1",
        "of": "talks",
        "household": None,
        "opened": "2026-11-16T12:00:00Z",
        "renewed": None,
    }
    for page in files.values():
        assert token.encode() not in page
        assert str(digest_of(token)).encode() not in page


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (OFFICE, True),
        (Viewer(role=Role.GUARDIAN, id="g1"), True),
        (Viewer(role=Role.GUARDIAN, id="g2"), False),
        (Viewer(role=Role.STAFF, id="t1"), False),
        (Viewer(role=Role.PUPIL, id="p1"), False),
    ],
    ids=lambda each: getattr(each, "ref", ""),
)
def test_that_there_is_a_feed_is_seen_by_its_holder_and_the_office(
    world: TwoHomes,
    viewer: Viewer,
    sees: bool,  # noqa: FBT001
) -> None:
    """Not by the other parent, and not by the teacher."""
    world.school.feeds().open(*MINE)
    seen = world.privacy.seen_by(viewer, lambda views: views.entry(FeedAddress, feed_id(*MINE)))
    assert (seen.value is not None) == sees
    if viewer.role is Role.GUARDIAN and sees:
        assert type(seen.value) is FeedNotice


def test_a_guardian_lists_their_own_feeds(world: TwoHomes) -> None:
    """The school lists everybody's, or one person's."""
    office = world.school.feeds()
    office.open(*MINE)
    office.open("guardian:g2", FeedOf.DATES)
    office.open("staff:t1", FeedOf.BUSY)
    assert [each.holder for each in office.all()] == ["guardian:g1", "guardian:g2", "staff:t1"]
    assert [each.holder for each in office.all("staff:t1")] == ["staff:t1"]
    petra = world.school.feeds(MOTHER.id)
    assert [each.holder for each in petra.all()] == ["guardian:g1"]
    assert petra.all("guardian:g1") == petra.all()
    assert petra.all("guardian:g2") == ()


def test_erasure_leaves_nothing_of_a_feed(world: TwoHomes) -> None:
    """Neither the record nor the holder in the journal; the feed of the other parent stays."""
    token = world.school.feeds().open(*MINE).token
    other = world.school.feeds().open("guardian:g2", FeedOf.TALKS).token
    world.privacy.erase("guardian:g1", by="staff:office", why="asked to be forgotten", ground="AVG art. 17")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        assert entry_or_none(transaction, FeedAddress, feed_id(*MINE)) is None
        assert address_at(transaction, token) is None
        assert address_at(transaction, other) is not None
    rows = [change for _, change in world.school.store.journal(BEECH) if change.id == feed_id(*MINE)]
    assert [dict(each.details) for each in rows] == [{}]
