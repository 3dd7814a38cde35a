"""PostgreSQL's row-level security: the database gives out no row of another school, whatever a program asks.

Each transaction says for which school it is (`app.school`), or that it is the worker of the outbox (`app.worker`); a
policy of each table compares that with the row. It is a second wall behind the first, which is that every statement
names its school: it holds when a program has a fault, not against somebody who may send any SQL, for they can say
that they are of any school.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, TextClause, text

from partnership.errors import InvalidValue, StoreFailed
from partnership.plugins.sqlalchemy.tables import METADATA, outbox

__all__ = ["AS_SCHOOL", "AS_WORKER", "is_guarded", "put_guard", "refuse_who_passes", "unguarded"]

AS_SCHOOL: TextClause = text("SELECT set_config('app.school', :school, true)")
AS_WORKER: TextClause = text("SELECT set_config('app.worker', 'on', true)")

_GUARDED = tuple(table.name for table in METADATA.sorted_tables if "school" in table.c)

_OPEN = text(
    "SELECT count(*) FROM unnest(CAST(:names AS text[])) AS name"
    " JOIN pg_class ON pg_class.oid = to_regclass(name)"
    " WHERE NOT (relrowsecurity AND relforcerowsecurity)"
)
_PASSES = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")


def is_guarded(connection: Connection) -> bool:
    """Whether every table has its guard on; SQLite has none."""
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.execute(_OPEN, {"names": list(_GUARDED)}).scalar_one() == 0)


def refuse_who_passes(connection: Connection) -> None:
    """See that the guard would hold for this user.

    Raises:
        InvalidValue: This database has no such guard.
        StoreFailed: It lets this user pass.
    """
    if connection.dialect.name != "postgresql":
        raise InvalidValue("row_security", "only PostgreSQL has it")
    if connection.execute(_PASSES).scalar_one():
        raise StoreFailed(
            "row_security holds nobody who is SUPERUSER or BYPASSRLS, as this database user is; use another"
        )


def put_guard(connection: Connection) -> None:
    """Put the guard on every table, the owner's own programs included; nothing when it is on already."""
    if is_guarded(connection):
        return
    for name in _GUARDED:
        own = "school = current_setting('app.school', true)"
        if name == outbox.name:
            own += " OR current_setting('app.worker', true) = 'on'"
        for statement in (
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS own_school ON {name}",
            f"CREATE POLICY own_school ON {name} USING ({own})",
        ):
            connection.execute(text(statement))


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Let the owner of the tables see every row while they are changed, when they were guarded."""
    guarded = is_guarded(connection)
    if guarded:
        for name in _GUARDED:
            connection.execute(text(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY"))
    yield
    if guarded:
        put_guard(connection)
