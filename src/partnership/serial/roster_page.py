"""What an import did, or would do, as one page for the office: ids, places and names of fields, and nobody's data."""

from collections.abc import Iterator, Sequence
from html import escape

from partnership.people.roster import Outcome, RosterReport, RosterStep

__all__ = ["roster_page"]

_MOST = 500
"""Rows of one outcome that are shown; the rest is counted."""

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 65%, transparent); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin-bottom: .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; max-width: 40rem; } .soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; } th { text-align: start; font-weight: 600; }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.counts { min-width: 34rem; } .counts th { overflow-wrap: normal; }
.counts th:not(:first-child), .counts td { text-align: end; font-variant-numeric: tabular-nums; } .counts .none { color: var(--soft); }
.steps { table-layout: fixed; min-width: 30rem; } .steps th:nth-child(1), .steps th:nth-child(2) { width: 20%; } .steps th:nth-child(4) { width: 25%; }
.secret { border: 1px solid; border-radius: .3rem; padding: 0 .3rem; font-size: .85em; white-space: nowrap; }
.scroll { overflow-x: auto; } @media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } }
"""

_TITLES = {
    Outcome.ENDED: ("Ends", "No longer told of, or said to be over."),
    Outcome.UNRESOLVED: ("Waits", "A link to somebody nobody told of yet; it stands as soon as they are."),
    Outcome.SKIPPED: ("Passed over", "Rows that could not be used."),
    Outcome.UPDATED: ("Differs", "Fields that are told otherwise than what was kept."),
    Outcome.CREATED: ("New", "Told of for the first time."),
}


def roster_page(report: RosterReport, *, source: str = "") -> str:
    """The page of a report; a whole one tells the most.

    Args:
        report: What came of an import.
        source: What was read, for the title.
    """
    did = "would do" if report.dry_run else "did"
    written = "Nothing was written." if report.dry_run else "It was written."
    title = f"What an import {f'of {source} ' if source else ''}{did}"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="soft">{written} This page names nobody: it has ids, places and names of fields.</p>',
        *_counts(report),
    ]
    for outcome, (heading, words) in _TITLES.items():
        steps = [step for step in report.steps if step.outcome is outcome]
        if steps:
            parts += [f"<section><h2>{heading}: {len(steps)}</h2>", f"<p>{words}</p>", *_steps(steps)]
            parts.append("</section>")
    if report.problems:
        parts += [
            f"<section><h2>To look at in the source: {len(report.problems)}</h2>",
            '<div class="scroll"><table><thead><tr><th>Where</th><th>What</th></tr></thead><tbody>',
            *(_row(each.path, escape(each.message)) for each in report.problems[:_MOST]),
            "</tbody></table></div>",
            *_more(len(report.problems)),
            "</section>",
        ]
    return "\n".join([*parts, "</main></body></html>", ""])


def _counts(report: RosterReport) -> Iterator[str]:
    yield '<div class="scroll"><table class="counts"><thead><tr><th>kind</th>'
    yield "".join(f"<th>{each}</th>" for each in Outcome) + "</tr></thead><tbody>"
    for kind, counts in report.counts.items():
        cells = (counts.get(each, 0) for each in Outcome)
        told = "".join(f"<td>{cell}</td>" if cell else '<td class="none">–</td>' for cell in cells)
        yield f'<tr><th scope="row">{escape(kind)}</th>{told}</tr>'
    yield "</tbody></table></div>"


def _steps(steps: Sequence[RosterStep]) -> Iterator[str]:
    yield '<div class="scroll"><table class="steps"><thead><tr><th>Kind</th><th>Id</th><th>What</th><th>Where</th></tr></thead><tbody>'
    for step in steps[:_MOST]:
        fields = "; ".join(filter(None, (_fields(step, step.changed), _kept(step))))
        told = escape(step.why) or fields
        yield f"<tr><td>{escape(step.kind)}</td><td>{escape(step.id)}</td><td>{told}</td><td>{escape(step.place or '–')}</td></tr>"
    yield "</tbody></table></div>"
    yield from _more(len(steps))


def _fields(step: RosterStep, names: Sequence[str]) -> str:
    """The names of fields, each with a mark when it holds something secret."""
    return ", ".join(
        escape(name.replace("_", " "))
        + (' <span class="secret">secret</span>' if name in step.secret else "")
        for name in names
    )


def _kept(step: RosterStep) -> str:
    return f"{_fields(step, step.kept)} stays as the school wrote it" if step.kept else ""


def _row(first: str, second: str) -> str:
    return f"<tr><td>{escape(first)}</td><td>{second}</td></tr>"


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f'<p class="soft">… and {count - _MOST} more</p>'
