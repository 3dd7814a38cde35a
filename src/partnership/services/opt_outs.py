"""Who wants no news by mail: asked for with one press of a button, and taken back at school."""

from partnership.changes import OWN_WORD, Change, ground_of
from partnership.contact.unreached import OptOut
from partnership.errors import NotFound
from partnership.ids import GuardianId
from partnership.ports import Transaction
from partnership.services.deliveries import deliveries_by
from partnership.services.desk import Desk
from partnership.services.dossier import DOSSIER, entry_or_none, every_entry, put_entry

__all__ = ["leave", "opt_outs", "return_to", "wants_none"]

_WISHED = "sending news to who wants it"


def leave(desk: Desk, mark: str) -> bool:
    """Send no more news of a topic to whoever got a link with this mark (`Seal.leaving`); once is enough.

    Returns:
        Whether anything changed. Whoever asks over the network is not to be told: it would say which marks there are.
    """

    def work(transaction: Transaction) -> bool:
        found = deliveries_by(transaction, "leaving", mark)
        kind, _, id = found[0][0].recipient.partition(":") if found else ("", "", "")
        if kind != "guardian":
            return False
        wish = OptOut(guardian=GuardianId(id), topic=found[0][0].topic, since=desk.clock())
        if wants_none(transaction, wish.guardian, wish.topic):
            return False
        put_entry(transaction, wish, expected=None)
        transaction.append([_change(desk, wish, "news.declined", f"guardian:{id}", OWN_WORD)])
        return True

    return desk.anew(work)


def return_to(desk: Desk, guardian: GuardianId, topic: str, *, by: str) -> None:
    """Send news of a topic to a guardian again.

    Args:
        desk: Where.
        guardian: Who wants it again.
        topic: Which, such as `newsletter`.
        by: Who writes that down.

    Raises:
        NotFound: They never asked for none.
    """

    def work(transaction: Transaction) -> None:
        name = DOSSIER[OptOut].id(OptOut(guardian=guardian, topic=topic, since=desk.clock()))
        found = entry_or_none(transaction, OptOut, name)
        if found is None:
            raise NotFound("opt_out", name)
        transaction.delete(DOSSIER[OptOut].name, name, expected=found[1])
        transaction.append([_change(desk, found[0], "news.wanted_again", by, ground_of(by))])

    desk.anew(work)


def wants_none(transaction: Transaction, guardian: GuardianId, topic: str) -> bool:
    """Whether a guardian asked for no news of a topic by mail."""
    return any(each.topic == topic for each in every_entry(transaction, OptOut, "guardian", guardian))


def opt_outs(desk: Desk) -> tuple[OptOut, ...]:
    """Everybody who wants no news of something by mail: they are told on paper, or by voice."""
    return desk.read(lambda transaction: tuple(every_entry(transaction, OptOut)))


def _change(desk: Desk, wish: OptOut, what: str, by: str, ground: str) -> Change:
    return Change(
        what=what,
        kind=DOSSIER[OptOut].name,
        id=DOSSIER[OptOut].id(wish),
        at=desk.clock(),
        actor=by,
        purpose=_WISHED,
        ground=ground,
    )
