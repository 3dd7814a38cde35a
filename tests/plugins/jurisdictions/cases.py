"""A pupil, a guardian and what is between them, to ask questions about."""

from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import (
    Authority,
    Evidence,
    Guardianship,
    Relation,
    Restriction,
    RestrictionKind,
)
from partnership.people.names import PersonName
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Question
from partnership.people.validity import Validity

TODAY = date(2026, 11, 24)
BRAM = Pupil(id=PupilId("p1"), name=PersonName(given="Bram"), birth_date=date(2015, 1, 15))
PETRA = Guardian(id=GuardianId("g1"), name=PersonName(given="Petra"))
LINK = Guardianship(pupil=BRAM.id, guardian=PETRA.id, relation=Relation.PARENT, authority=Authority.YES)
ORDER = Evidence(reference="district court, order 12", seen_on=date(2026, 9, 1))
HOLDS = Validity(since=date(2026, 9, 1), until=date(2027, 9, 1))
RAN_OUT = Validity(since=date(2025, 9, 1), until=date(2026, 9, 1))
TO_COME = Validity(since=date(2026, 12, 1))


def question(matter: Matter = Matter.PROGRESS, **different: Any) -> Question:
    """May Petra, who has authority, be told of Bram's progress today? With whatever a test makes different."""
    parts: dict[str, Any] = {"matter": matter, "pupil": BRAM, "guardian": PETRA, "link": LINK, "on": TODAY}
    return Question(**parts | different)


def link(**different: Any) -> Guardianship:
    """What is between Petra and Bram, made different."""
    return attrs.evolve(LINK, **different)


def restricted(kind: RestrictionKind, valid: Validity, **different: Any) -> Guardianship:
    """What is between them under a court order."""
    return link(restrictions=(Restriction(kind=kind, valid=valid, evidence=ORDER, **different),))


def born(birth_date: date | None) -> Pupil:
    """Bram, born on another day."""
    return attrs.evolve(BRAM, birth_date=birth_date)


validities = st.sampled_from([Validity(), HOLDS, RAN_OUT, TO_COME])
restrictions = st.builds(
    Restriction,
    kind=st.sampled_from(RestrictionKind),
    valid=validities,
    evidence=st.just(ORDER),
    lifted=st.sampled_from([None, ORDER]),
)
links = st.builds(
    Guardianship,
    pupil=st.just(BRAM.id),
    guardian=st.just(PETRA.id),
    relation=st.sampled_from(Relation),
    authority=st.sampled_from(Authority),
    valid=validities,
    restrictions=st.lists(restrictions, max_size=2).map(tuple),
)
questions = st.builds(
    Question,
    matter=st.sampled_from(Matter),
    pupil=st.sampled_from([None, 2006, 2009, 2015]).map(lambda year: born(year and date(year, 1, 15))),
    guardian=st.sampled_from([PETRA, attrs.evolve(PETRA, deceased=True)]),
    link=st.none() | links,
    on=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    requested=st.booleans(),
    pupil_permits=st.sampled_from([None, True, False]),
)
