"""An invented school as roster rows, the way a source would tell of it."""

from collections.abc import Iterator

from partnership.people.roster import RosterRow
from partnership.serial.values import dump
from partnership.testing.school.invented import InventedSchool

__all__ = ["school_rows"]


def school_rows(school: InventedSchool) -> Iterator[RosterRow]:
    """Everybody, every class, and the links between them."""
    named = [
        *(("class", each.id, each) for each in school.classes),
        *(("staff", each.id, each) for each in school.staff),
        *(("pupil", each.id, each) for each in school.pupils),
        *(("guardian", each.id, each) for each in school.guardians),
        *(("guardianship", f"{each.pupil}/{each.guardian}", each) for each in school.guardianships),
        *(("enrolment", f"{each.pupil}/{each.class_id}", each) for each in school.enrolments),
        *(("teaching", f"{each.staff}/{each.class_id}", each) for each in school.teachings),
    ]
    for number, (kind, id, value) in enumerate(named, start=1):
        fields = {name: told for name, told in dump(value).items() if name != "id"}
        yield RosterRow(place=f"invented:{number}", kind=kind, id=id, fields=fields)
