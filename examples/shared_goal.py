"""A goal that home, school and the pupil share: proposed at home, agreed together, rated by each for themselves."""

from datetime import UTC, date, datetime

from partnership import Host, School
from partnership.errors import InvalidInput
from partnership.host.learning import Learning
from partnership.host.settings import parse_settings
from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning.attainment import AttainmentScale, t_score
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import SharedGoal, Wording

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
SETTINGS = '[school]\nid = "de-beuk"\nname = "De Beuk"\njurisdiction = "nl"\n'
GOAL = GoalId("reading")


def enrol(school: School) -> None:
    """Noor and her parents, who live apart."""

    def write(kind: str, id: str, **fields: object) -> None:
        school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    write("pupil", "noor", name={"given": "Noor", "family": "Demir"}, birth_date="2016-05-01")
    for guardian, given in (("yilmaz", "Ayşe"), ("demir", "Kemal")):
        write("guardian", guardian, name={"given": given, "family": guardian.title()})
        link = {"pupil": "noor", "guardian": guardian, "relation": "parent", "authority": "yes"}
        write("guardianship", f"noor/{guardian}", **link)


def reading() -> SharedGoal:
    """What Noor's mother proposes, with juf Jansen as co-author."""
    return SharedGoal(
        id=GOAL,
        pupil=PupilId("noor"),
        authors=("staff:jansen",),
        wordings=(
            Wording(language="nl", text="Noor leest vlot", child="Ik lees als een speer"),
            Wording(language="tr", text="Noor akıcı okuyor"),
        ),
        since=date(2026, 11, 2),
        until=date(2026, 12, 21),
        proposed_at=NOON,
        baseline="40 woorden in een minuut",
        indicator="woorden in een minuut",
        scale=AttainmentScale(levels=("30 woorden", "40", "50", "60", "70 woorden")),
        commitments=(
            Commitment(side=Side.SCHOOL, what="twee keer per week een leesgroepje"),
            Commitment(side=Side.HOME, what="samen lezen voor het slapen"),
            Commitment(side=Side.PUPIL, what="zelf een boek kiezen"),
        ),
    )


def main() -> None:
    """From the proposal to the review."""
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: NOON) as school:
        enrol(school)

        def room(guardian: str | None = None, by: str = "staff:jansen") -> Learning:
            who = None if guardian is None else GuardianId(guardian)
            return school.learning(who, by=by)

        mother, father, teacher, noor = room("yilmaz"), room("demir"), room(), room(by="pupil:noor")
        mother.propose(reading())
        print("Still missing:", ", ".join(gap.what for gap in teacher.missing(reading())))
        teacher.discuss(GOAL)
        try:
            teacher.agree(GOAL)
        except InvalidInput as refused:
            print("Not agreed:", refused.problems[0].message)
        mother.answer(GOAL, "elke avond tien minuten")
        father.answer(GOAL, "in het weekend een stripboek")
        teacher.agree(GOAL)
        teacher.activate(GOAL)
        print("Mother sees answers:", len(mother.goal(GOAL).answers), "of", len(teacher.goal(GOAL).answers))
        mother.rate(GOAL, 1)
        noor.rate(GOAL, 2)
        print("Teacher sees before rating:", len(teacher.goal(GOAL).ratings))
        teacher.rate(GOAL, 1)
        teacher.review(GOAL)
        ratings = teacher.goal(GOAL).ratings
        print("Ratings:", ", ".join(f"{each.rater} {each.level:+d}" for each in ratings))
        print("Attained:", round(t_score([1]), 1))
        teacher.achieve(GOAL)
        print("State:", mother.goal(GOAL).state)
        for guardian in (GuardianId("yilmaz"), GuardianId("demir")):
            for artefact in teacher.artefacts(GOAL, guardian):
                print(f"{artefact.kind} for {guardian}: {artefact.text}")


if __name__ == "__main__":
    main()
