"""Improve a timetable whose talks each fill one place of the grid: the usual evening, and the quick way.

When all talks last equally long and no longer than a step, two talks either start together or do not meet at all. A
chain between two moments is then a swap: whoever stands in the way goes back to where the first one came from, and of
all people touched only those at the ends of the chain see their day change.
"""

from collections.abc import Callable, Mapping
from random import Random

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.chains import LONGEST
from partnership.conferences.search.construct import move_in, push_in, ticks_in
from partnership.conferences.search.heat import TOLERANCE, TOLERANCES, Heat

__all__ = ["anneal_slots", "in_slots"]

_NEAR = 0.55
"""Share of the steps that look right beside another talk of the same family."""

_HOLES = 0.45
"""Share of the steps that look where a member of staff sits idle between two talks."""

_EDGE = 0.3
"""Share of those that take the first or last talk of that day, so that the day grows shorter."""

_BETTER = 0.02
"""Share of the steps that give an uneasy talk a better moment, whoever must look for another one then."""

_LOST = 0.005
"""Share of the steps that try a left-over talk, while there are any."""

_TRIES = 20
"""Talks looked at in search of an uneasy one."""

_HALF = 0.5


def in_slots(board: Board) -> bool:
    """Whether all talks last equally long and no longer than a step."""
    lengths = {demand.ticks for demand in board.each}
    return len(lengths) == 1 and max(lengths) <= board.demands.timeline.step


def anneal_slots(  # noqa: C901, PLR0912, PLR0915 - a call less per step is a tenth of the time
    board: Board, heat: Heat, budget: Budget, random: Random, choices: Mapping[int, list[int]]
) -> None:
    """Improve a board that is `in_slots` until the budget is used; it is left at the best state seen.

    `choices` are the ticks to choose from, for each request that has a choice.
    """
    draw = random.random
    start, held, at, fits = board.start, board.held, board.at, board.fits
    parts, costs, blocks, block_of = board.parts, board.costs, board.blocks, board.block_of
    outside, vetoes, within, party = board.outside, board.vetoes, board.within, board.demands.party
    watched = vetoes.watched if vetoes else frozenset()
    unwished = [demand.unwished for demand in board.each]
    lively = list(choices)
    count, size, step = len(lively), board.demands.timeline.size, board.demands.timeline.step
    bits = [board.base[0] << each for each in within]
    busy_bits = (1 << board.demands.timeline.width) - 1
    sides = (step, -step)
    spans = [range(tick, tick + board.each[0].ticks) for tick in range(size)]
    weights = board.demands.weights
    patience = weights.wait_minute * board.demands.cast.conference.step_minutes
    staffs = [len(request.staff) for request in board.demands.cast.conference.requests]
    mates = _mates(board)
    better = _better(board, mates, lively, draw)
    lost = [request for request in lively if start[request] == NOBODY]
    best, warmth, steps = board.points, heat.first, 0
    points = best
    since_best: dict[int, tuple[int, tuple[int, ...]]] = {}

    def accept(change: int) -> bool:
        return change <= 0 or change <= warmth * TOLERANCE[int(draw() * TOLERANCES)]

    while True:
        if steps % LOOK_UP == 0:
            share = budget.look(best)
            if share is None:
                break
            warmth = heat.at(share)
        steps += 1
        request = lively[int(draw() * count)]
        if lost and draw() < _LOST:
            request = lost[int(draw() * len(lost))]
        here = start[request]
        ticks = choices[request]
        there = ticks[int(draw() * len(ticks))]
        if here < 0 or draw() < _BETTER:
            board.points = points
            if here < 0:
                touched = push_in(board, request, there, accept)
            else:
                touched = move_in(board, *better(request, there), accept)
            for each, before in touched.items():
                since_best.setdefault(each, before)
            if touched:
                lost = [each for each in {*lost, *touched} if start[each] == NOBODY and each in choices]
            points = board.points
            if points < best:
                best = points
                since_best.clear()
            continue
        kind = draw()
        if kind < _NEAR and (others := mates[request]):
            near = start[others[int(draw() * len(others))]]
            if near >= 0:
                there = near + sides[draw() < _HALF]
                if not 0 <= there < size:
                    continue
        elif kind > 1 - _HOLES:
            index, offset = held[request][int(draw() * staffs[request])], here - within[here]
            day = parts[index * blocks + block_of[here]] & busy_bits
            first, last = (day & -day).bit_length() - 1, day.bit_length() - 1
            if draw() < _EDGE:
                request = at[index][offset + (first if draw() < _HALF else last)]
                here = start[request]
            holes = ~day & ((1 << last) - (1 << first)) & fits[request] >> offset
            if not holes:
                continue
            holes = holes & -(1 << first + int(draw() * (last - first))) or holes
            there = offset + (holes & -holes).bit_length() - 1
        if there == here or not fits[request] >> there & 1:
            continue
        limit = warmth * TOLERANCE[int(draw() * TOLERANCES)]
        block, other_block = block_of[here], block_of[there]
        part = party[request]
        if at[part][there] < 0:
            part *= blocks
            change = outside * ((unwished[request] >> there & 1) - (unwished[request] >> here & 1))
            turned = bits[here] ^ (bits[there] if block == other_block else 0)
            if cost := costs[part + block]:  # pragma: no branch - for the type checker: a family has one
                now = parts[part + block]
                change += cost[now ^ turned] - cost[now]
            if block != other_block and (cost := costs[part + other_block]):
                now = parts[part + other_block]
                change += cost[now ^ bits[there]] - cost[now]
            if change > limit + patience:
                continue
        both = here + there
        moved = {request: there}
        waiting = [request]
        ends: list[int] = []
        wishes = (unwished[request] >> there & 1) - (unwished[request] >> here & 1)
        for mover in waiting:
            to = moved[mover]
            for index in held[mover]:
                other = at[index][to]
                if other < 0:
                    ends.append(index)
                elif other not in moved:
                    back = both - to
                    if not fits[other] >> back & 1:
                        break
                    moved[other] = back
                    waiting.append(other)
                    wishes += (unwished[other] >> back & 1) - (unwished[other] >> to & 1)
            else:
                if len(waiting) <= LONGEST:
                    continue
            break
        else:
            change = outside * wishes
            if block == other_block:
                turned = bits[here] ^ bits[there]
                for index in ends:
                    part = index * blocks + block
                    cost = costs[part]
                    if cost is not None:
                        now = parts[part]
                        change += cost[now ^ turned] - cost[now]
            else:
                for index in ends:
                    part = index * blocks
                    cost, other_cost = costs[part + block], costs[part + other_block]
                    if cost is not None and other_cost is not None:
                        now = parts[part + block]
                        change += cost[now ^ bits[here]] - cost[now]
                        now = parts[part + other_block]
                        change += other_cost[now ^ bits[there]] - other_cost[now]
            if change > limit:
                continue
            if watched and not watched.isdisjoint(moved):
                before_all = {each: (start[each], held[each]) for each in moved}
                if not board.make(moved, change):
                    continue
                for each, before in before_all.items():
                    since_best.setdefault(each, before)
            else:
                for mover in waiting:
                    was = start[mover]
                    if mover not in since_best:
                        since_best[mover] = was, held[mover]
                    for index in held[mover]:
                        row = at[index]
                        for tick in spans[was]:
                            row[tick] = NOBODY
                for mover in waiting:
                    start[mover] = to = moved[mover]
                    for index in held[mover]:
                        row = at[index]
                        for tick in spans[to]:
                            row[tick] = mover
                for index in ends:
                    part = index * blocks
                    parts[part + block] ^= bits[here]
                    parts[part + other_block] ^= bits[there]
            points += change
            if points < best:
                best = points
                since_best.clear()
    board.put_back(since_best, best)


