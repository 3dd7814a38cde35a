"""The contract of roster sources, inherited: this is all a plug-in needs to write."""

from partnership_parnassys.trial import ParnasSysTrial as TestParnasSys

__all__ = ["TestParnasSys"]
