"""What messages say: checked just before they are sent, and written late, in the language of the one who reads them.

`drafts` is what a writer is given and gives back; `recipients` says who reads it and how they are reached; `words` are the
sentences; `talks`, `baskets`, `swaps` and `follow_ups` write; `registry` knows which topic is whose.
"""
