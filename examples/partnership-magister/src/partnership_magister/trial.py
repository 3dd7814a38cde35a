"""The source, held to the contract of roster sources: by `partnership conformance magister`, or in tests of one's own."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from partnership.host.plugins import Host
from partnership.ports import RosterSource
from partnership.testing.roster_sources import RosterSourceContract


class MagisterTrial(RosterSourceContract):
    """The sample export that goes with the source."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        "class": {"1a", "4v2"},
        "staff": {"VIS", "KAY"},
        "pupil": {"20101", "20102", "17055"},
        "guardian": {"901", "902", "903", "904"},
        "guardianship": {"20101/901", "20101/902", "20102/901", "20102/902", "17055/903", "17055/904"},
        "enrolment": {"20101/1a", "20102/1a", "17055/4v2"},
        "teaching": {"VIS/1a", "KAY/1a", "KAY/4v2"},
    }

    def make_source(self, folder: Path) -> RosterSource:
        """An export as the school would hand it over."""
        write_sample(folder)
        return Host(discover=True).roster_source("magister", path=folder)


_LEERLINGEN = """\
Stamnr;Roepnaam;Tussenv;Achternaam;Geb.datum;Laatste dag;Klas;Klas sinds;{ouders}
20101;Noémi;;Bakker;15-01-2014;;1a;31-08-2026;901;Petra;;Bakker;;Moeder;N;petra@bakker.example;06-11110001;J;Beukenlaan 1;Driel;J;J;31-08-2026;902;Sjoerd;de;Vries;;Vader;N;sjoerd@devries.example;06-11110002;N;Lindelaan 2;Elst;N;J;31-08-2026{leeg}
20102;Bram;;Bakker;02-03-2014;;1a;31-08-2026;901;Petra;;Bakker;;Moeder;N;petra@bakker.example;06-11110001;J;Beukenlaan 1;Driel;J;J;31-08-2026;902;Sjoerd;de;Vries;;Vader;N;sjoerd@devries.example;06-11110002;N;Lindelaan 2;Elst;N;N;31-08-2026{leeg}
17055;Aylin;;Kaya;29-02-2008;;4v2;;903;;;;Stichting Voogdij Oost;Voogd;;post@voogdij.example;026-1110003;N;;;J;J;01-06-2025;904;Emre;;Kaya;;Vader;J;;;N;;;N;?;{leeg}
"""

_COLUMNS = "nr;roepnaam;tussenv;achternaam;instelling;soort;overleden;e-mail;mobiel;geheim;straat;plaats;post;gezag;gezag gezien"

_DOCENTEN = """\
Code;Roepnaam;Tussenv;Achternaam;Functies;E-mail
VIS;Anneke;;Visser;docent, mentor;vis@delinde.example
KAY;Hakan;;Kaya;docent;kay@delinde.example
"""

_LESSEN = """\
Klas;Leerjaar;Schooljaar;Docent;Mentor
1a;1;2026-2027;VIS;J
1a;1;2026-2027;KAY;
4v2;4;2026-2027;KAY;J
"""


def write_sample(folder: Path) -> Path:
    """An invented export, as three files in a folder."""
    columns = _COLUMNS.split(";")
    parents = ";".join(f"Ouder{slot} {column}" for slot in (1, 2, 3) for column in columns)
    pupils = _LEERLINGEN.format(ouders=parents, leeg=";" * len(columns))
    for name, text in (("leerlingen", pupils), ("docenten", _DOCENTEN), ("lessen", _LESSEN)):
        (folder / f"{name}.csv").write_text(text, encoding="cp1252", newline="\r\n")
    return folder
