"""Many at one moment on a real PostgreSQL: no session is overbooked, no copy lent twice, no home sent two tips."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from tests.learning.noor import NOOR
from tests.learning.supplies import a_material, a_session, a_tip, a_workshop
from tests.services.supply_school import CHEN, DEMIR, YILMAZ, Beuk

from partnership.host.settings import StoreSettings
from partnership.ids import GuardianId, MaterialId, TipId, WorkshopId

WHO = (YILMAZ, DEMIR, CHEN, GuardianId("stranger"))
BOX, W1 = MaterialId("koffer"), WorkshopId("w1")


@pytest.fixture
def beuk(database: Callable[[Path], str], tmp_path: Path) -> Iterator[Beuk]:
    """The school in tables of its own."""
    made = Beuk(store=StoreSettings(name="sql", settings={"url": database(tmp_path)}))
    yield made
    made.school.close()


def at_once(work: Callable[[GuardianId], object]) -> list[object]:
    """Four do it at one moment."""
    with ThreadPoolExecutor(len(WHO)) as pool:
        return list(pool.map(work, WHO))


def test_many_at_one_moment(beuk: Beuk) -> None:
    """Each gets a number of their own in the line; what is there goes to as many as there are, in that order."""
    beuk.jansen.workshops.draft(a_workshop(sessions=(a_session(seats=1), a_session("ochtend", 8))))
    beuk.jansen.workshops.open(W1)
    at_once(lambda who: beuk.as_(f"guardian:{who}").workshops.sign_up(W1, "avond"))
    seats = beuk.jansen.workshops.seats_of(W1)
    assert [each.number for each in seats] == [1, 2, 3, 4]
    assert [each.holds for each in seats] == [True, False, False, False]

    beuk.jansen.materials.keep(a_material())
    at_once(lambda who: beuk.as_(f"guardian:{who}").materials.reserve(BOX))
    aside = [each.guardian for each in beuk.jansen.materials.copies_of(BOX)]
    line = [one for who in WHO for one in beuk.jansen.materials.held_by(who).reservations]
    assert len({*aside, *(each.guardian for each in line)}) == len(WHO)
    assert len(aside) == len(line) == len({each.number for each in line})

    for number in range(8):
        beuk.jansen.tips.keep(a_tip(id=TipId(f"t{number}")))
    for _ in range(4):
        beuk.now += timedelta(days=7)
        sent = at_once(lambda _: beuk.jansen.tips.send(NOOR, DEMIR))
        assert sum(each is not None for each in sent) == 1
    assert [each.place for each in beuk.jansen.tips.received(NOOR)] == [0] * 4
