"""Parents' evenings at the desk: who is invited and how, what letters say, goals of a class team, and whom it reached."""

import json
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from tests.contact.test_gatherings import EVENING, MORNING, READING
from tests.privacy.two_homes import (
    BEECH,
    FATHER,
    MOTHER,
    NOOR,
    NOW,
    OTHER,
    TIM,
    TwoHomes,
    guardianship,
    named,
)
from tests.services.test_learning_letters import GOAL
from tests.services.test_letters import outcomes, texts

from partnership.cli.app import run
from partnership.contact.gatherings import (
    Gathering,
    GatheringKind,
    GatheringState,
    GroupFigure,
    Support,
)
from partnership.contact.guests import GuestState
from partnership.contact.turnout import OTHERS, Turnout
from partnership.errors import Conflict, IllegalStep, InvalidInput, NotFound
from partnership.host.gatherings import Gatherings
from partnership.ids import ClassId, GatheringId, GoalId, PupilId
from partnership.learning.goals import GoalState, HomeAnswer
from partnership.people.classes import Enrolment
from partnership.people.guardianship import Authority
from partnership.people.preferences import ContactPreferences
from partnership.people.validity import Validity
from partnership.ports import Message
from partnership.serial.values import dump
from partnership.services.dossier import put_entry

HERS, HIS, THEIRS = "guardian:g1", "guardian:g2", "guardian:g3"
AFTER = EVENING + timedelta(hours=3)
TEAM = attrs.evolve(
    READING,
    id=GatheringId("team"),
    kind=GatheringKind.TEAM,
    title="Samen aan een doel",
    figures=(GroupFigure(what="leest vlot", counts={"al": 14, "bijna": 9, "nog niet": 0}),),
)


def staff(world: TwoHomes) -> Gatherings:
    """The teacher."""
    return world.school.gatherings(by="staff:t1")


def announced(world: TwoHomes, gathering: Gathering = READING) -> Gatherings:
    """Everybody is invited."""
    room = staff(world)
    room.draft(gathering)
    room.announce(gathering.id)
    return room


def held(world: TwoHomes, gathering: Gathering = READING, *came: str) -> Gatherings:
    """It is over, and these were there."""
    room = announced(world, gathering)
    world.now = AFTER
    for guardian in (MOTHER, FATHER, OTHER):
        if guardian.id in came:
            room.arrive(gathering.id, guardian.id, occasion=EVENING)
    room.hold(gathering.id)
    return room


def later(number: int) -> Gathering:
    """The same again, some weeks on."""
    moved = tuple(
        attrs.evolve(each, start=each.start + timedelta(weeks=number)) for each in READING.occasions
    )
    return attrs.evolve(READING, id=GatheringId(f"reading-{number}"), occasions=moved)


def test_the_invitation_says_when_where_and_what_helps() -> None:
    """In the reader's language; each guardian for themselves, in both homes."""
    world = TwoHomes()
    announced(world)
    [(topic, text)] = texts(world, HERS)
    assert topic == "gathering-invited"
    assert text.split("\n\n")[1:-2] == [
        "U bent van harte welkom. Uw vragen en ideeën doen ertoe.",
        "Een thema-avond.\nWat: Samen lezen",
        "Kies het moment dat u past:",
        "Wanneer: donderdag 26 november 2026, 08:30–09:30\nWaar: lokaal 4\nEr is: een tolk",
        "Wanneer: donderdag 26 november 2026, 19:30–21:00\nWaar: aula\nEr is: kinderopvang",
        "• Hoe leert een kind lezen?\n• Voorlezen in tweetallen\n• Koffie aan kleine tafels",
        "Laat u de school weten of u komt, of wat u zou helpen om te komen?",
    ]
    assert len(texts(world, HIS)) == len(texts(world, THEIRS)) == 1
    world.privacy.keep(ContactPreferences(guardian=MOTHER.id, language="ar"), by=HERS, why="told")
    [(_, arabic)] = texts(world, HERS)
    assert "الموضوع: \u2068Samen lezen\u2069" in arabic
    assert "نوفر لكم: رعاية الأطفال" in arabic
    world.now = AFTER
    assert outcomes(world, "gathering-invited") == {("expired", "gone by")}


def test_who_may_not_be_invited_is_not() -> None:
    """The law decides; somebody who left the class is not of it any more."""
    links = (guardianship(MOTHER), guardianship(FATHER, authority=Authority.NO))
    world = TwoHomes(links=links)
    gone = Enrolment(pupil=TIM.id, class_id=ClassId("6a"), valid=Validity(until=NOW.date()))
    world.write("enrolment", f"{TIM.id}/6a", dump(gone))
    announced(world)
    assert {str(each.guardian) for each in staff(world).guests()} == {"g1"}


