"""An honest little exporter, and the same with one fault each: what `ExporterContract` must tell apart."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import count
from typing import cast

from partnership.conferences.agenda import Agendas, Appointment
from partnership.ids import PartyId
from partnership.ports import Evening
from partnership.serial.printed import file_stem, printable

__all__ = [
    "BROKEN",
    "Chatty",
    "Climbing",
    "Counting",
    "Crashing",
    "Envious",
    "FoldingCase",
    "Forgetful",
    "Gossiping",
    "Honest",
    "Meddling",
    "Recognising",
    "Unescaped",
]


class Honest:
    """A slip of paper per family and one list for the hall."""

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """The slips and the list."""
        agendas = Agendas(evening)
        slips = {
            f"slips/{self.stem(party)}.html": f"<p>{self.slip(party, agendas)}</p>".encode()
            for party in agendas.cast.parties
        }
        return slips | {"hall.html": f"<p>{', '.join(self.hall(agendas))}</p>".encode()}

    def stem(self, party: PartyId) -> str:
        """What a family's file is called."""
        return file_stem(party)

    def text(self, words: str) -> str:
        """Words as they stand on the page."""
        return escape(printable(words))

    def slip(self, party: PartyId, agendas: Agendas) -> str:
        """When a family is expected, and where."""
        return ", ".join(self.line(each, agendas.evening) for each in agendas.of_party(party))

    def line(self, each: Appointment, evening: Evening) -> str:
        """One talk in words."""
        staff = ", ".join(map(evening.name, each.talk.request.staff))
        return f"{each.talk.start:%H:%M} {self.text(staff)}"

    def hall(self, agendas: Agendas) -> Iterator[str]:
        """What everybody may read."""
        for each in agendas.all():
            short = map(agendas.evening.short_name, each.talk.request.pupils)
            known = each.talk.party.id not in agendas.discreet
            yield f"{each.talk.start:%H:%M} {self.text(' '.join(short)) if known else ''}"


class Forgetful(Honest):
    """Writes something else every time."""

    _number = count()

    def slip(self, party: PartyId, agendas: Agendas) -> str:
        """A slip with a number of its own."""
        return f"{next(self._number)} {super().slip(party, agendas)}"


class Meddling(Honest):
    """Puts the names in order in the evening itself."""

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """As it should be, with a name for everyone afterwards."""
        names = cast("dict[str, str]", evening.names)
        names |= {person.id: evening.name(person.id) for person in evening.conference.staff}
        return super().export(evening)


class Crashing(Honest):
    """Thinks there is always a first talk."""

    def hall(self, agendas: Agendas) -> Iterator[str]:
        """A list that starts with the first talk of the evening."""
        yield from (f"{agendas.all()[0].talk.start:%H:%M}", *super().hall(agendas))


class Climbing(Honest):
    """Uses ids as file names."""

    def stem(self, party: PartyId) -> str:
        """The id itself."""
        return party


class FoldingCase(Honest):
    """Makes plain names by dropping what is not plain, so that two families share one."""

    def stem(self, party: PartyId) -> str:
        """The plain characters of the id."""
        return (
            "".join(letter for letter in party.lower() if letter in "abcdefghijklmnopqrstuvwxyz0123456789")
            or "_"
        )


class Chatty(Honest):
    """Tells every family who else is there."""

    def slip(self, party: PartyId, agendas: Agendas) -> str:
        """The slip, and the names of all guardians."""
        others = ", ".join(self.text(agendas.evening.name(each)) for each in agendas.guardians)
        return f"{super().slip(party, agendas)} {others}"


class Counting(Honest):
    """Tells every family how busy the evening is."""

    def slip(self, party: PartyId, agendas: Agendas) -> str:
        """The slip, and a number."""
        return f"{super().slip(party, agendas)} ({len(agendas.all())})"


class Envious(Honest):
    """Tells a guardian's other talks to whoever shares a party with that guardian."""

    def slip(self, party: PartyId, agendas: Agendas) -> str:
        """The talks of every guardian of the party, also those in another party."""
        guardians = agendas.cast.parties[party].guardians
        talks = {each.talk.id: each for guardian in guardians for each in agendas.of_guardian(guardian)}
        return ", ".join(self.line(each, agendas.evening) for each in talks.values())


class Gossiping(Honest):
    """Hangs full names in the hall."""

    def hall(self, agendas: Agendas) -> Iterator[str]:
        """Every talk with its guardians."""
        for each in agendas.all():
            yield self.text(" ".join(map(agendas.evening.name, each.talk.guardians)))


class Recognising(Honest):
    """Hangs the first name of everyone in the hall, also where the other parent may read it."""

    def hall(self, agendas: Agendas) -> Iterator[str]:
        """Every talk with its pupils."""
        for each in agendas.all():
            yield self.text(" ".join(map(agendas.evening.short_name, each.talk.request.pupils)))


class Unescaped(Honest):
    """Trusts that names are harmless."""

    def text(self, words: str) -> str:
        """The words as they came."""
        return words.encode(errors="replace").decode()


BROKEN: Mapping[type[Honest], str] = {
    Forgetful: "test_the_same_evening_gives_the_same_bytes",
    Meddling: "test_the_evening_is_left_as_it_was",
    Crashing: "test_an_evening_without_talks_can_be_exported",
    Climbing: "test_file_names_stay_in_the_folder",
    FoldingCase: "test_ids_do_not_decide_what_there_is",
    Chatty: "test_a_file_for_a_family_knows_no_other_family",
    Counting: "test_a_file_for_a_family_is_the_same_whatever_others_do",
    Envious: "test_a_file_for_a_family_is_the_same_whatever_others_do",
    Gossiping: "test_a_public_file_names_nobody_in_full",
    Recognising: "test_a_public_file_names_nobody_in_full",
    Unescaped: "test_a_name_is_never_markup",
}
"""Each fault, and the law that must find it."""
