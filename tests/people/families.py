"""One family to ask questions about: Noor, her parents, and whoever else a table of truth needs."""

from datetime import date

import attrs

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Authority, Evidence, Guardianship, Relation
from partnership.people.names import PersonName
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Question

__all__ = ["FATHER", "LINK", "NOOR", "TODAY", "about"]

TODAY = date(2026, 11, 24)
REGISTER = Evidence(reference="authority register", seen_on=date(2026, 9, 1))

NOOR = Pupil(id=PupilId("noor"), name=PersonName(given="Noor", family="Bakker"), birth_date=date(2016, 5, 1))
FATHER = Guardian(id=GuardianId("sjoerd"), name=PersonName(given="Sjoerd", family="Bakker"))
LINK = Guardianship(
    pupil=NOOR.id,
    guardian=FATHER.id,
    relation=Relation.PARENT,
    authority=Authority.YES,
    evidence=REGISTER,
)


def about(
    matter: Matter,
    link: Guardianship | None = LINK,
    *,
    born: date | None = NOOR.birth_date,
    guardian: Guardian = FATHER,
    on: date = TODAY,
    requested: bool = False,
    withheld: Evidence | None = None,
    permits: bool | None = None,
) -> Question:
    """A question about Noor and her father, changed as a case needs."""
    return Question(
        matter=matter,
        pupil=attrs.evolve(NOOR, birth_date=born),
        guardian=guardian,
        link=link,
        on=on,
        requested=requested,
        withheld=withheld,
        pupil_permits=permits,
    )
