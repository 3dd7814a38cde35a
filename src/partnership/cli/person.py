"""`partnership person` and `partnership retention`: what a school owes the persons it keeps records of."""

from pathlib import Path
from typing import Any, cast

import attrs
import click

from partnership.cli import privacy_words, render
from partnership.cli.files import write_files
from partnership.cli.options import (
    config_option,
    folder_option,
    json_option,
    open_school,
    staff_option,
    store_option,
)
from partnership.serial.documents import parse_json
from partnership.serial.values import dump

__all__ = ["person", "retention"]

_why = click.option("--why", required=True, help="What for, without a name: the journal keeps it for good.")


@click.group()
def person() -> None:
    """Requests of persons: access, rectification, erasure. A person is written as pupil:ID, guardian:ID or staff:ID."""


@person.command("access")
@click.argument("who")
@folder_option
@staff_option
@store_option
@config_option
def access_(who: str, out: Path, by: str, store: Path | None, config: Path | None) -> None:
    """Write everything that is kept about WHO as access.json and access.html, without a word about anybody else."""
    with open_school(config, store) as school:
        files = school.privacy.access(who, by=by)
    write_files(files, out)
    for name in files:
        render.written("written", out / name)


@person.command("rectify")
@click.argument("who")
@click.argument("fields")
@staff_option
@_why
@store_option
@config_option
def rectify_(who: str, fields: str, by: str, why: str, store: Path | None, config: Path | None) -> None:
    """Put FIELDS of WHO right: a JSON object such as '{"birth_date": "2016-05-01"}'; the old values are forgotten."""
    wanted = parse_json(fields, source="fields")
    if not isinstance(wanted, dict):
        raise click.BadParameter("expected a JSON object", param_hint="FIELDS")
    with open_school(config, store) as school:
        school.privacy.rectify(who, cast("dict[str, Any]", wanted), by=by, why=why)
    render.line(f"put right: {', '.join(sorted(wanted))}")


@person.command("erase")
@click.argument("who")
@click.option("--ground", required=True, help="What entitles the school to it, such as 'AVG art. 17'.")
@click.option("--dry-run", is_flag=True, help="Count, and leave everything as it is.")
@staff_option
@_why
@store_option
@config_option
@json_option
def erase_(
    who: str,
    ground: str,
    dry_run: bool,
    by: str,
    why: str,
    store: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Erase WHO from records, journal and outbox; with a pupil go the guardians who are there for that pupil alone."""
    with open_school(config, store) as school:
        done = school.privacy.erase(who, by=by, why=why, ground=ground, dry_run=dry_run)
    if as_json:
        render.data(attrs.asdict(done) | {"dry_run": dry_run})
    else:
        privacy_words.erasure(done, dry_run=dry_run)


@person.command("hold")
@click.argument("who")
@click.option("--ground", required=True, help="Why the law forbids erasing, without a name.")
@staff_option
@store_option
@config_option
def hold_(who: str, ground: str, by: str, store: Path | None, config: Path | None) -> None:
    """Put a legal hold on WHO: nothing about them is erased until it is released."""
    with open_school(config, store) as school:
        school.privacy.put_on_hold(who, by=by, ground=ground)
    render.line(f"{who} is on hold")


@person.command("release")
@click.argument("who")
@staff_option
@_why
@store_option
@config_option
def release_(who: str, by: str, why: str, store: Path | None, config: Path | None) -> None:
    """Take the legal hold off WHO."""
    with open_school(config, store) as school:
        school.privacy.release(who, by=by, why=why)
    render.line(f"{who} is no longer on hold")


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what has been kept long enough, and erase nothing.")
@store_option
@config_option
@json_option
def retention(dry_run: bool, store: Path | None, config: Path | None, as_json: bool) -> None:
    """Erase what has been kept as long as the law or the school says; what is on hold stays, and is named."""
    with open_school(config, store) as school:
        terms, due = school.privacy.terms, school.privacy.due()
        if not dry_run:
            school.privacy.let_go()
    if as_json:
        render.data(
            {"terms": [dump(each) for each in terms], "due": [dump(each) for each in due], "dry_run": dry_run}
        )
    else:
        privacy_words.due(terms, due, dry_run=dry_run)
