"""XML from outside, record by record: without document types, entities or anything fetched from elsewhere.

A document type is where every known attack by XML begins (entities that grow without end, files read from the disk,
addresses fetched), and no export of a school needs one; so a document that has one is refused at its first line. Only
the record that is read is held in memory.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from partnership.errors import InvalidInput, Problem

__all__ = ["Records"]

_CHUNK = 1 << 14
_DEEPEST = 64
_LARGEST = 16 << 20
"""Characters and elements one record may have together; a class list has a few thousand."""


class Records:
    """The elements at one path of a document, in order, and texts that stand before them.

    Elements and attributes go by their local names, without namespaces.

    Args:
        stream: The document.
        path: From the root, such as `pupils/pupil`, or `//pupil` at any depth.
        name: What to call the document in errors.
        heads: Paths of single texts to keep, such as `school/year`.
        root: What the outermost element must be called; None for anything.
    """

    def __init__(
        self,
        stream: BinaryIO,
        path: str,
        *,
        name: str,
        heads: Collection[str] = (),
        root: str | None = None,
    ) -> None:
        self._stream = stream
        self._name, self._root = name, root
        self._anywhere = path.startswith("//")
        self._path = tuple(path.strip("/").split("/"))
        self._heads = {tuple(each.strip("/").split("/")): each for each in heads}
        self._told: dict[str, str] = {}
        self._stack: list[str] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._line = self._size = 0
        self._text: list[str] | None = None
        self._ready: deque[tuple[int, Element]] = deque()
        self._parser = self._new_parser()

    @property
    def told(self) -> Mapping[str, str]:
        """The single texts so far, by their paths; what stands behind the records is not here yet."""
        return self._told

    def __iter__(self) -> Iterator[tuple[int, Element]]:
        """Each record with the line it starts on.

        Raises:
            InvalidInput: The document is cut off, not well-formed, has a document type, or a record without measure.
        """
        while True:
            chunk = self._stream.read(_CHUNK)
            try:
                self._parser.Parse(chunk, not chunk)
            except InvalidInput:
                raise
            except (ValueError, LookupError):
                self._refuse("is in an encoding that is not read; export as UTF-8")
            except expat.ExpatError as error:
                self._refuse(f"is not well-formed XML: {expat.ErrorString(error.code)}")
            while self._ready:
                yield self._ready.popleft()
            if not chunk:
                return

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _refuse(self, why: str) -> None:
        raise InvalidInput(
            [Problem(f"{self._name}:{self._parser.CurrentLineNumber}", why)], source="XML"
        ) from None

    def _doctype(self, *_: object) -> None:
        self._refuse("has a document type (DOCTYPE), which is never read; export without one")

    def _here(self) -> tuple[str, ...]:
        return tuple(self._stack[1:])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if not self._stack and self._root not in (None, local):
            self._refuse(f"is no {self._root}: its outermost element is called otherwise")
        self._stack.append(local)
        if len(self._stack) > _DEEPEST:
            self._refuse(f"has elements within elements, more than {_DEEPEST} deep")
        if self._builder is None:
            here = self._here()
            if here in self._heads and self._heads[here] not in self._told:
                self._text, self._size, self._depth = [], 0, len(self._stack)
            at_record = here[-len(self._path) :] == self._path if self._anywhere else here == self._path
            if not at_record:
                return
            self._builder, self._depth = TreeBuilder(), len(self._stack)
            self._line, self._size = self._parser.CurrentLineNumber, 0
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self._grow(1 + sum(map(len, plain.values())))
        self._builder.start(local, plain)

    def _end(self, _: str) -> None:
        if self._builder is not None:
            self._builder.end(self._stack[-1])
            if len(self._stack) == self._depth:
                self._ready.append((self._line, self._builder.close()))
                self._builder = None
        elif self._text is not None and len(self._stack) == self._depth:
            self._told[self._heads[self._here()]] = "".join(self._text).strip()
            self._text = None
        self._stack.pop()

    def _characters(self, text: str) -> None:
        if self._builder is not None:
            self._grow(len(text))
            self._builder.data(text)
        elif self._text is not None and len(self._stack) == self._depth:
            self._grow(len(text))
            self._text.append(text)

    def _grow(self, more: int) -> None:
        self._size += more
        if self._size > _LARGEST:
            self._refuse("has a record without measure")
