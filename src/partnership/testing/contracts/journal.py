"""The journal has every committed change once, numbered without a gap, in the order it was told, chained row to row."""

from datetime import timedelta, timezone

import attrs
import pytest

from partnership.errors import InvalidValue
from partnership.ports import Head, Store
from partnership.serial.chain import START, change_of, verify
from partnership.testing.contracts.examples import BEECH, OAK, TRICKY, moved, undone
from partnership.testing.contracts.face import StoreFace

__all__ = ["JournalContract"]


class JournalContract(StoreFace):
    """`append`, `journal` and `chain`."""

    def test_changes_are_numbered_in_order_without_a_gap(self, store: Store) -> None:
        """Over blocks, and over blocks that were undone."""
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(1), moved(3)])
            transaction.append(iter([moved(2)]))
            transaction.append()
        with pytest.raises(ZeroDivisionError):
            undone(store, BEECH, lambda transaction: transaction.append([moved(9)]))
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(1)])
        assert tuple(store.journal(BEECH)) == ((1, moved(1)), (2, moved(3)), (3, moved(2)), (4, moved(1)))

    def test_a_change_comes_back_whole(self, store: Store) -> None:
        """Every word, to the microsecond, in UTC; and no reader can change it for the next."""
        amsterdam = timezone(timedelta(hours=1))
        told = [attrs.evolve(moved(n, id=text), actor=text, what=text) for n, text in enumerate(TRICKY)]
        told.append(
            attrs.evolve(moved(0), at=moved(0).at.astimezone(amsterdam), details={"x": {"y": [None]}})
        )
        with store.transaction(BEECH) as transaction:
            transaction.append(told)
        for _ in range(2):
            changes = [change for _, change in store.journal(BEECH)]
            assert changes == told
            assert str(changes[-1].at) == "2026-11-24 11:00:00.123456+00:00"
            changes[-1].details["x"]["y"].append(1)

    def test_a_page_of_the_journal(self, store: Store) -> None:
        """After a number, at most so many, oldest first."""
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(number) for number in range(1, 8)])

        def numbers(after: int = 0, limit: int = 1000) -> list[int]:
            return [number for number, _ in store.journal(BEECH, after=after, limit=limit)]

        assert numbers() == [1, 2, 3, 4, 5, 6, 7]
        assert numbers(after=5) == [6, 7]
        assert numbers(after=2, limit=3) == [3, 4, 5]
        assert numbers(after=7) == numbers(limit=0) == []
        with pytest.raises(InvalidValue, match="limit"):
            store.journal(BEECH, limit=-1)

    def test_schools_number_apart(self, store: Store) -> None:
        """Each from 1, and none sees another's."""
        for school, number in ((BEECH, 1), (OAK, 2), (BEECH, 3)):
            with store.transaction(school) as transaction:
                transaction.append([moved(number)])
        assert tuple(store.journal(BEECH)) == ((1, moved(1)), (2, moved(3)))
        assert tuple(store.journal(OAK)) == ((1, moved(2)),)
        with pytest.raises(InvalidValue, match="school"):
            store.journal(type(BEECH)(""))

    def test_a_change_that_cannot_be_kept_is_refused_whole(self, store: Store) -> None:
        """With the one beside it; the block may go on."""
        with store.transaction(BEECH) as transaction:
            for bad in (
                attrs.evolve(moved(2), details={"x": object()}),
                attrs.evolve(moved(2), id="a\0b"),
                attrs.evolve(moved(2), purpose="\ud800"),
            ):
                with pytest.raises(InvalidValue, match="change"):
                    transaction.append([moved(1), bad])
            transaction.append([moved(3)])
        assert tuple(store.journal(BEECH)) == ((1, moved(3)),)

    def test_the_rows_are_a_chain(self, store: Store) -> None:
        """Each follows the one before, over blocks, at each school apart; page by page the same as at once."""
        assert store.chain(BEECH) == (START, ())
        for number, school in enumerate((BEECH, OAK, BEECH, BEECH)):
            with store.transaction(school) as transaction:
                transaction.append([moved(number), moved(number + 9)])
        for school, rows in ((BEECH, 6), (OAK, 2)):
            found = verify(store, school)
            assert (found.broken, found.problem, found.rows, found.erased) == (None, "", rows, 0)
            end, links = store.chain(school)
            assert (end, end) == (found.head, Head(seq=links[-1].seq, hash=links[-1].hash))
            assert [(link.seq, change_of(link)) for link in links] == list(store.journal(school))
            assert [*store.chain(school, limit=1)[1], *store.chain(school, after=1)[1]] == list(links)
            assert store.chain(school, after=rows) == (end, ())
        with pytest.raises(InvalidValue, match="limit"):
            store.chain(BEECH, limit=-1)
        with pytest.raises(InvalidValue, match="school"):
            store.chain(type(BEECH)(""))

    def test_no_two_rows_share_a_salt(self, store: Store) -> None:
        """Or whoever knows one row's details could tell from its digest where else they stood."""
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(1), moved(1)])
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(1)])
        _, links = store.chain(BEECH)
        assert len({link.salt for link in links}) == len({link.digest for link in links}) == 3
