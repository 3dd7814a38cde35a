"""The calendar exporter keeps the contract of exporters."""

from collections.abc import Collection, Mapping

from partnership.ids import PartyId
from partnership.plugins.icalendar import make
from partnership.ports import Evening, Exporter
from partnership.serial.printed import file_stem
from partnership.testing.exporters import ExporterContract


class TestFeeds(ExporterContract):
    """Feeds of guardians and families are personal; no feed is public."""

    def make_exporter(self) -> Exporter:
        """The exporter `ical`."""
        return make(source="https://de-beuk.example/ical")

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """A family's feed is about itself; a guardian's about every party the guardian is in."""
        parties = evening.conference.parties
        files: dict[str, list[PartyId]] = {
            f"families/{file_stem(each.id)}.ics": [each.id] for each in parties
        }
        for party in parties:
            for guardian in party.guardians:
                files.setdefault(f"guardians/{file_stem(guardian)}.ics", []).append(party.id)
        return files

    def public(self, evening: Evening) -> Collection[str]:
        """No feed hangs on a wall."""
        del evening
        return ()
