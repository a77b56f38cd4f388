import io
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.batch import texts
from screening.batch.encodings import encoding_named, guessed, shown
from screening.batch.reading import check_table, read_table
from screening.batch.tables import Table
from screening.batch.texts import LONGEST_LINE
from screening.batch.writing import csv_line
from screening.errors import InputFileError

NAMES = {
    "cp1252": ["Søren Ågård", "François Lefèvre", "Zoë Müller"],
    "cp1250": ["Jiří Dvořák", "Željko Kovačević", "Łukasz Wiśniewski"],
    "cp1254": ["Gülşen Yılmaz", "İbrahim Çağlar"],
    "cp1251": ["Иван Ромашкин", "Анна Каменская", "ООО Ромашка"],
    "koi8_r": ["Иван Ромашкин", "Анна Каменская", "ООО Ромашка"],
    "cp1253": ["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Καρρά"],
    "cp1255": ["יוסף כהן", "משה אברהם", "שרה גולדשטיין", "דוד לוי"],
    "cp1256": ["محمد علي", "عبد الله حسن", "فاطمة الزهراء"],
    "gb18030": ["王小明", "李红梅有限公司", "北京科技发展有限公司"],
    "big5": ["王小明", "陳大文有限公司", "臺北科技", "張偉"],
    "cp932": ["山田太郎", "株式会社サンプル", "すずき はなこ"],
    "cp949": ["김철수", "이영희", "박지성 주식회사", "서울무역"],
    "euc_jp": ["山田太郎", "株式会社サンプル", "すずき はなこ", "東京商事"],
}


def table(content: bytes, encoding: str | None = None) -> Table:
    return read_table(io.BytesIO(content), file="in.csv", encoding=encoding)


def told(content: bytes) -> tuple[str, ...]:
    return check_table(io.BytesIO(content), file="in.csv", encoding=None)


def named(encoding: str) -> bytes:
    return ("id,name\n" + "".join(f"7,{name}\n" for name in NAMES[encoding] * 3)).encode(
        encoding
    )


@pytest.mark.parametrize("encoding", NAMES)
def test_the_encoding_of_a_list_of_names_is_guessed_and_said(encoding: str) -> None:
    found = table(named(encoding))

    assert [row.cells[1] for row in found.rows] == NAMES[encoding] * 3
    assert told(named(encoding)) == (
        f"encoding: {shown(encoding)}, guessed; --encoding overrides",
    )


@pytest.mark.parametrize("text", ["Иван", "王小明", "Γιώργος"])
def test_of_too_little_text_nothing_is_guessed(text: str) -> None:
    encoding = {"И": "cp1251", "王": "big5", "Γ": "cp1253"}[text[0]]

    assert guessed(f"name\n{text}\n".encode(encoding)) is None


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(encoding: str, mark: bytes) -> None:
    found = table(mark + "name,dob\nਊ Jane ഊ,1990\n".encode(encoding))

    assert found.header == ("name", "dob")
    assert [row.cells for row in found.rows] == [("ਊ Jane ഊ", "1990")]
    assert found.said == (() if encoding == "utf-8" else (f"encoding: {encoding}",))


