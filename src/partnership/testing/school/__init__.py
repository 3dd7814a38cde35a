"""An invented school: families of every shape, as values, as a roster export and as wishes for an evening of talks.

Everybody in it is made up, by chance from a seed; the same seed makes the same school.
"""

from partnership.testing.school.files import write_oneroster
from partnership.testing.school.invented import InventedSchool, invent_school
from partnership.testing.school.wishes import wishes_of

__all__ = ["InventedSchool", "invent_school", "wishes_of", "write_oneroster"]
