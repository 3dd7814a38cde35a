"""People as values: what they hold, what they refuse, and what never shows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, HouseholdId, PupilId
from partnership.people.consents import Consent, ConsentAnswer, is_consented
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.households import Household, households_of
from partnership.people.names import PersonName
from partnership.people.portraits import FamilyPortrait, PortraitEntry, PortraitField
from partnership.people.preferences import QuietHours
from partnership.people.pupils import Pupil, age_on
from partnership.people.validity import ALWAYS, Validity

PETRA = GuardianId("g1")
SJOERD = GuardianId("g2")
BRAM = PupilId("p1")
TODAY = date(2026, 11, 24)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("name", "full", "listed"),
    [
        (
            PersonName(given="Petra", infix="van den", family="Berg"),
            "Petra van den Berg",
            "Berg, Petra van den",
        ),
        (PersonName(given="İdil", family="Yılmaz"), "İdil Yılmaz", "Yılmaz, İdil"),
        (PersonName(given="Madonna"), "Madonna", "Madonna"),
        (PersonName(family=" Stichting Nidos "), "Stichting Nidos", "Stichting Nidos"),
    ],
)
def test_a_name_is_said_and_listed(name: PersonName, full: str, listed: str) -> None:
    """The infix goes before when said and behind when listed; neither shows in a repr."""
    assert (name.full, name.listed, repr(name)) == (full, listed, "PersonName(…)")


def test_a_person_has_a_name() -> None:
    """Spaces are none."""
    with pytest.raises(InvalidValue, match="a person has a given name, a family name or both"):
        PersonName(given=" ")


@given(days, days)
def test_an_age_is_whole_years(birth: date, day: date) -> None:
    """It grows by one a year, on the birthday, and is never more than the years between."""
    age = age_on(birth, day)
    assert age in {day.year - birth.year, day.year - birth.year - 1}
    assert age_on(birth, day) <= age_on(birth, day + timedelta(days=1)) <= age + 1
    if (day.month, day.day) == (birth.month, birth.day):
        assert age == day.year - birth.year


def test_who_was_born_on_a_leap_day() -> None:
    """Is a year older on 1 March of a common year."""
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_a_pupil_without_a_birth_date_has_no_age() -> None:
    """None is assumed; and after the day they left they are not here."""
    pupil = Pupil(id=BRAM, name=PersonName(given="Bram"), left_on=TODAY)
    assert pupil.age(TODAY) is None
    assert pupil.is_here(TODAY - timedelta(days=1))
    assert not pupil.is_here(TODAY)
    assert Pupil(id=BRAM, name=PersonName(given="Bram")).is_here(TODAY)


def test_validity_is_half_open() -> None:
    """It holds on its first day and no longer on its last; without an end it goes on."""
    year = Validity(since=date(2026, 8, 1), until=date(2027, 8, 1))
    assert [
        day in year for day in (date(2026, 7, 31), date(2026, 8, 1), date(2027, 7, 31), date(2027, 8, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert TODAY in ALWAYS
    with pytest.raises(InvalidValue, match="is not after"):
        Validity(since=TODAY, until=TODAY)


def test_a_guardian_is_a_person_or_an_organisation() -> None:
    """Never both and never neither."""
    name = PersonName(given="Petra")
    assert Guardian(id=PETRA, name=name).called == "Petra"
    assert Guardian(id=PETRA, organisation="Stichting Nidos").called == "Stichting Nidos"
    for both in ({"name": name, "organisation": "x"}, {}):
        with pytest.raises(InvalidValue, match="a person or an organisation"):
            Guardian(id=PETRA, **both)  # type: ignore[arg-type]


def test_a_secret_is_for_the_school_alone() -> None:
    """It is left out of whatever may be shown to others, and out of every repr."""
    guardian = Guardian(
        id=PETRA,
        name=PersonName(given="Petra"),
        details=(
            ContactDetail(kind=DetailKind.PHONE, value="0600000001", secret=True),
            ContactDetail(kind=DetailKind.PHONE, value="0600000002"),
            ContactDetail(kind=DetailKind.EMAIL, value="petra@home.example"),
        ),
    )
    assert guardian.reachable_by(DetailKind.PHONE) == ("0600000001", "0600000002")
    assert guardian.reachable_by(DetailKind.PHONE, to_others=True) == ("0600000002",)
    assert "0600" not in repr(guardian) + repr(guardian.details[0])
    with pytest.raises(InvalidValue, match="reaches nobody"):
        ContactDetail(kind=DetailKind.EMAIL, value=" ")


def test_whoever_writes_home_writes_to_each() -> None:
    """A pupil of two households is in both."""
    homes = [
        Household(id=HouseholdId("h1"), guardians=(PETRA,), pupils=(BRAM,)),
        Household(id=HouseholdId("h2"), guardians=(SJOERD,), pupils=(BRAM,)),
        Household(id=HouseholdId("h3"), guardians=(GuardianId("g3"),)),
    ]
    assert [home.id for home in households_of(BRAM, homes)] == ["h1", "h2"]


NIGHT = QuietHours(start=time(21), end=time(7), timezone=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 24, 20, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 19, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 6, 0, tzinfo=UTC), False),
        (datetime(2026, 6, 24, 19, 0, tzinfo=UTC), True),
    ],
)
def test_quiet_hours_are_on_the_recipients_clock(moment: datetime, quiet: bool) -> None:  # noqa: FBT001 - a case
    """Nine in the evening is 20:00 UTC in November and 19:00 UTC in June."""
    assert (moment in NIGHT) is quiet


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)))  # noqa: DTZ001
def test_quiet_by_day_and_by_night_share_no_moment(moment: datetime) -> None:
    """The hours of the day and those of the night make up each whole day, also when the clock changes."""
    day = QuietHours(start=time(7), end=time(21), timezone="Europe/Amsterdam")
    assert (moment in day) != (moment in NIGHT)


def test_quiet_hours_that_are_none_are_refused() -> None:
    """The same start and end could mean all day or never; a clock on the wall has no offset."""
    with pytest.raises(InvalidValue, match="start and end are the same"):
        QuietHours(start=time(7), end=time(7), timezone=AMSTERDAM)
    with pytest.raises(InvalidValue, match="no offset"):
        QuietHours(start=time(7, tzinfo=UTC), end=time(8), timezone=AMSTERDAM)


def consent(answer: str, by: GuardianId = PETRA, on: date = TODAY, purpose: str = "photo") -> Consent:
    """An answer about Bram's photo on the website."""
    return Consent(
        pupil=BRAM,
        purpose=purpose,
        channel="website",
        by=by,
        answer=ConsentAnswer(answer),
        on=on,
        proof="form 12",
    )


