"""How long to wait before something is tried again."""

from datetime import timedelta

__all__ = ["backoff"]

_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=4)


def backoff(tries: int, chance: float) -> timedelta:
    """The pause after so many tries: about a minute, then twice as long each time, four hours at most.

    Args:
        tries: How often it was tried, from 1.
        chance: From 0 to 1; makes the pause a half to the whole of that, so that not all come back at once.
    """
    whole = min(_FIRST * (1 << min(tries - 1, 20)), _LONGEST)
    return whole * (0.5 + chance / 2)
