"""A mapping as values: which tables an export has, which rows each record tells of, and what a cell says."""

from collections.abc import Mapping

import attrs

from partnership.people.roster import LINKS, Coverage

__all__ = ["Cell", "Detail", "Flags", "Layout", "Row", "Table"]


@attrs.frozen(kw_only=True)
class Cell:
    """Where one value comes from, and how it is written there.

    Attributes:
        column: A column, or a path in XML and JSON; of several the filled ones are joined.
        first: Instead of `column`: the first of these that is filled.
        value: Instead of both: the same for every record.
        join: Stands between joined columns.
        after: Only what stands behind the last of these signs is meant.
        prefix: Stands before what was found; `{slot}` and `{number}` are the number of the slot or nested record.
        suffix: Stands behind it.
        map: What each word of the export means, in the words of this library.
        otherwise: What a word means that `map` does not have; without it such a word is a fault.
        default: What an empty or absent cell means; without it an empty cell is empty, and an absent one not told.
        is_one_of: In a condition: the words that make it true; without any, every filled cell does.
        required: An empty or absent cell is a fault.
        optional: The column may be missing from the file.
        inclusive: The day is the last on which something holds, and not the first on which it no longer does.
        dates: The ways days are written here, instead of the table's.
        split: Stands between the parts of a list.
    """

    column: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    value: str | None = None
    join: str = " "
    after: str = ""
    prefix: str = ""
    suffix: str = ""
    map: Mapping[str, str] = attrs.field(factory=dict)
    otherwise: str | None = None
    default: str | None = None
    is_one_of: tuple[str, ...] = ()
    required: bool = False
    optional: bool = False
    inclusive: bool = False
    dates: tuple[str, ...] = ()
    split: str = ","

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns it reads."""
        return self.column or self.first


@attrs.frozen(kw_only=True)
class Detail:
    """One way to reach somebody.

    Attributes:
        kind: `email`, `phone` or `address`.
        value: Where it stands.
        secret: Whether it is secret; a cell that says neither, or nothing, is taken for secret.
        each: In XML and JSON: the path to nested records, each of which is one such detail.
    """

    kind: str
    value: Cell
    secret: Cell | None = None
    each: str | None = None


@attrs.frozen(kw_only=True)
class Row:
    """One kind of roster row that each record of a table tells of.

    Attributes:
        kind: One of the kinds of a roster.
        id: The id of a person or class; a link has the ids of its ends among its fields.
        fields: The cell of each field, by its name such as `name.given`.
        details: Ways to reach a guardian or member of staff.
        when: Only records of which this is true tell of it.
        ended: When this is true, it is no longer so.
        slots: The numbers that take the place of `{slot}` in columns: one row for each.
        each: In XML and JSON: the path to nested records, one row for each.
        repeats: The same one may be told of many times, word for word; it is told once.
    """

    kind: str
    id: Cell | None = None
    fields: Mapping[str, Cell] = attrs.field(factory=dict)
    details: tuple[Detail, ...] = ()
    when: Cell | None = None
    ended: Cell | None = None
    slots: tuple[int, ...] = ()
    each: str | None = None
    repeats: bool = False

    @property
    def ends(self) -> tuple[str, ...]:
        """The fields that name the ends of a link; none for a person or class."""
        return tuple("class_id" if end == "class" else end for end in LINKS.get(self.kind, ()))


@attrs.frozen(kw_only=True)
class Flags:
    """The words for yes and no."""

    yes: tuple[str, ...] = ("true", "yes", "1")
    no: tuple[str, ...] = ("false", "no", "0")


@attrs.frozen(kw_only=True)
class Table:
    """One file of an export, or one kind of record in it.

    Attributes:
        format: `delimited`, `xml` or `json`.
        file: Its name in a folder or zip, perhaps with `*`; None when the export is one file.
        root: In XML: what the outermost element is called; another file is refused.
        record: In XML and JSON: the path to the records, from the root (`//name` in XML: at any depth).
        delimiter: Stands between cells.
        quote: Stands around cells; empty for none.
        encoding: How text is written in a delimited file.
        columns: The names of the columns when the file has no header.
        skip: Lines before the header.
        dates: The ways days are written, by `strptime`.
        blank: What an empty cell means: `empty` (there is none) or `untold` (nothing is said).
        flags: The words for yes and no.
        rows: What each record tells of.
    """

    format: str = "delimited"
    file: str | None = None
    root: str | None = None
    record: str | None = None
    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    columns: tuple[str, ...] = ()
    skip: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    blank: str = "empty"
    flags: Flags = attrs.field(factory=Flags)
    rows: tuple[Row, ...] = ()


@attrs.frozen(kw_only=True)
class Layout:
    """A whole mapping.

    Attributes:
        name: What the layout is called.
        covers: How much the export tells of each kind it has; a kind that is not here is told as a snapshot.
        tables: Its files.
    """

    name: str = ""
    covers: Mapping[str, Coverage] = attrs.field(factory=dict)
    tables: tuple[Table, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds some table tells of."""
        return frozenset(row.kind for table in self.tables for row in table.rows)
