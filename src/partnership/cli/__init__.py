"""The `partnership` command. Without the packages it is written with, it says what to install."""

import sys

from partnership.errors import MissingExtra

__all__ = ["main"]


def main() -> None:
    """Run the command; ends the program with status 0 (done), 1 (the answer is no) or 2 (bad usage or input)."""
    try:
        from partnership.cli.app import run  # noqa: PLC0415 - click and rich may not be there
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(f"{MissingExtra('the partnership command', 'cli')}\n")
        sys.exit(2)
    sys.exit(run())
