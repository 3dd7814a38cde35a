"""What no timetable can do better than: a proven lower bound on the total of a conference.

Put a price on every moment of everybody whom several families want. Let each family buy the cheapest evening it can,
and let each of those sell as much as they can hold. Whatever the prices, what the families spend at least, less what
all moments together can earn at most, is less than any timetable costs (see `bounds.market`). The modules differ in
how they find good prices: `opening` matches talks to moments, `haggling` lets families outbid each other.
"""

from partnership.conferences.bounds.bound import bound

__all__ = ["bound"]
