"""Which cap on talks per family would make an evening fit: the highest that takes enough from those who ask much."""

from tests.conferences.autumn import asked, autumn, family
from tests.conferences.test_forecast import crowd, many

from partnership.conferences.forecast import forecast


def test_the_cap_that_makes_it_fit() -> None:
    """Thirteen talks with Jansen, one too many; one family asks for three: with at most two each it would fit."""
    parties = (family("big", "g"), *(family(f"f{each}", f"g{each}") for each in range(10)))
    requests = (*(asked(f"b{number}", "big") for number in range(3)), *many(10))
    assert forecast(autumn(parties=parties, requests=requests)).cap == 2


def test_no_cap_helps_where_nobody_asks_twice() -> None:
    """A cap of nought is no evening."""
    assert forecast(crowd(14)).cap is None
    assert forecast(crowd(0, parties=(family("f1", "fatima"),))).cap is None


def test_a_cap_is_no_lower_than_it_must_be_and_takes_from_those_who_ask_much() -> None:
    """Fourteen talks, two too many. Who asks for three gives up two under a cap of one; two families one each under two."""
    singles = {"parties": tuple(family(f"f{each}", f"g{each}") for each in range(12)), "requests": many(12)}

    def cap(**asks: int) -> int | None:
        number = 14 - sum(asks.values())
        more = tuple(family(name, name) for name in asks)
        theirs = tuple(asked(f"{name}{each}", name) for name, count in asks.items() for each in range(count))
        crowded = autumn(
            parties=singles["parties"][:number] + more, requests=(*singles["requests"][:number], *theirs)
        )
        return forecast(crowded).cap

    assert cap(big=3) == 1
    assert cap(big=3, bigger=3) == 2
    assert cap(big=4) == 2
    assert cap(big=2) is None
    roomy = autumn(requests=tuple(asked(f"q{each}") for each in range(3)))
    assert forecast(roomy).cap is None


def test_a_cap_on_talks_with_others_does_not_help() -> None:
    """Jansen is asked for one talk too many, by families of one talk; what a big family gives up with De Vries is no help."""
    parties = (family("big", "g"), *(family(f"f{each}", f"g{each}") for each in range(13)))
    requests = (*(asked(f"b{number}", "big", "devries") for number in range(3)), *many(13))
    assert forecast(autumn(parties=parties, requests=requests)).cap is None