def test_the_last_two_missed_are_invited_in_person() -> None:
    """And it says so, warmly; who came to one of them gets the usual invitation."""
    world = TwoHomes()
    for number in (0, 3):
        world.now = NOW + timedelta(weeks=number)
        room = announced(world, later(number))
        world.now = AFTER + timedelta(weeks=number)
        room.arrive(later(number).id, MOTHER.id)
        room.hold(later(number).id)
    room = announced(world, later(6))
    assert {str(each.guardian): each.personal for each in room.guests(later(6).id)} == {
        "g1": False,
        "g2": True,
        "g3": True,
    }
    assert "We hebben u de laatste keren gemist" in texts(world, HIS)[-1][1]
    assert "gemist" not in texts(world, HERS)[-1][1]


def test_a_reminder_goes_to_who_did_not_say_no() -> None:
    """With the one they chose alone; not to who says no before it goes."""
    world = TwoHomes()
    room = announced(world)
    world.school.gatherings(MOTHER.id).reply(
        READING.id, coming=True, occasion=MORNING, needs={Support.INTERPRETER}
    )
    room.reply(READING.id, coming=False, guardian=OTHER.id)
    assert room.remind(READING.id) == 2
    text = dict(texts(world, HERS))["gathering-reminder"]
    assert ("08:30" in text, "19:30" in text, "Kies" in text) == (True, False, False)
    assert "08:30" in dict(texts(world, HIS))["gathering-reminder"]
    assert "gathering-reminder" not in dict(texts(world, THEIRS))
    world.school.gatherings(FATHER.id).reply(READING.id, coming=False)
    assert outcomes(world, "gathering-reminder") == {("ready", ""), ("suppressed", "superseded")}
    assert room.remind(READING.id) == 1
    room.call_off(READING.id)
    assert outcomes(world, "gathering-reminder") == {("suppressed", "superseded")}
    assert outcomes(world, "gathering-invited") == {("suppressed", "superseded")}
    assert "gaat niet door" in dict(texts(world, HERS))["gathering-cancelled"]
    with pytest.raises(IllegalStep, match="answered"):
        room.reply(READING.id, coming=True, guardian=MOTHER.id)


def test_an_answer_is_for_an_occasion_that_lies_ahead() -> None:
    """Of this gathering; and for oneself."""
    world = TwoHomes()
    room = announced(world)
    hers = world.school.gatherings(MOTHER.id)
    with pytest.raises(InvalidInput, match=r"occasion") as raised:
        hers.reply(READING.id, coming=True, occasion=NOW)
    assert raised.value.problems[0].choices == ("2026-11-26T19:30+01:00", "2026-11-26T08:30+01:00")
    world.now = MORNING + timedelta(minutes=1)
    with pytest.raises(InvalidInput, match="can be chosen"):
        hers.reply(READING.id, coming=True, occasion=MORNING)
    hers.reply(READING.id, coming=True, occasion=EVENING, needs={Support.CHILDCARE})
    [(gathering, guest)] = hers.invitations()
    assert (gathering.id, guest.state, guest.needs) == (
        READING.id,
        GuestState.COMING,
        frozenset({Support.CHILDCARE}),
    )
    assert hers.invitations(FATHER.id) == ((gathering, guest),)
    assert room.invitations(FATHER.id)[0][1].state is GuestState.INVITED
    assert room.invitations() == ()
    with pytest.raises(NotFound):
        room.reply(READING.id, coming=True)


def test_who_could_not_come_gets_the_package_and_a_call() -> None:
    """Then they are served; who turns out to have been there gets neither."""
    world = TwoHomes()
    room = held(world, READING, "g1")
    with pytest.raises(IllegalStep, match="without a package"):
        room.send_package(READING.id)
    room.set_package(READING.id, "https://de-beuk.example/lezen")
    assert room.send_package(READING.id) == 2
    text = dict(texts(world, HIS))["gathering-package"]
    assert "We bellen u ook." in text
    assert "U vindt het hier: https://de-beuk.example/lezen" in text
    assert "gathering-package" not in dict(texts(world, HERS))
    assert room.send_package(READING.id) == 0
    room.called(READING.id, FATHER.id)
    with pytest.raises(IllegalStep, match="waiting for 1"):
        room.close(READING.id)
    [notice] = [each for each in room.notices() if each.rule == "gathering.to_serve"]
    assert notice.about == THEIRS
    room.arrive(READING.id, OTHER.id)
    assert outcomes(world, "gathering-package") == {("ready", ""), ("suppressed", "superseded")}
    assert room.close(READING.id).state is GatheringState.CLOSED
    assert room.turnout(READING.id) == Turnout(invited=4, came=3, served=4)


