"""`python -m partnership` is the `partnership` command."""

from partnership.cli import main

if __name__ == "__main__":
    main()
