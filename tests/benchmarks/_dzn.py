"""Reads a business-to-business meeting problem from a MiniZinc data file (`.dzn`).

Fields (indices from 1): `nBusiness` participants, `nMeetings`, `nTables`, `nTotalSlots`, the first `nMorningSlots` of
which are the morning; `requested`, per meeting its two participants and its part of the day (1 morning, 2 afternoon, 3
either); `forbidden`, per participant the slots it cannot; and if present `fixed`, per meeting its slot or 0, and
`precedences`, per meeting the meetings that come before it. Older files call them `nParticipants`, `nTimeSlots` and
`meetings`, and give `forbidden` as one list with the place where each participant's part begins in `indexForbidden`.
"""

import itertools
import re
from pathlib import Path

import attrs

__all__ = ["Event", "read_event"]

_COMMENT = re.compile(r"%[^\n]*|/\*.*?\*/", re.DOTALL)
_FIELD = re.compile(r"(\w+)\s*=\s*([^;]*);", re.DOTALL)
_RANGE = re.compile(r"(\d+)\s*\.\.\s*(\d+)")
_EITHER = 3


@attrs.frozen(kw_only=True)
class Event:
    """An afternoon of meetings between pairs of participants; everything is counted from 0.

    Attributes:
        tables: How many meetings can be held at once.
        meetings: Per meeting, its two participants.
        slots: How many slots there are.
        allowed: Per meeting, the slots of its part of the day, or the one it is fixed to.
        forbidden: Per participant, the slots it cannot.
        before: Per meeting, the meetings that come strictly before it.
    """

    participants: int
    tables: int
    slots: int
    meetings: tuple[tuple[int, int], ...]
    allowed: tuple[frozenset[int], ...]
    forbidden: tuple[frozenset[int], ...]
    before: tuple[frozenset[int], ...]

    def possible(self, meeting: int) -> frozenset[int]:
        """The slots a meeting can have, whatever else is held."""
        one, other = self.meetings[meeting]
        return self.allowed[meeting] - self.forbidden[one] - self.forbidden[other]

    def faults(self, held: list[int]) -> list[str]:
        """What is wrong with a schedule (the slot of each meeting), in words; nothing when it is right."""
        found = []
        for meeting, slot in enumerate(held):
            if slot not in self.possible(meeting):
                found.append(f"meeting {meeting} cannot be in slot {slot}")
            found += [
                f"meeting {each} is not before {meeting}"
                for each in self.before[meeting]
                if held[each] >= slot
            ]
        for slot in range(self.slots):
            there = [meeting for meeting, each in enumerate(held) if each == slot]
            if len(there) > self.tables:
                found.append(f"slot {slot} has {len(there)} meetings")
            people = [person for meeting in there for person in self.meetings[meeting]]
            found += [
                f"{person} is twice in slot {slot}" for person in set(people) if people.count(person) > 1
            ]
        return found

    def breaks(self, held: list[int]) -> list[int]:
        """Per participant, how many times it waits between two meetings, however long."""
        counts = []
        for person in range(self.participants):
            mine = sorted(held[meeting] for meeting, pair in enumerate(self.meetings) if person in pair)
            counts.append(sum(later - sooner > 1 for sooner, later in itertools.pairwise(mine)))
        return counts


def read_event(path: Path) -> Event:
    """The event in a file.

    Raises:
        ValueError: A field is missing, or lists have not the length they should.
    """
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    fields = {name: _RANGE.sub(_spelled, value) for name, value in _FIELD.findall(text)}

    def number(*names: str) -> int:
        return _numbers(_field(fields, *names))[0]

    participants, meetings = number("nBusiness", "nParticipants"), number("nMeetings")
    slots, morning = number("nTotalSlots", "nTimeSlots"), number("nMorningSlots")
    rows = _numbers(_field(fields, "requested", "meetings"))
    width = len(rows) // max(1, meetings)
    asked = [rows[place : place + width] for place in range(0, len(rows), max(1, width))]
    fixed = _numbers(fields.get("fixed", "")) or [0] * meetings
    before = _sets(fields.get("precedences", "")) or [frozenset()] * meetings
    forbidden = _forbidden(fields, participants)
    for name, values, count in (
        ("meetings", asked, meetings),
        ("fixed", fixed, meetings),
        ("precedences", before, meetings),
        ("forbidden", forbidden, participants),
    ):
        if len(values) != count:
            raise ValueError(f"{path.name}: {name} has {len(values)} entries, not {count}")
    parts = {1: range(morning), 2: range(morning, slots)}
    return Event(
        participants=participants,
        tables=number("nTables"),
        slots=slots,
        meetings=tuple((row[0] - 1, row[1] - 1) for row in asked),
        allowed=tuple(
            frozenset([slot - 1] if slot else parts.get(row[2] if len(row) > 2 else _EITHER, range(slots)))
            for row, slot in zip(asked, fixed, strict=True)
        ),
        forbidden=tuple(forbidden),
        before=tuple(before),
    )


def _field(fields: dict[str, str], *names: str) -> str:
    for name in names:
        if name in fields:
            return fields[name]
    raise ValueError(f"there is no {' or '.join(names)}")


def _spelled(found: re.Match[str]) -> str:
    """`2..4` as `2,3,4`."""
    return ",".join(map(str, range(int(found[1]), int(found[2]) + 1)))


def _numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text.rpartition("(")[2].rpartition("[")[2] or text)]


def _sets(text: str) -> list[frozenset[int]]:
    """Sets of indices; 0 stands for nothing in some files."""
    return [
        frozenset(int(each) - 1 for each in re.findall(r"[1-9]\d*", one))
        for one in re.findall(r"\{([^}]*)\}", text)
    ]


def _forbidden(fields: dict[str, str], participants: int) -> list[frozenset[int]]:
    text = fields.get("forbidden", "")
    if "indexForbidden" not in fields:
        return _sets(text) or [frozenset()] * participants
    slots, places = _numbers(text), _numbers(fields["indexForbidden"])
    return [
        frozenset(slot - 1 for slot in slots[first - 1 : last - 1] if slot)
        for first, last in itertools.pairwise(places)
    ]