def agreed(*consents: Consent, on: date = TODAY, askees: tuple[GuardianId, ...] = (PETRA, SJOERD)) -> bool:
    """Whether both parents consent."""
    return is_consented(consents, pupil=BRAM, purpose="photo", channel="website", askees=askees, on=on)


def test_silence_is_no_and_one_refusal_counts_for_all() -> None:
    """Both must have said yes, of their own accord, by this day."""
    yes, too = consent("given"), consent("given", SJOERD)
    assert agreed(yes, too)
    assert not agreed(yes)
    assert not agreed()
    assert not agreed(askees=())
    assert not agreed(yes, consent("refused", SJOERD))
    assert not agreed(yes, too, consent("withdrawn", SJOERD))
    assert not agreed(yes, too, on=TODAY - timedelta(days=1))
    assert not agreed(yes, consent("given", SJOERD, purpose="video"))


def test_the_latest_answer_counts_and_of_one_day_the_stricter() -> None:
    """In whatever order they were written down."""
    later = TODAY + timedelta(days=1)
    assert agreed(consent("refused"), consent("given", on=later), consent("given", SJOERD), on=later)
    for answers in (("given", "refused"), ("refused", "given")):
        assert not agreed(*map(consent, answers), consent("given", SJOERD))


@given(
    st.lists(
        st.tuples(st.sampled_from(ConsentAnswer), st.sampled_from([PETRA, SJOERD]), st.integers(-3, 3)),
        max_size=6,
    )
)
def test_consent_never_depends_on_the_order_of_writing(
    answers: list[tuple[ConsentAnswer, GuardianId, int]],
) -> None:
    """And is never there without a yes of everybody asked."""
    consents = [consent(answer, by, TODAY + timedelta(days=days)) for answer, by, days in answers]
    assert agreed(*consents) == agreed(*reversed(consents))
    if agreed(*consents):
        givers = {each.by for each in consents if each.answer is ConsentAnswer.GIVEN and each.on <= TODAY}
        assert givers == {PETRA, SJOERD}


ENTRY = PortraitEntry(text="we speak Tigrinya at home", shared=True, confirmed_on=date(2025, 11, 24))


def test_a_portrait_is_shown_as_far_as_shared_and_confirmed() -> None:
    """Field by field, and for a year."""
    portrait = FamilyPortrait(household=HouseholdId("h1")).written(PortraitField.LANGUAGES, ENTRY)
    assert dict(portrait.visible(TODAY)) == {PortraitField.LANGUAGES: ENTRY}
    assert dict(portrait.visible(TODAY + timedelta(days=2))) == {}
    assert dict(portrait.visible(date(2025, 11, 23))) == {}
    kept = PortraitEntry(text="not on Fridays", confirmed_on=TODAY)
    assert PortraitField.DAYS_NOT_TO_PLAN not in portrait.written(
        PortraitField.DAYS_NOT_TO_PLAN, kept
    ).visible(TODAY)
    assert "Tigrinya" not in repr(portrait) + repr(ENTRY)


def test_a_portrait_is_confirmed_and_erased_by_the_family() -> None:
    """One thing or everything; what was never told cannot be confirmed."""
    portrait = FamilyPortrait(household=HouseholdId("h1")).written(PortraitField.LANGUAGES, ENTRY)
    again = portrait.confirmed(PortraitField.LANGUAGES, TODAY)
    assert again.entries[PortraitField.LANGUAGES].confirmed_on == TODAY
    with pytest.raises(IllegalStep, match="is empty and cannot be confirmed; from there: write"):
        portrait.confirmed(PortraitField.TALENTS, TODAY)
    both = portrait.written(PortraitField.TALENTS, ENTRY)
    assert set(both.erased(PortraitField.TALENTS).entries) == {PortraitField.LANGUAGES}
    assert dict(both.erased().entries) == {}


def test_an_organisation_has_a_name_and_a_day_of_death_means_death() -> None:
    """Both are refused where they contradict themselves."""
    with pytest.raises(InvalidValue, match="an organisation has a name"):
        Guardian(id=PETRA, organisation=" ")
    with pytest.raises(InvalidValue, match="a day of death of somebody who is not said to have died"):
        Guardian(id=PETRA, organisation="x", deceased_on=TODAY)
