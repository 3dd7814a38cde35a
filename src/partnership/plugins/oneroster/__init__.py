"""OneRoster as a roster source, versions 1.1 and 1.2: a folder or a zip of CSV files, or a server over REST."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from partnership.errors import InvalidValue
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]

_SECRET = "PARTNERSHIP_ONEROSTER_SECRET"  # noqa: S105 - the name of a variable, not what it holds


def _make(path: str | Path, org: str | None = None) -> RosterSource:
    from partnership.plugins.oneroster.source import OneRoster  # noqa: PLC0415 - nothing is read until asked for

    return OneRoster(Path(path), org=org)


def _make_rest(
    path: str,
    token_url: str,
    client_id: str,
    client_secret: str | None = None,
    *,
    version: str = "1.2",
    org: str | None = None,
    demographics: bool | str = True,
    since: str | None = None,
) -> RosterSource:
    from partnership.plugins.oneroster.client import Client, Credentials  # noqa: PLC0415
    from partnership.plugins.oneroster.rest import OneRosterRest, scope_of  # noqa: PLC0415

    secret = client_secret or os.environ.get(_SECRET)
    if not secret:
        raise InvalidValue("client_secret", f"is required; the variable {_SECRET} will do as well")
    births = str(demographics).lower() != "false"
    credentials = Credentials(
        token_url=token_url,
        client_id=client_id,
        client_secret=secret,
        scope=scope_of(version, demographics=births),
    )
    return OneRosterRest(
        Client(path, credentials), version=version, org=org, demographics=births, since=_moment(since)
    )


def _moment(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValue("since", "is not a moment such as 2026-11-01T06:00:00Z") from None


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """OneRoster CSV, from a folder or a zip, and OneRoster over REST."""
    return [
        Offer(
            name="oneroster",
            make=_make,
            summary="OneRoster 1.1 and 1.2 CSV, a folder or a zip",
            options={
                "path": "the folder or zip with the CSV files",
                "org": "read only this school, by the sourcedId of its org",
            },
        ),
        Offer(
            name="oneroster-rest",
            make=_make_rest,
            summary="OneRoster 1.1 and 1.2 over REST",
            options={
                "path": "where the server's resources begin, as https://host/ims/oneroster/rostering/v1p2",
                "token_url": "where it gives tokens",
                "client_id": "who asks",
                "client_secret": f"how it proves that; or the variable {_SECRET}",
                "version": "1.2 (the default) or 1.1",
                "org": "read only this school, by the sourcedId of its org",
                "demographics": "false to do without birth dates",
                "since": "read only what changed since this moment, as 2026-11-01T06:00:00Z",
            },
        ),
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an invented school."""
    return [
        Trial(kind="roster source", offer="oneroster", contract="partnership.testing.trials:OneRosterTrial"),
        Trial(
            kind="roster source",
            offer="oneroster-rest",
            contract="partnership.testing.rest_trials:OneRosterRestTrial",
        ),
    ]
