"""The source, held to the contract of roster sources: by `partnership conformance parnassys`, or in tests of one's own."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from partnership.host.plugins import Host
from partnership.ports import RosterSource
from partnership.testing.roster_sources import RosterSourceContract


class ParnasSysTrial(RosterSourceContract):
    """The sample export that goes with the source."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        "class": {"11"},
        "staff": {"71", "72"},
        "pupil": {"501", "502"},
        "guardian": {"301", "302", "303"},
        "guardianship": {"501/301", "501/302", "502/303"},
        "enrolment": {"501/11", "502/11"},
        "teaching": {"71/11", "72/11"},
    }

    def make_source(self, folder: Path) -> RosterSource:
        """An export as the school would hand it over."""
        return Host(discover=True).roster_source("parnassys", path=write_sample(folder))


_EXPORT = """\
<?xml version="1.0" encoding="UTF-8"?>
<export>
  <schooljaar>2026 / 2027</schooljaar>
  <groepen>
    <groep>
      <id>11</id><naam>6A</naam><jaargroepen>5,6</jaargroepen>
      <leerkrachten>
        <leerkracht><medewerkerId>71</medewerkerId><groepsleerkracht>true</groepsleerkracht></leerkracht>
        <leerkracht><medewerkerId>72</medewerkerId></leerkracht>
      </leerkrachten>
    </groep>
  </groepen>
  <medewerkers>
    <medewerker><id>71</id><roepnaam>Noémi</roepnaam><achternaam>Visser</achternaam><email>t71@debeuk.example</email></medewerker>
    <medewerker><id>72</id><voorletters>K.</voorletters><achternaam>Owusu</achternaam><email/></medewerker>
  </medewerkers>
  <leerlingen>
    <leerling><id>501</id><roepnaam>Lotte</roepnaam><voorvoegsel>de</voorvoegsel><achternaam>Vries</achternaam>
      <geboortedatum>2016-02-29</geboortedatum><groepId>11</groepId></leerling>
    <leerling><id>502</id><voornamen>Ilyas Omar</voornamen><achternaam>Haddad</achternaam><groepId>11</groepId></leerling>
  </leerlingen>
  <verzorgers>
    <verzorger><id>301</id><roepnaam>Karin</roepnaam><achternaam>Smit</achternaam><email>karin@smit.example</email>
      <telefoons>
        <telefoon><nummer>06-11110011</nummer><geheim>true</geheim></telefoon>
        <telefoon><nummer>026-1110012</nummer><geheim>false</geheim></telefoon>
      </telefoons>
      <adres><straat>Eikenlaan 4</straat><plaats>Driel</plaats><geheim>true</geheim></adres></verzorger>
    <verzorger><id>302</id><roepnaam>Joost</roepnaam><voorvoegsel>de</voorvoegsel><achternaam>Vries</achternaam>
      <overleden>true</overleden></verzorger>
    <verzorger><id>303</id><roepnaam/><voorletters/><achternaam/><instelling>Stichting Voogdij Oost</instelling>
      <email>post@voogdij.example</email></verzorger>
  </verzorgers>
  <relaties>
    <relatie><leerlingId>501</leerlingId><verzorgerId>301</verzorgerId><soort>ouder</soort><volgorde>1</volgorde>
      <inwonend>true</inwonend>
      <gezag><waarde>ja</waarde><bewijs>extract seen by the office</bewijs><gezienOp>2026-08-31</gezienOp></gezag></relatie>
    <relatie><leerlingId>501</leerlingId><verzorgerId>302</verzorgerId><soort>ouder</soort></relatie>
    <relatie><leerlingId>502</leerlingId><verzorgerId>303</verzorgerId><soort>voogd</soort></relatie>
  </relaties>
</export>
"""


def write_sample(folder: Path) -> Path:
    """An invented export, as one file in a folder."""
    path = folder / "parnassys.xml"
    path.write_text(_EXPORT, encoding="utf-8")
    return path
