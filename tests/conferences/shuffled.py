"""A conference with everything said in another order."""

from typing import Any

import attrs
from hypothesis import strategies as st

from partnership.conferences.conference import Conference

__all__ = ["shuffled"]


@st.composite
def shuffled(draw: st.DrawFn, conference: Conference) -> Conference:
    """The same conference with every list in it in any order, and the lists in parties and requests as well."""
    lists = ("sittings", "rooms", "staff", "interpreters", "guardians", "pupils", "parties", "keep_apart")
    mixed: dict[str, Any] = {name: tuple(draw(st.permutations(getattr(conference, name)))) for name in lists}
    parties = tuple(
        attrs.evolve(
            each,
            guardians=tuple(draw(st.permutations(each.guardians))),
            pupils=tuple(draw(st.permutations(each.pupils))),
        )
        for each in mixed.pop("parties")
    )
    requests = tuple(
        attrs.evolve(
            each,
            staff=tuple(draw(st.permutations(each.staff))),
            pupils=tuple(draw(st.permutations(each.pupils))),
        )
        for each in draw(st.permutations(conference.requests))
    )
    return attrs.evolve(conference, parties=parties, requests=requests, **mixed)
