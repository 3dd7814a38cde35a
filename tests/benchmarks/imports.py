"""How long `import partnership` takes, against importing attrs, cattrs, pluggy and dateutil together."""

import statistics
import subprocess
import sys
import time

OURS = "import partnership"
MODEL = "import partnership; [getattr(partnership, name) for name in partnership.__all__]"
PEERS = "import attrs, cattrs, pluggy, dateutil.rrule"
RUNS = 15


def seconds(statement: str) -> float:
    """Wall time of a fresh interpreter that runs a statement, less the time of one that runs nothing."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    whole = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return whole - (time.perf_counter() - start)


def main() -> None:
    """Print the medians and the ratios; the aim is at most 1.5."""
    rounds = [(seconds(OURS), seconds(MODEL), seconds(PEERS)) for _ in range(RUNS)]
    ours, model, peers = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"import partnership               {ours * 1000:7.1f} ms   {ours / peers:5.2f} x peers")
    print(f"... and every public name        {model * 1000:7.1f} ms   {model / peers:5.2f} x peers")
    print(f"attrs, cattrs, pluggy, dateutil  {peers * 1000:7.1f} ms   (the peers)")


if __name__ == "__main__":
    main()
