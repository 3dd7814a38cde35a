"""Pupils, guardians, staff and everything between them: odd families, names with every letter, lawful by construction."""

from datetime import date, timedelta
from functools import cache

import attrs
from hypothesis import strategies as st

from partnership.ids import ClassId, GuardianId, HouseholdId, PupilId, StaffId
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.consents import Consent, ConsentAnswer
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.guardianship import (
    Authority,
    Evidence,
    Guardianship,
    Relation,
    Restriction,
    RestrictionKind,
)
from partnership.people.households import Household
from partnership.people.names import PersonName
from partnership.people.portraits import FamilyPortrait, PortraitEntry, PortraitField
from partnership.people.preferences import ContactPreferences, QuietHours
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.people.standing import Decision, Matter, Question, Verdict
from partnership.people.validity import Validity
from partnership.testing.strategies.times import clocks, dates, zones

__all__ = [
    "classes",
    "consents",
    "contact_details",
    "decisions",
    "enrolments",
    "evidence",
    "guardians",
    "guardianships",
    "households",
    "names",
    "portraits",
    "preferences",
    "pupils",
    "questions",
    "quiet_hours",
    "restrictions",
    "staff_members",
    "teachings",
    "validities",
]

_GUARDIANS = st.integers(0, 3).map(lambda number: GuardianId(f"g{number}"))
_PUPILS = st.integers(0, 3).map(lambda number: PupilId(f"p{number}"))
_STAFF = st.integers(0, 3).map(lambda number: StaffId(f"t{number}"))
_CLASSES = st.integers(0, 2).map(lambda number: ClassId(f"c{number}"))


_SELDOM = st.integers(0, 4).map(lambda number: number == 4)
_OFTEN = st.integers(0, 2).map(lambda number: number < 2)
_EVEN = st.booleans()
_MATTERS = st.sampled_from(Matter)
_PERMITS = st.sampled_from((None, True, False))


