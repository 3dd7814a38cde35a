"""What the post knows of somebody is theirs to see and goes with them; nothing of it tells of another home."""

import pytest
from tests.host.posting import BEECH, School, Told, guardian
from tests.host.test_bounces import SEAL, back

from partnership.host.remembered import Remembered
from partnership.ids import GuardianId
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.services.dossier import DOSSIER
from partnership.services.erasure import erase
from partnership.services.opt_outs import leave

KINDS = ("delivery", "dead_address", "opt_out", "push")


def busy(*people: str) -> School:
    """A school where everything happened to these: told, put off, come back, said no to."""
    school = School(None, email=Told(), sms=Told())
    school.chosen |= {"seal": SEAL, "unsubscribe": "https://x.example/u", "pushes": 1}
    for who in people:
        school.person(guardian(who, f"{who}@home.example", phone="06-11111111"))
        school.queue(f"news/guardian:{who}", f"guardian:{who}", topic="news")
        school.queue(f"word/guardian:{who}", f"guardian:{who}")
    school.run()
    for letter in list(school.channels["email"].took):
        back(school, letter.mark)
    for who in people:
        assert leave(school.desk, SEAL.leaving(f"guardian:{who}", "news"))
    return school


def kept(school: School) -> dict[str, list[str]]:
    """Every record of the post, as text."""
    with school.store.transaction(BEECH, write=False) as transaction:
        return {kind: [str(each.record) for each in transaction.find(kind)] for kind in KINDS}


def test_everything_goes_with_who_it_is_of_and_with_nobody_else() -> None:
    """No record names who was erased; the other's are as they were."""
    school = busy("petra", "sjoerd")
    before = kept(school)
    assert {kind for kind, records in before.items() if any("petra" in each for each in records)} == set(
        KINDS
    )
    erase(school.desk, "guardian:petra", by="staff:office", why="asked for it", ground="AVG art. 17")
    after = kept(school)
    assert [each for records in after.values() for each in records if "petra" in each] == []
    for kind in KINDS:
        assert after[kind] == [each for each in before[kind] if "petra" not in each]
    assert [key for key in school.waiting() if "petra" in key] == []


def test_every_record_has_an_owner_and_none_has_an_address() -> None:
    """So access and erasure find it; a reader of the file learns no address, also not what a mark stands for."""
    school = busy("petra")
    assert "home.example" not in str(kept(school))
    owners = {
        kind.name: kind.owners(value)
        for kind in DOSSIER.values()
        if kind.name in KINDS
        for value in _values(school, kind.name)
    }
    assert owners == dict.fromkeys(KINDS, frozenset({"guardian:petra"}))


def _values(school: School, name: str) -> list[object]:
    from partnership.services.dossier import every_entry  # noqa: PLC0415 - beside its use

    value = next(each for each, kind in DOSSIER.items() if kind.name == name)
    return school.desk.read(lambda transaction: list(every_entry(transaction, value)))


def test_the_seal_is_no_record_of_anybody() -> None:
    """And is shown by no repr."""
    assert "secret" not in repr(SEAL)
    assert GuardianId("petra") not in SEAL.leaving("guardian:petra", "news")


def test_what_is_read_once_is_read_anew_when_it_was_written() -> None:
    """By whoever shares the block."""
    school = School()
    with school.store.transaction(BEECH) as inner:
        assert isinstance(inner, MemoryTransaction)
        seen = Remembered(inner)
        assert seen.get("note", "a") is None
        revision = seen.put("note", "a", {"says": 1}, expected=None, index={"by": "x"})
        first = seen.get("note", "a")
        assert first is not None
        assert (first.revision, first is seen.get("note", "a")) == (revision, True)
        assert [each.record.id for each in seen.find("note", "by")] == ["a"]
        seen.delete("note", "a", expected=revision)
        assert seen.get("note", "a") is None
        seen.append((), [])
        assert seen.sift(lambda _: False) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_for(kind: str) -> None:
    """In words for the one who asks."""
    assert next(each for each in DOSSIER.values() if each.name == kind).purpose != ""
