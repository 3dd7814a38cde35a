"""`python -m partnership` is the `partnership` command."""

from partnership.cli import main

main()
