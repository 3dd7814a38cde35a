"""A school sees how sure we are of each language, and which its families read that we do not speak."""

import json
from pathlib import Path

import pytest
from tests.privacy.two_homes import FATHER, MOTHER, TwoHomes

from partnership.cli.app import run
from partnership.host.languages import LanguageUse, language_use
from partnership.languages.catalogue import Status, catalogues
from partnership.people.preferences import ContactPreferences


def test_every_language_with_its_readers() -> None:
    """Counted, not named; one that nobody speaks here is told apart."""
    world = TwoHomes()
    for guardian, language in ((MOTHER, "ar-MA"), (FATHER, "so")):
        wish = ContactPreferences(guardian=guardian.id, language=language)
        world.privacy.keep(wish, by=f"guardian:{guardian.id}", why="told at the counter")
    found = {each.tag: each for each in language_use(world.school.desk)}
    assert set(found) == {"ar", "en", "nl", "pl", "so", "tr", "uk"}
    assert found["so"] == LanguageUse(tag="so", spoken=False, status=None, readers=1)
    assert (found["ar"].readers, found["ar"].name) == (1, "العربية")
    assert found["ar"].status is catalogues()["ar"].status
    assert (found["nl"].status, found["nl"].readers) == (Status.CODE, 0)


def test_the_command_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 when somebody reads what is not spoken; for a person and a program."""
    store = str(tmp_path / "school.db")
    world = TwoHomes(path=store)
    config = tmp_path / "partnership.toml"
    config.write_text('[school]\nid = "de-beuk"\n', encoding="utf-8")
    given = ["--config", str(config), "--store", store]
    assert run(["languages", *given]) == 0
    out = capsys.readouterr().out
    assert "nl: Nederlands, in the code; chosen by 2" in out
    assert "pl: polski, machine" in out
    world.privacy.keep(
        ContactPreferences(guardian=MOTHER.id, language="so"), by="guardian:g1", why="told at the counter"
    )
    world.school.close()
    assert run(["languages", *given]) == 1
    assert "so: not spoken here, they get the school's language; chosen by 1" in capsys.readouterr().out
    assert run(["languages", *given, "--json"]) == 1
    assert {each["tag"]: each["spoken"] for each in json.loads(capsys.readouterr().out)}["so"] is False
