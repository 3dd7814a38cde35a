"""The preferences that count when a school says so: truth tables, and plans that see them."""

from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, placed, span, staff, timetable

from partnership.conferences.checker import check
from partnership.conferences.conference import (
    Conference,
    Interpreter,
    Journey,
    Mode,
    ModeChange,
    Pin,
    Room,
    Sitting,
    Travel,
    Weights,
)
from partnership.conferences.objective import objective_of
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Counted, Placement
from partnership.ids import InterpreterId, RoomId, SittingId, StaffId

TWO_EVENINGS = (
    Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
    Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25)),
)
OPTIONAL = (StaffId("devries"),)


def counted(name: str, conference: Conference, *talks: Placement) -> int:
    """How often one preference counts, by the objective, when each is worth a point and nothing else is."""
    weight = {
        "walking-minutes": "walking_minute",
        "interpreter-idle-minutes": "interpreter_idle_minute",
    }.get(name, name.replace("-", "_"))
    nothing = dict.fromkeys(attrs.asdict(Weights()), 0)
    weighed = attrs.evolve(conference, weights=Weights(**nothing | {weight: 1}))
    objective = objective_of(weighed, timetable(*talks))
    assert objective.total == sum(each.points for each in objective.others)
    assert {type(each.count) for each in objective.others} <= {int}
    return sum(each.count for each in objective.others if each.preference == name)


@pytest.mark.parametrize(("placed_talks", "count"), [(4, 0), (3, 0), (2, 1), (1, 3), (0, 6)])
def test_the_worst_off_first(placed_talks: int, count: int) -> None:
    """A second left-over talk of a family counts one, a third two more; one of each of two families counts nothing."""
    conference = autumn(requests=tuple(asked(f"q{number}", "f1") for number in range(4)))
    talks = [placed(f"q{number}", f"18:{number}0") for number in range(placed_talks)]
    assert counted("further-left-over", conference, *talks) == count
    assert counted("further-left-over", autumn()) == 0


@pytest.mark.parametrize(
    ("pupils", "start", "count"),
    [
        ("sam", "18:10", 0),
        ("sam", "18:15", 0),
        ("sam", "18:20", 1),
        ("noor", "18:20", 0),
        ("", "18:20", 0),
        ("noor sam", "18:20", 0),
    ],
)
def test_siblings_follow_one_another(pupils: str, start: str, count: int) -> None:
    """Less than a step of the grid between talks about different children."""
    conference = autumn(
        parties=(family("f1", "fatima", "noor sam"), family("f2", "bram")),
        requests=(asked("q1", "f1", pupils="noor"), asked("q2", "f1", "devries", pupils=pupils)),
    )
    assert counted("siblings-apart", conference, placed("q1", "18:00"), placed("q2", start)) == count


def test_ways_and_what_was_promised() -> None:
    """Minutes between rooms of talks in a row; another start, or another room where one was named."""
    conference = autumn(
        rooms=(Room(id=RoomId("r12")), Room(id=RoomId("annex"))),
        travel=Travel(between=(Journey(origin=RoomId("r12"), destination=RoomId("annex"), minutes=5),)),
        requests=(
            asked("q1", "f1", before=Pin(start=clock("18:00"))),
            asked("q2", "f1", "devries", before=Pin(start=clock("18:30"), room=RoomId("annex"))),
        ),
    )
    near = placed("q1", "18:00", room="r12"), placed("q2", "18:30", room="r12")
    far = near[0], placed("q2", "18:30", room="annex")
    assert [counted("walking-minutes", conference, *talks) for talks in (near, far)] == [0, 5]
    assert [counted("moved", conference, *talks) for talks in (near, far)] == [1, 0]
    assert counted("moved", conference, placed("q1", "18:10", room="r12")) == 1
    change = ModeChange(origin=Mode.ON_SITE, destination=Mode.PHONE, minutes=7)
    called = attrs.evolve(
        conference,
        travel=attrs.evolve(conference.travel, between_modes=(change,)),
        requests=(conference.requests[0], attrs.evolve(conference.requests[1], mode=Mode.PHONE)),
    )
    assert [counted("walking-minutes", called, *talks) for talks in (near, far)] == [7, 7]


