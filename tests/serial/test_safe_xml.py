"""XML from outside: what a plain parser would find is found, piece by piece, and what is dangerous is refused."""

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput
from partnership.serial import safe_xml
from partnership.serial.safe_xml import Records

NAMES = st.sampled_from(["a", "b", "c"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=5)


def found(text: str | bytes, path: str, **more: object) -> list[str]:
    """The records of a document, each as XML."""
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    records = Records(stream, path, name="x.xml", **more)  # type: ignore[arg-type]
    return [ET.tostring(element, encoding="unicode") for _, element in records]


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> ET.Element:
    """A small tree with texts everywhere."""
    made = ET.Element(draw(NAMES), draw(st.dictionaries(NAMES, TEXTS, max_size=1)))
    made.text = draw(TEXTS)
    if depth:
        for child in draw(st.lists(elements(depth - 1), max_size=3)):
            child.tail = draw(TEXTS)
            made.append(child)
    return made


@given(root=elements(), path=st.lists(NAMES, min_size=1, max_size=2).map("/".join), chunk=st.integers(1, 40))
def test_a_plain_parser_finds_the_same(root: ET.Element, path: str, chunk: int) -> None:
    """Whatever the size of the pieces in which it comes, as long as no record lies within another."""
    text = ET.tostring(root, encoding="utf-8")
    expected = []
    for each in ET.fromstring(text).findall(path):  # noqa: S314 - written above
        each.tail = None
        expected.append(ET.tostring(each, encoding="unicode"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(safe_xml, "_CHUNK", chunk)
        assert found(text, path) == expected


@given(st.binary(max_size=60) | st.text("<>/ax!?&;[]DOCTYPE='\"- ", max_size=60).map(str.encode))
def test_rubbish_is_refused_and_nothing_else(text: bytes) -> None:
    """No bytes bring anything but an answer or a refusal with the line."""
    for document, path in ((b"<x>" + text, "a"), (text, "//a")):
        told, refused = [], []
        try:
            told = found(document, path)
        except InvalidInput as refusal:
            refused = [each.path for each in refusal.problems]
        assert len(refused) <= 1
        assert all(where.rpartition(":")[2].isdecimal() for where in refused)
        assert all(each.startswith("<a") for each in told)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
def test_a_document_type_is_refused(head: str) -> None:
    """With it go all entities, and whatever would be fetched."""
    with pytest.raises(InvalidInput, match=r"x\.xml:1: has a document type \(DOCTYPE\), which is never read"):
        found(f"{head}<x><a>&l9;&f;</a></x>", "a")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<x><a>", r"x\.xml:1: is not well-formed XML: no element found"),
        ("<x>\n<a></b></x>", r"x\.xml:2: is not well-formed XML: mismatched tag"),
        ("<x><a>&other;</a></x>", "undefined entity"),
        ("", "no element found"),
        ("<y/>", "is no x: its outermost element is called otherwise"),
        ("<x>" + "<b>" * 70, "has elements within elements, more than 64 deep"),
        (
            "<?xml version='1.0' encoding='klingon'?><x/>",
            "is in an encoding that is not read; export as UTF-8",
        ),
        (
            "<?xml version='1.0' encoding='shift_jis'?><x/>",
            "is in an encoding that is not read; export as UTF-8",
        ),
    ],
)
def test_a_document_that_is_none(text: str, words: str) -> None:
    """Cut off, crossed, with words nobody defined, of something else, without end, in another alphabet."""
    with pytest.raises(InvalidInput, match=words):
        found(text, "a", root="x")


def test_a_record_without_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By text, by elements or by attributes; the size counts for each record anew, and for a single text."""
    monkeypatch.setattr(safe_xml, "_LARGEST", 50)
    assert len(found(f"<x>{'<a>0123456789012345678901234567890</a>' * 9}</x>", "a")) == 9
    for inside in ("0" * 60, "<b/>" * 60, f"<b c='{'0' * 60}'/>"):
        with pytest.raises(InvalidInput, match="has a record without measure"):
            found(f"<x><a>{inside}</a></x>", "a")
    with pytest.raises(InvalidInput, match="has a record without measure"):
        found(f"<x><year>{'0' * 60}</year></x>", "a", heads=["year"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_that_a_document_names(encoding: str) -> None:
    """It says itself how it is written."""
    text = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?><x><a>Noémi</a></x>"
    assert found(text.encode(encoding), "a") == ["<a>Noémi</a>"]


def test_single_texts_that_stand_before_the_records() -> None:
    """Kept as they come by: the first of each, without what stands within it; others are not kept."""
    text = (
        b"<x><head><year> 2027<b>no</b> </year><year>1999</year><other>x</other></head><a/><late>y</late></x>"
    )
    records = Records(io.BytesIO(text), "a", name="x.xml", heads=["/head/year", "late", "never"])
    assert [line for line, _ in records] == [1]
    assert records.told == {"/head/year": "2027", "late": "y"}
