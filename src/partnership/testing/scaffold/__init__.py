"""A plug-in of one's own to begin with: a project that works, with tests that pass at once.

Each kind is one text in `kinds`, with the files of the project divided by lines such as `--- src/$module/hooks.py`; what
every project has is in `project.txt`. In them `$name` is what the settings call it, `$module` its package and `$project`
how it is installed.
"""

import keyword
import re
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from string import Template

from partnership.errors import InvalidValue, UnknownName

__all__ = ["KINDS", "scaffold"]

KINDS = (
    "bounder",
    "catalogue",
    "exporter",
    "inviter",
    "jurisdiction",
    "messenger",
    "observer",
    "preference",
    "roster-source",
    "rule",
    "solver",
    "store",
    "translator",
    "voter",
)
"""What a plug-in can be."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PREFIX = "partnership-"
_LONGEST = 40
_DIVIDER = re.compile(r"^--- (.+)\n", flags=re.MULTILINE)


def scaffold(name: str, kind: str) -> Mapping[str, bytes]:
    """The files of a new project, by their names in its folder.

    Args:
        name: What the settings are to call it, such as `magister`; `partnership-magister` is the same.
        kind: One of `KINDS`.

    Raises:
        UnknownName: No such kind; the known ones are listed.
        InvalidValue: A name that no package can have.
    """
    if kind not in KINDS:
        raise UnknownName("kind of plug-in", kind, known=KINDS)
    name = name.removeprefix(_PREFIX)
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or keyword.iskeyword(name):
        said = "expected a short name of lower-case letters, digits and single hyphens, such as magister"
        raise InvalidValue("name", said)
    major, minor, *_ = version("partnership").split(".")
    words = {
        "name": name,
        "module": f"{_PREFIX}{name}".replace("-", "_"),
        "project": f"{_PREFIX}{name}",
        "kind": kind.replace("-", " "),
        "since": f"{major}.{minor}",
        "until": f"0.{int(minor) + 1}" if major == "0" else f"{int(major) + 1}",
    }
    texts = _texts("project") | _texts(kind)
    return {
        Template(path).substitute(words): Template(text).substitute(words).encode()
        for path, text in texts.items()
    }


def _texts(of: str) -> dict[str, str]:
    """The files in one text, by their names."""
    text = files(__name__).joinpath(f"kinds/{of}.txt").read_text(encoding="utf-8")
    _, *parts = _DIVIDER.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))
