"""Pages to read and print: of an evening (letters, desk sheets, door lists, the board), and of goals and plans."""

from collections.abc import Iterable

from partnership.errors import MissingExtra
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Exporter

__all__ = ["make", "partnership_exporters", "partnership_trials"]


def make() -> Exporter:
    """The exporter.

    Raises:
        MissingExtra: The package that fills in templates is not installed.
    """
    try:
        from partnership.plugins.html.pages import Pages  # noqa: PLC0415 - heavy, so only when used
    except ModuleNotFoundError as error:
        raise MissingExtra("html export", "html") from error
    return Pages()


@hookimpl
def partnership_exporters() -> Iterable[Offer[Exporter]]:
    """The exporter `html`."""
    return [
        Offer(
            name="html",
            make=make,
            summary="Pages to read and print: letters, desk sheets, door lists and the board.",
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """Letters are personal; the board and the doors are public."""
    return [
        Trial(kind="exporter", offer="html", contract="partnership.testing.trials:PagesTrial"),
    ]
