"""Making and improving timetables: no dependency, the same answer for the same seed, the best so far at any time."""
