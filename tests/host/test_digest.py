"""No home is told more in a week than it should, nothing is lost, nothing is told twice; the rest comes in one letter."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.host.homes import HOMES, MONDAY, MOST, Homes, Oracle, Thing, things_in
from tests.host.posting import AMSTERDAM, BEECH, School, Told, guardian, mail

from partnership.calendars import school_week_of
from partnership.contact.channels import Push, pushed_now
from partnership.errors import Conflict, InvalidValue, PartnershipError, Retry, StoreFailed
from partnership.host.dispatch import Dispatch, Sendings
from partnership.ids import GuardianId, HouseholdId
from partnership.norms import Norms
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Claim, DeliveryUnknown, Letter, Message
from partnership.serial.bounces import Bounce, Fate
from partnership.services.bounces import Outcome, note_bounce
from partnership.services.deliveries import delivery_of, put_delivery
from partnership.services.digests import next_digest
from partnership.services.letters.digests import digest_of
from partnership.services.letters.drafts import Draft
from partnership.services.pushes import Push as Asked
from partnership.services.pushes import has_room, take_place
from partnership.services.seals import Seal

WHO = st.lists(st.sampled_from(sorted(HOMES)), min_size=1, max_size=3, unique=True)
PRESSING = st.sampled_from([None, None, None, "urgent", "settled"])


class TellHomes(RuleBasedStateMachine):
    """Things are queued, some are no longer so, time passes, the worker runs: the same letters as the oracle's."""

    def __init__(self) -> None:
        super().__init__()
        self.homes, self.oracle = Homes(), Oracle()
        self.count = self.seen = 0

    @rule(to=WHO, pressing=PRESSING)
    def tell(self, to: list[str], pressing: str | None) -> None:
        """There is something to tell."""
        thing = Thing(name=f"thing{self.count:02}", to=tuple(to), at=self.homes.now, pressing=pressing)
        self.count += 1
        self.homes.tell(thing)
        self.oracle.tell(thing)

    @rule(data=st.data())
    def supersede(self, data: st.DataObject) -> None:
        """It is no longer so."""
        name = f"thing{data.draw(st.integers(0, max(self.count - 1, 0))):02}"
        if self.count and name not in self.oracle.gone:
            self.oracle.gone.add(name)
            self.homes.gone(name)

    @rule(hours=st.integers(1, 100))
    def later(self, hours: int) -> None:
        """Time passes."""
        self.homes.later(hours * 60)

    @rule()
    def run(self) -> None:
        """The worker looks at what is due."""
        self.homes.run()
        letters = self.homes.letters()
        assert letters[self.seen :] == self.oracle.run(self.homes.now)
        self.seen = len(letters)
        self.homes.later()

    @invariant()
    def nobody_reads_what_was_for_another(self) -> None:
        """A letter tells what was queued for its reader."""
        told = [(who, name) for who, names in self.homes.letters() for name in names]
        assert len(set(told)) == len(told)

    def teardown(self) -> None:
        """In three weeks everything is told or no longer so."""
        for _ in range(4):
            self.run()
            self.homes.later(7 * 24 * 60)
        assert self.homes.waiting() == []
        assert set(self.homes.states().values()) <= {"sent", "suppressed"}


TestTellHomes = TellHomes.TestCase
TestTellHomes.settings = settings(deadline=None, stateful_step_count=30)


class Died(BaseException):
    """The process is gone."""


class Fated(Told):
    """Each hand-over meets its fate, and the ones after the last are well."""

    def __init__(self, fates: list[str]) -> None:
        super().__init__()
        self.fates = fates
        self.tried: list[tuple[datetime, Letter]] = []
        self.clock: Callable[[], datetime] = lambda: MONDAY
        self.harm = sum(each in {"after", "dropped"} for each in fates)

    def send(self, letter: Letter) -> None:
        fate = self.fates.pop(0) if self.fates else "sent"
        self.tried.append((self.clock(), letter))
        if fate == "busy":
            raise Retry("busy")
        if fate == "before":
            raise Died
        super().send(letter)
        if fate == "dropped":
            raise DeliveryUnknown(again=True)
        if fate == "after":
            raise Died


