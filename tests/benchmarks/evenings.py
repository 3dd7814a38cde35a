"""Evenings of an invented school of any size, for the benchmarks: the same for the same number of talks."""

from collections import Counter
from datetime import date

import attrs

from partnership.conferences.conference import Conference, Interpreter
from partnership.ids import InterpreterId
from partnership.testing.school import invent_school, wishes_of

__all__ = ["evenings_of"]

_DAYS = (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26))
_PUPILS_PER_CLASS = 25
_TALKS_PER_PUPIL = 2.3
_TALKS_PER_INTERPRETER = 30


def evenings_of(talks: int) -> Conference:
    """Three evenings of a secondary school in which families ask for so many talks, with as many interpreters as that takes.

    6,000 talks are asked of 200 teachers.
    """
    pupils = round(talks / _TALKS_PER_PUPIL)
    classes = max(10, round(talks / 60))
    school = invent_school(secondary=True, classes=classes, pupils=max(pupils, classes))
    wishes = wishes_of(school, days=_DAYS)
    requests = tuple(each for each in wishes.requests if school.counsellor not in each.staff)[:talks]
    return attrs.evolve(
        wishes,
        staff=tuple(each for each in wishes.staff if each.id != school.counsellor),
        interpreters=_enough_interpreters(attrs.evolve(wishes, requests=requests)),
        requests=requests,
    )


def _enough_interpreters(wishes: Conference) -> tuple[Interpreter, ...]:
    speaks = {guardian.id: guardian.interpreter for guardian in wishes.guardians}
    parties = {party.id: party for party in wishes.parties}
    asked = Counter(
        language
        for request in wishes.requests
        for language in {speaks[name] for name in parties[request.party].guardians}
        if language
    )
    return tuple(
        Interpreter(id=InterpreterId(f"i-{language}-{number}"), languages=(language,))
        for language, talks in sorted(asked.items())
        for number in range(1, 2 + talks // _TALKS_PER_INTERPRETER)
    )
