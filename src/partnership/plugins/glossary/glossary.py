"""A glossary: words and whole sentences of the school, each put into another language as the school wants it said.

[nl.tr]
"gymles" = "beden eğitimi dersi"
"Neem morgen gymschoenen mee." = "Yarın spor ayakkabısı getirin."
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from partnership.errors import InvalidInput, Problem, UnknownName
from partnership.languages.catalogue import primary

__all__ = ["Glossary", "read_glossary"]

_Terms = Mapping[str, str]


class Glossary:
    """The translator `glossary`: the longest term first, whole words, as they are or with a capital.

    What stands in braces is left alone, and so is whatever the glossary does not have.

    Args:
        terms: Per language from which, and per language to which, the terms.
    """

    def __init__(self, terms: Mapping[str, Mapping[str, _Terms]]) -> None:
        self._terms = {
            (source, target): {key.casefold(): said for key, said in theirs.items()}
            for source, to in terms.items()
            for target, theirs in to.items()
        }

    def translate(self, text: str, *, source: str, target: str) -> str:
        """The text with every term of the glossary in the target language.

        Raises:
            UnknownName: The glossary has no terms from the one language to the other.
        """
        pair = primary(source), primary(target)
        if pair[0] == pair[1]:
            return text
        if pair not in self._terms:
            known = [f"{one}.{other}" for one, other in self._terms]
            raise UnknownName("table of the glossary", ".".join(pair), known=known)
        terms = self._terms[pair]
        longest = sorted(terms, key=lambda each: (-len(each), each))
        found = "|".join(re.escape(each) for each in longest)
        pattern = re.compile(rf"(\{{[^{{}}\n]*\}})|(?<!\w)({found})(?!\w)", re.IGNORECASE)

        def said(match: re.Match[str]) -> str:
            if match[1] is not None:
                return match[1]
            word = terms.get(match[2].casefold(), match[2])
            return word[:1].upper() + word[1:] if match[2][:1].isupper() else word

        return pattern.sub(said, text)


def read_glossary(path: str | os.PathLike[str]) -> Glossary:
    """The glossary of a TOML file.

    Raises:
        InvalidInput: The file cannot be read, or all that is wrong in it at once, each with its path such as `nl.tr.gymles`.
    """
    source = os.fspath(path)
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidInput([Problem("file", error.strerror or "cannot be read")], source=source) from None
    except (
        ValueError,
        RecursionError,
    ) as error:  # also a number of thousands of digits, or brackets without end
        raise InvalidInput([Problem("not TOML", str(error))], source=source) from None
    problems = [
        *(Problem(one, "expected a table of languages") for one, to in data.items() if not _is_table(to)),
        *(
            Problem(f"{one}.{other}", "expected a table of terms, with one at least")
            for one, to in data.items()
            if _is_table(to)
            for other, terms in to.items()
            if not _is_table(terms)
        ),
        *(
            Problem(f"{one}.{other}.{key}", "expected words on one line, without braces")
            for one, to in data.items()
            if _is_table(to)
            for other, terms in to.items()
            if _is_table(terms)
            for key, said in terms.items()
            if not (_is_line(key) and _is_line(said))
        ),
    ]
    if problems:
        raise InvalidInput(problems, source=source)
    return Glossary(data)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and bool(value)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not set(value) & set("\n\r{}")
