"""PostgreSQL's own wall between schools: raw SQL of the program's user sees the rows of its school and no others."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.plugins.sqlalchemy.test_schema import build, saying

from partnership.errors import InvalidValue, StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.engine import open_engine, writing
from partnership.plugins.sqlalchemy.row_security import is_guarded
from partnership.plugins.sqlalchemy.schema import SCHEMA_VERSION, prepare
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Claim
from partnership.serial.chain import verify
from partnership.testing.contracts.examples import NOON, message, moved

BEECH, OAK = SchoolId("de-beuk"), SchoolId("de-eik")
TABLES = ("claim", "entity", "entity_index", "journal", "outbox", "school")


def as_user(url: str, name: str) -> str:
    """The same tables, for another user."""
    return url.replace("postgres@", f"{name}@")


@pytest.fixture
def url(database: Callable[[Path], str], tmp_path: Path) -> Iterator[str]:
    """A schema of this test's own, which `keeper` may make tables in and `desk` may only use."""
    url = database(tmp_path)
    with psycopg.connect(url, autocommit=True) as raw:
        row = raw.execute("SELECT current_schema()").fetchone()
        schema = row[0] if row else ""
        for user in ("keeper", "desk"):
            raw.execute(f"CREATE ROLE {user} LOGIN".encode())
            raw.execute(f"GRANT USAGE ON SCHEMA {schema} TO {user}".encode())
        raw.execute(f"GRANT CREATE ON SCHEMA {schema} TO keeper".encode())
        raw.execute(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE keeper IN SCHEMA {schema}"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO desk".encode()
        )
    yield url
    with psycopg.connect(url, autocommit=True) as raw:
        for user in ("desk", "keeper"):
            raw.execute(f"DROP OWNED BY {user} CASCADE".encode())
            raw.execute(f"DROP ROLE {user}".encode())


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """What `desk` uses, after `keeper` made the tables and put the guard on; two schools are in it."""
    SqlStore(as_user(url, "keeper"), row_security=True).close()
    store = SqlStore(as_user(url, "desk"), row_security=True)
    for school in (BEECH, OAK):
        with store.transaction(school) as transaction:
            transaction.put(
                "talk",
                "t1",
                {"at": school},
                expected=None,
                index={"day": "mon"},
                claims=[Claim("staff:s", 1)],
            )
            transaction.append([moved(0, id="t1")], [message("k1")])
    yield store
    store.close()


@pytest.mark.parametrize("user", ["desk", "keeper"])
def test_raw_sql_sees_one_school(store: SqlStore, url: str, user: str) -> None:
    """That which the transaction said it is of; none when it said nothing; the owner of the tables too."""
    with psycopg.connect(as_user(url, user), autocommit=True) as raw:
        for table in TABLES:
            ask = f"SELECT DISTINCT school FROM {table}".encode()  # noqa: S608 - named above
            assert raw.execute(ask).fetchall() == []
            with raw.transaction():
                raw.execute("SELECT set_config('app.school', 'de-beuk', true)")
                assert raw.execute(ask).fetchall() == [("de-beuk",)]
                for change in ("UPDATE {} SET school = school", "DELETE FROM {}"):
                    others = f"{change.format(table)} WHERE school = 'de-eik'"
                    assert raw.execute(others.encode()).rowcount == 0
            assert raw.execute(ask).fetchall() == []


@pytest.mark.parametrize(
    "wrong",
    ["INSERT INTO entity VALUES ('de-eik', 'talk', 't9', 1, '{}')", "UPDATE school SET school = 'de-eik'"],
)
def test_raw_sql_writes_no_row_of_another_school(store: SqlStore, url: str, wrong: str) -> None:
    """Neither a new one nor its own made over."""
    with psycopg.connect(as_user(url, "desk")) as raw:
        raw.execute("SELECT set_config('app.school', 'de-beuk', true)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(wrong.encode())


def test_the_store_works_behind_the_wall(store: SqlStore) -> None:
    """Every door of it; a refused put inside a block does not take the wall down."""
    assert sorted(school for school, _ in store.lease(now=NOON, limit=9, seconds=60)) == [BEECH, OAK]
    store.ack(BEECH, ["k1"])
    assert [school for school, _ in store.lease(now=NOON, limit=9, seconds=60)] == []
    for school in (BEECH, OAK):
        assert len(store.journal(school)) == 1
        assert verify(store, school).broken is None
        with store.transaction(school) as transaction:
            with pytest.raises(Exception, match="taken"):
                transaction.put("talk", "t2", {}, expected=None, claims=[Claim("staff:s", 1)])
            assert [dict(row.record.body) for row in transaction.find("talk")] == [{"at": school}]
            transaction.delete("talk", "t1", expected=1)
    with store.transaction(BEECH) as transaction:
        assert transaction.sift(lambda each: getattr(each, "id", "") == "t1") == 1
    assert [dict(change.details) for _, change in store.journal(BEECH)] == [{}]
    assert dict(store.journal(OAK)[0][1].details) == dict(moved(0).details)


def test_a_program_that_was_not_told_of_the_wall_finds_it(store: SqlStore, url: str) -> None:
    """The tables know; the setting only asks for it."""
    with closing(SqlStore(as_user(url, "desk"))) as other, other.transaction(OAK, write=False) as transaction:
        assert len(transaction.find("talk")) == 1


def test_who_passes_every_wall_is_refused(url: str, tmp_path: Path) -> None:
    """A superuser would believe that there is one; and SQLite has none. Nothing is made."""
    with pytest.raises(StoreFailed, match="SUPERUSER"):
        SqlStore(url, row_security=True)
    with pytest.raises(InvalidValue, match="only PostgreSQL"):
        SqlStore(f"sqlite:///{tmp_path / 'school.db'}", row_security=True)
    with psycopg.connect(url) as raw:
        assert raw.execute("SELECT to_regclass('entity')").fetchone() == (None,)


def test_only_the_owner_puts_it_up(url: str) -> None:
    """Another user is told that the database does not let them."""
    SqlStore(as_user(url, "keeper")).close()
    with pytest.raises(StoreFailed, match="does not let this user"):
        SqlStore(as_user(url, "desk"), row_security=True)


def test_an_upgrade_sees_every_row_and_leaves_the_wall(url: str) -> None:
    """A step that changes rows reaches those of every school."""
    engine = open_engine(as_user(url, "keeper"), busy_seconds=5)
    build(writing(engine), "postgresql", 1)
    prepare(writing(engine), upgrade=True, row_security=True)
    step = {SCHEMA_VERSION: saying("UPDATE entity SET body = '{}'")}
    assert prepare(writing(engine), upgrade=True, upgrades=step, known=SCHEMA_VERSION + 1).guarded
    with writing(engine).begin() as connection:
        assert is_guarded(connection)
    engine.dispose()
    with psycopg.connect(url) as raw:
        assert raw.execute("SELECT DISTINCT body FROM entity").fetchall() == [("{}",)]
