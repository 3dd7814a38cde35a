"""Improve a timetable whose talks each fill one place of the grid: the usual evening, and the quick way.

When all talks last equally long and no longer than a step, two talks either start together or do not meet at all. A
chain between two moments is then a swap: whoever stands in the way goes back to where the first one came from, and of
all people touched only those at the ends of the chain see their day change.
"""

from collections.abc import Mapping
from random import Random

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search.aims import BETTER, EDGE, HALF, HOLES, NEAR, mates_of, uneasy
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.chains import LONGEST
from partnership.conferences.search.construct import move_in, push_in
from partnership.conferences.search.heat import TOLERANCE, TOLERANCES, Heat

__all__ = ["anneal_slots", "in_slots"]

_LOST = 0.005
"""Share of the steps that try a left-over talk, while there are any."""


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
    mates = mates_of(board)
    better = uneasy(board, lively, draw)
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
        if here < 0 or draw() < BETTER:
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
        if kind < NEAR and (others := mates[request]):
            near = start[others[int(draw() * len(others))]]
            if near >= 0:
                there = near + sides[draw() < HALF]
                if not 0 <= there < size:
                    continue
        elif kind > 1 - HOLES:
            index, offset = held[request][int(draw() * staffs[request])], here - within[here]
            day = parts[index * blocks + block_of[here]] & busy_bits
            first, last = (day & -day).bit_length() - 1, day.bit_length() - 1
            if draw() < EDGE:
                request = at[index][offset + (first if draw() < HALF else last)]
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
