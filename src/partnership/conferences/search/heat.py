"""Heat: how much worse a step may be and still be taken now and then."""

import attrs

__all__ = ["Heat"]


@attrs.frozen(kw_only=True)
class Heat:
    """How many points worse a step may be and still be taken now and then, at the beginning and at the end."""

    first: float
    last: float

    def at(self, share: float) -> float:
        """The heat when this share of a round, from 0 to 1, is gone."""
        return float(self.first * (self.last / self.first) ** share)
