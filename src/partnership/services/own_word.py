"""What a guardian can say at the counter: of their own family, and of nobody else."""

from partnership.conferences.conference import GuardianPresence, Party, PupilPresence, TalkRequest
from partnership.errors import InvalidInput, NotFound, Problem
from partnership.services.callers import Caller
from partnership.services.rounds import Round

__all__ = ["own_family", "own_word"]


def own_word(
    caller: Caller,
    parties: tuple[Party, ...],
    guardians: tuple[GuardianPresence, ...],
    pupils: tuple[PupilPresence, ...],
) -> None:
    """Refuse a guardian who says who is in a party, or when somebody else can come.

    Raises:
        InvalidInput: All of it at once.
    """
    if caller.guardian is None:
        return
    problems = (
        [Problem("$.parties", "only the school says who speaks about whom")] if parties or pupils else []
    )
    problems += [
        Problem(f"$.guardians[{number}]", "a guardian says only when they can come themselves")
        for number, each in enumerate(guardians)
        if each.id != caller.guardian
    ]
    if problems:
        raise InvalidInput(problems, source="requests")


def own_family(kept: Round, number: int, request: TalkRequest, caller: Caller) -> None:
    """Refuse a guardian who asks for another party or about another's child, without a word of who there is.

    Raises:
        NotFound: The party is not theirs.
        InvalidInput: One of the pupils is not of their party.
    """
    if caller.guardian is None:
        return
    party = next((each for each in kept.conference.parties if each.id == request.party), None)
    if party is None or caller.guardian not in party.guardians:
        raise NotFound("party", request.party)
    if not set(request.pupils) <= set(party.pupils):
        problem = Problem(f"$.requests[{number}].pupils", "names a pupil who is not of this party")
        raise InvalidInput([problem], source="requests")
