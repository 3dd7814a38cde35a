"""The page of the place to unsubscribe at: one button, the same for whoever comes, and nothing from elsewhere."""

from html import escape

import attrs

from partnership.languages.direction import direction
from partnership.languages.tables import Tables

__all__ = ["unsubscribe_page"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; }
button { font: inherit; font-weight: 600; padding: .7rem 1.3rem; border: 0; border-radius: .5rem; background: #0b57a4;
  color: #fff; cursor: pointer; }
button:focus-visible { outline: .2rem solid #e08a00; outline-offset: .15rem; }
"""


@attrs.frozen(kw_only=True)
class _Words:
    """One language: what stands on the page before and after the button."""

    tag: str
    title: str
    asks: str
    button: str
    done: str
    still: str


_ENGLISH = _Words(
    tag="en",
    title="News by e-mail",
    asks="Press the button to get no more of this news by e-mail.",
    button="No more of this news",
    done="You will get no more of this news by e-mail. Have you changed your mind? Tell the school.",
    still="Letters about your own child still come.",
)
_DUTCH = _Words(
    tag="nl",
    title="Nieuws per e-mail",
    asks="Druk op de knop om dit nieuws niet meer per e-mail te krijgen.",
    button="Dit nieuws niet meer",
    done="U krijgt dit nieuws niet meer per e-mail. Hebt u zich bedacht? Zeg het tegen de school.",
    still="Brieven over uw eigen kind blijven komen.",
)
TABLES = Tables("unsubscribe", _ENGLISH, _DUTCH)


def unsubscribe_page(*languages: str, school: str, done: bool) -> str:
    """The page, with the button or with what pressing it did.

    Args:
        languages: BCP 47 tags, the most wanted first; in English where we speak none of them.
        school: What the school is called; may be empty.
        done: Whether the button was pressed.
    """
    words = TABLES.of(*languages)
    form = (
        '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
        f"<p><button>{escape(words.button)}</button></p></form>"
    )
    parts = [
        f'<!doctype html><html lang="{words.tag}" dir="{direction(words.tag)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(words.title)}</title><style>{_STYLE}</style></head><body><main>",
        *([f"<p><bdi>{escape(school)}</bdi></p>"] if school else []),
        f"<h1>{escape(words.title)}</h1>",
        f"<p>{escape(words.done if done else words.asks)} {escape(words.still)}</p>",
        *([] if done else [form]),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"
