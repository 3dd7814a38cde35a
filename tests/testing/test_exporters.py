"""The contract of exporters accepts an honest exporter and finds each fault of a broken one."""

from collections.abc import Collection, Iterator, Mapping

import pytest
from hypothesis import Phase, settings

from partnership.ids import PartyId
from partnership.ports import Evening, Exporter
from partnership.serial.printed import file_stem
from partnership.testing.broken_exporters import BROKEN, Honest
from partnership.testing.exporters import ExporterContract
from partnership.testing.variations import shape


class TestHonest(ExporterContract):
    """The honest exporter, and by another `subject` each broken one."""

    subject: type[Honest] = Honest

    def make_exporter(self) -> Exporter:
        """The exporter under the laws."""
        return self.subject()

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """A slip is about its own family."""
        parties = evening.conference.parties
        return {f"slips/{file_stem(party.id)}.html": [party.id] for party in parties}

    def public(self, evening: Evening) -> Collection[str]:
        """The list in the hall."""
        del evening
        return ["hall.html"]


GUARD = "test_no_promise_was_taken_away"
"""Of the contract over itself, not over what is judged; see `test_promises`."""
LAWS = sorted(name for name in dir(ExporterContract) if name.startswith("test_") and name != GUARD)


def fails(subject: type[Honest], law: str) -> bool:
    """Whether a law finds something in an exporter."""
    contract = TestHonest()
    contract.subject = subject
    try:
        getattr(contract, law)()
    except (AssertionError, IndexError, BaseExceptionGroup, ValueError):
        return True
    return False


@pytest.fixture
def found_is_enough() -> Iterator[None]:
    """Laws that stop at the first fault they find, and do not look for a smaller one."""
    before = settings.get_current_profile_name()
    settings.register_profile(
        "found is enough", settings.get_profile(before), phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("found is enough")
    yield
    settings.load_profile(before)


@pytest.mark.usefixtures("found_is_enough")
@pytest.mark.parametrize("subject", BROKEN, ids=lambda subject: subject.__name__)
def test_each_fault_is_found_by_its_law(subject: type[Honest]) -> None:
    """The law that is meant to find a fault finds it."""
    assert fails(subject, BROKEN[subject])


def test_every_law_has_a_fault_that_it_finds() -> None:
    """No law stands there without ever having been seen to refuse anything."""
    assert sorted(set(BROKEN.values())) == LAWS


@pytest.mark.parametrize("missing", ["make_exporter", "audiences", "public"])
def test_nothing_can_be_left_out(missing: str) -> None:
    """A subclass that does not say what is personal or public is not silently excused."""
    evening = ()
    with pytest.raises(NotImplementedError):
        getattr(ExporterContract(), missing)(*([evening] if missing != "make_exporter" else []))


def test_the_shape_of_another_kind_of_file_is_left_alone() -> None:
    """Only pages and calendars have a shape that a name could break."""
    assert shape("style.css", b"a { color: red }") == []


def test_settings_of_the_run_apply_inside_a_law() -> None:
    """The laws look as hard as the profile of the run says."""
    assert settings().max_examples >= 50
