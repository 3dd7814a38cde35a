"""Hypothesis strategies for the library's values: small, odd and lawful by construction."""
