"""Good news: for every pupil now and then, and first for those who waited longest.

What one member of staff said how often is for that member of staff alone; nothing here compares people.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from partnership.contact.ledger import Ledger
from partnership.contact.moments import ContactMoment, Direction, Tone
from partnership.contact.notices import Notice
from partnership.ids import PupilId, StaffId

__all__ = ["NAMES_A_WEEK", "Balance", "balance", "due_good_news", "five_names", "only_concern"]

NAMES_A_WEEK = 5
"""How many names a teacher is given for a week."""


@attrs.frozen(kw_only=True)
class Balance:
    """One member of staff's own contact, for their own eyes.

    Attributes:
        positive: Moments with good news.
        concern: Moments with a concern.
        with_step: Of all, how many came with a step somebody can do.
        moments: How many there were.
    """

    positive: int
    concern: int
    with_step: int
    moments: int

    @property
    def positive_share(self) -> float:
        """The share of good news, drawn towards a half where there was little: `(P + 1) / (P + C + 2)`."""
        return (self.positive + 1) / (self.positive + self.concern + 2)


def due_good_news(ledger: Ledger, pupils: Iterable[PupilId], since: date) -> Iterator[Notice]:
    """Pupils about whom home heard nothing good for as many school weeks as the norm.

    Args:
        ledger: The moments.
        pupils: Whom to look at.
        since: From when to count where there was none yet.
    """
    last = _last_good_news(ledger)
    for pupil in pupils:
        weeks = ledger.calendar.school_weeks_since(max(last.get(pupil, since), since), ledger.today)
        if weeks >= ledger.norms.positive_school_weeks:
            yield Notice(
                rule="contact.good_news",
                norm="positive_school_weeks",
                about=f"pupil:{pupil}",
                facts={"school_weeks": weeks},
                next_step="tell home something that went well this week",
            )


def five_names(ledger: Ledger, pupils: Iterable[PupilId], names: int = NAMES_A_WEEK) -> tuple[PupilId, ...]:
    """The pupils to send good news about this week: those who waited longest, who never had any first.

    Args:
        ledger: The moments.
        pupils: Among whom, in any order; equals go by id.
        names: How many.
    """
    last = _last_good_news(ledger)
    return tuple(sorted(set(pupils), key=lambda pupil: (last.get(pupil, date.min), pupil))[:names])


def only_concern(ledger: Ledger, pupils: Iterable[PupilId]) -> tuple[PupilId, ...]:
    """The pupils about whom home heard concerns from school, and nothing else."""
    tones: dict[PupilId, set[Tone]] = {}
    for moment in _told(ledger.moments):
        for pupil in moment.pupils:
            tones.setdefault(pupil, set()).add(moment.tone)
    return tuple(pupil for pupil in pupils if tones.get(pupil) == {Tone.CONCERN})


def balance(moments: Iterable[ContactMoment], staff: StaffId) -> Balance:
    """A member of staff's own balance of good news and concerns; never to be shown to anybody else."""
    own = [each for each in _told(moments) if each.staff == staff]
    tones = [each.tone for each in own]
    return Balance(
        positive=tones.count(Tone.POSITIVE),
        concern=tones.count(Tone.CONCERN),
        with_step=sum(bool(each.follow_ups) for each in own),
        moments=len(own),
    )


def _told(moments: Iterable[ContactMoment]) -> Sequence[ContactMoment]:
    """What the school told one family, and got through with."""
    return [each for each in moments if each.individual and each.direction is Direction.OUT]


def _last_good_news(ledger: Ledger) -> dict[PupilId, date]:
    last: dict[PupilId, date] = {}
    for moment in _told(ledger.moments):
        if moment.tone is Tone.POSITIVE:
            for pupil in moment.pupils:
                last[pupil] = max(last.get(pupil, date.min), ledger.day_of(moment))
    return last
