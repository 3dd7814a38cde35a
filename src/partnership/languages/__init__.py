"""The languages people are written to in: which way they run, and the catalogues of sentences that translators keep."""
