"""Sheets of the Japanese list, row by row: each regime has columns of its own.

Lines of explanation stand before the header, and an entry may go on in the rows below
it. What a column holds is told by its title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.errors import UnexpectedLayout
from screening.sources.base import Notes
from screening.sources.files import ListFile
from screening.sources.jp_mof_cells import known, one_line, text_of, title_of
from screening.sources.metadata import Metadata
from screening.sources.sheets import Workbook

HEADER = "告示日付"
LIFTED = "【解除】"
LIFTED_ON = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日[^】]*廃止")
INDEX_NUMBER = re.compile(r"^\d+\.")
OF_AN_ENTRY = frozenset({"date", "number", "english", "japanese"})


@dataclass(slots=True)
class Row:
    """One entry, and the lines that go on with it.

    Args:
        sheet: its name, without the figure it begins with.
        about: what the sheet says before its header.
        lifted: whether the whole regime is lifted.
        lifted_on: day (ISO) of that.
        cells: texts by what their column holds; several columns may hold the same.
        more: titles and texts of columns that are not known.
    """

    sheet: str
    about: str
    lifted: bool
    lifted_on: str | None
    cells: dict[str, list[str]] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)

    def text(self, role: str) -> str:
        """What a column says, lines of several columns one after the other."""
        return "\n".join(text for text in self.cells.get(role, ()) if known(text))


def read_rows(
    book: Workbook,
    sheet: str,
    file: ListFile,
    notes: Notes,
    about: Metadata,
    *,
    is_index: bool,
) -> Iterator[Row]:
    """The entries of a sheet; a row without date, number and names goes on with the last."""
    columns: list[tuple[str, str]] = []
    before: list[str] = []
    last: Row | None = None
    name = INDEX_NUMBER.sub("", title_of(sheet))
    lifted = LIFTED in name
    for _, cells in book.rows(sheet):
        texts = [text_of(cell) for cell in cells]
        if not columns:
            if texts and title_of(cells[0]) == HEADER:
                columns = _columns([title_of(cell) for cell in cells], sheet, file, about)
            else:
                before += [one_line(text) for text in texts if text]
            continue
        if not any(texts):
            continue
        row = _row(columns, texts, name, " ".join(before), lifted)
        if last is not None and not OF_AN_ENTRY & set(row.cells):
            for role, more in row.cells.items():
                last.cells.setdefault(role, []).extend(more)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last
    if not columns and lifted:
        notes.warn(f"sheet {sheet.strip()} is lifted and lists nobody any more")
    elif not columns and before and not is_index:
        raise UnexpectedLayout(
            f"sheet {sheet!r} has no row that begins with {HEADER}, by which its columns are "
            "known; the layout has changed, and the reader of this list has to follow",
            source=file.name,
        )


def _columns(
    titles: list[str], sheet: str, file: ListFile, about: Metadata
) -> list[tuple[str, str]]:
    """What each column holds, and its title."""
    roles = [about.words["columns"].get(title, "") for title in titles]
    if "number" not in roles or not {"english", "japanese"} & set(roles):
        raise UnexpectedLayout(
            f"sheet {sheet!r} lacks the column of numbers or of names; the layout has changed, "
            "and the reader of this list has to follow",
            source=file.name,
        )
    return list(zip(roles, titles, strict=True))


def _row(
    columns: list[tuple[str, str]], texts: list[str], sheet: str, about: str, lifted: bool
) -> Row:
    ended = LIFTED_ON.search(about)
    day = f"{ended[1]}-{int(ended[2]):02}-{int(ended[3]):02}" if ended else None
    row = Row(sheet, about, lifted, day)
    for (role, title), text in zip(columns, texts, strict=False):
        if text and role:
            row.cells.setdefault(role, []).append(text)
        elif text:
            row.more.append((title, text))
    return row
