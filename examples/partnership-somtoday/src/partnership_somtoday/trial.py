"""The source, held to the contract of roster sources: by `partnership conformance somtoday`, or in tests of one's own."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, ClassVar

from partnership.host.plugins import Host
from partnership.ports import RosterSource
from partnership.testing.roster_sources import RosterSourceContract


class SomtodayTrial(RosterSourceContract):
    """The sample pages that go with the source."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        "class": {"c1"},
        "staff": {"m1"},
        "pupil": {"l1", "l2"},
        "guardian": {"o1", "o2"},
        "guardianship": {"l1/o1", "l2/o1", "l1/o2"},
        "enrolment": {"l1/c1", "l2/c1"},
        "teaching": {"m1/c1"},
    }

    def make_source(self, folder: Path) -> RosterSource:
        """The answers as they were fetched: the pupils in two pages."""
        write_sample(folder)
        return Host(discover=True).roster_source("somtoday", path=folder)


_PUPILS: list[dict[str, Any]] = [
    {
        "uuid": "l1",
        "roepnaam": "Esma",
        "achternaam": "Yılmaz",
        "geboortedatum": "2012-10-28",
        "plaatsingen": [{"stamgroep": "c1", "begindatum": "2026-08-01", "einddatum": "2027-07-31"}],
    },
    {
        "uuid": "l2",
        "roepnaam": "Davyd",
        "achternaam": "Shevchenko",
        "plaatsingen": [{"stamgroep": "c1", "begindatum": "2026-11-01"}],
    },
]

_PARENTS: list[dict[str, Any]] = [
    {
        "uuid": "o1",
        "voorletters": "O.",
        "achternaam": "Bondarenko",
        "email": "oksana@home.example",
        "adres": {"straat": "Eikenlaan", "huisnummer": 4, "plaats": "Driel"},
        "relatie_tot_leerlingen": [
            {"leerling": "l1", "relatiesoort": "Stiefouder", "ouderlijk_gezag": False, "volgnummer": 2},
            {"leerling": "l2", "relatiesoort": "Moeder", "volgnummer": 1, "mag_post_ontvangen": True},
        ],
    },
    {
        "uuid": "o2",
        "roepnaam": "Emre",
        "achternaam": "Yılmaz",
        "mobiel": "06-11110021",
        "mobiel_geheim": False,
        "relatie_tot_leerlingen": [
            {"leerling": "l1", "relatiesoort": "Vader", "ouderlijk_gezag": True, "einddatum": "2030-10-27"}
        ],
    },
]

_PAGES: Mapping[str, list[dict[str, Any]]] = {
    "stamgroepen-1": [
        {
            "uuid": "c1",
            "naam": "2c",
            "leerjaar": 2,
            "schooljaar": "2026/2027",
            "mentoren": [{"medewerker": "m1"}],
        }
    ],
    "medewerkers-1": [{"uuid": "m1", "voorletters": "J.", "voorvoegsel": "van", "achternaam": "Dijk"}],
    "leerlingen-1": _PUPILS[:1],
    "leerlingen-2": _PUPILS[1:],
    "ouders-1": _PARENTS,
}


def write_sample(folder: Path) -> Path:
    """Invented answers, a file for each page."""
    for name, items in _PAGES.items():
        (folder / f"{name}.json").write_text(json.dumps({"items": items}), encoding="utf-8")
    return folder
