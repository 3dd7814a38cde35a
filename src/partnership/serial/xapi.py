"""xAPI statements from JSON, as a learning program or a record store exports them; every fault with its path, no value.

What cmi5 does not count may stand there and is let be: attachments, versions, extensions of others. Who a statement is
about is looked at, so that a statement about nobody is refused, and is not kept.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from partnership.errors import InvalidInput, InvalidValue, Problem
from partnership.learning.statements import Statement, Verb
from partnership.serial.documents import parse_json
from partnership.serial.faults import named
from partnership.times import instant

__all__ = ["CMI5", "PROGRESS", "read_statements"]

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
"""The category of a statement that cmi5 defines."""

PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
"""The extension of a result that says how far somebody is, in percent."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_WHOLE = 100
_NOTHING: Mapping[str, Any] = MappingProxyType({})
"""Stands where an object was missed, which was told already."""


def read_statements(text: str | bytes, *, source: str = "statements") -> tuple[Statement, ...]:
    """The statements in a JSON text: a list of them, or what a record store answers (`{"statements": [...]}`).

    Args:
        text: In UTF-8.
        source: What to call it in errors.

    Raises:
        InvalidInput: Not JSON, or statements nobody can mean, with every path; none of them was read.
    """
    data = parse_json(text, source=source)
    base = "$"
    if isinstance(data, Mapping) and "statements" in data:
        data, base = data["statements"], "$.statements"
    reader = _Reader()
    if not isinstance(data, list):
        reader.fault(base, f"expected a list of statements, got {named(data)}")
        data = []
    found = [reader.statement(each, f"{base}[{number}]") for number, each in enumerate(data)]
    if reader.problems:
        raise InvalidInput(reader.problems, source=source)
    return tuple(each for each in found if each is not None)


class _Reader:
    """One reading: what is wrong is gathered, so that all of it is told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, path: str, message: str) -> None:
        """Something is wrong there."""
        self.problems.append(Problem(path, message))

    def statement(self, data: object, path: str) -> Statement | None:
        """One statement; None when something is wrong with it."""
        before = len(self.problems)
        whole = self.thing(data, path)
        if whole is _NOTHING:
            return None
        self._actor(whole.get("actor"), f"{path}.actor")
        verb = self.text(self.thing(whole.get("verb"), f"{path}.verb"), "id", f"{path}.verb", _IRI, "an IRI")
        about = self._about(whole.get("object"), f"{path}.object", voids=verb == Verb.VOIDED)
        result = self.part(whole, "result", path)
        context = self.part(whole, "context", path)
        extensions = self.part(result, "extensions", f"{path}.result")
        registration = self.maybe(context, "registration", f"{path}.context", _is_uuid, "a UUID")
        fields: dict[str, Any] = {
            "id": self.text(whole, "id", path, _UUID, "a UUID").lower(),
            "verb": verb,
            "object": about,
            "registration": None if registration is None else registration.lower(),
            "at": self._moment(whole, path),
            "defined": CMI5 in self._categories(context, f"{path}.context"),
            "success": self.maybe(result, "success", f"{path}.result", _is_bool, "true or false"),
            "completion": self.maybe(result, "completion", f"{path}.result", _is_bool, "true or false"),
            "scaled": self.maybe(
                self.part(result, "score", f"{path}.result"),
                "scaled",
                f"{path}.result.score",
                _is_share,
                "a number from -1 to 1",
            ),
            "progress": self.maybe(
                extensions, PROGRESS, f"{path}.result.extensions", _is_percent, "a whole number from 0 to 100"
            ),
        }
        return Statement(**fields) if len(self.problems) == before else None

    def thing(self, data: object, path: str) -> Mapping[str, Any]:
        """An object that must be there; `_NOTHING` when it is not."""
        if data is None:
            self.fault(path, "is required")
        elif not isinstance(data, Mapping):
            self.fault(path, f"expected an object, got {named(data)}")
        return data if isinstance(data, Mapping) else _NOTHING

    def part(self, data: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
        """An object that may be left out."""
        return self.thing(data[name], f"{path}.{name}") if data.get(name) is not None else _NOTHING

    def text(self, data: Mapping[str, Any], name: str, path: str, shape: re.Pattern[str], said: str) -> str:
        """A text that must be there, in a shape; nothing more is said of an object that was missed already."""
        value = data.get(name)
        if isinstance(value, str) and shape.fullmatch(value):
            return value
        if data is not _NOTHING:
            self.fault(f"{path}.{name}", "is required" if value is None else f"expected {said}")
        return ""

    def maybe(
        self, data: Mapping[str, Any], name: str, path: str, fits: Callable[[object], bool], said: str
    ) -> Any:  # noqa: ANN401 - what fits
        """A value that may be left out."""
        value = data.get(name)
        if value is not None and not fits(value):
            self.fault(f"{path}.{name}", f"expected {said}")
            return None
        return value

    def _actor(self, data: object, path: str) -> None:
        """Somebody, by exactly one of the four ways to say who."""
        actor = self.thing(data, path)
        ways = [name for name in _IDENTIFIERS if actor.get(name) is not None]
        group = actor.get("objectType") == "Group" and actor.get("member") is not None
        if actor is not _NOTHING and (len(ways) > 1 or not (ways or group)):
            self.problems.append(Problem(path, "expected exactly one way to say who it is", _IDENTIFIERS))

    def _about(self, data: object, path: str, *, voids: bool) -> str:
        """The id of the unit, or of the statement that is voided; nothing where it is about a person or another thing."""
        about = self.thing(data, path)
        kind = about.get("objectType", "Activity")
        if voids and about is not _NOTHING and kind != "StatementRef":
            self.fault(f"{path}.objectType", "expected StatementRef: it says which statement is voided")
        elif kind == "StatementRef":
            return self.text(about, "id", path, _UUID, "a UUID").lower()
        elif kind == "Activity":
            return self.text(about, "id", path, _IRI, "an IRI")
        return ""

    def _moment(self, whole: Mapping[str, Any], path: str) -> datetime | None:
        name = "timestamp" if whole.get("timestamp") is not None or whole.get("stored") is None else "stored"
        value = whole.get(name)
        if value is None:
            self.fault(f"{path}.{name}", "is required")
            return None
        try:
            return instant(datetime.fromisoformat(value))
        except InvalidValue:
            self.fault(f"{path}.{name}", "has no time zone")
        except (TypeError, ValueError, OverflowError):
            self.fault(f"{path}.{name}", "expected a date and time such as 2026-11-24T18:00:00Z")
        return None

    def _categories(self, context: Mapping[str, Any], path: str) -> frozenset[str]:
        activities = self.part(context, "contextActivities", path)
        given = activities.get("category", [])
        where = f"{path}.contextActivities.category"
        # Before xAPI 1.0.0 one activity could stand without a list around it, and still may be read so.
        listed = given if isinstance(given, list) else [given]
        return frozenset(
            self.text(self.thing(each, f"{where}[{number}]"), "id", f"{where}[{number}]", _IRI, "an IRI")
            for number, each in enumerate(listed)
        )


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -1 <= value <= 1


def _is_percent(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _WHOLE
