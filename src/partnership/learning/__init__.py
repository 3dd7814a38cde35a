"""Learning together: shared goals, action plans, support plans, tips and homework, workshops and materials."""
