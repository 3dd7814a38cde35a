"""What would go out today, as one page for staff: plain HTML, numbers and ids, nothing from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

import attrs

from partnership.almanac import almanac_in
from partnership.host.today import Today, TopicToday

__all__ = ["today_page"]

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 65%, transparent); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.when, .note, dt, small { color: var(--soft); } .when { margin: .25rem 0 1.25rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0; }
dl div { border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; }
dl .call { border-color: #c2410c; border-width: 2px; }
dd { margin: 0; font-size: 1.7rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2; }
dt { font-size: .9rem; } dd small { display: block; font-size: .8rem; font-weight: 400; line-height: 1.35; }
table { border-collapse: collapse; width: 100%; margin-block-start: 1.25rem; } h2 + table { margin: 0; }
th, td { text-align: start; padding: .5rem .6rem .5rem 0; border-block-end: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
thead th { font-size: .85rem; color: var(--soft); font-weight: 500; } tbody th { font-weight: 600; }
td { font-variant-numeric: tabular-nums; } td small { display: block; }
@media (max-width: 38rem) {
  thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
  tbody tr { display: block; border-block-end: 1px solid var(--line); padding: .6rem 0; }
  tbody th, tbody td { display: block; border: 0; padding: .1rem 0; }
  tbody td:empty { display: none; }
  tbody td::before { content: attr(data-of) ": "; color: var(--soft); }
  td small { display: inline; } td small::before { content: "· "; }
}
@media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } }
"""


_ERROR = re.compile(r"(?:[A-Z]\w*)?")
"""A reason that is the kind of an error, or none: that tells staff nothing."""


@attrs.frozen(kw_only=True)
class _Words:
    """One language."""

    tag: str
    title: str
    at: str
    ready: str
    waiting: str
    until: str
    digest: str
    already: str
    not_sent: str
    call: str
    topic: str
    nothing: str
    whom: str
    since: str
    why: str
    nobody: str
    dead: str
    opted_out: str
    note: str
    states: Mapping[str, str]
    topics: Mapping[str, str] = attrs.field(factory=dict)


_ENGLISH = _Words(
    tag="en",
    title="What would go out today",
    at="As it stands on",
    ready="Goes out now",
    waiting="Waits",
    until="from",
    digest="In the digest",
    already="goes out on",
    not_sent="Is not sent",
    call="To call",
    topic="About",
    nothing="Nothing is due today.",
    whom="Whom somebody calls",
    since="since",
    why="Why",
    nobody="Everything reached somebody.",
    dead="addresses that do not work",
    opted_out="times no news by mail was asked for",
    note="No words of a letter, no names and no addresses are on this page.",
    states={"failed": "did not arrive", "unknown": "nobody knows whether it arrived"},
)
_WORDS: Mapping[str, _Words] = {
    "en": _ENGLISH,
    "nl": _Words(
        tag="nl",
        title="Wat vandaag de deur uit zou gaan",
        at="Zoals het is op",
        ready="Gaat nu uit",
        waiting="Wacht",
        until="vanaf",
        digest="In het overzicht",
        already="gaat uit op",
        not_sent="Gaat niet uit",
        call="Te bellen",
        topic="Over",
        nothing="Vandaag hoeft er niets uit.",
        whom="Wie er gebeld wordt",
        since="sinds",
        why="Waarom",
        nobody="Alles heeft iemand bereikt.",
        dead="adressen die niet werken",
        opted_out="keer geen nieuws per e-mail gewenst",
        note="Op deze bladzijde staan geen woorden van een brief, geen namen en geen adressen.",
        states={
            "failed": "niet aangekomen",
            "unknown": "onbekend of het aankwam",
            "superseded": "achterhaald",
            "gone by": "te laat",
            "no channel": "geen manier om te bereiken",
            "no address works": "geen adres dat werkt",
            "bounced": "teruggekomen",
            "unsubscribed": "wil dit niet per e-mail",
            "no longer theirs": "mag dit niet meer volgen",
            "nobody to send it to": "niemand om het aan te sturen",
            "unknown topic": "onbekend onderwerp",
        },
        topics={
            "basket-broken": "Gekozen tijd kan niet meer",
            "basket-lapsed": "Gekozen tijd weer vrij",
            "digest": "Overzicht van de week",
            "follow-up-owed": "Gesprek op een andere manier",
            "newsletter": "Nieuwsbrief",
            "place-offered": "Plek vrijgekomen",
            "swap-expired": "Ruilen is voorbij",
            "swap-off": "Ruilen gaat niet door",
            "swap-proposed": "Ruilen voorgesteld",
            "talk-booked": "Gesprek gepland",
            "talk-cancelled": "Gesprek gaat niet door",
            "talk-moved": "Gesprek veranderd",
        },
    ),
}


