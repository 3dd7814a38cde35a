"""A machine's translation is kept for a person to check, knows no pupil's name, and is never sent by itself."""

import json
from pathlib import Path

import attrs
import pytest
from tests.contact.test_newsletters import EDITION
from tests.privacy.two_homes import TIM, TwoHomes

from partnership.cli.app import run
from partnership.contact.newsletters import Edition, rewritten
from partnership.errors import IllegalStep, InvalidInput, NotFound, PluginFailed, Retry
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings, read_settings
from partnership.ids import ClassId, EditionId

READY = attrs.evolve(
    EDITION,
    class_id=ClassId("6a"),
    activities=(f"Noortje en {TIM.name.given} lezen voor.", "Noortje kiest {iets}."),
)


class Stamped:
    """Puts a stamp before every line, and remembers what it saw."""

    def __init__(self, world: TwoHomes | None = None, *, raises: Exception | None = None) -> None:
        self.world, self.raises, self.saw = world, raises, ""

    def translate(self, text: str, *, source: str, target: str) -> str:
        if self.raises is not None:
            raise self.raises
        if self.world is not None:
            change = lambda edition: rewritten(edition, help_at_home=("anders",))  # noqa: E731
            self.world.school.newsletters.revise(READY.id, change, by="staff:t1")
        self.saw = text
        return "\n".join(f"{target}: {line}" if line else "" for line in text.split("\n"))


class Losing(Stamped):
    """Leaves out what is in braces."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return text.replace("{0}", "")


def kept(world: TwoHomes) -> Edition:
    """The edition as it is."""
    return world.school.newsletters.edition(READY.id)


def test_no_name_goes_out_and_every_name_comes_back() -> None:
    """What comes of it is a machine's: it waits for a person, and the family gets the text as it was written."""
    world, translator = TwoHomes(), Stamped()
    world.write("enrolment", "ghost/6a", {"pupil": "ghost", "class_id": "6a"})  # of a pupil nobody knows
    world.school.newsletters.draft(READY, by="staff:t1")
    world.school.newsletters.translate(READY.id, "tr", translator, by="staff:t1")
    assert "Noortje" not in translator.saw
    assert TIM.name.given not in translator.saw
    assert "{iets}" in translator.saw
    [variant] = kept(world).variants
    assert (variant.language, variant.checked) == ("tr", False)
    assert f"tr: Noortje en {TIM.name.given} lezen voor." in variant.text
    assert kept(world).text_for("tr") == ("nl", READY.text)


def test_what_came_back_damaged_is_not_kept() -> None:
    """Nor what came for a text that was rewritten meanwhile, nor anything where the translator failed."""
    world = TwoHomes()
    world.school.newsletters.draft(READY, by="staff:t1")
    translate = world.school.newsletters.translate
    with pytest.raises(InvalidInput, match="left out a name"):
        translate(READY.id, "tr", Losing(), by="staff:t1")
    with pytest.raises(Retry):
        translate(READY.id, "tr", Stamped(raises=Retry("later")), by="staff:t1")
    with pytest.raises(PluginFailed) as raised:
        translate(READY.id, "tr", Stamped(raises=KeyError(READY.text)), by="staff:t1")
    assert raised.value.__cause__ is None
    with pytest.raises(NotFound):
        translate(EditionId("none"), "tr", Stamped(), by="staff:t1")
    assert kept(world) == READY
    with pytest.raises(IllegalStep, match="rewritten meanwhile"):
        translate(READY.id, "tr", Stamped(world), by="staff:t1")
    assert kept(world).variants == ()


def test_the_settings_name_a_translator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A glossary beside the settings; without one the known translators are listed."""
    monkeypatch.chdir(tmp_path)
    text = '[school]\nid = "beuk"\n[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'
    Path("partnership.toml").write_text(
        f'{text}[translator]\nname = "glossary"\nsettings = {{ path = "house.toml" }}\n', encoding="utf-8"
    )
    Path("house.toml").write_text('[nl.tr]\nmuseum = "müze"\n', encoding="utf-8")
    assert read_settings("partnership.toml").translator.settings["path"] == "house.toml"
    with School(parse_settings(text), Host(discover=True)) as school:
        school.newsletters.draft(EDITION, by="staff:t1")
        with pytest.raises(InvalidInput, match=r"translator\.name: names nobody; known: glossary"):
            _ = school.translator
    told = ["newsletter", "translate", EDITION.id, "--language", "tr", "--by", "staff:t1"]
    assert run(told) == 0
    out = capsys.readouterr().out
    assert "müze" in out
    assert "a machine's" in out
    assert run(["newsletter", "list", "--json"]) == 0
    [edition] = json.loads(capsys.readouterr().out)
    assert [each["language"] for each in edition["variants"]] == ["tr"]
