"""What changed between two timetables, talk by talk, and in words for each of those it concerns."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import attrs

from partnership.conferences.table import Cast
from partnership.conferences.telling import Telling, telling_in
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import PartyId, RequestId, StaffId

__all__ = ["Difference", "difference", "news"]


@attrs.frozen(kw_only=True)
class Difference:
    """The talks that are new, gone, moved and unchanged, each in order of request id.

    Attributes:
        placed: Talks that are only in the new timetable.
        dropped: Talks that are only in the old one.
        moved: Talks whose start, duration, room or interpreter changed, as (old, new).
        kept: The requests whose talk is as it was.
    """

    placed: tuple[Placement, ...]
    dropped: tuple[Placement, ...]
    moved: tuple[tuple[Placement, Placement], ...]
    kept: tuple[RequestId, ...]

    def only(self, requests: Iterable[RequestId]) -> "Difference":
        """What of it is about these requests."""
        names = frozenset(requests)
        return Difference(
            placed=tuple(each for each in self.placed if each.request in names),
            dropped=tuple(each for each in self.dropped if each.request in names),
            moved=tuple(pair for pair in self.moved if pair[0].request in names),
            kept=tuple(name for name in self.kept if name in names),
        )


def difference(old: Timetable, new: Timetable) -> Difference:
    """What it takes to get from the old timetable to the new one."""
    before = {each.request: each for each in old.placements}
    after = {each.request: each for each in new.placements}
    both = sorted(before.keys() & after.keys())
    return Difference(
        placed=tuple(after[name] for name in sorted(after.keys() - before.keys())),
        dropped=tuple(before[name] for name in sorted(before.keys() - after.keys())),
        moved=tuple((before[name], after[name]) for name in both if before[name] != after[name]),
        kept=tuple(name for name in both if before[name] == after[name]),
    )


def news(
    changed: Difference,
    cast: Cast,
    *,
    party: PartyId | None = None,
    staff: StaffId | None = None,
    language: str = "en",
    names: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """What changed, a sentence for each talk, in order of time; for the school, or for those it concerns and no more.

    Args:
        changed: What changed.
        cast: Who and what the conference knows; a talk nobody asks for any more is told of nobody.
        party: Only this family's talks, and who it speaks with: nothing in the words is about anybody else.
        staff: Only this member of staff's talks.
        language: BCP 47 tag of the words; English when we do not speak it.
        names: How to print staff, parties and rooms, by id; an id without a name is printed as it is.
    """
    mine = changed.only(
        name
        for name, request in cast.requests.items()
        if party in (None, request.party) and (staff is None or staff in request.staff)
    )
    teller = _Teller(cast, telling_in(language), names or {}, for_family=party is not None)
    told = [(each.start, each.request, teller.says("placed", each)) for each in mine.placed]
    told += [(each.start, each.request, teller.says("dropped", each)) for each in mine.dropped]
    told += [(new.start, new.request, said) for old, new in mine.moved for said in teller.moves(old, new)]
    return tuple(said for _, _, said in sorted(told))


class _Teller:
    """Puts what happened to a talk into a sentence."""

    def __init__(self, cast: Cast, words: Telling, names: Mapping[str, str], *, for_family: bool) -> None:
        self._cast, self._words, self._names, self._for_family = cast, words, names, for_family

    def says(self, sentence: str, talk: Placement, old: Placement | None = None) -> str:
        """One sentence about a talk, by its name in the words."""
        before = self._local((old or talk).start)
        start = self._local(talk.start)
        template: str = getattr(self._words, sentence)
        return template.format(
            who=self._who(talk),
            day=self._words.day(start),
            time=f"{start:%H:%M}",
            day_before=self._words.day(before),
            before=f"{before:%H:%M}",
            room=self._names.get(str(talk.room), talk.room or "-"),
            minutes=talk.minutes,
        )

    def moves(self, old: Placement, new: Placement) -> Iterator[str]:
        """A sentence for each thing about a talk that is not what it was."""
        if old.start != new.start:
            same_day = self._local(old.start).date() == self._local(new.start).date()
            yield self.says("moved" if same_day else "moved_day", new, old)
        if old.minutes != new.minutes:
            yield self.says("changed_length", new)
        if old.room != new.room:
            yield self.says("changed_room", new)
        if old.interpreter != new.interpreter:
            yield self.says("changed_interpreter", new)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._cast.conference.timezone)

    def _who(self, talk: Placement) -> str:
        """Whom the talk is with; for the school the family too."""
        request = self._cast.requests[talk.request]
        people = [self._names.get(name, name) for name in request.staff]
        if not self._for_family:
            people.append(self._names.get(request.party, request.party))
        return self._words.list(people)
