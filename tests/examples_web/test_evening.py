"""Staff at the example's pages, in a real browser: the desk sheet, the doors, and an evening that is run."""

import pytest
from school_web.system import TALKS
from tests.examples_web.conftest import DESK, PHONE, Site

from partnership import TalkRequest
from partnership.conferences.booking_life.attendance import Happening
from partnership.ids import PartyId, PupilId, RequestId, StaffId
from partnership.times import parse_local

pytestmark = pytest.mark.slow


@pytest.fixture
def booked(site: Site) -> Site:
    """Yusuf and Lina are talked about with Jansen, Lina with Visser too."""
    school = site.system.school
    zone = school.settings.school.timezone
    for number, (home, pupil, staff, start) in enumerate(
        [("203", "302", "11", "18:00"), ("204", "303", "11", "18:10"), ("204", "303", "12", "18:30")]
    ):
        talk = RequestId(f"q{number}")
        who = {"party": PartyId(f"home-{home}"), "pupils": (PupilId(pupil),), "staff": (StaffId(staff),)}
        school.ask(TALKS, TalkRequest(id=talk, **who))  # type: ignore[arg-type] # the ids are what they say
        school.book(TALKS, talk, parse_local(f"2026-11-24T{start}", zone))
    return site


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_teacher_runs_the_evening(booked: Site, width: int) -> None:
    """Who is there, who begins and who is done, with one press each; what cannot be said is not offered."""
    jansen = booked.visitor("jansen", width=width)
    assert jansen.page.locator(".cards li").count() == 2
    for press in ("Is er", "Begint", "Klaar"):
        jansen.press(f".cards li >> nth=0 >> text={press}")
    assert jansen.page.locator(".cards li").first.locator("button").count() == 0
    jansen.press(".cards li >> nth=1 >> text=Niet gekomen")
    run = booked.system.school.evening_run(TALKS).attendance()
    assert [run[RequestId(name)].state for name in ("q0", "q1", "q2")] == [
        Happening.ENDED,
        Happening.NO_SHOW,
        Happening.PLANNED,
    ]


def test_a_teacher_reads_the_own_desk_sheet_and_the_doors(booked: Site) -> None:
    """The library's pages, as they are; a colleague's desk does not exist."""
    jansen = booked.visitor("jansen").press("main a")
    assert "Yusuf Yılmaz" in jansen.text()
    jansen.go("/evening").press("main section a")
    assert "Yılmaz" not in jansen.text()
    assert jansen.go("/sheets/desks/12.html").page.title() == "Dat ging niet · De Beuk"
    assert jansen.press("main a").page.title() == "De avond · De Beuk"


def test_a_teacher_says_nothing_of_a_colleagues_talk(booked: Site) -> None:
    """Visser's talk is not Jansen's to begin, and a step there is not is no step."""
    jansen = booked.visitor("jansen")
    token = jansen.page.locator("[name=token]").first.input_value()
    for talk, step, status in (("q2", "start", 404), ("q0", "dance", 400), ("q0", "end", 409)):
        form: dict[str, str | float | bool] = {"token": token, "step": step}
        answer = jansen.context.request.post(f"{booked.base}/evening/{talk}", form=form)
        assert answer.status == status
    run = booked.system.school.evening_run(TALKS).attendance()
    assert {each.state for each in run.values()} == {Happening.PLANNED}
