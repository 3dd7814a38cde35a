"""The answer to a request for access: everything of the person, nothing of another, as data and as a page."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, OTHER, TALKS, TEACHER, TIM, TwoHomes, named

from partnership.ids import RequestId
from partnership.people.preferences import ContactPreferences
from partnership.serial.access_page import access_page
from partnership.serial.access_words import TABLES, access_words
from partnership.services.dossier import DOSSIER


def lived() -> TwoHomes:
    """Both homes have a talk; Petra's evening is over, and a hold is on Noor."""
    world = TwoHomes(sits_in=True)
    world.talk(MOTHER, 0)
    world.talk(FATHER, 60)
    world.after()
    world.school.counter(TALKS, MOTHER.id).wish_to_swap(RequestId("talk-p"))
    world.privacy.put_on_hold("pupil:p1", by="staff:head", ground="claim")
    return world


def answer(world: TwoHomes, person: str) -> dict[str, list[Any]]:
    """The sections by title."""
    found = json.loads(world.privacy.access(person, by="staff:office")["access.json"])
    return {section["title"]: section["entries"] for section in found["sections"]}


def test_a_guardian_reads_everything_of_their_own() -> None:
    """Who they are, what they told, their talk from request to evening, their letters and what they did."""
    world = lived()
    found = answer(world, "guardian:g1")
    assert list(found) == [
        *("Person", "Links", "Told by the family", "Talks"),
        *("Messages not yet sent", "Journal"),
    ]
    assert found["Person"][0]["name"]["given"] == "Petronella"
    assert [each["value"] for each in found["Person"][0]["details"]] == [
        detail.value for detail in MOTHER.details
    ]
    assert [each["kind"] for each in found["Told by the family"]] == [
        *("household", "household", "preferences", "portrait", "consent")
    ]
    assert {each["kind"] for each in found["Talks"]} >= {"presence", "request", "talk", "attendance", "swap"}
    assert {each["actor"] for each in found["Journal"]} == {"guardian:g1", "staff:office"}


def test_a_pupil_reads_of_the_talk_they_sit_in_and_not_of_their_parents() -> None:
    """What guardians are to them is told to each guardian."""
    world = lived()
    found = answer(world, "pupil:p1")
    assert "Links" in found
    assert {each["kind"] for each in found["Links"]} == {"enrolment"}
    talks = [each for each in found["Talks"] if each["kind"] == "talk"]
    assert [each["request"] for each in talks] == ["talk-p"]
    assert found["Legal holds"][0]["ground"] == "claim"
    text = json.dumps(found)
    assert [word for word in named(MOTHER, FATHER, OTHER, TIM) if word in text] == []
    assert not {"g1", "g2", "talk-s"} & set(text.replace(":", '"').split('"'))


def test_a_teacher_reads_of_their_own_work() -> None:
    """With whom they speak is the families'."""
    text = json.dumps(answer(lived(), "staff:t1"))
    assert TEACHER.details[1].value in text
    assert [word for word in named(MOTHER, FATHER, NOOR) if word in text] == []


def test_that_it_was_handed_out_is_in_the_journal() -> None:
    """By whom, and on what ground."""
    world = lived()
    world.privacy.access("guardian:g1", by="staff:office")
    _, last = world.school.store.journal(BEECH, limit=10_000)[-1]
    assert (last.what, last.id, last.actor) == ("person.access_given", "g1", "staff:office")
    assert last.ground == "the right of access"


def test_a_note_that_names_somebody_else_is_read_without_the_name() -> None:
    """In a portrait, and in the paper that proved authority."""
    world = lived()
    text = json.dumps(answer(world, "guardian:g1"))
    assert "judgment between somebody else" in text


class Reader(HTMLParser):
    """What a page shows, and whether it closes what it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.shown.append(data)


_texts = st.text(max_size=8) | st.sampled_from(["<script>alert(1)</script>", "&amp;", "\"'>", "Zoë"])
_data = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | _texts,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(_texts, part, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.lists(st.dictionaries(_texts, _data, max_size=3), max_size=3))
def test_a_page_shows_every_fact_and_runs_nothing(entries: list[dict[str, Any]]) -> None:
    """Whatever stands in the records, the page is whole, without a script or anything from elsewhere."""
    section = {"title": "Talks", "purpose": "talks", "entries": entries}
    page = access_page({"school": "b", "person": "g", "made": "today", "sections": [section]})
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "img", "link", "iframe"}
    shown = "".join(reader.shown)
    for text in _facts(entries):
        assert "".join(each for each in text if each.isprintable() or each in "\n\t") in shown


def _facts(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for each in data.values() for text in _facts(each)]
    if isinstance(data, list):
        return [text for each in data for text in _facts(each)]
    return [data] if isinstance(data, str) and data else []


@pytest.mark.parametrize(("value", "shown"), [(True, "yes"), (False, "no"), (7, "7"), (["a", 1], "a, 1")])
def test_a_page_says_it_in_words(value: object, shown: str) -> None:
    """Yes and no, not true and false."""
    section = {
        "title": "Talks",
        "purpose": "talks",
        "entries": [{"sits_in": value, "none": None, "empty": []}],
    }
    page = access_page({"school": "b", "person": "g", "made": "today", "sections": [section]})
    assert f'<th scope="row" lang="en">sits in</th><td dir="auto">{shown}</td>' in page
    assert "none" not in page.split("</style>")[1]


def test_every_part_has_words_of_its_own() -> None:
    """In each language, for each kind of record there is; in English those of the answer itself."""
    english = access_words("en")
    kinds = {kind.name.replace("_", " ").capitalize(): kind.purpose for kind in DOSSIER.values()}
    answered = json.loads(lived().privacy.access("pupil:p1", by="staff:office")["access.json"])["sections"]
    kinds |= {each["title"]: each["purpose"] for each in answered}
    assert {title: english.purposes[title] for title in kinds} == kinds
    for words in map(access_words, TABLES.tags):
        assert set(words.titles) == set(words.purposes) == set(english.titles)


def test_a_guardian_reads_the_page_in_their_own_language() -> None:
    """What each part is and why it is kept; facts as they are. Who reads what we do not speak gets the school's language."""
    world = lived()
    for language, shown in (("ar-MA", "ar"), ("so", "en")):
        wish = ContactPreferences(guardian=MOTHER.id, language=language)
        world.privacy.keep(wish, by="guardian:g1", why="told at the counter")
        page = world.privacy.access("guardian:g1", by="staff:office")["access.html"].decode()
        words = access_words(shown)
        assert f'<html lang="{shown}" dir="{words.direction}">' in page
        assert f"<h2>{words.titles['Talks']}</h2>" in page
        assert words.kept_for.format(purpose=words.purposes["Talks"]) in page
        assert (words.facts in page) == (shown == "ar")
        assert "<bdi>guardian:g1</bdi>" in page
        assert "Petronella" in page