def today_page(today: Today) -> str:
    """The page.

    Args:
        today: The post of a school at one moment.
    """
    words = _WORDS.get(today.language.split("-", maxsplit=1)[0].lower(), _ENGLISH)
    page = _Page(today, words)
    parts = [
        f'<!doctype html><html lang="{words.tag}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(words.title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(words.title)}</h1>",
        f'<p class="when">{escape(today.school)}{" · " if today.school else ""}{escape(words.at)} {page.moment(today.at)}</p>',
        *page.numbers(),
        *page.topics(),
        *page.to_call(),
        f'<p class="note">{today.dead} {escape(words.dead)} · {today.opted_out} {escape(words.opted_out)}<br>{escape(words.note)}</p>',
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


@attrs.frozen
class _Page:
    """The parts of the page, in one language."""

    today: Today
    words: _Words

    def moment(self, at: datetime) -> str:
        """A day and a time on the school's clock."""
        local = at.astimezone(self.today.timezone)
        return f"{almanac_in(self.words.tag).date(local)}, {local:%H:%M}"

    def numbers(self) -> Iterator[str]:
        """How many there are of each."""
        words, topics = self.words, self.today.topics
        digest = sum(each.digest for each in topics) + self.today.in_digest
        when = f"{words.already} {self.moment(self.today.digest_at)}"
        yield "<dl>"
        yield self._number(words.ready, sum(sum(each.ready.values()) for each in topics))
        yield self._number(words.waiting, sum(each.waiting for each in topics))
        yield self._number(words.digest, digest, when)
        yield self._number(words.not_sent, sum(sum(each.others.values()) for each in topics))
        yield self._number(words.call, len(self.today.to_call), call=bool(self.today.to_call))
        yield "</dl>"

    def topics(self) -> Iterator[str]:
        """A row for each topic."""
        words = self.words
        if not self.today.topics:
            yield f"<p>{escape(words.nothing)}</p>"
            return
        heads = (words.topic, words.ready, words.waiting, words.digest, words.not_sent)
        yield (
            "<table><thead><tr>"
            + "".join(f"<th>{escape(each)}</th>" for each in heads)
            + "</tr></thead><tbody>"
        )
        for each in self.today.topics:
            yield self._topic(each)
        yield "</tbody></table>"

    def to_call(self) -> Iterator[str]:
        """Whom somebody calls."""
        words = self.words
        yield f"<h2>{escape(words.whom)}</h2>"
        if not self.today.to_call:
            yield f"<p>{escape(words.nobody)}</p>"
            return
        yield f"<table><thead><tr><th>{escape(words.call)}</th><th>{escape(words.topic)}</th><th>{escape(words.why)}</th></tr></thead><tbody>"
        for each in self.today.to_call:
            because = "" if _ERROR.fullmatch(each.why) else f"{self._said(each.why)} · "
            since = f"{because}{words.since} {self.moment(each.at)}"
            yield (
                f"<tr><th>{escape(each.recipient)}</th>{self._cell(words.topic, self._named(each.topic))}"
                f"{self._cell(words.why, self._said(str(each.state)), since)}</tr>"
            )
        yield "</tbody></table>"

    def _topic(self, each: TopicToday) -> str:
        words = self.words
        ready = ", ".join(f"{count} {name}" for name, count in each.ready.items())
        until = "" if each.until is None else f"{words.until} {self.moment(each.until)}"
        others = ", ".join(f"{count} {self._said(why)}" for why, count in each.others.items())
        return (
            f"<tr><th>{escape(self._named(each.topic))}</th>{self._cell(words.ready, ready)}"
            f"{self._cell(words.waiting, str(each.waiting or ''), until)}"
            f"{self._cell(words.digest, str(each.digest or ''))}{self._cell(words.not_sent, others)}</tr>"
        )

    def _named(self, topic: str) -> str:
        """A topic as words."""
        return self.words.topics.get(topic) or topic.replace("-", " ").capitalize()

    def _said(self, why: str) -> str:
        return self.words.states.get(why, why)

    def _cell(self, of: str, text: str, small: str = "") -> str:
        more = f" <small>{escape(small)}</small>" if small else ""
        return f'<td data-of="{escape(of)}">{escape(text)}{more}</td>'

    def _number(self, name: str, count: int, small: str = "", *, call: bool = False) -> str:
        more = f"<small>{escape(small)}</small>" if small and count else ""
        kind = ' class="call"' if call else ""
        return f"<div{kind}><dt>{escape(name)}</dt><dd>{count}{more}</dd></div>"
