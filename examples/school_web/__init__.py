"""A small school system on the web, with user accounts of its own, in which families book talks by the library."""
