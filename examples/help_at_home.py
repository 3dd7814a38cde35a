"""A tip in the language of the home, a box of books that goes round, and a module nobody looks over your shoulder at."""

from datetime import UTC, datetime, timedelta

from partnership import Host, School
from partnership.errors import NotFound
from partnership.host.settings import parse_settings
from partnership.ids import GuardianId, MaterialId, ModuleId, PupilId, TipId
from partnership.learning.copies import Copy
from partnership.learning.materials import Form, Material
from partnership.learning.modules import Module, MoveOn, Unit
from partnership.learning.statements import Statement, Verb
from partnership.learning.texts import Text
from partnership.learning.tips import HomeTip, TipCategory, TipText, TipWishes
from partnership.people.preferences import ContactPreferences

SETTINGS = '[school]\nid = "de-beuk"\nname = "De Beuk"\nlanguage = "nl"\njurisdiction = "nl"\n'
NOOR, YILMAZ, DEMIR = PupilId("noor"), GuardianId("yilmaz"), GuardianId("demir")
BOX, READING = MaterialId("box"), ModuleId("reading")
WHY = "https://learn.example/why"


class Clock:
    """What time it is in this example."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def enrol(school: School) -> None:
    """Noor and her parents, who live apart; her mother reads Turkish."""

    def write(kind: str, id: str, **fields: object) -> None:
        school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    write("pupil", "noor", name={"given": "Noor", "family": "Demir"}, birth_date="2016-05-01")
    for guardian in (YILMAZ, DEMIR):
        write("guardian", guardian, name={"given": guardian.title(), "family": "X"})
        link = {"pupil": "noor", "guardian": guardian, "relation": "parent", "authority": "yes"}
        write("guardianship", f"noor/{guardian}", **link)
    turkish = ContactPreferences(guardian=YILMAZ, language="tr")
    school.privacy.keep(turkish, by="guardian:yilmaz", why="told at the counter")


def tips(school: School) -> None:
    """Chosen for one home, and what it says of it is its own."""
    teacher, mother, father = (
        school.supplies(by="staff:jansen").tips,
        school.supplies(YILMAZ).tips,
        school.supplies(DEMIR).tips,
    )
    turns = HomeTip(
        id=TipId("turns"),
        category=TipCategory.STRATEGY,
        texts=(TipText(language="nl", title="Om de beurt"), TipText(language="tr", title="Sırayla")),
        minutes=10,
    )
    dice = HomeTip(
        id=TipId("dice"),
        category=TipCategory.STRATEGY,
        texts=(
            TipText(language="nl", title="Letterspel", materials=("dobbelsteen",)),
            TipText(language="tr", title="Harf oyunu", materials=("zar",)),
        ),
        minutes=10,
    )
    teacher.keep(turns)
    teacher.keep(dice)
    mother.declare(TipWishes(guardian=YILMAZ, materials=("zar",)))
    print("Father, not dice:", "; ".join(father.suggest(NOOR).why_not(dice.id)))
    for sent in teacher.send_round():
        print(f"To {sent.guardian}: {sent.tip} in {sent.language}")
    print("A second this week:", teacher.send(NOOR, YILMAZ))
    mother.say(NOOR, school.supplies(YILMAZ).tips.received(NOOR)[0].week, tried=True, worked=False)
    print("Tips that do not work, from one family's word:", len(teacher.not_working()))


def loans(school: School, clock: Clock) -> None:
    """One box, two homes."""
    library, father = school.supplies(by="staff:jansen").materials, school.supplies(DEMIR).materials
    library.keep(
        Material(
            id=BOX,
            texts=(Text(language="nl", title="Leeskoffer"),),
            form=Form.THING,
            licence="bought",
            copies=1,
        )
    )
    library.lend(BOX, YILMAZ)
    father.reserve(BOX)
    clock.now += timedelta(days=22)
    print("Overdue:", len(library.sweep()))
    library.give_back(BOX, 0)
    print("Back, and", describe(library.shelve(BOX, 0)))


def describe(copy: Copy) -> str:
    """Where a copy is."""
    return f"{copy.state} for {copy.guardian} until {copy.until}"


def modules(school: School) -> None:
    """Begun by a mother; how far she is, is hers."""
    teacher, mother = school.supplies(by="staff:jansen").modules, school.supplies(YILMAZ).modules
    unit = Unit(id=WHY, title="Waarom", move_on=MoveOn.COMPLETED)
    teacher.keep(
        Module(id=READING, texts=(Text(language="tr", title="Okumak"),), languages=("tr",), units=(unit,))
    )
    said = Statement(
        id="0f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e5f",
        verb=Verb.COMPLETED,
        object=WHY,
        registration=mother.start(READING),
        at=datetime(2026, 11, 5, 20, tzinfo=UTC),
        completion=True,
    )
    teacher.take_in([said])
    print("Mother is done:", mother.progress(READING).done)
    try:
        teacher.progress(READING)
    except NotFound:
        print("The teacher sees: nothing")


def main() -> None:
    """One autumn."""
    clock = Clock()
    with School(parse_settings(SETTINGS), Host(discover=True), clock=clock) as school:
        enrol(school)
        tips(school)
        loans(school, clock)
        modules(school)


if __name__ == "__main__":
    main()
