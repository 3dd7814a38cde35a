"""A conference with everything said in another order."""

import attrs
from hypothesis import strategies as st

from partnership.conferences.conference import Conference

__all__ = ["shuffled"]


@st.composite
def shuffled(draw: st.DrawFn, conference: Conference) -> Conference:
    """The same conference with every list in it in any order, and the lists in parties and requests as well."""
    parties = tuple(
        attrs.evolve(
            each,
            guardians=tuple(draw(st.permutations(each.guardians))),
            pupils=tuple(draw(st.permutations(each.pupils))),
        )
        for each in draw(st.permutations(conference.parties))
    )
    requests = tuple(
        attrs.evolve(
            each,
            staff=tuple(draw(st.permutations(each.staff))),
            pupils=tuple(draw(st.permutations(each.pupils))),
        )
        for each in draw(st.permutations(conference.requests))
    )
    return attrs.evolve(
        conference,
        sittings=tuple(draw(st.permutations(conference.sittings))),
        rooms=tuple(draw(st.permutations(conference.rooms))),
        staff=tuple(draw(st.permutations(conference.staff))),
        interpreters=tuple(draw(st.permutations(conference.interpreters))),
        guardians=tuple(draw(st.permutations(conference.guardians))),
        pupils=tuple(draw(st.permutations(conference.pupils))),
        parties=parties,
        keep_apart=tuple(draw(st.permutations(conference.keep_apart))),
        requests=requests,
    )
