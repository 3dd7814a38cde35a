"""Every figure the documentation claims, as a ratio against a named peer in the same run: `make figures`."""
