"""What one cell of an export means."""

from datetime import date

from partnership.errors import Problem

__all__ = ["day", "is_ended", "listed"]


def listed(cell: str | None) -> list[str]:
    """The parts of a cell that holds several, such as `"g1,g2"`."""
    return [part for each in cell.split(",") if (part := each.strip())] if cell else []


def is_ended(status: str | None) -> bool:
    """Whether a status says that the row is no longer so; `inactive` of 1.0 means the same as `tobedeleted`."""
    return bool(status and status.lower() in {"tobedeleted", "inactive"})


def day(cell: str | None, place: str, column: str, faults: list[Problem]) -> str | None:
    """A date as ISO text; a cell that is none is a fault, and then not told."""
    if not cell:
        return None
    try:
        return date.fromisoformat(cell[:10]).isoformat()
    except ValueError:
        faults.append(Problem(f"{place} {column}", "is not a date such as 2026-08-31"))
        return None
