"""Settings from TOML: all that is wrong at once, by path."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput
from partnership.host.settings import parse_settings, read_settings

FULL = """
[school]
id = "de-beuk"
name = "De Beuk"
timezone = "Europe/Amsterdam"
language = "nl"
jurisdiction = "nl"
organizer = "school@de-beuk.example"

[store]
name = "sqlite"
settings = { path = "school.db" }

[solver]
seconds = 20.0
seed = 3

[messenger]
tries = 3

[messenger.channels.email]
name = "maildir"
settings = { path = "post" }

[messenger.channels.sms]
name = "gateway"
settings = { token = "geheim" }
address = "phone"
limit = 100

[plugins]
blocked = ["ferpa"]
"""


def test_a_full_file() -> None:
    """Every table, as it was written."""
    settings = parse_settings(FULL)
    assert (settings.school.id, settings.school.timezone.key) == ("de-beuk", "Europe/Amsterdam")
    assert (settings.store.name, dict(settings.store.settings)) == ("sqlite", {"path": "school.db"})
    assert (settings.solver.seconds, settings.solver.seed, settings.plugins.blocked) == (20.0, 3, ("ferpa",))
    channels = settings.messenger.channels
    assert (list(channels), settings.messenger.tries, channels["email"].address) == (
        ["email", "sms"],
        3,
        "email",
    )
    assert (channels["sms"].name, channels["sms"].address, channels["sms"].limit) == ("gateway", "phone", 100)
    assert "geheim" not in repr(settings)


def test_only_the_school_must_be_named() -> None:
    """The rest has defaults; a password in a store's settings is never shown."""
    settings = parse_settings(
        '[school]\nid = "x"\n[store]\nname = "sql"\nsettings = { url = "postgresql://u:geheim@h/d" }\n'
    )
    assert settings.solver.name == "partnership"
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[school]\nid = "x"\n[messenger]\ntries = 0\nlease = 0\n',
            ["messenger.tries: ", "messenger.lease: "],
        ),
        ("[school", ["not TOML"]),
        ("a = " + "[" * 100_000, ["not TOML"]),
        ("a = " + "9" * 5000, ["not TOML"]),
        ("", ["school: is required"]),
        ('[school]\nid = " "\n', ["school.id: is empty"]),
        (
            '[school]\nid = "x"\ntimezone = "Europe/Amsterdm"\n[store]\nnmae = "y"\n[solver]\nseconds = -1.0\n',
            ["school.timezone: unknown zone", "store.nmae: unknown key", "solver.seconds: "],
        ),
        *(
            (
                f'[school]\nid = "x"\n[solver]\nseconds = {never}\n',
                ["solver.seconds: must be a finite number"],
            )
            for never in ("nan", "inf", "-inf", "-0.1")
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_path(text: str, said: list[str]) -> None:
    """All of it at once."""
    with pytest.raises(InvalidInput) as caught:
        parse_settings(text)
    found = [str(problem) for problem in caught.value.problems]
    assert len(found) == len(said)
    assert [words for words in said if not any(each.startswith(words) for each in found)] == []


@given(st.text(max_size=60))
def test_only_our_errors_come_out(text: str) -> None:
    """Whatever the file holds."""
    with suppress(InvalidInput):
        assert parse_settings(text).school.id.strip() != ""


def test_a_file_and_the_store_beside_it(tmp_path: Path) -> None:
    """A relative path is read from where the settings are; a missing or unreadable file says so."""
    path = tmp_path / "partnership.toml"
    path.write_text(FULL, encoding="utf-8-sig")
    assert Path(str(read_settings(path).store.settings["path"])) == tmp_path / "school.db"
    channels = read_settings(path).messenger.channels
    assert Path(str(channels["email"].settings["path"])) == tmp_path / "post"
    assert dict(channels["sms"].settings) == {"token": "geheim"}
    with pytest.raises(InvalidInput, match="No such file"):
        read_settings(tmp_path / "nowhere.toml")
    path.write_bytes(b"[school]\nid = '\xff'\n")
    with pytest.raises(InvalidInput, match="is not UTF-8 text"):
        read_settings(path)
    path.write_text('[school]\nid = "x"\n')
    assert dict(read_settings(path).store.settings) == {}
