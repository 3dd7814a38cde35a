"""A planned evening as pages: plain HTML and one style sheet, without scripts or anything from elsewhere."""

from collections.abc import Iterator, Mapping
from importlib.resources import files

import attrs

from partnership.conferences.agenda import Agendas, Appointment
from partnership.ids import PartyId
from partnership.plugins.html.board import board_of
from partnership.plugins.html.desk import desk_of
from partnership.plugins.html.door import door_of_room, doors_of_staff
from partnership.plugins.html.environment import templates
from partnership.plugins.html.letter import letter_to
from partnership.plugins.html.wording import Wording
from partnership.ports import Evening
from partnership.serial.printed import file_stem, printable

__all__ = ["Pages"]


@attrs.frozen(kw_only=True)
class _Link:
    """A line of the index: where it leads, whose page it is, and how many talks it tells of."""

    href: str
    names: tuple[str, ...]
    planned: int
    left_over: int = 0


class Pages:
    """The exporter `html`: `index.html`, `board.html`, `letters/`, `desks/`, `doors/` and `style.css`.

    The index, the desk sheets and the letters name families and are for the school office; a letter goes to its own
    party and to nobody else. The board and the door lists may hang where people pass.
    """

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """Every page of the evening."""
        return dict(_Site(Agendas(evening)).pages())


class _Site:
    """The pages of one evening, written one after another; the index last, when it is known what there is."""

    def __init__(self, agendas: Agendas) -> None:
        self._templates = templates()
        self._agendas = agendas
        self._wording = Wording(agendas)
        self._links: dict[str, list[_Link]] = {"letters": [], "desks": [], "doors": []}

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Every page under its name."""
        yield "style.css", files("partnership.plugins.html").joinpath("templates/style.css").read_bytes()
        yield from self._letters()
        yield from self._desks()
        yield from self._doors()
        yield self._page("board.html", "board", board=board_of(self._agendas, self._wording))
        yield self._page("index.html", "index", links=self._links)

    def _letters(self) -> Iterator[tuple[str, bytes]]:
        for party in self._agendas.cast.parties:
            wording = self._read_by(party)
            letter = letter_to(party, self._agendas, wording)
            name = f"letters/{file_stem(party)}.html"
            self._link("letters", name, letter.to, self._agendas.of_party(party), len(letter.missing))
            yield self._page(name, "letter", wording, letter=letter)

    def _read_by(self, party: PartyId) -> Wording:
        """The words of a family's own language."""
        language = self._agendas.evening.languages.get(party)
        return self._wording if language is None else Wording(self._agendas, language)

    def _desks(self) -> Iterator[tuple[str, bytes]]:
        for staff in self._agendas.cast.staff:
            desk = desk_of(staff, self._agendas, self._wording)
            name = f"desks/{file_stem(staff)}.html"
            self._link("desks", name, (desk.name,), self._agendas.of_staff(staff))
            yield self._page(name, "desk", desk=desk)

    def _doors(self) -> Iterator[tuple[str, bytes]]:
        doors = [
            (f"doors/rooms/{file_stem(room)}.html", door_of_room(room, self._agendas, self._wording))
            for room in self._agendas.cast.rooms
        ]
        doors += [
            (f"doors/staff/{file_stem(staff)}.html", door)
            for staff, door in doors_of_staff(self._agendas, self._wording)
        ]
        for name, door in doors:
            planned = sum(len(day.talks) for day in door.days)
            self._links["doors"].append(_Link(href=name, names=(door.name,), planned=planned))
            yield self._page(name, "door", door=door)

    def _link(
        self,
        section: str,
        name: str,
        names: tuple[str, ...],
        agenda: tuple[Appointment, ...],
        left_over: int = 0,
    ) -> None:
        planned = sum(each.held for each in agenda)
        self._links[section].append(_Link(href=name, names=names, planned=planned, left_over=left_over))

    def _page(
        self, name: str, template: str, wording: Wording | None = None, **shown: object
    ) -> tuple[str, bytes]:
        evening, wording = self._agendas.evening, wording or self._wording
        text = self._templates.get_template(f"{template}.html").render(
            words=wording.words,
            school=printable(evening.school),
            title=printable(evening.conference.name) or wording.words.title,
            contact=printable(evening.contact),
            made=f"{wording.words.made} {wording.moment(evening.made)}",
            direction=wording.words.direction,
            root="../" * name.count("/"),
            **shown,
        )
        return name, text.encode()
