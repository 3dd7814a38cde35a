"""Kinds of values on the command line that are looked at before anything is begun: a file to write, a time to take."""

import math
import os
from pathlib import Path

import click

__all__ = ["SECONDS", "TO_WRITE"]


class _ToWrite(click.Path):
    """A file to write: it need not be there, but its folder must, for nobody plans for ten seconds to hear it is not."""

    def convert(self, value: "str | Path", param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(super().convert(value, param, ctx)))
        if not path.resolve().parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        return path


class _Seconds(click.FloatRange):
    """How long something may take: `nan` and `inf` are floats too, but no time that ends."""

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = super().convert(float(value), param, ctx)
        if not math.isfinite(seconds):
            self.fail(f"{seconds} is not a finite number", param, ctx)
        return seconds


TO_WRITE = _ToWrite(dir_okay=False)
SECONDS = _Seconds(min=0)
