"""The page exporter keeps the contract of exporters."""

from collections.abc import Collection, Mapping

from partnership.ids import PartyId
from partnership.plugins.html import make
from partnership.ports import Evening, Exporter
from partnership.serial.printed import file_stem
from partnership.testing.exporters import ExporterContract


class TestPages(ExporterContract):
    """Letters are personal; the board and the doors are public."""

    def make_exporter(self) -> Exporter:
        """The exporter `html`."""
        return make()

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """A letter is about its own party."""
        return {f"letters/{file_stem(each.id)}.html": [each.id] for each in evening.conference.parties}

    def public(self, evening: Evening) -> Collection[str]:
        """The board, and a list for the door of each room."""
        return [
            "board.html",
            *(f"doors/rooms/{file_stem(room.id)}.html" for room in evening.conference.rooms),
        ]
