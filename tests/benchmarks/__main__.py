"""Run every benchmark in this folder, or those named: `python -m tests.benchmarks [NAME …]`."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> None:
    """Print each benchmark under its name."""
    names = sys.argv[1:] or NAMES
    for name in names:
        sys.argv = [name]
        print(f"\n== {name}", flush=True)
        import_module(f"tests.benchmarks.{name}").main()


if __name__ == "__main__":
    main()
