"""Values to plain data and back: floor 5, the only place that knows what a document looks like."""
