"""Letters about a parents' evening: the invitation, a reminder, that it is called off, and the package for who could not come."""

from collections.abc import Iterator

from partnership.contact.gatherings import Gathering, GatheringState, Support
from partnership.contact.guests import Guest, GuestState
from partnership.ids import GatheringId, GuardianId, joined
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Reading, Unsent
from partnership.services.letters.gathering_words import GatheringWords, gathering_words_for
from partnership.services.letters.talks import GONE_BY, SUPERSEDED

__all__ = ["gathering_cancelled", "gathering_invited", "gathering_package", "gathering_reminder"]

_ABSENT = frozenset({GuestState.PACKAGED, GuestState.SERVED})
_OVER = frozenset({GatheringState.HELD, GatheringState.CLOSED})


def gathering_invited(reading: Reading) -> Draft | Unsent:
    """An invitation, in person to who could not come the last times; not sent once it is called off or over."""
    found = _found(reading)
    if found is None or found[0].state is not GatheringState.ANNOUNCED:
        return SUPERSEDED
    gathering, guest = found
    words = _words(reading)
    told = (
        words.invited_says,
        *([words.missed_says] if guest.personal else []),
        *_programme(reading, gathering),
        "\n".join(f"• {reading.words.list([each.title])}" for each in gathering.items),
        words.answer,
    )
    return _before(reading, gathering, words.invited, told)


def gathering_reminder(reading: Reading) -> Draft | Unsent:
    """It is soon; not to who said in the meantime that they cannot come."""
    found = _found(reading)
    if found is None or found[0].state is not GatheringState.ANNOUNCED:
        return SUPERSEDED
    gathering, guest = found
    if guest.state not in {GuestState.INVITED, GuestState.COMING}:
        return SUPERSEDED
    words = _words(reading)
    told = _programme(reading, gathering, guest)
    return _before(reading, gathering, words.reminded, (words.reminded_says, *told), settled=True)


def gathering_cancelled(reading: Reading) -> Draft | Unsent:
    """It is called off."""
    found = _found(reading)
    if found is None or found[0].state is not GatheringState.CANCELLED:
        return SUPERSEDED
    words = _words(reading)
    told = _programme(reading, found[0])
    return _before(reading, found[0], words.cancelled, (words.cancelled_says, *told), settled=True)


def gathering_package(reading: Reading) -> Draft | Unsent:
    """What was to be had at school; not to who turned out to have been there."""
    found = _found(reading)
    if found is None or found[0].state not in _OVER or found[1].state not in _ABSENT:
        return SUPERSEDED
    gathering, words = found[0], _words(reading)
    return Draft(
        subject=words.package,
        paragraphs=(
            words.package_says,
            _what(reading, gathering),
            reading.words.line(words.find, gathering.package),
        ),
    )


def _found(reading: Reading) -> tuple[Gathering, Guest] | None:
    """The gathering and the reader's own invitation."""
    id = GatheringId(str(reading.body["gathering"]))
    guardian = GuardianId(reading.recipient.who.partition(":")[2])
    gathering = entry_or_none(reading.transaction, Gathering, id)
    guest = entry_or_none(reading.transaction, Guest, joined(id, guardian))
    return None if gathering is None or guest is None else (gathering[0], guest[0])


def _words(reading: Reading) -> GatheringWords:
    return gathering_words_for(reading.recipient.language, reading.recipient.otherwise)


def _before(
    reading: Reading,
    gathering: Gathering,
    subject: str,
    paragraphs: tuple[str, ...],
    *,
    settled: bool = False,
) -> Draft | Unsent:
    """A letter that is of use until the last occasion begins."""
    last = max((each.start for each in gathering.occasions), default=reading.now)
    if last <= reading.now:
        return GONE_BY
    return Draft(subject=subject, paragraphs=paragraphs, until=last, settled=settled)


def _what(reading: Reading, gathering: Gathering) -> str:
    words = _words(reading)
    line = reading.words.line(words.what, gathering.title)
    return f"{words.kinds[gathering.kind]}.\n{line}"


def _programme(reading: Reading, gathering: Gathering, guest: Guest | None = None) -> Iterator[str]:
    """What it is, and each time it is held with its place and help; the one they chose alone, once they did."""
    words, letters = _words(reading), reading.words
    chosen = None if guest is None else guest.occasion
    occasions = [
        each
        for each in sorted(gathering.occasions, key=lambda each: each.start)
        if each.start > reading.now and chosen in {None, each.start}
    ]
    yield _what(reading, gathering)
    if len(occasions) > 1:
        yield f"{words.choose}:"
    for each in occasions:
        lines = [letters.line(letters.when, reading.when(each.start, each.minutes))]
        if each.place:
            lines.append(letters.line(letters.where, each.place))
        if each.support:
            helped = [words.supports[one] for one in Support if one in each.support]
            lines.append(letters.line(words.support, letters.list(helped)))
        yield "\n".join(lines)
