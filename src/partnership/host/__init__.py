"""The composition root: settings, plug-ins and one school."""
