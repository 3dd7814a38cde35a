"""`partnership feed`: addresses at which calendars are read, and a server to try them with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, make_server

import click

from partnership.cli import render
from partnership.cli.files import write_files
from partnership.cli.options import (
    config_option,
    folder_option,
    json_option,
    open_school,
    staff_option,
    store_option,
)
from partnership.ids import HouseholdId
from partnership.people.feed_addresses import FeedNotice, FeedOf
from partnership.serial.values import dump
from partnership.services.feeds import Opened

__all__ = ["feed"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _which(command: _Command) -> _Command:
    """The arguments that say which feed."""
    for each in (
        config_option,
        store_option,
        click.option("--household", help="Of which household, for --of family."),
        click.option(
            "--of", type=click.Choice([str(each) for each in FeedOf]), required=True, help="Of what it is."
        ),
        click.argument("person"),
    ):
        command = each(command)
    return command


_url = click.option(
    "--url", default="", help="Where the feeds are served, such as https://school.example/calendars."
)


@click.group()
def feed() -> None:
    """Calendars to subscribe to. A PERSON is written as guardian:ID or staff:ID."""


@feed.command("new")
@_which
@staff_option
@_url
def new_(
    person: str,
    of: str,
    household: str | None,
    by: str,
    url: str,
    store: Path | None,
    config: Path | None,
) -> None:
    """Give PERSON an address; it is shown this once, so hand it over now."""
    with open_school(config, store) as school:
        _tell(school.feeds(by=by).open(person, FeedOf(of), _home(household)), url)


@feed.command("renew")
@_which
@staff_option
@_url
def renew_(
    person: str,
    of: str,
    household: str | None,
    by: str,
    url: str,
    store: Path | None,
    config: Path | None,
) -> None:
    """Give PERSON another address; the old one opens nothing any more."""
    with open_school(config, store) as school:
        _tell(school.feeds(by=by).renew(person, FeedOf(of), _home(household)), url)


@feed.command("revoke")
@_which
@staff_option
def revoke_(
    person: str, of: str, household: str | None, by: str, store: Path | None, config: Path | None
) -> None:
    """Close the address of PERSON."""
    with open_school(config, store) as school:
        school.feeds(by=by).revoke(person, FeedOf(of), _home(household))
    render.line(f"revoked: {of} of {person}")


@feed.command("list")
@click.option("--person", default=None, help="Whose; everybody's when not said.")
@store_option
@config_option
@json_option
def list_(person: str | None, store: Path | None, config: Path | None, as_json: bool) -> None:
    """Which feeds there are; what opens them nobody can look up."""
    with open_school(config, store) as school:
        found = school.feeds().all(person)
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        renewed = "" if each.renewed is None else f", renewed {each.renewed:%Y-%m-%d}"
        render.line(f"{_named(each)}, opened {each.opened:%Y-%m-%d}{renewed}")
    if not found:
        render.line("there is no feed yet")


@feed.command("objects")
@_which
@folder_option
def objects_(
    person: str, of: str, household: str | None, out: Path, store: Path | None, config: Path | None
) -> None:
    """Write what PERSON would read as objects for a calendar server (CalDAV), one file for each event."""
    with open_school(config, store) as school:
        files = school.feeds().objects(person, FeedOf(of), _home(household))
    write_files(files, out)
    render.line(f"{len(files)} written to {out}")


class _Discreet(WSGIRequestHandler):
    """Writes no log: the paths are secrets."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@feed.command("serve")
@click.option("--port", default=8000, show_default=True, help="On this machine only; 0 for any that is free.")
@store_option
@config_option
def serve_(port: int, store: Path | None, config: Path | None) -> None:
    """Serve the feeds on this machine, to try them; for families use a real web server."""
    with (
        open_school(config, store) as school,
        make_server("127.0.0.1", port, school.feeds().web().wsgi, handler_class=_Discreet) as server,
    ):
        render.line(f"serving at http://127.0.0.1:{server.server_port}/ until you press Ctrl-C")
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            render.line("stopped")


def _home(household: str | None) -> HouseholdId | None:
    return None if household is None else HouseholdId(household)


def _named(notice: FeedNotice) -> str:
    home = "" if notice.household is None else f" {notice.household}"
    return f"{notice.of}{home} of {notice.holder}"


def _tell(opened: Opened, url: str) -> None:
    """The address, or without one the token, alone on its line so that it can be copied."""
    render.line(f"{_named(opened.notice)}; keep it secret, it is not shown again:")
    render.line(f"{url.rstrip('/')}/{opened.token}.ics" if url else opened.token)
