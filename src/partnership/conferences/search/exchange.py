"""Exchange: deal one member of staff's moments out anew among their own talks, at the least cost there is.

With everyone else left where they are, which talk gets which moment is an assignment problem, solved exactly by
shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987).
"""

from collections.abc import Sequence

from partnership.conferences.compiled.board import NOBODY, Board, Move
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.search.budget import Budget

__all__ = ["assign", "exchange", "exchange_all"]


def assign(costs: Sequence[Sequence[int]]) -> list[int]:
    """For each row of a square table its own column, so that the sum of costs is least.

    >>> assign([[4, 1], [2, 8]])
    [1, 0]
    """
    count = len(costs)
    far = 4 * IMPOSSIBLE * max(1, count)
    row_price, column_price = [0] * count, [0] * (count + 1)
    holder = [-1] * (count + 1)
    for row in range(count):
        holder[count] = row
        column, nearest, come_from, seen = count, [far] * count, [count] * count, [False] * (count + 1)
        while holder[column] != -1:
            seen[column] = True
            here, step, following = holder[column], far, count
            for each in range(count):
                if not seen[each]:
                    distance = costs[here][each] - row_price[here] - column_price[each]
                    if distance < nearest[each]:
                        nearest[each], come_from[each] = distance, column
                    if nearest[each] < step:
                        step, following = nearest[each], each
            for each in range(count + 1):
                if seen[each]:
                    row_price[holder[each]] += step
                    column_price[each] -= step
                elif each < count:
                    nearest[each] -= step
            column = following
        while column != count:
            holder[column] = holder[come_from[column]]
            column = come_from[column]
    columns = [0] * count
    for column, row in enumerate(holder[:count]):
        columns[row] = column
    return columns


def exchange(board: Board, index: int) -> bool:
    """Deal one person's moments out anew among their talks; whether that made the timetable better."""
    talks = [request for request in dict.fromkeys(board.at[index]) if request != NOBODY]
    if len(talks) < len(("one", "another")) or len({board.each[talk].ticks for talk in talks}) > 1:
        return False
    moments = [board.start[talk] for talk in talks]
    costs = [[_cost(board, talk, tick, index) for tick in moments] for talk in talks]
    columns = assign(costs)
    move = {talk: moments[column] for talk, column in zip(talks, columns, strict=True)}
    return _take(board, {talk: tick for talk, tick in move.items() if tick != board.start[talk]})


def _cost(board: Board, talk: int, tick: int, index: int) -> int:
    """What it changes to have one of this person's talks then, with everyone else where they are."""
    if tick == board.start[talk]:
        return 0
    demand = board.each[talk]
    others = [each for each in board.held[talk] if each != index]
    if not demand.starts >> tick & 1 or board.holders(talk, tick, others):
        return IMPOSSIBLE
    move = {talk: tick}
    turned = board.turned(move)
    mine = range(index * board.blocks, (index + 1) * board.blocks)
    return board.price(move, {part: bits for part, bits in turned.items() if part not in mine})


def _take(board: Board, move: Move) -> bool:
    """Make a move if it is sound and better."""
    if not move or board.clashes(move):
        return False
    change = board.price(move, board.turned(move))
    return change < 0 and board.make(move, change)


def exchange_all(board: Board, budget: Budget, until: float) -> None:
    """Exchange for one member of staff after another until nothing gets better or the budget is used."""
    staff = board.demands.staff
    better = True
    while better:
        better = False
        for index in staff:
            if budget.spent() >= until:
                return
            better |= exchange(board, index)