class Places:
    """Every place that was ever given, and that there were never too many."""

    def __init__(self, homes: Homes) -> None:
        self._homes = homes
        self._given: set[tuple[str, str, str]] = set()

    def look(self) -> None:
        """Now."""
        with self._homes.store.transaction(BEECH, write=False) as transaction:
            found = [each.record.body for each in transaction.find("push", limit=500)]
        now = Counter((str(each["home"]), str(each["week"])) for each in found)
        assert max(now.values(), default=0) <= MOST
        self._given |= {(str(each["home"]), str(each["week"]), str(each["thing"])[:7]) for each in found}

    def had(self, who: str, name: str, moment: datetime) -> bool:
        """Whether it had one in every home, that week or the one before."""
        monday = school_week_of(moment.astimezone(AMSTERDAM).date())
        weeks = [monday.isoformat(), (monday - timedelta(weeks=1)).isoformat()]
        return all(any((home, week, name) in self._given for week in weeks) for home in HOMES[who])


FATES = st.lists(st.sampled_from(["sent", "sent", "busy", "before", "dropped", "after"]), max_size=25)
THINGS = st.lists(st.tuples(WHO, PRESSING, st.integers(0, 90)), max_size=14)


@settings(deadline=None)
@given(THINGS, FATES)
def test_nothing_is_lost_or_told_in_two_letters_whatever_dies(things: list[Any], fates: list[str]) -> None:
    """Every thing reaches everyone in one letter, whose copies are no more than deaths and lost answers; no home has too many."""
    fated = Fated(list(fates))
    homes = Homes(fated)
    homes.given |= {"tries": 99, "pause": lambda _: timedelta(0)}
    fated.clock = lambda: homes.now
    queued, places = [], Places(homes)
    for number, (to, pressing, hours) in enumerate(things):
        queued.append(Thing(name=f"thing{number:02}", to=tuple(to), at=homes.now, pressing=pressing))
        homes.tell(queued[-1])
        with suppress(Died):
            homes.run()
        places.look()
        homes.later(hours * 60 + 6)
    for _ in range(len(fates) + 25):
        with suppress(Died):
            homes.run()
        places.look()
        homes.later(24 * 60)
    told: dict[tuple[str, str], set[str]] = {}
    for letter in fated.took:
        who = letter.to.partition("@")[0]
        for name in things_in(letter):
            told.setdefault((name, who), set()).add(letter.key)
    assert set(told) == {(each.name, who) for each in queued for who in each.to}
    assert [keys for keys in told.values() if len(keys) != 1] == []
    assert len(fated.took) - len({each.key for each in fated.took}) <= fated.harm
    pressing = {each.name for each in queued if each.pressing}
    for moment, letter in fated.tried:
        names = things_in(letter)
        if "digest" not in letter.key and names[0] not in pressing:
            assert places.had(letter.to.partition("@")[0], names[0], moment)
    assert homes.waiting() == []


TELLS = st.lists(
    st.tuples(st.sampled_from(["sjoerd", "zeynep"]), st.integers(0, 27), st.integers(0, 8)), max_size=12
)


@given(TELLS)
def test_it_keeps_to_the_rule_of_the_practice(tells: list[tuple[str, int, int]]) -> None:
    """Where nothing presses, what goes at once is what `pushed_now` says, week by week."""
    homes, pushes = Homes(), list[Push]()
    for day, hour, who in sorted((day, hour, who) for who, day, hour in tells):
        homes.now = MONDAY + timedelta(days=day, hours=hour, minutes=6 * len(pushes))
        thing = Thing(name=f"thing{len(pushes):02}", to=(who,), at=homes.now)
        homes.tell(thing)
        homes.run()
        pushes.append(Push(key=thing.name, household=HouseholdId(HOMES[who][0]), at=homes.now))
    now, later = pushed_now(pushes, Norms(pushes_per_week=MOST))
    at_once = [things_in(each)[0] for each in homes.channels["email"].took if "digest" not in each.key]
    assert at_once == [each.key for each in now]
    told_later = {name for who, names in homes.letters() for name in names} - set(at_once)
    assert told_later <= {each.key for each in later}