def test_letters_of_what_is_gone_are_not_sent() -> None:
    """The gathering, the invitation, or its last hour."""
    world = TwoHomes()
    room = announced(world)
    room.remind(READING.id)
    with world.school.store.transaction(BEECH) as transaction:
        for who in ("g1", "g2", "g3"):
            transaction.delete("gathering_guest", f"reading/{who}", expected=1)
    for topic in ("gathering-invited", "gathering-reminder"):
        assert outcomes(world, topic) == {("suppressed", "superseded")}
    with world.school.store.transaction(BEECH) as transaction:
        put_entry(transaction, attrs.evolve(later(3), occasions=()), expected=None)
        transaction.delete("gathering", "reading", expected=2)
        told = {"gathering": "reading", "recipient": HERS}
        late = Message(key="late", topic="gathering-cancelled", body=told, due=NOW)
        transaction.append((), [late])
    assert outcomes(world, "gathering-cancelled") == {("suppressed", "superseded")}
    assert outcomes(world, "gathering-invited") == {("suppressed", "superseded")}
    assert [each.id for each in room.every()] == ["reading-3"]
    assert world.school.gatherings(MOTHER.id).invitations() == ()


def test_an_occasion_may_have_no_place_and_no_help() -> None:
    """Where another has help."""
    world = TwoHomes()
    evening, morning = READING.occasions
    announced(
        world,
        attrs.evolve(READING, occasions=(evening, attrs.evolve(morning, place="", support=frozenset()))),
    )
    [(_, text)] = texts(world, HERS)
    assert "08:30–09:30\n\nWanneer" in text


def agreed(world: TwoHomes, id: str, **different: object) -> GoalId:
    """A goal of Noor's that home and school agreed on."""
    answer = HomeAnswer(guardian=MOTHER.id, answer="elke avond", at=NOW)
    goal = attrs.evolve(GOAL, id=GoalId(id), state=GoalState.AGREED, answers=(answer,), **different)  # type: ignore[arg-type] # fields of a goal
    with world.school.store.transaction(BEECH) as transaction:
        put_entry(transaction, goal, expected=None)
    return goal.id


def test_a_class_team_agrees_on_a_goal_of_sixty_days() -> None:
    """For a pupil of the class, with home, no longer than the norm; once."""
    world = TwoHomes()
    room = announced(world, TEAM)
    announced(world)
    goal = agreed(world, "reads")
    with pytest.raises(IllegalStep, match="theme"):
        room.agree_goal(READING.id, NOOR.id, goal)
    long = agreed(world, "long", until=NOW.date() + timedelta(days=90))
    with world.school.store.transaction(BEECH) as transaction:
        put_entry(transaction, attrs.evolve(GOAL, until=NOW.date() + timedelta(days=90)), expected=None)
    with pytest.raises(InvalidInput) as raised:
        room.agree_goal(TEAM.id, PupilId("nobody"), GOAL.id)
    assert [each.path for each in raised.value.problems] == ["$.pupil", "$.goal", "$.goal", "$.goal"]
    with pytest.raises(InvalidInput, match="104 days"):
        room.agree_goal(TEAM.id, NOOR.id, long)
    made = room.agree_goal(TEAM.id, NOOR.id, goal)
    assert (made.pupil, made.goal) == (NOOR.id, goal)
    with pytest.raises(Conflict):
        room.agree_goal(TEAM.id, NOOR.id, goal)
    with pytest.raises(NotFound):
        room.agree_goal(TEAM.id, NOOR.id, GoalId("none"))
    world.now = AFTER
    room.hold(TEAM.id)
    assert [each.about for each in room.notices() if each.rule == "gathering.without_goal"] == ["pupil:p2"]
    for there in (True, False):
        with world.school.store.transaction(BEECH, write=False) as transaction:
            assert (transaction.get("gathering_goal", f"team/{NOOR.id}") is not None) is there
        world.privacy.erase(f"pupil:{NOOR.id}", by="staff:office", why="asked", ground="AVG art. 17")


def test_a_draft_is_checked_and_kept_proper() -> None:
    """All that is missing at once; small groups and names of pupils are not even kept in a draft."""
    world = TwoHomes()
    room = staff(world)
    bare = attrs.evolve(TEAM, occasions=(), items=())
    room.draft(bare)
    assert [each.path for each in room.check(TEAM.id)] == ["$.occasions", "$.items", "$.items"]
    with pytest.raises(InvalidInput, match="occasions"):
        room.announce(TEAM.id)
    small = (GroupFigure(what="leest vlot", counts={"al": 21, "nog niet": 2}),)
    with pytest.raises(InvalidInput, match="fewer than 5 pupils"):
        room.change(TEAM.id, attrs.evolve(TEAM, figures=small))
    with pytest.raises(InvalidInput, match="names a pupil"):
        room.draft(attrs.evolve(READING, title="Hoe Noortje leest"))
    assert room.change(TEAM.id, TEAM).state is GatheringState.DRAFT
    assert room.check(TEAM.id) == ()
    room.announce(TEAM.id)
    assert room.check(TEAM.id) == ()
    with pytest.raises(InvalidInput, match="names a pupil"):
        room.set_package(TEAM.id, "filmpje van Noortje")


