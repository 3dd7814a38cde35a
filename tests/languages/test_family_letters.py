"""A family reads its letter in its own language where we speak it; nobody else's letter changes by that."""

import re
from datetime import timedelta

import attrs
import pytest
from tests.languages.catalogues import rooms
from tests.languages.mailed import letters_in
from tests.privacy.two_homes import FATHER, MOTHER, NOOR, OTHER, TALKS, TEACHER, TwoHomes, evening

from partnership.almanac import almanac_in
from partnership.conferences.conference import Party, TalkRequest
from partnership.conferences.difference import difference, news
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable
from partnership.host.plugins import Host
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId
from partnership.languages.catalogue import catalogues
from partnership.languages.tables import Counted, Tables
from partnership.people.preferences import ContactPreferences


def chose(world: TwoHomes, guardian: GuardianId, language: str) -> None:
    """Somebody would rather read another language."""
    wish = ContactPreferences(guardian=guardian, language=language)
    world.privacy.keep(wish, by=f"guardian:{guardian}", why="told at the counter")


@pytest.mark.parametrize("tag", sorted(catalogues()))
def test_no_letter_falls_back_into_another_language(tag: str) -> None:
    """Of every topic: no English or Dutch sentence of ours, no day or month of theirs, and one full stop at an end."""
    ours = {
        text
        for tables in rooms()
        for language in ("en", "nl")
        for _, said in Tables(tables.room, tables.of(language)).messages()
        for text in ((said.one, said.more) if isinstance(said, Counted) else (said,))
        if " " in text and "{" not in text
    }
    almanacs = [almanac_in(each) for each in ("en", "nl")]
    dates = {name for each in almanacs for name in (*each.days, *each.months)}
    dates -= {*almanac_in(tag).months}
    for topic, letter in letters_in(tag).items():
        assert letter.language == tag, topic
        told = f"{letter.subject}\n{letter.text}"
        assert [each for each in ours if each in told] == [], topic
        assert not dates & set(re.findall(r"\w+", told)), topic
        assert ".." not in told, topic


def test_the_language_of_a_family_is_the_one_its_guardians_chose() -> None:
    """Each home its own; one that is not spoken falls back to the school's."""
    world = TwoHomes()
    chose(world, MOTHER.id, "ar-MA")
    chose(world, FATHER.id, "so")
    planned = world.school.evening(TALKS)
    assert planned.languages == {"home-p": "ar-MA", "home-s": "so"}
    assert OTHER.id not in planned.languages
    pages = Host(discover=True).exporter("html").export(planned)
    heads = {name: pages[f"letters/home-{name}.html"].decode().split("\n")[1] for name in "pso"}
    assert heads == {
        "p": '<html lang="ar" dir="rtl">',
        "s": '<html lang="en" dir="ltr">',
        "o": '<html lang="en" dir="ltr">',
    }
    plain = Host(discover=True).exporter("html").export(attrs.evolve(planned, languages={}))
    assert [name for name in pages if pages[name] != plain[name]] == ["letters/home-p.html"]


def test_two_guardians_who_chose_differently_read_the_schools_language() -> None:
    """It is one letter to both; where they agree it is in theirs."""
    world = TwoHomes()
    both = Party(id=PartyId("both"), guardians=(MOTHER.id, FATHER.id), pupils=(NOOR.id,))
    request = TalkRequest(id=RequestId("talk"), party=both.id, staff=(TEACHER.id,), pupils=(NOOR.id,))
    joint = attrs.evolve(evening(), parties=(both,), requests=(request,), keep_apart=())
    world.school.open_conference(joint, id=ConferenceId("joint"))
    chose(world, MOTHER.id, "tr")
    assert world.school.evening(ConferenceId("joint")).languages == {}
    chose(world, FATHER.id, "tr")
    assert world.school.evening(ConferenceId("joint")).languages == {"both": "tr"}


def test_what_changed_is_told_in_arabic_with_dutch_names_in_place() -> None:
    """Each name is held apart, so that it turns nothing round."""
    world = TwoHomes()
    world.talk(MOTHER, 10)
    planned = world.school.evening(TALKS)
    moved = attrs.evolve(
        planned.timetable.placements[0], start=planned.timetable.placements[0].start + timedelta(minutes=20)
    )
    changed = difference(planned.timetable, Timetable(placements=(moved,)))
    [told] = news(
        changed, Cast(planned.conference), language="ar", names=planned.names, party=PartyId("home-p")
    )
    assert "مع \u2068Willemijn Visserman\u2069، الثلاثاء، 24 نوفمبر، من الساعة 19:10 إلى الساعة 19:30" in told
    [polish] = news(changed, Cast(planned.conference), language="pl", names=planned.names)
    assert "wtorek, 24 listopada, było: 19:10, jest: 19:30" in polish
