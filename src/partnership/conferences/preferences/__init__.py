"""What makes one timetable better than another: shortcomings that are counted, each worth some points.

A preference counts what falls short in the day of one family, one member of staff or one interpreter; lower is better.
The standard objective is nothing but the preferences in `rules.STANDARD`; an adopter weighs them, switches them off or
adds their own, and the planner works towards whatever is counted.
"""

from partnership.conferences.preferences.preference import Preference, Whose, preference

__all__ = ["Preference", "Whose", "preference"]
