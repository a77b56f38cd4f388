"""The map of an own list: a TOML file that says what the columns of a table hold.

The format is described in `docs/own-lists.md`.
"""

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePath

from screening.domain.lists import Authority, Limits, Source
from screening.domain.targets import Gender, TargetType
from screening.errors import UnexpectedLayout
from screening.identifiers import KINDS
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.toml_entry import Entry

FORMAT = 1
OURS = "own-"
TOP = frozenset("format file list authority columns values options limits".split())

NAMES = ("name", "first_name", "middle_name", "last_name")
OTHER_NAMES = ("aliases", "weak_aliases", "former_names")
ONE_VALUE = frozenset(
    (*NAMES, *"reference type gender listed_on delisted_on package remarks".split())
)
SEVERAL_VALUES = frozenset(
    (
        *OTHER_NAMES,
        *"birth_date birth_place nationality citizenship country position address".split(),
        *"programme measure legal_basis linked_to".split(),
    )
)
FIELDS = (*sorted(ONE_VALUE), *sorted(SEVERAL_VALUES), *KINDS)
CODES = {"type": [each.value for each in TargetType], "gender": [each.value for each in Gender]}
LIMITS = Limits(least=1, most=10_000_000, shrink=0.2, change=0.5, dropped=0.5)


@dataclass(frozen=True, slots=True)
class OwnMap:
    """What a map says.

    Args:
        name: of the map itself, for messages.
        file: name of the table; `*` stands for any run of characters.
        about: the source and its limits.
        authority: where the map brings its own; None where the code is one we know.
        published_on: day (ISO) of the table, where the map says it.
        columns: titles of the columns that hold a field.
        values: what the words of a field stand for.
        separator: what stands between several values of a cell.
        delimiter: what stands between two cells of a text.
        encoding: of a text.
        sheet: of a workbook, None for the only one.
        day_first: whether figures are day, month, year; None where days are ISO.
    """

    name: str
    file: str
    about: Metadata
    authority: Authority | None
    published_on: str | None
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]]
    separator: str
    delimiter: str
    encoding: str
    sheet: str | None
    day_first: bool | None

    def names(self, file: ListFile) -> bool:
        """Whether a file is the table of this map."""
        return fnmatch(PurePath(file.name).name.casefold(), self.file.casefold())


def is_map(file: ListFile) -> bool:
    """Whether a file is a map, well written or not."""
    return file.name.casefold().endswith(".toml") and b"[columns]" in file.head


def read_map(file: ListFile) -> OwnMap:
    """Read a map.

    Raises:
        UnexpectedLayout: it is not as `docs/own-lists.md` describes.
        UnknownCode: it uses a word in place of one of ours.
    """
    with file.open() as stream:
        content = stream.read()
    try:
        values = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"cannot be read as TOML: {error}; correct the file"
        raise UnexpectedLayout(message, source=file.name) from error
    top = Entry(file.name, None, values)
    top.only(TOP)
    if values.get("format") != FORMAT:
        raise top.wrong(f"format is {values.get('format')!r}; write format = {FORMAT}")
    head = _table(top, "list")
    head.only({"code", "title", "authority", "published_on", "licence"})
    options = _table(top, "options", optional=True)
    options.only({"separator", "delimiter", "encoding", "sheet", "day_first"})
    delimiter = options.text("delimiter") or ","
    return OwnMap(
        name=file.name,
        file=top.required("file"),
        about=_about(head, top),
        authority=_authority(head, top),
        published_on=head.day("published_on"),
        columns=_columns(top),
        values=_values(top),
        separator=options.text("separator") or ";",
        delimiter="\t" if delimiter == "tab" else _one_mark(options, delimiter),
        encoding=_encoding(options),
        sheet=options.text("sheet"),
        day_first=options.flag("day_first") if "day_first" in options.values else None,
    )


def _table(top: Entry, key: str, *, optional: bool = False) -> Entry:
    if optional and key not in top.values:
        return Entry(top.file, key, {})
    return Entry(top.file, key, top.table(key).values)


def _about(head: Entry, top: Entry) -> Metadata:
    code = head.required("code")
    if not code.startswith(OURS) or code != code.casefold() or len(code.split()) != 1:
        raise head.wrong(f"code is {code!r}; write small letters that begin with {OURS}")
    source = Source(
        code=code,
        authority=head.required("authority"),
        title=head.required("title"),
        format="own",
        licence=head.text("licence"),
    )
    return Metadata(source=source, cadence=None, limits=_limits(top), download=None)


SHARES = ("shrink", "change", "dropped")


def _limits(top: Entry) -> Limits:
    entry = _table(top, "limits", optional=True)
    entry.only({"least", "most", *SHARES})
    least, most = entry.number("least"), entry.number("most")
    shares = {}
    for key in SHARES:
        share = entry.values.get(key, getattr(LIMITS, key))
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
            raise entry.wrong(f"{key} holds {share!r}; write a share such as 0.05")
        shares[key] = float(share)
    return Limits(
        least=LIMITS.least if least is None else least,
        most=LIMITS.most if most is None else most,
        **shares,
    )


def _authority(head: Entry, top: Entry) -> Authority | None:
    """The authority that a map brings; its code is one of its own, so that it hides none."""
    if "authority" not in top.values:
        return None
    entry = _table(top, "authority")
    entry.only({"title", "jurisdiction", "short"})
    code = head.required("authority")
    if not code.startswith(OURS):
        raise head.wrong(
            f"authority is {code!r}, and [authority] describes it anew; begin the code with "
            f"{OURS}, or leave [authority] out where the program knows the authority"
        )
    return Authority(
        code=code,
        title=entry.required("title"),
        jurisdiction=entry.required("jurisdiction"),
        short=entry.texts("short"),
    )


def _columns(top: Entry) -> dict[str, tuple[str, ...]]:
    entry = _table(top, "columns")
    entry.only(FIELDS)
    columns = {
        field: entry.texts(field) if isinstance(held, list) else (entry.required(field),)
        for field, held in entry.values.items()
    }
    for field, titles in columns.items():
        if not titles or (
            field in ONE_VALUE.difference(NAMES, {"remarks"}) and len(titles) > 1
        ):
            raise entry.wrong(f"{field} holds {list(titles)!r}; write the title of one column")
    if not any(name in columns for name in NAMES):
        raise entry.wrong("no column of names; add name, or first_name and last_name")
    return {
        field: tuple(" ".join(title.split()) for title in titles)
        for field, titles in columns.items()
    }


def _values(top: Entry) -> dict[str, dict[str, str]]:
    """What words stand for, by the words in small letters."""
    found: dict[str, dict[str, str]] = {}
    if "values" not in top.values:
        return found
    for field, entry in top.keyed("values").items():
        table = Entry(top.file, f"values.{field}", entry.values)
        if field not in FIELDS:
            raise table.wrong(f"{field!r} is no field; use one of: {', '.join(FIELDS)}")
        for word in table.values:
            meaning = table.required(word)
            if field in CODES:
                table.one_of(word, meaning, CODES[field])
            found.setdefault(field, {})[" ".join(word.split()).casefold()] = meaning
    return found


def _one_mark(options: Entry, delimiter: str) -> str:
    if len(delimiter) != 1:
        raise options.wrong(f"delimiter is {delimiter!r}; write one character, or tab")
    return delimiter


def _encoding(options: Entry) -> str:
    encoding = options.text("encoding") or "utf-8"
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        message = f"encoding {encoding!r} is not known; write utf-8, windows-1252 or another"
        raise options.wrong(message) from error
    return "utf-8-sig" if name == "utf-8" else name