def test_an_even_share_of_each_evening() -> None:
    """Four on one of two evenings are two too many; on the only evening of somebody none is."""
    requests = tuple(asked(f"q{number}", "f1") for number in range(4))
    row = [placed(f"q{number}", f"18:{number}0") for number in range(4)]
    both = autumn(sittings=TWO_EVENINGS, requests=requests)
    assert counted("crowded-sitting", both, *row) == 2
    assert counted("crowded-sitting", both, *row[:3], placed("q3", "18:00", day=25)) == 1
    assert counted("crowded-sitting", both, *row[:3]) == 1
    tuesday = autumn(
        sittings=TWO_EVENINGS,
        requests=requests,
        staff=(staff("jansen", available=(span("18:00", "20:00"),)), staff("devries")),
    )
    assert counted("crowded-sitting", tuesday, *row) == 0
    never = attrs.evolve(tuesday, staff=(staff("jansen", available=()), staff("devries")))
    assert counted("crowded-sitting", never, row[0]) == 0


@pytest.mark.parametrize(("start", "count"), [("18:10", 1), ("18:14", 1), ("18:15", 0)])
def test_room_to_run_over(start: str, count: int) -> None:
    """Five free minutes after a difficult talk; after the last of the evening there are enough."""
    conference = autumn(
        requests=(asked("q1", "f1", run_over_minutes=5), asked("q2", "f2", run_over_minutes=5))
    )
    assert counted("no-time-to-run-over", conference, placed("q1", "18:00"), placed("q2", start)) == count


@pytest.mark.parametrize(
    ("different", "others", "count"),
    [
        ({}, (), 0),
        ({}, ("q2",), 1),
        ({}, ("q3",), 1),
        ({"available": ()}, ("q3",), 2),
        ({"busy": (span("18:05", "18:20"),)}, (), 1),
        ({"available": (span("18:05", "20:00"),)}, (), 1),
    ],
)
def test_who_should_be_there_if_they_can(
    different: dict[str, Any], others: tuple[str, ...], count: int
) -> None:
    """De Vries is missed when elsewhere, away, in a talk of her own, or already at another where she is wanted."""
    conference = autumn(
        staff=(staff("jansen"), staff("devries", **different), staff("smit")),
        requests=(
            asked("q1", "f1", optional_staff=OPTIONAL),
            asked("q2", "f2", "devries"),
            asked("q3", "f2", "smit", optional_staff=OPTIONAL),
        ),
    )
    talks = [placed(name, "18:00") for name in ("q1", *others)]
    assert counted("optional-staff-missing", conference, *talks) == count


def test_an_interpreter_works_in_one_block() -> None:
    """Minutes between the talks of one evening; the night does not count."""
    conference = autumn(
        sittings=TWO_EVENINGS,
        interpreters=(Interpreter(id=InterpreterId("amal"), languages=("ar",)),),
        requests=tuple(asked(f"q{number}", "f1") for number in range(3)),
    )
    talks = [
        placed(f"q{number}", start, interpreter="amal") for number, start in enumerate(("18:00", "18:30"))
    ]
    next_day = placed("q2", "18:00", day=25, interpreter="amal")
    assert counted("interpreter-idle-minutes", conference, *talks, next_day) == 20


def test_a_plan_sees_what_a_school_counts() -> None:
    """Jansen and De Vries are free at once only late; with a weight on it De Vries is at the talk, without it by chance."""
    conference = autumn(
        staff=(staff("jansen"), staff("devries", busy=(span("18:00", "19:50"),))),
        requests=(asked("q1", "f1", optional_staff=OPTIONAL), asked("q2", "f2", run_over_minutes=10)),
        weights=Weights(optional_staff_missing=50, no_time_to_run_over=20, idle_minute=0),
    )
    planned = solve(conference, iterations=3_000)
    report = check(conference, planned)
    assert (report.valid, report.objective.total, report.objective.others) == (True, 0, ())
    worse = timetable(placed("q2", "18:00"), placed("q1", "18:10"))
    assert objective_of(conference, worse).others == (
        Counted(preference="no-time-to-run-over", count=1, points=20),
        Counted(preference="optional-staff-missing", count=1, points=50),
    )