def test_the_third_thing_of_a_week_waits_for_friday() -> None:
    """Two at once, two in the digest, in Dutch; the week after there is room again."""
    homes = Homes()
    for number in range(4):
        homes.tell(Thing(name=f"thing{number:02}", to=("fatima",), at=homes.now))
    assert homes.run() == Sendings(sent=2, digest=2)
    homes.now = MONDAY + timedelta(days=4, hours=6, minutes=59)
    assert homes.run() == Sendings()
    homes.later(1)
    assert homes.run() == Sendings(sent=1)
    letter = homes.channels["email"].took[-1]
    assert letter.key == "de-beuk/digest/guardian:fatima/2026-11-27"
    assert letter.subject == "Nieuws van school deze week"
    assert things_in(letter) == ("thing02", "thing03")
    assert "<h2>thing02</h2>" in (letter.html or "")
    states = {each.key: (str(each.state), each.why) for each in homes.kept().values()}
    assert states["thing02/word/guardian:fatima/0"] == ("sent", "in the digest")
    homes.later(3 * 24 * 60)
    homes.tell(Thing(name="thing09", to=("fatima",), at=homes.now))
    assert homes.run() == Sendings(sent=1)


def test_both_parents_of_a_home_are_told_one_thing_and_two_homes_know_nothing_of_each_other() -> None:
    """Dina, who lives in both, is told when both have room."""
    homes = Homes()
    homes.tell(Thing(name="thing00", to=("bram", "fatima"), at=homes.now))
    homes.tell(Thing(name="thing01", to=("bram", "fatima"), at=homes.now))
    homes.tell(Thing(name="thing02", to=("bram", "dina", "fatima", "zeynep"), at=homes.now))
    assert homes.run() == Sendings(sent=5, digest=3)
    assert homes.letters()[-1] == ("zeynep", ("thing02",))


def test_what_is_urgent_goes_at_once_and_why_is_written_down() -> None:
    """In the journal, where it can be erased; an empty reason is refused; what had nothing to wait for needs none."""
    homes = Homes()
    for number in range(4):
        homes.tell(Thing(name=f"thing{number:02}", to=("fatima",), at=homes.now, pressing="urgent"))
    assert homes.run() == Sendings(sent=4)
    hurried = [change for _, change in homes.store.journal(BEECH) if change.what == "letter.hurried"]
    assert [(each.id[:7], dict(each.details)) for each in hurried] == [
        ("thing02", {"the digest": "it cannot wait"}),
        ("thing03", {"the digest": "it cannot wait"}),
    ]
    with pytest.raises(InvalidValue, match="urgent"):
        Draft(subject="s", paragraphs=(), urgent=" ")


def test_what_would_come_too_late_in_the_digest_goes_at_once() -> None:
    """A school trip on Thursday is not told on Friday."""
    school = School()
    school.chosen |= {"pushes": 0}
    school.queue("soon", until="2026-11-26T12:00:00+00:00")
    school.queue("far", until="2026-11-28T12:00:00+00:00")
    school.queue("staff", to="staff:jansen")
    assert school.run() == Sendings(sent=2, digest=1)
    school.now = school.now.replace(day=28)
    assert school.run() == Sendings(suppressed=1)
    assert school.states()["far"] == "expired"


def spoil(school: School, key: str, **different: Any) -> None:
    """Write a delivery down otherwise."""
    with school.store.transaction(BEECH) as transaction:
        found = delivery_of(transaction, key)
        assert found is not None
        put_delivery(transaction, attrs.evolve(found[0], **different), expected=found[1])


def test_a_digest_leaves_out_what_cannot_be_written() -> None:
    """That is for the call list; the rest is told. What waited for somebody who died is told to nobody."""
    school = School()
    school.chosen |= {"pushes": 0}
    for key in ("a", "b"):
        school.queue(key)
        school.queue(f"{key}-fatima", to="guardian:fatima")
    assert school.run() == Sendings(digest=4)
    spoil(school, "a", topic="broken")
    school.person(guardian("fatima", "fatima@home.example", deceased=True))
    school.later(5 * 24 * 60)
    assert school.run() == Sendings(sent=1, suppressed=1)
    states = school.states()
    assert (states["a"], states["b"]) == ("failed", "sent")
    assert (states["a-fatima"], states["b-fatima"]) == ("suppressed", "suppressed")
    assert school.channels["email"].took[-1].subject == "b"


def waiting_school(keys: str = "ab", **channels: Told) -> School:
    """One that tells nothing at once, and where these things wait for Bram."""
    school = School(None, **channels)
    school.chosen |= {"pushes": 0, "seal": Seal(secret=b"beech")}
    for key in keys:
        school.queue(key)
    assert school.run() == Sendings(digest=len(keys))
    school.later(5 * 24 * 60)
    return school


DIGEST = "digest/guardian:bram/2026-11-27"


