"""The booking life of a conference: who may do what when, baskets, waiting lists, swaps, and the evening itself.

`terms` is what a school agrees on beforehand; `rulings` decides about one act by it. Everything here is pure: it says
what becomes of things, and `partnership.services` keeps it.
"""
