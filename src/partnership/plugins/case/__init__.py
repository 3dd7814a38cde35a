"""Curricula as CASE packages: the JSON of 1EdTech's Competencies and Academic Standards Exchange, 1.0 and 1.1."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Catalogue

__all__ = ["partnership_catalogues", "partnership_trials", "sample"]


def sample() -> bytes:
    """A small invented curriculum in the shape of the Dutch one, in which a goal was split and another renewed twice."""
    return files("partnership.plugins.case").joinpath("sample.json").read_bytes()


def _make(path: str | Path) -> Catalogue:
    from partnership.plugins.case.package import CasePackage  # noqa: PLC0415 - nothing is read until asked for

    return CasePackage(Path(path))


@hookimpl
def partnership_catalogues() -> Iterable[Offer[Catalogue]]:
    """The catalogue `case`."""
    return [
        Offer(
            name="case",
            make=_make,
            summary="A CASE 1.0 or 1.1 package (JSON)",
            options={"path": "the JSON file with the CFPackage"},
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On the invented sample."""
    return [Trial(kind="catalogue", offer="case", contract="partnership.testing.trials:CaseTrial")]