def _mates(board: Board) -> list[list[int]]:
    """Per request, the other requests of its party."""
    of_party: dict[int, list[int]] = {}
    for request, party in enumerate(board.demands.party):
        of_party.setdefault(party, []).append(request)
    return [
        [other for other in of_party[party] if other != request]
        for request, party in enumerate(board.demands.party)
    ]


def _better(
    board: Board, mates: list[list[int]], lively: list[int], draw: Callable[[], float]
) -> Callable[[int, int], tuple[int, int]]:
    """A function that finds an uneasy talk and a better moment: one that is wished for, or beside the family's others.

    It begins with a given talk and moment, and falls back on those.
    """
    start, block_of, each = board.start, board.block_of, board.each
    wished = [ticks_in(demand.starts & ~demand.unwished) for demand in each]
    step = board.demands.timeline.step

    def find(request: int, there: int) -> tuple[int, int]:
        asked = request
        for _ in range(_TRIES):
            here = start[request]
            if here >= 0:
                if each[request].unwished >> here & 1 and (ticks := wished[request]):
                    return request, ticks[int(draw() * len(ticks))]
                for other in mates[request]:
                    if start[other] >= 0 and block_of[start[other]] != block_of[here]:
                        near = start[other] + (step if draw() < _HALF else -step)
                        if near >= 0 and each[request].starts >> near & 1:
                            return request, near
            request = lively[int(draw() * len(lively))]
        return asked, there

    return find
