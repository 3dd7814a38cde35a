"""The board of an evening whose timetable somebody else made."""

from datetime import UTC, datetime, timedelta

from partnership.conferences.agenda import Agendas
from partnership.conferences.evening import Evening
from partnership.conferences.timetable import Placement, Timetable
from partnership.plugins.html.board import Sheet, board_of
from partnership.plugins.html.wording import Wording
from partnership.testing.school import invent_school, wishes_of


def sheets_of(evening: Evening) -> tuple[Sheet, ...]:
    """The sheets of its board."""
    agendas = Agendas(evening)
    return board_of(agendas, Wording(agendas)).sheets


def test_a_talk_outside_every_sitting_is_on_a_sheet_of_its_day() -> None:
    """Two on the day after the last evening share a sheet, and none of them is lost."""
    conference = wishes_of(invent_school(classes=1, pupils=4))
    after = max(sitting.end for sitting in conference.sittings) + timedelta(days=1)
    placements = tuple(
        Placement(request=each.id, start=after + timedelta(minutes=20 * number), minutes=each.minutes)
        for number, each in enumerate(conference.requests[:2])
    )
    evening = Evening(
        id="autumn",
        conference=conference,
        timetable=Timetable(placements=placements),
        made=datetime(2026, 11, 16, 11, tzinfo=UTC),
    )
    *planned, last = sheets_of(evening)
    assert [sheet.planned for sheet in planned] == [True] * len(conference.sittings)
    assert (last.day, last.planned) == ("Friday 27 November 2026", False)
    shown = [cell for row in last.rows for lane in row.lanes for cell in lane if cell.start]
    assert sorted(cell.start for cell in shown) == sorted(
        f"{each.start.astimezone(conference.timezone):%H:%M}"
        for each, request in zip(placements, conference.requests, strict=False)
        for _ in request.staff
    )
