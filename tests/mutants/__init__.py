"""Small faults put into the engine on purpose, to see which of them the tests notice."""
