"""Bars beside each other, as a plain SVG: a few panels, a row for each evening, a bar for each way it was planned."""

from collections.abc import Sequence
from html import escape

import attrs

__all__ = ["Panel", "picture"]

_COLOURS = ("#1b6e6a", "#8a9ba8", "#d9822b")
_LABEL, _PANEL, _GAP = 170, 250, 50
_BAR, _ROW_GAP, _TOP = 13, 16, 118
_TEXT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif"'


@attrs.frozen(kw_only=True)
class Panel:
    """One thing that is compared.

    Attributes:
        unit: What a number means, and which way is better.
        rows: Per evening, a value for each way it was planned.
        digits: Decimals shown.
    """

    title: str
    unit: str
    rows: Sequence[Sequence[float]]
    digits: int = 0


def picture(*, title: str, labels: Sequence[str], series: Sequence[str], panels: Sequence[Panel]) -> str:
    """The panels side by side, with a legend, in colours that differ in brightness too."""
    row_height = len(series) * _BAR + _ROW_GAP
    width = _LABEL + len(panels) * (_PANEL + _GAP) + 20
    height = _TOP + len(labels) * row_height + 16
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {_TEXT}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="24" y="36" font-size="20" font-weight="600" fill="#1c2b33">{escape(title)}</text>',
        *_legend(series),
    ]
    for row, label in enumerate(labels):
        y = _TOP + row * row_height
        middle = y + len(series) * _BAR / 2 + 4
        if row % 2 == 0:
            parts.append(
                f'<rect x="12" y="{y - _ROW_GAP / 2:.1f}" width="{width - 24}" height="{row_height}" rx="4" fill="#f4f6f7"/>'
            )
        parts.append(f'<text x="24" y="{middle:.1f}" font-size="12.5" fill="#1c2b33">{escape(label)}</text>')
    for place, panel in enumerate(panels):
        parts += _panel(panel, _LABEL + 16 + place * (_PANEL + _GAP), row_height)
    return "\n".join([*parts, "</svg>\n"])


def _legend(series: Sequence[str]) -> list[str]:
    parts, x = [], 24
    for name, colour in zip(series, _COLOURS, strict=False):
        parts.append(f'<rect x="{x}" y="52" width="12" height="12" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="62.5" font-size="13" fill="#41525c">{escape(name)}</text>')
        x += 40 + 8 * len(name)
    return parts


def _panel(panel: Panel, x: int, row_height: int) -> list[str]:
    """The bars of one panel, each with its value at the end, on a scale of its own."""
    most = max((value for row in panel.rows for value in row), default=0) or 1
    parts = [
        f'<text x="{x}" y="{_TOP - 28}" font-size="14" font-weight="600" fill="#1c2b33">{escape(panel.title)}</text>',
        f'<text x="{x}" y="{_TOP - 13}" font-size="10.5" fill="#6a7a84">{escape(panel.unit)}</text>',
    ]
    for number, row in enumerate(panel.rows):
        for place, value in enumerate(row):
            y = _TOP + number * row_height + place * _BAR
            length = (_PANEL - 40) * value / most
            parts.append(
                f'<rect x="{x}" y="{y + 1}" width="{length:.1f}" height="{_BAR - 2}" rx="2" fill="{_COLOURS[place % len(_COLOURS)]}"/>'
            )
            parts.append(
                f'<text x="{x + length + 5:.1f}" y="{y + _BAR - 3}" font-size="10.5" fill="#41525c">{value:.{panel.digits}f}</text>'
            )
    return parts
