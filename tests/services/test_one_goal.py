"""One goal over a school year: five artefacts in two languages, and nobody types anything twice."""

from datetime import UTC, date, datetime

import pytest
from tests.privacy.two_homes import FATHER, MOTHER, NOOR, OTHER, TEACHER, TIM, TwoHomes

from partnership.contact.newsletters import Edition, EditionState
from partnership.errors import IllegalStep, InvalidInput, NotFound
from partnership.ids import ClassId, EditionId, GoalId, GuardianId, PupilId, TalkId
from partnership.learning.attainment import AttainmentScale
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import SharedGoal, Wording
from partnership.learning.talks import ProgressTalk
from partnership.people.preferences import ContactPreferences

GOAL = GoalId("reading")


def noon(month: int, day: int) -> datetime:
    """Noon on a day of the school year 2026/27."""
    return datetime(2026 if month >= 8 else 2027, month, day, 11, tzinfo=UTC)


class Year(TwoHomes):
    """De Beuk for a school year; her mother reads Dutch, her father English."""

    def __init__(self) -> None:
        super().__init__()
        self.now = noon(9, 7)
        for guardian, language in ((MOTHER, "nl"), (FATHER, "en")):
            wish = ContactPreferences(guardian=guardian.id, language=language)
            self.privacy.keep(wish, by=f"guardian:{guardian.id}", why="told at the counter")
        self.juf = self.school.learning(by="staff:t1")
        self.mother, self.father = (self.school.learning(each.id) for each in (MOTHER, FATHER))

    def texts(self, guardian: str) -> dict[str, list[str]]:
        """What the goal gives for one guardian now, by kind."""
        found: dict[str, list[str]] = {}
        for each in self.juf.artefacts(GOAL, MOTHER.id if guardian == "mother" else FATHER.id):
            found.setdefault(str(each.kind), []).append(each.text)
        return found


def reading() -> SharedGoal:
    """The only time anybody types."""
    return SharedGoal(
        id=GOAL,
        pupil=NOOR.id,
        authors=("staff:t1",),
        wordings=(
            Wording(language="nl", text="vlot lezen", child="ik lees als een speer"),
            Wording(language="en", text="reading fluently", child="I read like the wind"),
        ),
        since=date(2026, 9, 7),
        until=date(2026, 11, 2),
        proposed_at=noon(9, 7),
        indicator="woorden in een minuut",
        baseline="40",
        scale=AttainmentScale(levels=("30", "40", "50", "60", "70 woorden")),
        commitments=(
            Commitment(side=Side.SCHOOL, what="leesgroepje"),
            Commitment(side=Side.HOME, what="elke avond samen lezen"),
            Commitment(side=Side.PUPIL, what="zelf een boek kiezen"),
        ),
    )


def test_one_goal_gives_five_artefacts_over_a_school_year() -> None:
    """From September to July, to both homes in their own language, each with its own answer only."""
    year = Year()
    year.mother.propose(reading())
    year.mother.answer(GOAL, "tien minuten voor het slapen")
    year.father.answer(GOAL, "a comic on Saturday")
    year.juf.discuss(GOAL)
    year.juf.agree(GOAL)
    year.juf.activate(GOAL)

    # September: the tip goes home, in the language of each home.
    assert year.texts("mother")["tip"] == ["Voor “vlot lezen” kunt u thuis dit doen: elke avond samen lezen."]
    assert year.texts("father")["tip"] == [
        "For “reading fluently” you can do this at home: elke avond samen lezen."
    ]

    # October: the newsletter of the class has the goal with its tip, and can be sent as it is.
    year.now = noon(10, 1)
    edition = Edition(
        id=EditionId("october"),
        class_id=ClassId("6a"),
        month=(2026, 10),
        goals=year.juf.news([NOOR.id, TIM.id], language="nl"),
    )
    letters = year.school.newsletters
    letters.draft(edition, by="staff:t1")
    for state in (EditionState.REVIEWED, EditionState.APPROVED):
        letters.step(edition.id, state, by="staff:t1")
    assert {each.guardian for each in letters.send(edition.id, by="staff:t1")} == {"g1", "g2", "g3"}
    sent = letters.edition(edition.id).text
    assert sent == "Kinderen in de klas werken aan: “ik lees als een speer”\nThuis: elke avond samen lezen"

    # November: the agenda of the talk asks what nobody said yet.
    year.now = noon(11, 9)
    talks = year.school.talks(by="staff:t1")
    talk = ProgressTalk(
        id=TalkId("november"),
        pupil=NOOR.id,
        staff=(TEACHER.id,),
        guardians=(FATHER.id,),
        on=year.now.date(),
    )
    talks.plan(talk)
    points = [each.text for each in year.school.talks(FATHER.id).agenda(talk.id, language="en")]
    assert year.texts("father")["agenda"] == points[1:]
    assert points[1:] == [
        "reading fluently: how is it going? Not heard yet from home",
        "reading fluently: how is it going? Not heard yet from the teacher, the pupil",
        "reading fluently: we were to look back on Monday 2 November 2026",
    ]
    year.juf.rate(GOAL, 1)
    year.father.rate(GOAL, 2)
    year.juf.review(GOAL)

    # After it: a success note that says what each home did, and thanks that cite it.
    assert year.texts("mother") == {
        "success": [
            "Met “vlot lezen” gaat het goed. Dit zagen we: 60. U hielp mee: tien minuten voor het slapen."
        ],
        "thanks": [
            "Dank u wel voor wat u thuis deed voor “vlot lezen”: tien minuten voor het slapen. Dat maakte verschil."
        ],
    }
    assert "a comic on Saturday" in year.texts("father")["thanks"][0]

    # The next step gives its own, and in July it is reached.
    following = year.juf.prolong(GOAL, until=date(2026, 12, 21)).id
    year.mother.answer(following, "voorlezen om de beurt")
    year.juf.agree(following)
    year.juf.activate(following)
    year.now = noon(7, 5)
    year.juf.rate(following, 2)
    year.juf.review(following)
    year.juf.achieve(following)
    note = {str(each.kind): each.text for each in year.juf.artefacts(following, MOTHER.id)}
    assert note["success"].startswith("“vlot lezen” is gehaald! Dit zagen we: 70 woorden.")
    assert "voorlezen om de beurt" in note["thanks"]
    assert year.texts("mother")["thanks"][0] != note["thanks"]
    year.school.close()


def test_artefacts_are_for_whom_the_goal_is() -> None:
    """A guardian gets their own; the school nobody's who may not follow the pupil; the newsletter is the school's."""
    year = Year()
    year.juf.propose(reading())
    assert year.mother.artefacts(GOAL, MOTHER.id) == year.juf.artefacts(GOAL, MOTHER.id)
    for asks, guardian in ((year.mother, FATHER.id), (year.school.learning(OTHER.id), OTHER.id)):
        with pytest.raises(NotFound):
            asks.artefacts(GOAL, guardian)
    with pytest.raises(InvalidInput, match="nobody who may follow this pupil"):
        year.juf.artefacts(GOAL, OTHER.id)
    with pytest.raises(IllegalStep, match="from home"):
        year.mother.news([NOOR.id])
    assert year.juf.news([NOOR.id, PupilId("gone")]) == ()
    year.write("guardian", "g9", {"name": {"given": "Aya", "family": "B"}})
    year.write(
        "guardianship", "p1/g9", {"pupil": "p1", "guardian": "g9", "relation": "parent", "authority": "yes"}
    )
    found = year.school.learning(by="staff:t1").artefacts(GOAL, GuardianId("g9"))
    assert [each.language for each in found] == ["en"]
    year.school.close()