def test_a_digest_that_reaches_nobody_is_for_the_call_list_with_all_that_is_in_it() -> None:
    """Whoever calls sees what there was to tell."""
    school = waiting_school(email=Told(PartnershipError("no")))
    assert school.run() == Sendings(failed=1)
    assert school.states() == dict.fromkeys(("a", "b", DIGEST), "failed")


def test_a_digest_of_what_is_no_longer_so_is_not_sent() -> None:
    """Nor is one of nothing at all."""
    school = waiting_school()
    for key in ("a", "b"):
        body = {**(school.kept()[key].body or {}), "unsent": "suppressed"}
        spoil(school, key, body=body)
    assert school.run() == Sendings(suppressed=1)
    assert school.states() == dict.fromkeys(("a", "b", DIGEST), "suppressed")
    assert school.channels["email"].took == []


def test_a_digest_that_comes_back_is_told_by_the_next_way_whole() -> None:
    """With everything that was in it; and again, when that comes back too."""
    school = waiting_school("abc", email=Told(), mail=Told())
    spoil(school, "c", body={**(school.kept()["c"].body or {}), "unsent": "suppressed"})
    two = (*mail("one@home.example"), *mail("two@home.example"))
    school.person(attrs.evolve(guardian("bram"), details=two))
    assert school.run() == Sendings(sent=1)
    for number in range(2):
        letter = school.channels["email"].took[number]
        came = note_bounce(school.desk, Bounce(mark=letter.mark, fate=Fate.PERMANENT))
        assert came is Outcome.ONWARD
        school.later()
        school.run()
    assert [each.to for each in school.channels["email"].took] == ["one@home.example", "two@home.example"]
    assert {things(each) for each in school.channels["email"].took} == {("a", "b")}
    assert (school.states()["a"], school.states()["c"]) == ("failed", "suppressed")
    assert school.states()[f"{DIGEST}/back/back"] == "failed"


def things(letter: Letter) -> tuple[str, ...]:
    """What a digest of this school tells."""
    return tuple(each for each in ("a", "b", "c") if f"\n\n{each}\n\n{each}\n\n" in letter.text)


def test_what_comes_too_late_for_a_digest_waits_for_the_next() -> None:
    """The clock of another worker runs behind: while this one sends the digest it puts something into it."""

    class Racing(Told):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            if len(self.took) == 1:
                now, school.now = school.now, MONDAY
                school.queue("c")
                assert Dispatch(school.store, [school.office()], clock=lambda: MONDAY).run() == Sendings(
                    digest=1
                )
                school.now = now

    school = waiting_school(email=Racing())
    assert school.run() == Sendings(sent=1)
    assert (school.states()["c"], school.kept()["c"].digest) == ("digest", "digest/guardian:bram/2026-12-04")
    now, school.now = school.now, MONDAY
    school.queue("d")
    assert Dispatch(school.store, [school.office()], clock=lambda: MONDAY).run() == Sendings(digest=1)
    assert school.kept()["d"].digest == "digest/guardian:bram/2026-12-04"
    school.now = now + timedelta(days=7)
    assert school.run() == Sendings(sent=1)
    assert school.states() == dict.fromkeys(
        ("a", "b", "c", "d", DIGEST, "digest/guardian:bram/2026-12-04"), "sent"
    )


def test_another_worker_is_quicker_at_a_place() -> None:
    """The store gives a place out once: then the next one, and where there is none left the digest."""
    school = School()
    school.chosen |= {"pushes": 2}
    with school.store.transaction(BEECH) as transaction:
        claims = [Claim("push:guardian:bram/2026-11-23", 0)]
        transaction.put("other", "worker", {}, expected=None, claims=claims)
    for key in ("a", "b", "c"):
        school.queue(key)
    school.queue("d", settled=True)
    assert school.run() == Sendings(sent=2, digest=2)
    assert (school.states()["a"], school.states()["d"]) == ("sent", "sent")


def test_of_two_homes_no_place_is_kept_where_one_has_none() -> None:
    """What was taken in the first home is given back."""
    school = School()
    push = Asked(
        homes=("household:h1", "household:h2"),
        week=MONDAY.date(),
        thing="a",
        guardian=GuardianId("bram"),
        most=1,
    )
    with school.store.transaction(BEECH) as transaction:
        claims = [Claim("push:household:h2/2026-11-23", 0)]
        transaction.put("other", "worker", {}, expected=None, claims=claims)
        assert has_room(transaction, push)
        assert not take_place(transaction, push)
        assert transaction.find("push") == ()
        assert take_place(transaction, attrs.evolve(push, pressing=True))
        assert [each.record.body["home"] for each in transaction.find("push")] == ["household:h1"]


