"""`partnership goal card`, `goal class` and `plan page`: one page each, to read and to print."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnership.cli import render, rooms
from partnership.cli.options import (
    file_option,
    reader_option,
)
from partnership.errors import MissingExtra
from partnership.host.learning import Learning
from partnership.host.school import School
from partnership.ids import ClassId, GoalId, PlanId
from partnership.learning.commitments import Side
from partnership.serial.documents import write_whole

if TYPE_CHECKING:
    from partnership.plugins.html.learning_pages import Paper

__all__ = ["card", "class_", "page"]


def _paper(school: School, learning: Learning, language: str | None) -> "Paper":
    """What stands around the page of a school, in the language its reader chose unless said otherwise.

    Raises:
        MissingExtra: The package that fills in templates is not installed.
    """
    try:
        from partnership.plugins.html.learning_pages import Paper  # noqa: PLC0415 - heavy, so only when used
    except ModuleNotFoundError as error:
        raise MissingExtra("a page", "html") from error
    own = school.settings.school
    return Paper(
        school=own.name,
        language=language or learning.spoken,
        otherwise=own.language,
        made=school.desk.clock(),
        timezone=own.timezone,
    )


@click.command("card")
@click.argument("id")
@file_option
@reader_option
@rooms.whole
def card(door: rooms.Door[School], id: str, out: Path, language: str | None) -> None:
    """Write goal ID as a card for --by: the goal, who does what, and the five steps."""
    with door.open() as school:
        learning = school.learning(by=door.by)
        paper = _paper(school, learning, language)
        from partnership.plugins.html.learning_pages import goal_card  # noqa: PLC0415 - with the paper

        view = learning.goal(GoalId(id))
        made = goal_card(view, pupil=learning.called(view.pupil), paper=paper)
    write_whole(out, made)
    render.written("written", out)


@click.command("page")
@click.argument("id")
@file_option
@reader_option
@rooms.whole
def page(door: rooms.Door[School], id: str, out: Path, language: str | None) -> None:
    """Write plan ID on one page for --by: who does what, what was measured, and how it goes."""
    with door.open() as school:
        learning = school.learning(by=door.by)
        paper = _paper(school, learning, language)
        from partnership.plugins.html.learning_pages import plan_page  # noqa: PLC0415 - with the paper

        found, report = learning.plan(PlanId(id)), learning.report(PlanId(id))
        made = plan_page(
            found,
            pupil=learning.called(found.pupil),
            shares={Side.SCHOOL: report.school, Side.HOME: report.home},
            advice=report.advice,
            paper=paper,
        )
    write_whole(out, made)
    render.written("written", out)


@click.command("class")
@click.argument("id")
@file_option
@reader_option
@rooms.whole
def class_(door: rooms.Door[School], id: str, out: Path, language: str | None) -> None:
    """Write the goals of class ID for its teacher: what is open, and never how far anybody is."""
    with door.open() as school:
        learning = school.learning(by=door.by)
        paper = _paper(school, learning, language)
        from partnership.plugins.html.learning_pages import class_page  # noqa: PLC0415 - with the paper

        found = learning.class_goals(ClassId(id), language=paper.language)
        made = class_page(found.title, found.pupils, paper=paper)
    write_whole(out, made)
    render.written("written", out)
