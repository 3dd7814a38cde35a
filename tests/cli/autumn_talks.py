"""The talks of a small invented school, for the commands to be tried on."""

from partnership.testing.school import invent_school, wishes_of

__all__ = ["SCHOOL", "TALKS"]

SCHOOL = invent_school(classes=2, pupils=24)
TALKS = wishes_of(SCHOOL)