def test_places_of_weeks_before_are_forgotten() -> None:
    """A run removes them, but for the last one."""
    homes = Homes()
    homes.tell(Thing(name="thing00", to=("fatima",), at=homes.now))
    homes.run()
    with homes.store.transaction(BEECH, write=False) as transaction:
        assert len(transaction.find("push")) == 1
    for count in (1, 0):
        homes.later(7 * 24 * 60)
        homes.run()
        with homes.store.transaction(BEECH, write=False) as transaction:
            assert len(transaction.find("push")) == count


@pytest.mark.parametrize("fate", ["after", "dropped"])
def test_what_may_have_gone_out_before_the_weekend_goes_on_as_the_letter_it_was(fate: str) -> None:
    """Though the home has had enough by then: in the digest it would be told in two letters."""
    homes = Homes(Fated([fate]))
    homes.tell(Thing(name="thing00", to=("fatima",), at=homes.now))
    with suppress(Died):
        homes.run()
    homes.later(7 * 24 * 60)
    with homes.store.transaction(BEECH) as transaction:
        for name in ("thing01", "thing02"):
            other = Asked(
                homes=HOMES["fatima"],
                week=homes.now.date(),
                thing=name,
                guardian=GuardianId("fatima"),
                most=MOST,
            )
            assert take_place(transaction, other)
    assert homes.run() == Sendings(sent=1)
    first, second = homes.channels["email"].took
    assert first.key == second.key


def test_a_decision_is_made_anew_when_sending_takes_long() -> None:
    """What is no longer so by then is not sent."""

    class Slow(Told):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            homes.now += timedelta(seconds=6)
            if len(self.took) == 1:
                homes.gone("thing01")

    homes = Homes(Slow())
    for number in range(3):
        homes.tell(Thing(name=f"thing{number:02}", to=("fatima",), at=homes.now, pressing="settled"))
    assert homes.run() == Sendings(sent=2, suppressed=1)
    assert homes.letters() == [("fatima", ("thing00",)), ("fatima", ("thing02",))]


def test_two_workers_at_one_message() -> None:
    """One decided while the other did: what it decided is left, and looked at again."""

    class Racing(MemoryStore):
        """Loses the answer to its first commit."""

        def transaction(self, school_id: Any, *, write: bool = True) -> Any:
            if write and not self.raced and self.armed:
                self.raced = True
                raise Conflict("delivery", "a", expected=None, found=1)
            return super().transaction(school_id, write=write)

        raced = armed = False

    store = Racing()
    school = School(store)
    school.queue("a")
    store.armed = True
    assert school.run() == Sendings(waiting=1)
    school.later()
    assert school.run() == Sendings(sent=1)


@pytest.mark.parametrize("error", [Retry("busy"), StoreFailed("gone")])
def test_a_store_that_fails_under_a_digest_ends_the_run(error: Exception) -> None:
    """Nothing is called unwritable because the store was busy."""
    school = waiting_school()

    def failing(_: object) -> Draft:
        raise error

    office = attrs.evolve(school.office(), topics={"word": failing})
    with pytest.raises(type(error)):
        Dispatch(school.store, [office], clock=lambda: school.now).run()
    assert school.run() == Sendings()
    school.later()
    assert school.run() == Sendings(sent=1)


def test_a_digest_has_the_words_of_its_reader() -> None:
    """English where we have no others; of one thing it is that thing."""
    one = Draft(subject="a", paragraphs=("b",))
    assert digest_of([one], "nl") is one
    assert digest_of([one, one], "tr").subject == "Bu hafta okuldan haberler"
    assert digest_of([one, one], "so").subject == "News from school this week"


def test_the_next_digest_has_a_key_of_its_day() -> None:
    """On the school's clock."""
    school = School()
    office = school.office()
    with school.store.transaction(BEECH, write=False) as transaction:
        found = next_digest(transaction, "guardian:bram", school.now, office.digest, office.timezone)
    assert found == Message(
        key=DIGEST,
        topic="digest",
        body={"recipient": "guardian:bram"},
        due=MONDAY.replace(day=27, hour=15),
    )
