"""The hard rules of a conference: one reading for checking, planning and explaining.

A rule looks at one talk in a table and yields an objection for everything it finds wrong. The talk need not be in the
table: "what if it were held then?" is the same question. Rules are gathered in a `Rulebook`, where an adopter switches
them off or adds their own; the preferences by which timetables are compared lie in it too.
"""

from partnership.conferences.rules.rule import Rule, rule
from partnership.conferences.rules.rulebook import STANDARD, Rulebook

__all__ = ["STANDARD", "Rule", "Rulebook", "rule"]
