"""The contract of roster sources, inherited: this is all a plug-in needs to write."""

from partnership_somtoday.trial import SomtodayTrial as TestSomtoday

__all__ = ["TestSomtoday"]
