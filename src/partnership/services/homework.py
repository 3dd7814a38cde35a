"""Interactive homework at the desk: set for pupils, a sheet in every home, three reactions, and an answer by the teacher."""

from collections.abc import Callable, Iterable

from partnership.ids import GuardianId, HomeworkId, PupilId, joined
from partnership.learning import homework_steps
from partnership.learning.homework import Homework, HomeworkSheet, Reaction, SheetState
from partnership.ports import Transaction
from partnership.services.dossier import DOSSIER, entry, every_entry, put_entry, records_in
from partnership.services.supply_desk import SupplyDesk

__all__ = ["answer", "homework", "react", "set_homework", "sheets_of", "take_home", "waiting", "withdraw"]

_WHY = "homework that pupil and family do together"
_Step = Callable[[HomeworkSheet], HomeworkSheet]


def set_homework(at: SupplyDesk, wanted: Homework, pupils: Iterable[PupilId]) -> tuple[HomeworkSheet, ...]:
    """Set a piece of homework: every home of every pupil that the law lets be told gets a sheet and a letter of its own.

    Raises:
        IllegalStep: It is not the school that sets it.
        Conflict: There is homework of this id.
    """
    at.school_only("homework", "be set from home")

    def work(transaction: Transaction) -> tuple[HomeworkSheet, ...]:
        put_entry(transaction, wanted, expected=None)
        sheets = tuple(
            HomeworkSheet(homework=wanted.id, pupil=pupil, guardian=guardian, staff=wanted.staff)
            for pupil in dict.fromkeys(pupils)
            for guardian in at.guardians_of(transaction, pupil)
        )
        fact = at.fact("homework.set", "homework", wanted.id, _WHY, {"sheets": len(sheets)})
        transaction.append([fact])
        for sheet in sheets:
            _keep(transaction, at, sheet, "set", expected=None)
        return sheets

    return at.desk.once(work)


def take_home(at: SupplyDesk, id: HomeworkId, pupil: PupilId) -> HomeworkSheet:
    """A guardian has it (see `learning.homework_steps.take_home`).

    Raises:
        NotFound: They have no such sheet.
        IllegalStep: It was there already, came back or was withdrawn.
    """
    return _changed(at, id, pupil, None, "taken_home", homework_steps.take_home)


def react(
    at: SupplyDesk,
    id: HomeworkId,
    pupil: PupilId,
    *,
    understood: bool | None = None,
    enjoyed: bool | None = None,
    informed: bool | None = None,
    comment: str = "",
) -> HomeworkSheet:
    """A guardian says the three things, and more in their own words; the teacher is told that they did.

    Args:
        at: The desk, with the guardian at it.
        id: Which homework.
        pupil: Whose.
        understood: Whether the pupil could show what they learn.
        enjoyed: Whether they liked doing it together.
        informed: Whether it let them see what the pupil learns.
        comment: Anything else.

    Raises:
        NotFound: They have no such sheet.
        IllegalStep: It was answered or withdrawn.
    """
    said = Reaction(understood=understood, enjoyed=enjoyed, informed=informed, comment=comment, at=at.now)
    at.home_only("homework", id)
    return _changed(at, id, pupil, None, "returned", lambda sheet: homework_steps.react(sheet, said))


def answer(at: SupplyDesk, id: HomeworkId, pupil: PupilId, guardian: GuardianId, words: str) -> HomeworkSheet:
    """The teacher says to one family what they did with what it said.

    Raises:
        NotFound: There is no such sheet.
        IllegalStep: It did not come back or was answered, or it is not the school that answers.
        InvalidValue: No words.
    """
    at.school_only("a reaction of a family", "be answered from home")
    return _changed(at, id, pupil, guardian, "answered", lambda sheet: homework_steps.answer(sheet, words))


def withdraw(at: SupplyDesk, id: HomeworkId) -> tuple[HomeworkSheet, ...]:
    """Ask it no more of whom it did not come back from; what came back stays, and is answered.

    Raises:
        NotFound: There is no such homework.
        IllegalStep: It is not the school that says so.
    """
    at.school_only("homework", "be withdrawn from home")

    def work(transaction: Transaction) -> tuple[HomeworkSheet, ...]:
        entry(transaction, Homework, id)
        withdrawn = []
        for record in list(records_in(transaction, HomeworkSheet, "homework", id)):
            before, revision = entry(transaction, HomeworkSheet, record.id)
            if before.state in {SheetState.SET, SheetState.AT_HOME}:
                withdrawn.append(homework_steps.withdraw(before))
                put_entry(transaction, withdrawn[-1], expected=revision)
        transaction.append([at.fact("homework.withdrawn", "homework", id, _WHY, {"sheets": len(withdrawn)})])
        return tuple(withdrawn)

    return at.desk.anew(work)


def homework(at: SupplyDesk, id: HomeworkId) -> Homework:
    """What was set; it speaks of nobody.

    Raises:
        NotFound: There is no such homework.
    """
    return at.desk.read(lambda transaction: entry(transaction, Homework, id)[0])


def sheets_of(at: SupplyDesk, pupil: PupilId) -> tuple[HomeworkSheet, ...]:
    """The sheets of a pupil: to a guardian those of their own home, to the school all.

    Raises:
        NotFound: They have nothing to do with this pupil.
    """

    def work(transaction: Transaction) -> tuple[HomeworkSheet, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        found = every_entry(transaction, HomeworkSheet, "pupil", pupil)
        return tuple(each for each in found if at.is_school or each.guardian == at.caller.guardian)

    return at.desk.read(work)


def waiting(at: SupplyDesk) -> tuple[HomeworkSheet, ...]:
    """What families said that nobody answered in time (see `learning.homework_steps.unanswered`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    at.school_only("what families said of homework", "be read from home")
    return at.desk.read(
        lambda transaction: homework_steps.unanswered(
            every_entry(transaction, HomeworkSheet), waited=at.working_days_since, norms=at.norms
        )
    )


def _changed(
    at: SupplyDesk, id: HomeworkId, pupil: PupilId, guardian: GuardianId | None, what: str, step: _Step
) -> HomeworkSheet:
    whom = at.of_whom(guardian, "homework", id)

    def work(transaction: Transaction) -> HomeworkSheet:
        at.admit(transaction, pupil, "homework", id)
        before, revision = entry(transaction, HomeworkSheet, joined(id, pupil, whom))
        after = step(before)
        _keep(transaction, at, after, what, expected=revision)
        return after

    return at.desk.anew(work)


def _keep(
    transaction: Transaction, at: SupplyDesk, sheet: HomeworkSheet, what: str, *, expected: int | None
) -> None:
    """Write a sheet, and tell who has to know: home what was set and answered, the teacher what came back."""
    id = DOSSIER[HomeworkSheet].id(sheet)
    revision = put_entry(transaction, sheet, expected=expected)
    people = {
        "set": [f"guardian:{sheet.guardian}"],
        "returned": [f"staff:{sheet.staff}"],
        "answered": [f"guardian:{sheet.guardian}"],
    }
    body = {"homework": id, "pupil": sheet.pupil}
    letters = at.letters(transaction, f"homework-{what}", body, people.get(what, ()), revision=revision)
    transaction.append([at.fact(f"homework_sheet.{what}", "homework_sheet", id, _WHY)], letters)