def test_the_guess_begins_where_the_first_byte_beyond_ascii_is_however_late() -> None:
    content = b"name\n" + b"Jane Roe\n" * 300_000 + "Søren Ågård\n".encode("cp1252")

    assert told(content) == ("encoding: windows-1252, guessed; --encoding overrides",)
    *_, last = table(content).rows
    assert last.cells == ("Søren Ågård",)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("windows-1252", "cp1252"),
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("euc-kr", "cp949"),
        ("klingon", None),
        ("hex", None),
        ("rot13", None),
        ("", None),
        ("x\0y", None),
    ],
)
def test_encodings_have_names_and_what_extends_one_stands_for_it(
    name: str, known: str | None
) -> None:
    assert encoding_named(name) == known


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"name\nA\nJos\x81\n", "cp1252", r"^in\.csv line 3: byte 11 of the file \(0x81\) is "),
        (
            b"name\nA\n\x81",
            "cp932",
            r"^in\.csv line 3: byte 8 of the file \(0x81\) is not cp932",
        ),
        (
            b"n\0a\0m",
            "utf-16-le",
            r"^in\.csv line 1: byte 5 of the file \(0x6D\) is not utf-16",
        ),
        (
            "name\nA\n".encode("utf-16-le") + b"\0\xdc",
            "utf-16-le",
            r"^in\.csv line 3: byte 15 ",
        ),
        (b"name\nA\nB\0C\n", "cp1252", r"^in\.csv line 3: holds a NUL byte"),
        (
            b"name\n" + b"x" * (LONGEST_LINE + 1),
            "cp1252",
            r"^in\.csv line 2: is longer than 1 MB",
        ),
        (
            b"\xef\xbb\xbfname\nA\n",
            "cp1252",
            r"line 1: begins with the byte order mark of utf-8",
        ),
        (b"name\nJos\xe9\n", "utf-8", r"^in\.csv line 2: byte 4 \(0xE9\) is not UTF-8; save"),
        (
            b"name\nJos\xe9\x81\n",
            None,
            r"^in\.csv line 2: byte 4 \(0xE9\) is not UTF-8; .*--enc",
        ),
    ],
)
def test_what_is_not_in_its_encoding_is_refused_with_line_and_byte(
    content: bytes, encoding: str | None, message: str
) -> None:
    with pytest.raises(InputFileError, match=message):
        list(table(content, encoding).rows)


def test_what_does_not_fit_a_guess_says_that_it_was_one() -> None:
    rest = b"Jane Roe\n" * 150_000 + b"Jos\x81\n"

    with pytest.raises(InputFileError, match="is not windows-1252, which it was guessed to be"):
        list(table(b"name\n" + "Søren Ågård\n".encode("cp1252") + rest).rows)


class Endless(io.RawIOBase):
    """A file of one line, longer than any memory; counts what was read of it."""

    def __init__(self, start: bytes) -> None:
        self.start, self.read_bytes = start, 0

    def seekable(self) -> bool:
        return True

    def read1(self, size: int) -> bytes:
        self.read_bytes += size
        start, self.start = self.start, b""
        return start or b"x" * size


@pytest.mark.parametrize("start", [b"name\n", b"name\n\xe9", b"\xff\xfen\0"])
def test_a_file_without_line_ends_is_refused_after_a_few_megabytes(start: bytes) -> None:
    stream = Endless(start)

    with pytest.raises(InputFileError, match="is longer than 1 MB"):
        list(read_table(stream, file="in.csv", encoding=None).rows)  # type: ignore[arg-type]

    assert stream.read_bytes < 5 * LONGEST_LINE


CELLS = st.text(st.sampled_from('aZ7 ,;"\n|éñ王明김수かАбβש'), min_size=1, max_size=8)
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8)
ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "gb18030"]


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from(ENCODINGS), st.integers(1, 7))
def test_cells_come_back_from_any_encoding_in_any_pieces(
    rows: list[tuple[str, str]], encoding: str, size: int
) -> None:
    # the last column holds no line break, which could be told for a row that a quote hides
    lines = [(name.replace("\n", " "), notes.replace("\n", " "), "x") for name, notes in rows]
    text = b"".join(csv_line(line) for line in [("name", "notes", "last"), *lines]).decode()

    with patch.object(texts, "PIECE", size):
        found = list(table(text.encode(encoding), encoding).rows)

    assert [row.cells for row in found] == lines
    assert [row.fault for row in found] == [None] * len(lines)


@pytest.mark.parametrize("encoding", ["cp932", "cp949", "gb18030", "big5", "euc_jp", "cp1251"])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_a_character_that_two_pieces_share_is_one(encoding: str, size: int) -> None:
    with patch.object(texts, "PIECE", size):
        said, guessed_from_pieces = (
            [row.cells[1] for row in table(named(encoding), asked).rows]
            for asked in (encoding, None)
        )

    assert said == guessed_from_pieces == NAMES[encoding] * 3


def test_signs_that_cells_hold_are_no_hint_of_a_wrong_encoding() -> None:
    text = "id;name;email\n1;Jürgen Großmann;juergen@bank.example\n2;Søren Ågård;a+b#c*[d]=e\n"
    text += "".join(f"{n};Zoë Müller;zm{n}@bank.example\n" for n in range(20))

    assert guessed(text.encode("cp1252")) == "cp1252"