@cache
def _maybe(some: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    return st.none() | some


@cache
def names() -> st.SearchStrategy[PersonName]:
    """Given, in between and family, each of which may be missing, but not all."""
    return st.builds(
        PersonName,
        given=st.sampled_from(("Noor", "Zoë", "Şule", "Ÿ", "J.P.", "Anna-Lena")),
        infix=st.sampled_from(("", "van den", "'t", "el")),
        family=st.sampled_from(("", "Berg", "Öztürk", "O’Brien", "Núñez y Ferrer")),
    )


@cache
def validities() -> st.SearchStrategy[Validity]:
    """Always, from a day, until a day, or one day to some months."""
    spans = st.builds(
        lambda since, days: Validity(since=since, until=since + timedelta(days=days)),
        dates(),
        st.integers(1, 300),
    )
    return (
        st.just(Validity())
        | dates().map(lambda day: Validity(since=day))
        | spans
        | dates().map(lambda day: Validity(until=day))
    )


@cache
def contact_details() -> st.SearchStrategy[ContactDetail]:
    """An address, number or mailbox, secret or not; each is recognisable in whatever it leaks into."""
    return st.builds(
        ContactDetail,
        kind=st.sampled_from(DetailKind),
        value=st.integers(0, 999).map(lambda number: f"detail-{number:03}@example.invalid"),
        secret=st.booleans(),
    )


@cache
def _details() -> st.SearchStrategy[list[ContactDetail]]:
    return st.lists(contact_details(), max_size=3)


@cache
@st.composite
def guardians(draw: st.DrawFn) -> Guardian:
    """A person, now and then one who died, or an organisation."""
    details = tuple(draw(_details()))
    identity = draw(_GUARDIANS)
    if draw(_SELDOM):
        return Guardian(id=identity, organisation="Stichting Nidos", details=details)
    deceased = draw(_SELDOM)
    day = draw(_maybe(dates())) if deceased else None
    return Guardian(id=identity, name=draw(names()), deceased=deceased, deceased_on=day, details=details)


@cache
def pupils() -> st.SearchStrategy[Pupil]:
    """Four to twenty, often born on a leap day, now and then of unknown age."""
    born = dates(date(2006, 1, 1), date(2022, 12, 31)) | st.just(date(2008, 2, 29))
    return st.builds(
        Pupil, id=_PUPILS, name=names(), birth_date=_maybe(born), left_on=_maybe(dates(date(2026, 1, 1)))
    )


@cache
def staff_members() -> st.SearchStrategy[StaffMember]:
    """A member of staff with any roles."""
    roles = st.lists(st.sampled_from(("teacher", "mentor", "ext:coach")), unique=True, max_size=2).map(tuple)
    details = st.lists(contact_details(), max_size=2).map(tuple)
    return st.builds(StaffMember, id=_STAFF, name=names(), roles=roles, details=details)


@cache
def classes() -> st.SearchStrategy[SchoolClass]:
    """A class of one or two years, or a teaching group."""
    return st.builds(
        SchoolClass,
        id=_CLASSES,
        title=st.sampled_from(("6B", "Groep 3/4", "H4wisB")),
        grades=st.lists(st.sampled_from(("3", "4", "6")), unique=True, max_size=2).map(tuple),
        school_year=st.none() | st.integers(2020, 2030),
        homeroom=st.booleans(),
    )


@cache
def enrolments() -> st.SearchStrategy[Enrolment]:
    """A pupil in a class for some time."""
    return st.builds(Enrolment, pupil=_PUPILS, class_id=_CLASSES, valid=validities())


@cache
def teachings() -> st.SearchStrategy[Teaching]:
    """A member of staff before a class for some time."""
    return st.builds(Teaching, staff=_STAFF, class_id=_CLASSES, primary=st.booleans(), valid=validities())


@cache
def evidence() -> st.SearchStrategy[Evidence]:
    """A reference to something somebody saw."""
    seen_by = st.none() | st.just("t0")
    return st.builds(Evidence, reference=st.just("register 2026-09"), seen_on=dates(), seen_by=seen_by)


@cache
def restrictions() -> st.SearchStrategy[Restriction]:
    """An order that holds, ran out, was lifted or was never seen on paper."""
    return st.builds(
        Restriction,
        kind=st.sampled_from(RestrictionKind),
        valid=validities(),
        evidence=st.none() | evidence(),
        lifted=st.none() | evidence(),
    )


@cache
def guardianships(
    pupil: st.SearchStrategy[PupilId] = _PUPILS, guardian: st.SearchStrategy[GuardianId] = _GUARDIANS
) -> st.SearchStrategy[Guardianship]:
    """Any link of one pupil and one guardian."""
    return st.builds(
        Guardianship,
        pupil=pupil,
        guardian=guardian,
        relation=st.sampled_from(Relation),
        authority=st.sampled_from(Authority),
        evidence=st.none() | evidence(),
        authority_valid=st.just(Validity()) | validities(),
        valid=st.just(Validity()) | validities(),
        contact_order=st.none() | st.integers(1, 4),
        receives_post=st.none() | st.booleans(),
        lives_with=st.none() | st.booleans(),
        restrictions=st.lists(restrictions(), max_size=2).map(tuple),
        origin=st.sampled_from((None, "oneroster")),
    )


@cache
def households() -> st.SearchStrategy[Household]:
    """One or more guardians and any pupils."""
    return st.builds(
        Household,
        id=st.integers(0, 3).map(lambda number: HouseholdId(f"h{number}")),
        guardians=st.lists(_GUARDIANS, unique=True, min_size=1, max_size=3).map(tuple),
        pupils=st.lists(_PUPILS, unique=True, max_size=3).map(tuple),
    )


@cache
def quiet_hours() -> st.SearchStrategy[QuietHours]:
    """Some hours of the day or the night, in any zone."""
    return (
        st.tuples(clocks(), clocks(), zones())
        .filter(lambda hours: hours[0] != hours[1])
        .map(lambda hours: QuietHours(start=hours[0], end=hours[1], timezone=hours[2]))
    )


@cache
def preferences() -> st.SearchStrategy[ContactPreferences]:
    """How somebody wants to be addressed."""
    return st.builds(
        ContactPreferences,
        guardian=_GUARDIANS,
        language=st.sampled_from(("nl", "tr", "ar", "pap-CW")),
        channels=st.lists(st.sampled_from(("app", "phone", "letter")), unique=True).map(tuple),
        quiet=st.none() | quiet_hours(),
        interpreter=st.sampled_from((None, "ar")),
    )


@cache
def consents() -> st.SearchStrategy[Consent]:
    """One answer of a guardian or the pupil, about few enough things that answers meet."""
    return st.builds(
        Consent,
        pupil=_PUPILS,
        purpose=st.sampled_from(("photo", "video")),
        channel=st.sampled_from(("website", "newsletter")),
        by=st.none() | _GUARDIANS,
        answer=st.sampled_from(ConsentAnswer),
        on=dates(date(2026, 9, 1), date(2026, 9, 5)),
        proof=st.just("form 12"),
    )


@cache
def portraits() -> st.SearchStrategy[FamilyPortrait]:
    """What a family told, or nothing at all."""
    text = st.sampled_from(("Turkish with grandmother", "not on Fridays", "a workshop full of wood"))
    entry = st.builds(PortraitEntry, text=text, shared=st.booleans(), confirmed_on=dates())
    entries = st.dictionaries(st.sampled_from(PortraitField), entry)
    return st.builds(FamilyPortrait, household=st.just(HouseholdId("h0")), entries=entries)


@cache
@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of standing, mostly with a link, and one that holds; often on a birthday."""
    pupil, guardian = draw(pupils()), draw(guardians())
    link = draw(guardianships()) if draw(_OFTEN) else None
    if link and draw(_EVEN):
        link = attrs.evolve(link, pupil=pupil.id, guardian=guardian.id)
    return Question(
        matter=draw(_MATTERS),
        pupil=pupil,
        guardian=guardian,
        link=link,
        on=draw(dates(date(2024, 1, 1), date(2028, 12, 31))),
        requested=draw(_EVEN),
        withheld=None if draw(_OFTEN) else draw(evidence()),
        pupil_permits=draw(_PERMITS),
    )


@cache
def decisions() -> st.SearchStrategy[Decision]:
    """Any decision a voter could give."""
    return st.builds(
        Decision,
        verdict=st.sampled_from(Verdict),
        rule=st.sampled_from(("nl.adult", "school.own")),
        ground=st.just("BW 1:251"),
        why=st.just("because"),
        on=dates(),
        evidence=st.sampled_from((None, "register 2026-09")),
    )
