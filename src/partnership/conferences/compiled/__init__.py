"""The conference as integers: time in ticks, presence and occupation as bit masks. Fast, and never the truth.

The readable rules are the truth; a law in the tests holds this form to them.
"""
