"""For authors of plug-ins and rules: strategies, contracts and an invented school."""
