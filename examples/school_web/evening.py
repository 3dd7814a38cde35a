"""What a teacher does: read the own desk sheet and the lists on the doors, and run the evening."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from partnership.conferences.agenda import Agendas
from partnership.ids import RequestId, StaffId
from partnership.serial.printed import file_stem
from school_web.system import TALKS, here, user_as

pages = Blueprint("evening", __name__)
_SHEETS = "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


@pages.get("/evening")
def run() -> str:
    """The talks of tonight, and what can be said of each."""
    staff = StaffId(user_as("staff").number)
    school = here().school
    agendas = Agendas(evening := school.evening(TALKS))
    talks = [each.talk for each in agendas.of_staff(staff) if each.held]
    states = school.evening_run(TALKS, by=f"staff:{staff}").attendance()
    doors = {f"doors/rooms/{file_stem(room)}.html": evening.name(room) for room in agendas.cast.rooms}
    shown = {"evening": evening, "talks": talks, "states": states, "desk": _desk(staff), "doors": doors}
    return render_template("evening.html", **shown)


@pages.post("/evening/<id>")
def say(id: str) -> Answer:
    """A family came in, a talk began, ended, or was missed."""
    staff, school = StaffId(user_as("staff").number), here().school
    talk = RequestId(id)
    if talk not in {each.talk.id for each in Agendas(school.evening(TALKS)).of_staff(staff)}:
        abort(404)
    running = school.evening_run(TALKS, by=f"staff:{staff}", calendar=school.settings.calendar)
    steps = {
        "check in": running.check_in,
        "start": running.start,
        "end": running.end,
        "be missed": running.missed,
    }
    step = steps.get(request.form.get("step", ""))
    if step is None:
        abort(400)
    step(talk)
    return redirect(url_for("evening.run"))


@pages.get("/sheets/<path:name>")
def sheet(name: str) -> Response:
    """A page the library made: one's own desk, and what hangs on the doors."""
    staff = StaffId(user_as("staff").number)
    files = here().school.export(TALKS, "html")
    if name not in files or not (name == "style.css" or name == _desk(staff) or name.startswith("doors/")):
        abort(404)
    kind = "text/css" if name == "style.css" else "text/html"
    return Response(files[name], mimetype=kind, headers={"Content-Security-Policy": _SHEETS})


def _desk(staff: StaffId) -> str:
    return f"desks/{file_stem(staff)}.html"
