"""The use cases: load, decide, save with changes and messages in one transaction."""
