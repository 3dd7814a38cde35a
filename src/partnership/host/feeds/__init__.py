"""Calendars to subscribe to, each for one person at an address of their own, and how they are served."""
