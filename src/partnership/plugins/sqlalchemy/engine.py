"""Connections: the settings that make SQLite and PostgreSQL keep the same promises."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from partnership.errors import InvalidValue, MissingExtra

__all__ = ["noting", "open_engine", "reading", "writing"]

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_CONNECTIONS = 8


def _url(text: str) -> URL:
    """The URL with the driver we use.

    Raises:
        InvalidValue: Not a URL, another database, or SQLite without a file.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise InvalidValue("url", "is not a database URL such as sqlite:///school.db") from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS:
        raise InvalidValue("url", f"names {backend}; known: {', '.join(sorted(_DRIVERS))}")
    if backend == "sqlite" and url.database in {None, "", ":memory:"}:
        raise InvalidValue("url", 'names no file; for a store in memory choose "memory"')
    return url.set(drivername=_DRIVERS[backend])


def open_engine(text: str, *, busy_seconds: float) -> Engine:
    """An engine for this URL; nothing is opened yet.

    Raises:
        InvalidValue: The URL is of no use.
        MissingExtra: PostgreSQL without its driver.
    """
    url = _url(text)
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
            pool_timeout=busy_seconds,
        )
    except ModuleNotFoundError:
        raise MissingExtra("a store in PostgreSQL", "postgresql") from None
    if engine.dialect.name == "sqlite":
        _settle_sqlite(engine, busy_seconds)
    else:
        _settle_server(engine, busy_seconds)
    return engine


def _settle_sqlite(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None  # or the driver begins transactions where it likes
        for setting in (
            f"busy_timeout = {int(busy_seconds * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",  # a committed booking survives a power cut
            "foreign_keys = ON",
            "secure_delete = ON",  # what was erased is overwritten
        ):
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer that began by reading could not be let in later without losing what it read.
        chosen = connection.get_execution_options()
        write = chosen.get("partnership_write", False)
        if write:
            level = "NORMAL" if chosen.get("partnership_swift", False) else "FULL"
            connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _settle_server(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own type
        connection.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
        connection.execute("SET client_min_messages = warning")
        connection.commit()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("partnership_swift", False):
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def writing(engine: Engine) -> Engine:
    """The same connections, for transactions that write: revisions and claims guard what they read."""
    return engine.execution_options(partnership_write=True, **_isolation(engine, "READ COMMITTED"))


def noting(engine: Engine) -> Engine:
    """The same as for writing, but that a power cut may undo the last of what was committed; a killed program cannot."""
    return writing(engine).execution_options(partnership_swift=True)


def reading(engine: Engine) -> Engine:
    """The same connections, for transactions that see one moment and write nothing."""
    return engine.execution_options(**_isolation(engine, "REPEATABLE READ", postgresql_readonly=True))


def _isolation(engine: Engine, level: str, **more: object) -> dict[str, Any]:
    return {} if engine.dialect.name == "sqlite" else {"isolation_level": level, **more}
