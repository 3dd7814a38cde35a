"""What one family can still choose from: whole itineraries, the best first, found in thousandths of a second.

Read in this order: `ticks` (time as numbers), `diary` (who is busy when), `openings` (the starts that are free for one
talk), `stops` and `walk` (from talk to talk through an evening), `judge` and `query` (what is allowed of it),
`itinerary` (what comes out) and `offers` (the question).
"""

from partnership.conferences.offer.itinerary import Itinerary
from partnership.conferences.offer.offers import Offers

__all__ = ["Itinerary", "Offers"]
