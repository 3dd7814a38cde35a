"""Telling and listening: contact moments, insights, newsletters, evenings, channels, and how to say it well."""
