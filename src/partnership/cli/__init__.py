"""The `partnership` command."""
