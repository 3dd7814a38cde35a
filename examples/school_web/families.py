"""What a guardian does: see their children, ask for a talk, choose a time, keep the calendar, answer a question."""

from functools import cached_property

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from partnership import Party, Pupil, TalkRequest, Verdict
from partnership.conferences.agenda import Agendas
from partnership.errors import NotFound
from partnership.host.counter import Counter
from partnership.ids import GoalId, GuardianId, PupilId, RequestId, StaffId, fresh_id
from partnership.people.disclosure import Role, Viewer
from partnership.serial.printed import file_stem
from partnership.services.talks import Refused
from partnership.times import parse_local
from school_web.system import TALKS, here, user_as

pages = Blueprint("families", __name__)


class Family:
    """The evening as one guardian may see it: made from their own agenda, so that nobody else's can be in it."""

    def __init__(self) -> None:
        self.id = GuardianId(user_as("guardian").number)
        self.school = here().school
        self.evening = self.school.evening(TALKS)
        self.agendas = Agendas(self.evening)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties this guardian is in."""
        return tuple(each for each in self.agendas.cast.parties.values() if self.id in each.guardians)

    @cached_property
    def children(self) -> tuple[Pupil, ...]:
        """Their children, as far as the law lets them see."""
        ids = dict.fromkeys(pupil for party in self.parties for pupil in party.pupils)
        viewer = Viewer(role=Role.GUARDIAN, id=self.id)
        seen = self.school.privacy.seen_by(viewer, lambda views: [views.pupil(id) for id in ids])
        return tuple(each.value for each in seen if each.value is not None)

    @property
    def open(self) -> tuple[TalkRequest, ...]:
        """What they asked for and have no time for yet."""
        asked = self.agendas.cast.requests
        return tuple(
            asked[each.request] for party in self.parties for each in self.agendas.left_over_of(party.id)
        )

    def asked(self, id: RequestId) -> TalkRequest:
        """A talk they asked for; of any other they hear that there is none."""
        found = self.agendas.cast.requests.get(id)
        if found is None or found.party not in {party.id for party in self.parties}:
            raise NotFound("request", id)
        return found

    @property
    def counter(self) -> Counter:
        """Where they ask, book and cancel."""
        return self.school.counter(TALKS, self.id)


@pages.get("/")
def home() -> str:
    """Children, talks and goals."""
    family = Family()
    talks = [each.talk for each in family.agendas.of_guardian(family.id) if each.held]
    learning = family.school.learning(family.id)
    goals = [goal for child in family.children for goal in learning.goals_of(child.id)]
    return render_template("home.html", family=family, talks=talks, goals=goals)


@pages.route("/ask", methods=["GET", "POST"])
def ask() -> str | Answer:
    """Ask for a talk about a child with a teacher."""
    family = Family()
    if request.method == "GET":
        return render_template("ask.html", family=family)
    pupil = PupilId(request.form.get("pupil", ""))
    party = next((each for each in family.parties if pupil in each.pupils), None)
    if party is None:
        raise NotFound("pupil", pupil)
    staff = (StaffId(request.form.get("staff", "")),)
    wanted = TalkRequest(id=RequestId(fresh_id()), party=party.id, staff=staff, pupils=(pupil,))
    [answer] = family.counter.ask(wanted)
    if answer.verdict is Verdict.ALLOW:
        return redirect(url_for("families.choose", id=wanted.id))
    flash(g.words.refused(answer.ruling.rules), "no")
    return redirect(url_for("families.ask"))


@pages.get("/talks/<id>")
def choose(id: str) -> str:
    """The best times that are free."""
    family, name = Family(), RequestId(id)
    asked = family.asked(name)
    offers = family.school.offers(TALKS, asked.party, guardian=family.id, requests=[name])
    return render_template("choose.html", family=family, asked=asked, offers=offers)


@pages.post("/talks/<id>/book")
def book(id: str) -> Answer:
    """Take a time; when somebody was just ahead, the times that are still free."""
    family = Family()
    start = parse_local(request.form.get("start", ""), family.evening.conference.timezone)
    done = family.counter.book(RequestId(id), start)
    if isinstance(done, Refused):
        flash(g.words.refused(done.ruling.rules), "no")
        return redirect(url_for("families.choose", id=id))
    flash(g.words("booked"), "yes")
    return redirect(url_for("families.home"))


@pages.post("/talks/<id>/cancel")
def cancel(id: str) -> Answer:
    """Call a talk off."""
    done = Family().counter.cancel(RequestId(id))
    if isinstance(done, Refused):
        flash(g.words.refused(done.ruling.rules), "no")
    else:
        flash(g.words("cancelled"), "yes")
    return redirect(url_for("families.home"))


@pages.get("/calendar.ics")
def calendar() -> Response:
    """Their own talks, for a calendar of their own."""
    family = Family()
    feeds = family.school.export(TALKS, "ical")
    return Response(feeds[f"guardians/{file_stem(family.id)}.ics"], mimetype="text/calendar")


@pages.post("/goals/<id>")
def answer(id: str) -> Answer:
    """Answer how home can support a goal."""
    family = Family()
    family.school.learning(family.id).answer(GoalId(id), request.form.get("answer", ""))
    flash(g.words("thanks"), "yes")
    return redirect(url_for("families.home"))
