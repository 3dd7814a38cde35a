"""One way for a family to have its talks: each with its time and place, and what that asks of the family."""

from collections.abc import Mapping

import attrs

from partnership.almanac import almanac_in
from partnership.conferences.table import Cast, Table
from partnership.conferences.telling import telling_in
from partnership.conferences.timetable import ObjectiveValue, Placement, Timetable
from partnership.ids import PartyId, RequestId

__all__ = ["Itinerary"]


@attrs.frozen(kw_only=True)
class Itinerary:
    """A complete plan for one family, as the rules allow it now; nothing in it is about anybody else.

    Attributes:
        party: Whose it is.
        talks: The talks that are offered, in order of time.
        beside: The talks the family has already and keeps, in order of time.
        left_over: The requests that no offer can place beside the others.
        cost: What the family's talks together ask of it: the counts and points of the standard objective, for this
            family alone. The idle minutes of staff are not among them, for they tell of others.
    """

    party: PartyId
    talks: tuple[Placement, ...]
    beside: tuple[Placement, ...] = ()
    left_over: tuple[RequestId, ...] = ()
    cost: ObjectiveValue

    @property
    def all(self) -> tuple[Placement, ...]:
        """Every talk of the family, offered and kept, in order of time."""
        return tuple(sorted((*self.talks, *self.beside), key=lambda each: (each.start, each.request)))

    def in_words(
        self, cast: Cast, *, language: str = "en", names: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """The itinerary as a person would say it: a line for each evening with its talks, then what it costs.

        Args:
            cast: Who and what the conference knows.
            language: BCP 47 tag of the words; English when we do not speak it.
            names: How to print staff and rooms, by id; an id without a name is printed as it is.
        """
        words, called = telling_in(language), names or {}
        table = Table(cast, Timetable(placements=self.all))
        zone = cast.conference.timezone
        lines = []
        for _, _, talks in table.per_party_sitting():
            said = almanac_in(words.tag).comma.join(
                words.talk.format(
                    time=f"{talk.start.astimezone(zone):%H:%M}",
                    who=words.list([called.get(name, name) for name in talk.request.staff]),
                )
                for talk in talks
            )
            lines.append(f"{words.day(talks[0].start.astimezone(zone))}: {said}")
        return (*lines, self._cost_in_words(language))

    def _cost_in_words(self, language: str) -> str:
        words, cost = telling_in(language), self.cost
        said = [words.waiting(cost.wait_minutes) if cost.wait_minutes else words.no_waiting]
        if cost.extra_sitting:
            said.append(words.several_days(cost.extra_sitting + 1))
        if cost.outside_preferred:
            said.append(words.outside(cost.outside_preferred))
        if self.left_over:
            said.append(words.left(len(self.left_over)))
        return almanac_in(words.tag).semicolon.join(said)
