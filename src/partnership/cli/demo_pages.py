"""What the demonstration shows besides the evening: a goal that home and school share, a newsletter, and a way in to all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path

from partnership.cli import render
from partnership.contact.newsletters import Edition, GoalItem
from partnership.host.languages import language_use
from partnership.host.school import School
from partnership.ids import ClassId, EditionId, GoalId, GuardianId, PupilId
from partnership.learning.attainment import AttainmentScale
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import SharedGoal, Wording
from partnership.plugins.html.learning_pages import Paper, class_page, goal_card
from partnership.serial.newsletter_page import newsletter_page
from partnership.testing.school import InventedSchool

__all__ = ["together", "way_in"]

_GOAL = GoalId("reading")
_TALK = '<li class="talk">'
_LANGUAGE = re.compile(r'<html lang="(\w+)"')
_LEVELS = ("word by word", "a page with help", "a page alone", "a story", "a book")


def together(school: School, invented: InventedSchool, out: Path) -> None:
    """A teacher proposes a goal, a parent answers how home can help, and the class has a newsletter."""
    render.title("5. Learning together")
    link = invented.guardianships[0]
    group = next(each.class_id for each in invented.enrolments if each.pupil == link.pupil)
    teacher = next(f"staff:{each.staff}" for each in invented.teachings if each.class_id == group)
    paper = Paper(
        school=invented.name,
        language=school.settings.school.language,
        made=school.desk.clock(),
        timezone=school.settings.school.timezone,
    )
    edition = _newsletter(group)
    school.newsletters.draft(edition, by=teacher)
    for name, page in (
        ("goal.html", _card(school, link.pupil, link.guardian, teacher, paper)),
        ("class.html", _class(school, group, teacher, paper)),
        (
            "newsletter.html",
            newsletter_page(edition, school=invented.name, group=school.newsletters.group(edition)).encode(),
        ),
    ):
        (out / name).write_bytes(page)
    render.line("A teacher proposes a goal; it is shared once a parent answered how home can help.")
    render.written("the goal as a card, what is open in the class, a newsletter", out)


def way_in(school: School, out: Path) -> Path:
    """Write the first page of the folder: what there is to look at, one line each."""
    page = out / "index.html"
    page.write_text(
        "\n".join(_lines(school.settings.school.name, _letters(school, out))) + "\n", encoding="utf-8"
    )
    return page


def _card(school: School, pupil: PupilId, guardian: GuardianId, teacher: str, paper: Paper) -> bytes:
    """The goal as its family reads it, once it is agreed on and everybody said where the pupil is."""
    desk = school.learning(by=teacher)
    called = desk.called(pupil)
    goal = SharedGoal(
        id=_GOAL,
        pupil=pupil,
        authors=(teacher,),
        wordings=(
            Wording(
                language=paper.language,
                text=f"{called} reads a whole story alone",
                child="I read my own stories",
            ),
        ),
        since=date(2026, 11, 16),
        until=date(2027, 1, 15),
        proposed_at=school.desk.clock(),
        baseline="Reads a page with help.",
        indicator="Chooses a book and finishes it.",
        scale=AttainmentScale(levels=_LEVELS),
        commitments=(
            Commitment(side=Side.SCHOOL, what="Reads in a small group, twice a week."),
            Commitment(side=Side.HOME, what="Reads together for ten minutes, every evening."),
            Commitment(side=Side.PUPIL, what="Chooses the books."),
        ),
    )
    desk.propose(goal)
    home = school.learning(guardian, by=f"guardian:{guardian}")
    home.answer(_GOAL, "Every evening after dinner, and Grandma reads along on Sundays.")
    desk.discuss(_GOAL)
    desk.agree(_GOAL)
    desk.activate(_GOAL)
    home.rate(_GOAL, -1)
    desk.rate(_GOAL, 0)
    return goal_card(home.goal(_GOAL), pupil=called, paper=paper)


def _class(school: School, group: ClassId, teacher: str, paper: Paper) -> bytes:
    found = school.learning(by=teacher).class_goals(group, language=paper.language)
    return class_page(found.title, found.pupils, paper=paper)


def _newsletter(group: ClassId) -> Edition:
    return Edition(
        id=EditionId("november"),
        class_id=group,
        month=(2026, 11),
        language="en",
        goals=(GoalItem(goal="Reading a whole story", tips=("Take turns: a page each.",)),),
        activities=("We make a library of our own in the hall.",),
        help_at_home=("Ten minutes of reading every evening, in any language.",),
    )


def _letters(school: School, out: Path) -> Mapping[str, str]:
    """A letter in each language there is one in, of a family with the most talks: the name of the language, and its path."""
    names = {each.tag: each.name for each in language_use(school.desk)}
    most: dict[str, tuple[int, str]] = {}
    for letter in sorted((out / "pages" / "letters").iterdir()):
        page = letter.read_text(encoding="utf-8")
        name, talks = names[_LANGUAGE.findall(page)[0]], page.count(_TALK)
        if name not in most or talks > most[name][0]:
            most[name] = talks, f"pages/letters/{letter.name}"
    return {name: path for name, (_, path) in most.items()}


def _lines(school: str, letters: Mapping[str, str]) -> Iterator[str]:
    evening = {
        "Everything, by family, desk and door": "pages/index.html",
        "The board: who speaks with whom, and when": "pages/board.html",
    }
    learning = {
        "A goal that home and school share": "goal.html",
        "What is open in the class, for its teacher": "class.html",
        "The newsletter of the class": "newsletter.html",
    }
    yield '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<title>{escape(school)}</title><link rel="stylesheet" href="pages/style.css"></head><body class="index">'
    yield f'<header class="masthead"><p class="school">{escape(school)}</p></header><main>'
    yield "<h1>Look around</h1>"
    yield '<p class="lead">A school of 288 pupils that does not exist planned its talks. This is what it made; the calendars for phones are beside it.</p>'
    yield '<div class="shelves">'
    for title, links in (
        ("The evenings", evening),
        ("A letter in each language", letters),
        ("Learning together", learning),
    ):
        yield f'<section class="shelf"><h2>{title}</h2><ul>'
        yield from (
            f'<li><a href="{escape(to)}"><bdi>{escape(what)}</bdi></a></li>' for what, to in links.items()
        )
        yield "</ul></section>"
    yield "</div></main></body></html>"
