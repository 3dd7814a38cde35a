"""The catalogues are whole: every sentence in every language, with what is filled in, in as many forms as it counts by."""

import gettext
import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st
from tests.languages.catalogues import LOCALE, compiled, messages, path, read, refreshed, rooms

from partnership.almanac import LANGUAGES
from partnership.languages.catalogue import Status, catalogues, primary
from partnership.languages.tables import Counted, Tables
from partnership.plugins.html.words import TABLES as PAGES

TAGS = sorted(each.name for each in LOCALE.iterdir())
BLANK = re.compile(r"\{\w*\}")
INVISIBLE = re.compile("[\u0000-\u001f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def said(catalogue: Catalog, place: str, text: str | Counted) -> tuple[str, ...]:
    """What a catalogue has for a sentence, in all its forms."""
    message = catalogue.get(text.one if isinstance(text, Counted) else text, context=place)
    string = "" if message is None else message.string
    return (string,) if isinstance(string, str) else tuple(string or ())


def test_the_promised_languages_are_there() -> None:
    """English and Dutch in the code; four more as catalogues, each with the names of its days."""
    assert set(TAGS) == set(catalogues()) == {"ar", "pl", "tr", "uk"}
    assert {*TAGS, "en", "nl"} == set(LANGUAGES) == set(PAGES.tags)


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_is_there(tag: str) -> None:
    """None is missing, none is left over, none is empty or only English, and each fills in what the English does."""
    catalogue = read(tag)
    places = dict(messages())
    assert {each.context for each in catalogue if each.id} == set(places)
    same = set()
    for place, text in places.items():
        english = (text.one, text.more) if isinstance(text, Counted) else (text,)
        forms = said(catalogue, place, text)
        assert all(each.strip() == each and each for each in forms), place
        assert not any(INVISIBLE.search(each) for each in forms), place
        if set(forms) & set(english):
            same.add(place)
        for each in forms:
            missing = set(BLANK.findall(english[-1])) - set(BLANK.findall(each))
            strange = set(BLANK.findall(each)) - set(BLANK.findall(english[-1]))
            assert not strange, place
            assert not missing or (isinstance(text, Counted) and missing == {"{number}"}), place
    assert same <= {"telling.talk", "pages.short_video"}


@pytest.mark.parametrize("tag", TAGS)
def test_each_is_counted_by_the_rule_of_its_language(tag: str) -> None:
    """As many forms as the CLDR has for whole numbers, one for each of its categories; a form without the number stands for one number."""
    catalogue, rule = read(tag), Locale.parse(tag).plural_form
    which = gettext.c2py(str(catalogue.plural_expr))
    categories: dict[int, set[str]] = {}
    for number in range(1_200):
        categories.setdefault(which(number), set()).add(rule(number))
    assert sorted(categories) == list(range(catalogue.num_plurals))
    assert all(len(each) == 1 for each in categories.values())
    for place, text in messages():
        if isinstance(text, Counted):
            forms = said(catalogue, place, text)
            assert len(forms) == catalogue.num_plurals, place
            alone = [form for form, each in enumerate(forms) if "{number}" not in each]
            assert all(sum(which(number) == form for number in range(1_200)) == 1 for form in alone), place


@pytest.mark.parametrize("tag", TAGS)
def test_what_programs_read_is_what_translators_wrote(tag: str) -> None:
    """Run `make catalogues` when this fails."""
    kept = gettext.GNUTranslations(io.BytesIO(path(tag).with_suffix(".mo").read_bytes()))
    made = gettext.GNUTranslations(io.BytesIO(compiled(read(tag))))
    entries: list[Mapping[Any, Any]] = [dict(vars(each)["_catalog"]) for each in (kept, made)]
    for each in entries:
        each.pop("")  # type: ignore[attr-defined] # the head, with the version of the tool
    assert entries[0] == entries[1]
    catalogue = catalogues()[tag]
    fuzzy = sum(each.fuzzy for each in read(tag) if each.id)
    assert (catalogue.unread, catalogue.translator) == (fuzzy, read(tag).last_translator)
    assert catalogue.status is (Status.MACHINE if fuzzy else Status.CHECKED)


def test_reading_a_sentence_makes_it_checked() -> None:
    """Whoever takes the mark off the last one makes the catalogue a checked one; what is new is empty until it is written."""
    catalogue = read("pl")
    for each in catalogue:
        each.flags.discard("fuzzy")
    kept = gettext.GNUTranslations(io.BytesIO(compiled(catalogue)))
    assert kept.pgettext("catalogue.unread", "0") == "0"
    catalogue.delete("Talks at school", context="pages.title")
    catalogue.add("Gone", "Nie ma", context="pages.gone")
    anew = refreshed(catalogue)
    assert said(anew, "pages.title", "Talks at school") == ("",)
    assert anew.get("Gone", context="pages.gone") is None
    assert {each.context for each in anew if each.id} == {place for place, _ in messages()}


def test_every_room_has_a_name_of_its_own() -> None:
    """And its English and Dutch have the same places, with the same to fill in."""
    names = [each.room for each in rooms()]
    assert names == sorted(set(names))
    assert {"agenda", "calendar", "learning_pages", "letters", "newsletter", "pages", "telling"} <= set(names)
    for tables in rooms():
        dutch: dict[str, str | Counted] = dict(Tables(tables.room, tables.of("nl")).messages())
        english = dict(tables.messages())
        assert dutch.keys() == english.keys()
        for place, text in english.items():
            assert type(dutch[place]) is type(text), place
            assert BLANK.findall(str(dutch[place])) == BLANK.findall(str(text)), place


def test_no_sentence_stands_outside_the_tables() -> None:
    """Where Dutch is written beside English it is in a table that the catalogues follow, but for what staff alone read."""
    for_staff = {"host/today_page.py", "host/languages.py", "almanac.py"}
    source = LOCALE.parents[1]
    dutch = re.compile(r"""\b_?DUTCH\b|tag="nl"|["']nl["']: *\S|\(\s*["']nl["']\s*,|== ["']nl["']""")
    loose = set()
    for file in source.rglob("*.py"):
        text, name = file.read_text(encoding="utf-8"), file.relative_to(source).as_posix()
        if not name.startswith(("testing/", "cli/")) and dutch.search(text) and "Tables(" not in text:
            loose.add(name)
    assert loose == for_staff


@given(
    language=st.sampled_from([*TAGS, "nl", "en", "so", "ar-MA", "PL"]),
    otherwise=st.sampled_from([*TAGS, "nl", "fa"]),
)
def test_who_reads_what_we_do_not_speak_reads_the_schools_language(language: str, otherwise: str) -> None:
    """And English where that is not spoken either."""
    spoken = {*TAGS, "nl", "en"}
    wanted = next((primary(each) for each in (language, otherwise) if primary(each) in spoken), "en")
    assert PAGES.of(language, otherwise).tag == wanted
    assert PAGES.of().tag == "en"


@given(number=st.integers(0, 10_000))
def test_a_number_is_in_its_sentence(number: int) -> None:
    """In every language; in Arabic two are a word of their own."""
    for tag in PAGES.tags:
        told = PAGES.of(tag).talks(number)
        assert str(number) in told or (tag == "ar" and number in {0, 1, 2})
    assert PAGES.of("pl").talks(22) == "22 rozmowy"
    assert PAGES.of("ar").talks(2) == "لقاءان"
    assert PAGES.of("uk").talks(21) == "21 розмова"
    assert (PAGES.of("nl").talks(1), PAGES.of("nl").talks(0)) == ("1 gesprek", "0 gesprekken")
