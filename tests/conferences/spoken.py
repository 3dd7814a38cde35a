"""A placed talk as sets of minutes, for the oracles."""

from typing import Any

from partnership.conferences.conference import Conference, TalkRequest
from partnership.conferences.timetable import Placement
from partnership.times import Span

__all__ = ["Spoken", "meets", "minute", "minutes_of"]


def minute(moment: Any) -> int:
    """Minutes since 1970."""
    return int(moment.timestamp()) // 60


def minutes_of(spans: tuple[Span, ...] | None, conference: Conference) -> set[int]:
    """Every minute somebody is there."""
    if spans is None:
        spans = tuple(sitting.span for sitting in conference.sittings)
    return {at for span in spans for at in range(minute(span.start), minute(span.end))}


class Spoken:
    """A placed talk as sets of minutes."""

    def __init__(self, conference: Conference, placement: Placement) -> None:
        self.request: TalkRequest = next(each for each in conference.requests if each.id == placement.request)
        self.party = next(each for each in conference.parties if each.id == self.request.party)
        self.start = minute(placement.start)
        self.end = self.start + placement.minutes
        self.minutes = set(range(self.start, self.end))
        self.placement = placement
        known = {each.id: each for each in conference.guardians}
        self.names = self.request.guardians or self.party.guardians
        self.guardians = [known.get(name) for name in self.names]
        self.staff = [each for each in conference.staff if each.id in self.request.staff]
        self.about = [each for each in conference.pupils if each.id in self.request.pupils]
        self.attending = self.about if self.request.pupil_attends else []
        self.languages = {each.interpreter for each in self.guardians if each and each.interpreter}
        modes = [set(each.modes) for each in conference.staff if each.id in self.request.staff]
        modes += [set(each.modes) for each in self.guardians if each]
        modes += [{self.request.mode}] if self.request.mode else []
        self.modes = set.intersection(*modes)
        self.sitting = next(
            (each.id for each in conference.sittings if minute(each.start) <= self.start < minute(each.end)),
            None,
        )


def meets(one: Spoken, other: Spoken) -> bool:
    """Whether two talks share a minute."""
    return bool(one.minutes & other.minutes)
