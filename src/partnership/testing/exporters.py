"""The contract of an exporter: subclass it, give it one factory, and inherit the laws.

class TestLabels(ExporterContract):
    def make_exporter(self) -> Exporter:
        return LabelSheet()

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        return {f"labels/{file_stem(party.id)}.txt": [party.id] for party in evening.conference.parties}

    def public(self, evening: Evening) -> Collection[str]:
        return ()
"""

import copy
import re
from collections.abc import Collection, Iterable, Mapping

import attrs
from hypothesis import given

from partnership.conferences.agenda import Agendas
from partnership.conferences.timetable import Timetable
from partnership.ids import PartyId
from partnership.ports import Evening, Exporter
from partnership.testing.promises import Promises
from partnership.testing.strategies.evenings import evenings
from partnership.testing.variations import marked, restricted, shape, unfolded, with_names, with_odd_ids

__all__ = ["ExporterContract"]

_SAFE = re.compile(r"[A-Za-z0-9_.~-]+")
_HOSTILE = "<script>alert('x')</script>\" onload=x '&\r\nATTENDEE:mailto:x@y.z\x00"
_LONGEST = 240


class ExporterContract(Promises, contract=True):
    """The laws every exporter keeps; one without personal or public files says so."""

    factory = "make_exporter"

    def make_exporter(self) -> Exporter:
        """A new exporter, ready for use."""
        raise NotImplementedError

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """The files that are for families, and of which parties each may speak; the rest is for the school's eyes."""
        raise NotImplementedError

    def public(self, evening: Evening) -> Collection[str]:
        """The files that may hang where people pass."""
        raise NotImplementedError

    def export(self, evening: Evening) -> dict[str, bytes]:
        """What a new exporter makes of an evening."""
        return dict(self.make_exporter().export(evening))

    def test_the_same_evening_gives_the_same_bytes(self) -> None:
        """Twice by one exporter and once by another: what changes on disk has changed at school."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            exporter = self.make_exporter()
            once, again = dict(exporter.export(evening)), dict(exporter.export(evening))
            assert once == again == self.export(evening)
            assert all(type(contents) is bytes for contents in once.values())

        law()

    def test_the_evening_is_left_as_it_was(self) -> None:
        """An exporter reads; the names and talks it was given are nobody's to change."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            before = copy.deepcopy(evening)
            self.export(evening)
            assert evening == before

        law()

    def test_an_evening_without_talks_can_be_exported(self) -> None:
        """Before anything is planned there are pages too, and the promised files are among them."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            empty = attrs.evolve(evening, timetable=Timetable(), cancelled={})
            exported = self.export(empty)
            assert {*self.audiences(empty), *self.public(empty)} <= exported.keys()

        law()

    def test_file_names_stay_in_the_folder(self) -> None:
        """Whatever the ids are, names are relative, plain and apart even where capitals do not count."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            names = self.export(with_odd_ids(evening)).keys()
            for name in names:
                assert len(name) <= _LONGEST
                parts = name.split("/")
                assert all(_SAFE.fullmatch(part) and set(part) != {"."} for part in parts)
            folded = {name.casefold() for name in names}
            assert len(folded) == len(names)
            folders = {
                name.rsplit("/", depth)[0] for name in folded for depth in range(1, name.count("/") + 1)
            }
            assert folders.isdisjoint(folded)

        law()

    def test_ids_do_not_decide_what_there_is(self) -> None:
        """The same evening under other ids gives as many files: no two people ever share one."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            assert len(self.export(with_odd_ids(evening))) == len(self.export(evening))

        law()

    def test_a_file_for_a_family_knows_no_other_family(self) -> None:
        """Neither the name of a person outside its parties nor anything made from it is in a family's file."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            shown, marks = marked(evening)
            everyone = set(_people(shown, [party.id for party in shown.conference.parties]))
            exported = self.export(shown)
            for name, parties in self.audiences(shown).items():
                others = everyone.difference(_people(shown, parties))
                text = unfolded(exported[name])
                assert [person for person in others if marks[person] in text] == []

        law()

    def test_a_file_for_a_family_is_the_same_whatever_others_do(self) -> None:
        """Take every other party and its talks away, and not a byte changes: nothing can be inferred."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            exported = self.export(evening)
            for name, parties in self.audiences(evening).items():
                alone = self.export(restricted(evening, parties))
                assert alone[name] == exported[name]

        law()

    def test_a_public_file_names_nobody_in_full(self) -> None:
        """No guardian, no pupil beyond the short name, and nothing of those who may not be recognised."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            shown, marks = marked(evening)
            everyone = set(_people(shown, [party.id for party in shown.conference.parties]))
            discreet = set(_people(shown, Agendas(shown).discreet))
            exported = self.export(shown)
            for name in self.public(shown):
                text = unfolded(exported[name])
                assert [person for person in everyone if marks[person] in text] == []
                hidden = [short.encode() for person, short in shown.short.items() if person in discreet]
                assert [short for short in hidden if short in text] == []

        law()

    def test_a_name_is_never_markup(self) -> None:
        """A hostile name leaves a page or a calendar in the same shape as a harmless one."""

        @given(evening=evenings())
        def law(evening: Evening) -> None:
            tame, hostile = (
                self.export(with_names(evening, "Anna")),
                self.export(with_names(evening, _HOSTILE)),
            )
            assert tame.keys() == hostile.keys()
            for name in tame:
                assert shape(name, hostile[name]) == shape(name, tame[name])

        law()


def _people(evening: Evening, parties: Iterable[PartyId]) -> Iterable[str]:
    """The guardians and pupils of some parties, with the pupils of their requests."""
    wanted = set(parties)
    for party in evening.conference.parties:
        if party.id in wanted:
            yield from (*party.guardians, *party.pupils)
    for request in evening.conference.requests:
        if request.party in wanted:
            yield from request.pupils
