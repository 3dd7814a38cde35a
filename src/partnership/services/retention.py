"""Retention: what has been kept long enough goes, by terms that a jurisdiction or the school gives, with their source."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from partnership.people.pupils import Pupil
from partnership.people.retention import Category, Retention
from partnership.ports import Transaction, forget_operations
from partnership.serial.persons import refs_of
from partnership.services.desk import Desk, every, now
from partnership.services.dossier import DOSSIER, every_entry
from partnership.services.erasure import Erasure, erase_in
from partnership.services.families import FAMILY, every_of
from partnership.services.holdings import EVENING, records_of
from partnership.services.holds import held_persons
from partnership.services.people import known
from partnership.services.persons import alone_with, links_of

__all__ = ["Due", "due", "let_go"]

_LONGER = {Category.FILE: frozenset({"pupil", "enrolment"}), Category.ENROLMENT: frozenset[str]()}
"""What stays when a category goes, for it has a term of its own."""

_A_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Due:
    """One category of one pupil that has been kept long enough.

    Attributes:
        pupil: Who, as `pupil:p1`.
        with_guardians: The guardians who go too, for they are there for this pupil alone.
        term: By which term, with its ground and source.
        left_on: The day the pupil left, at which the clock started.
        since: The first day it need not have been kept any more.
        held: Whether a legal hold keeps it for now.
    """

    pupil: str
    with_guardians: tuple[str, ...]
    term: Retention
    left_on: date
    since: date
    held: bool


def due(desk: Desk, terms: Iterable[Retention], *, on: date) -> tuple[Due, ...]:
    """What has been kept long enough on a day; looks, and changes nothing.

    Args:
        desk: Where.
        terms: How long each category is kept; a category without a term is kept until somebody asks for erasure.
        on: The day.
    """
    by_category = {term.category: term for term in terms}
    return desk.read(lambda transaction: _due(transaction, by_category, on))


def let_go(desk: Desk, terms: Iterable[Retention], *, on: date, by: str) -> tuple[tuple[Due, Erasure], ...]:
    """Erase what has been kept long enough and is not held, all or nothing; each is in the journal with its ground.

    The ids of operations done more than a day ago go as well: nobody waits for their answer any more.

    Args:
        desk: Where.
        terms: As with `due`.
        on: The day.
        by: Who has it done.
    """
    by_category = {term.category: term for term in terms}

    def erase(transaction: Transaction, each: Due) -> Erasure:
        return erase_in(
            transaction,
            {each.pupil, *each.with_guardians},
            desk=desk,
            by=by,
            why=f"the term of the {each.term.category} is over",
            ground=each.term.ground,
            keep=_LONGER[each.term.category],
        )

    def work(transaction: Transaction) -> tuple[tuple[Due, Erasure], ...]:
        gone = (each for each in _due(transaction, by_category, on) if not each.held)
        return tuple((each, erase(transaction, each)) for each in gone)

    forget_operations(desk.store, desk.school, before=now() - _A_DAY)
    return desk.anew(work)


def _due(transaction: Transaction, terms: dict[Category, Retention], on: date) -> tuple[Due, ...]:
    held = held_persons(transaction)
    spoken_of = _spoken_of(transaction)
    found = []
    for record in (each.record for each in every(transaction, "pupil")):
        pupil = known(transaction, Pupil, record.id)
        if pupil is None or pupil.left_on is None:
            continue
        over = [term for term in terms.values() if term.ends(pupil.left_on) <= on]
        if not over:
            continue
        ref = f"pupil:{pupil.id}"
        # What goes last takes everything with it.
        term = max(over, key=lambda each: (each.category is Category.ENROLMENT, each.years))
        if term.category is Category.FILE and not _has_file(transaction, ref, spoken_of):
            continue
        guardians = tuple(sorted(alone_with(transaction, [ref])))
        found.append(
            Due(
                pupil=ref,
                with_guardians=guardians,
                term=term,
                left_on=pupil.left_on,
                since=term.ends(pupil.left_on),
                held=bool(held & {ref, *guardians}),
            )
        )
    return tuple(found)


def _has_file(transaction: Transaction, pupil: str, spoken_of: frozenset[str]) -> bool:
    """Whether anything is kept of a pupil besides that they were here."""
    links = (each for each in links_of(transaction, [pupil]) if each.kind == "guardianship")
    return pupil in spoken_of or any(True for _ in links)


def _spoken_of(transaction: Transaction) -> frozenset[str]:
    """Everyone a record of a family, an evening or a dossier speaks of."""
    dossiers = (value for kind in DOSSIER for value in every_entry(transaction, kind))
    families = (value for kind in FAMILY for value in every_of(transaction, kind))
    evenings = (value for kind in EVENING for _, value in records_of(transaction, kind))
    return frozenset(
        ref for values in (families, evenings, dossiers) for value in values for ref in refs_of(value)
    )