def test_home_answers_and_reads_its_own_and_nothing_else() -> None:
    """Everything else is the school's."""
    world = TwoHomes()
    announced(world)
    hers = world.school.gatherings(MOTHER.id)
    for step in (
        lambda: hers.draft(READING),
        lambda: hers.change(READING.id, READING),
        lambda: hers.check(READING.id),
        lambda: hers.announce(READING.id),
        lambda: hers.remind(READING.id),
        lambda: hers.call_off(READING.id),
        lambda: hers.arrive(READING.id, MOTHER.id),
        lambda: hers.agree_goal(READING.id, NOOR.id, GoalId("g")),
        lambda: hers.hold(READING.id),
        lambda: hers.set_package(READING.id, "x"),
        lambda: hers.send_package(READING.id),
        lambda: hers.called(READING.id, FATHER.id),
        lambda: hers.close(READING.id),
        lambda: hers.gathering(READING.id),
        hers.every,
        hers.guests,
        hers.turnout,
        hers.turnout_by_day_part,
        hers.turnout_by_language,
        hers.notices,
    ):
        with pytest.raises(IllegalStep):
            step()
    assert staff(world).gathering(READING.id).state is GatheringState.ANNOUNCED


def test_turnout_is_of_households_and_large_groups() -> None:
    """By language and part of the day; three households are told of as one group, never by themselves."""
    world = TwoHomes()
    world.school.settings = attrs.evolve(
        world.school.settings, norms=attrs.evolve(world.school.settings.norms, anonymity=3)
    )
    world.privacy.keep(ContactPreferences(guardian=OTHER.id, language="tr"), by=THEIRS, why="told")
    room = held(world, READING, "g1", "g3")
    whole = Turnout(invited=4, came=3, served=3)
    assert room.turnout() == whole
    assert room.turnout_by_language() == {OTHERS: whole}  # one Turkish household, so the Dutch ones hide it
    assert room.turnout_by_day_part() == {OTHERS: whole}
    room.arrive(READING.id, FATHER.id, occasion=EVENING)
    assert room.turnout_by_day_part() == {"evening": Turnout(invited=4, came=4, served=4)}
    with pytest.raises(NotFound):
        room.turnout(GatheringId("none"))


def test_a_guest_is_in_her_own_dossier_and_goes_with_her() -> None:
    """She reads what she answered, and nothing of the other home; erased, she was never invited."""
    world = TwoHomes()
    announced(world)
    world.school.gatherings(MOTHER.id).reply(READING.id, coming=True)
    told = world.privacy.access(HERS, by="staff:office")["access.json"].decode()
    assert '"coming"' in told
    assert [word for word in named(FATHER) if word in told] == []
    world.privacy.erase(HERS, by="staff:office", why="asked", ground="AVG art. 17")
    assert [str(each.guardian) for each in staff(world).guests()] == ["g2", "g3"]
    assert texts(world, HERS) == []


def test_the_command_lists_checks_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a person and for a program; status 1 while something is missing."""
    store = str(tmp_path / "school.db")
    world = TwoHomes(path=store)
    config = tmp_path / "partnership.toml"
    config.write_text('[school]\nid = "de-beuk"\n[norms]\nanonymity = 3\n', encoding="utf-8")
    given = ["--config", str(config), "--store", store]
    assert run(["gathering", "list", *given]) == 0
    assert capsys.readouterr().out == "there is no gathering yet\n"
    held(world, READING, "g1")
    staff(world).draft(attrs.evolve(READING, id=GatheringId("bare"), occasions=()))
    world.school.close()
    assert run(["gathering", "list", *given]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "reading: theme, 6a, 2026-11-26 21:00, held",
        "bare: theme, 6a, no time yet, draft",
    ]
    assert run(["gathering", "list", "--json", *given]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == ["reading", "bare"]
    assert run(["gathering", "check", "bare", *given]) == 1
    assert "$.occasions: is empty" in capsys.readouterr().out
    assert run(["gathering", "check", "reading", *given]) == 0
    assert capsys.readouterr().out == "nothing is missing\n"
    assert run(["gathering", "check", "bare", "--json", *given]) == 1
    assert json.loads(capsys.readouterr().out)[0]["path"] == "$.occasions"
    assert run(["gathering", "turnout", "reading", *given]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("households: ")
    assert any(line.startswith("by language, ") for line in out)
    assert "guardian:g2: send the package and call: what was it about, and what would help to come?" in out
    assert run(["gathering", "turnout", "--json", *given]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"all", "by", "notices"}
