"""The contract of roster sources, inherited: this is all a plug-in needs to write."""

from partnership_magister.trial import MagisterTrial as TestMagister

__all__ = ["TestMagister"]
