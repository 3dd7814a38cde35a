"""A newsletter reads as a page in its own direction, and no text of it is ever markup."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contact.test_newsletters import EDITION, sent

from partnership.almanac import LANGUAGES, almanac_in
from partnership.cli.app import run
from partnership.contact.newsletters import DateItem, GoalItem, erratum_of, translated
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings
from partnership.ids import EditionId
from partnership.serial.newsletter_page import newsletter_page, with_days

SETTINGS = (
    '[school]\nid = "beuk"\nname = "De Beuk"\n[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'
)


@given(text=st.text(max_size=30))
def test_no_text_is_markup(text: str) -> None:
    """Whatever is typed anywhere, as many tags come out as of harmless words."""
    day = EDITION.dates[0].day

    def page(word: str) -> str:
        return newsletter_page(
            attrs.evolve(
                EDITION,
                goals=(GoalItem(goal=word, tips=(word,)),),
                dates=(DateItem(day=day, what=word),),
                activities=(word,),
                help_at_home=(word,),
            ),
            school=f"x{word}",
        )

    assert page(text).count("<") == page("harmless").count("<")
    foreign = translated(EDITION, "ar", text.replace("\n", ""), checked=True)
    harmless = translated(EDITION, "ar", "harmless", checked=True)
    assert newsletter_page(foreign, language="ar").count("<") == newsletter_page(
        harmless, language="ar"
    ).count("<")


def test_the_page_of_its_own_language_has_every_section() -> None:
    """In Dutch words, with the tip under its goal and each date of the calendar."""
    page = newsletter_page(EDITION, school="De Beuk")
    assert '<html lang="nl" dir="ltr">' in page
    for words in (
        "oktober 2026",
        "Belangrijke data",
        "Kijk samen hoe laat",
        "17 oktober",
        "De Beuk",
        "museum",
    ):
        assert words in page
    assert "Dates to keep" in newsletter_page(attrs.evolve(EDITION, language="en"))
    assert "Dates to keep" in newsletter_page(attrs.evolve(EDITION, language="sv"))
    assert "Newsletter of <bdi>Groep 6</bdi>" in newsletter_page(
        attrs.evolve(EDITION, language="en"), group="Groep 6"
    )
    bare = newsletter_page(attrs.evolve(EDITION, dates=(), activities=(), help_at_home=()))
    assert "Belangrijke data" not in bare


def test_a_translation_runs_in_its_own_direction() -> None:
    """Arabic from right to left, paragraph by paragraph; who has no text gets the newsletter as it was written."""
    arabic = translated(EDITION, "ar", "أكتوبر\nسطر\n\nفقرة", checked=True)
    page = newsletter_page(arabic, language="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<p>أكتوبر<br>سطر</p>" in page
    assert "<p>فقرة</p>" in page
    assert '<h1 lang="ar" dir="rtl">نشرة الصف <bdi>6a</bdi>، أكتوبر 2026</h1>' in page
    somali = translated(EDITION, "so", "Oktoobar", checked=True)
    assert '<h1 lang="en" dir="ltr">Newsletter of <bdi>6a</bdi>, October 2026</h1>' in newsletter_page(
        somali, language="so"
    )
    assert 'dir="ltr"' in newsletter_page(arabic, language="tr")


@given(
    day=st.dates(min_value=date(1000, 1, 1)),
    language=st.sampled_from(sorted(LANGUAGES)),
    rest=st.text("ab 0-9\n", max_size=9),
)
def test_a_day_is_written_as_the_reader_writes_it(day: date, language: str, rest: str) -> None:
    """At the beginning of a line, where the newsletter puts it; what is no day, or stands elsewhere, is left."""
    almanac = almanac_in(language)
    text = f"{day.isoformat()} x{rest}\nop {day.isoformat()} x\n2026-02-30 x"
    said = with_days(text, language=language)
    assert said == f"{almanac.short(day)} x{rest}\nop {day.isoformat()} x\n2026-02-30 x"
    variant = translated(EDITION, "ar", EDITION.text, checked=True)
    assert "17 أكتوبر" in newsletter_page(variant, language="ar")


def test_an_erratum_says_so() -> None:
    """So that nobody wonders why there are two."""
    erratum = erratum_of(sent(), EditionId("e"), activities=("Donderdag.",))
    assert "verbetert een eerdere nieuwsbrief" in newsletter_page(erratum)


def test_the_command_lists_and_previews(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What there is, what is stale, and a page in a file; an unknown edition is an error in words."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "partnership.toml").write_text(SETTINGS, encoding="utf-8")
    assert run(["newsletter", "list"]) == 0
    assert capsys.readouterr().out == "there is no newsletter yet\n"
    stale = attrs.evolve(translated(EDITION, "tr", "Ekim", checked=True), activities=())
    with School(parse_settings(SETTINGS), Host(discover=True)) as school:
        school.newsletters.draft(stale, by="staff:jansen")
    assert run(["newsletter", "list"]) == 0
    assert capsys.readouterr().out == "oct: class 6a, 2026-10, draft, stale: tr\n"
    assert run(["newsletter", "list", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["id"], told["month"]) == ("oct", [2026, 10])
    assert run(["newsletter", "preview", "oct", "--out", "oct.html"]) == 0
    assert "De Beuk" in (tmp_path / "oct.html").read_text(encoding="utf-8")
    assert run(["newsletter", "preview", "nov", "--out", "nov.html"]) == 2
    assert "nov" in capsys.readouterr().err
    assert not (tmp_path / "nov.html").exists()
