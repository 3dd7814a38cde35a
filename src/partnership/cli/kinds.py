"""Kinds of values on the command line that are looked at before anything is begun: a file to write, a time to take."""

import math
from pathlib import Path
from typing import Any

import click

__all__ = ["SECONDS", "TO_WRITE"]

_Parameter = click.Parameter | None
_Context = click.Context | None


class _ToWrite(click.Path):
    """A file to write: it need not be there, but its folder must, for nobody plans for ten seconds to hear it is not."""

    def convert(self, value: Any, param: _Parameter, ctx: _Context) -> Path:  # noqa: ANN401 - what click gives
        path = Path(str(super().convert(value, param, ctx)))
        if not path.resolve().parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        return path


class _Seconds(click.FloatRange):
    """How long something may take: `nan` and `inf` are floats too, but no time that ends."""

    def convert(self, value: Any, param: _Parameter, ctx: _Context) -> float:  # noqa: ANN401
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"{seconds} is not a finite number", param, ctx)
        return seconds


TO_WRITE = _ToWrite(dir_okay=False)
SECONDS = _Seconds(min=0)
