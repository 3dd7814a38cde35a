"""Families and teachers working together."""
