"""The shelf of one material: its copies and who waits for one, read at one moment and written at once."""

from collections.abc import Callable
from typing import TypeVar

from partnership.errors import NotFound
from partnership.ids import GuardianId, MaterialId, joined
from partnership.learning import copies as steps
from partnership.learning.copies import Copy, CopyState, Reservation, first_in_line
from partnership.learning.materials import Material
from partnership.ports import Message, Transaction
from partnership.services.dossier import DOSSIER, entry, entry_or_none, every_entry, put_entry
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Shelf", "on_shelf"]

_WHY = "lending material to families"
_Done = TypeVar("_Done")


class Shelf:
    """The copies of one material and who waits for one, read at one moment; what changes is written once at the end.

    Whoever changes anything writes the material's record anew: two at one moment cannot both have done so.
    """

    def __init__(self, transaction: Transaction, at: SupplyDesk, id: MaterialId) -> None:
        self.transaction = transaction
        self.at = at
        kept, self._revision = entry(transaction, Material, id)
        self.material: Material = kept
        found = {each.number: each for each in every_entry(transaction, Copy, "material", id)}
        self.copies: list[Copy] = [
            found.get(number) or Copy(material=id, number=number) for number in range(self.material.copies)
        ]
        self.waiting: list[Reservation] = list(every_entry(transaction, Reservation, "material", id))
        self._letters: list[Message] = []
        self._changed = False

    def copy(self, number: int) -> Copy:
        """One of the copies."""
        if not 0 <= number < len(self.copies):
            raise NotFound("copy", joined(self.material.id, number))
        return self.copies[number]

    def with_guardian(self, guardian: GuardianId) -> Copy | None:
        """The copy that somebody has, or that is kept aside for them."""
        return next((each for each in self.copies if each.guardian == guardian), None)

    def put(self, copy: Copy) -> Copy:
        """A copy as it is now."""
        self._changed = True
        self.copies[copy.number] = copy
        return copy

    def join(self, guardian: GuardianId) -> Reservation:
        """Somebody waits from now on, at the end of the line."""
        self._changed = True
        last = max((each.number for each in self.waiting), default=0)
        asked = Reservation(material=self.material.id, guardian=guardian, number=last + 1)
        put_entry(self.transaction, asked, expected=None)
        self.waiting.append(asked)
        return asked

    def drop(self, reservation: Reservation) -> None:
        """Somebody waits no more."""
        self._changed = True
        id = DOSSIER[Reservation].id(reservation)
        _, revision = entry(self.transaction, Reservation, id)
        self.transaction.delete("reservation", id, expected=revision)
        self.waiting.remove(reservation)

    def hand_out(self) -> None:
        """Keep every copy that is on the shelf aside for who waits longest."""
        for copy in list(self.copies):
            first = first_in_line(self.waiting)
            if copy.state is CopyState.AVAILABLE and first is not None and not self.material.retired:
                aside = self.put(steps.keep_aside(copy, first.guardian, self.at.norms, on=self.at.today))
                self.drop(first)
                self.tell("loan-ready", aside, first.guardian)

    def tell(self, topic: str, copy: Copy, guardian: GuardianId) -> None:
        """A letter to who has it, or for whom it is kept aside."""
        about = f"{copy.material}/{copy.number}/{copy.until}"
        body = {"material": copy.material, "number": copy.number}
        self._letters.append(self.at.post(topic, about, guardian, body))

    def write(self, what: str) -> None:
        """All of it, with a line in the journal that names nobody; nothing when nothing changed."""
        if not self._changed:
            return
        put_entry(self.transaction, self.material, expected=self._revision)
        for copy in self.copies:
            before = entry_or_none(self.transaction, Copy, DOSSIER[Copy].id(copy))
            if before is None or before[0] != copy:
                put_entry(self.transaction, copy, expected=None if before is None else before[1])
        fact = self.at.fact(f"loan.{what}", "material", self.material.id, _WHY)
        self.transaction.append([fact], self._letters)


def on_shelf(at: SupplyDesk, id: MaterialId, what: str, change: Callable[[Shelf], _Done]) -> _Done:
    """Change something on a shelf, and hand out what came free.

    Args:
        at: The desk.
        id: Of which material.
        what: What became of it, for the journal, such as `lent`.
        change: What to do.

    Raises:
        NotFound: No such material.
    """

    def work(transaction: Transaction) -> _Done:
        shelf = Shelf(transaction, at, id)
        # A copy may have been bought since: it is for who waits, before anybody else asks.
        shelf.hand_out()
        done = change(shelf)
        shelf.hand_out()
        shelf.write(what)
        return done

    return at.desk.anew(work)
