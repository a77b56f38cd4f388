"""Values of cells of the Japanese list: signs, enumerations, dates, numbers.

Cells mix full-width signs with the ASCII ones they stand for, and mark several values
by (a) (b), by new lines or by semicolons.
"""

import re
from datetime import date, timedelta

from screening.domain.targets import Identifier
from screening.sources.base import EntryNotes, Notes
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import PrintedDates, iso_prefix, read_dates
from screening.sources.sheets import Cell, cell_text

FULL_WIDTH = str.maketrans({sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)})
UNKNOWN = frozenset({"不明", "不詳", "なし", "該当なし", "未詳", "-"})
ENUMERATOR = re.compile(r"(?:\([a-z]\)|©)", re.IGNORECASE)

# First year of each era in the Gregorian calendar. Source: the acts that named the
# eras, as the National Diet Library gives them: 1868, 1912, 1926, 1989, 2019.
ERAS = {
    "明治": 1868,
    "大正": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
    "M": 1868,
    "T": 1912,
    "S": 1926,
    "H": 1989,
    "R": 2019,
}
ERA = re.compile(
    r"(?<![A-Za-z])(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\s*(?P<year>元|\d{1,2})(?=[年.])"
)
DAY = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?:(?P<month>\d{1,2})\s*月\s*(?:(?P<day>\d{1,2})\s*日)?)?"
)
RANGE = re.compile(
    r"(?P<start>\d{4}[\d-]*)\s*(?:から|[-~〜～–])\s*(?P<end>\d{4}[\d-]*)(?:まで)?(?:の間)?"
)
ABOUT = re.compile(r"(?P<date>\d{4}(?:[\d-]*|[\d-]* to \d{4}[\d-]*))\s*(?:の?頃|ごろ|年頃)")
ROUGHLY = re.compile(r"おおよそ|およそ|おおむね|約")
JOINED = re.compile(r"又は|または|及び|もしくは|若しくは|[、,，・]")
NOTICE = re.compile(
    r"(?P<year>\d{4})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})\s*(?P<what>削除|改訂|廃止)?"
)
SERIAL = re.compile(r"[1-5]\d{4}")
SERIALS_START = date(1899, 12, 30)

# Figures, with letters or without; the figures of a date are none.
NUMBER = re.compile(
    r"(?P<before>.*?)(?<![A-Za-z0-9])"
    r"(?P<number>(?![0-9]+[年月日])(?:[A-Z]{1,3}[ .])?"
    r"(?=[A-Z0-9./-]*[0-9][A-Z./-]*[0-9])[A-Z0-9][A-Z0-9./-]{2,})"
)


def text_of(cell: Cell) -> str:
    """The text of a cell with its lines, full-width signs as ASCII, blanks collapsed."""
    text = cell_text(cell).translate(FULL_WIDTH).replace("\r", "\n").replace("\u3000", " ")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def title_of(cell: Cell) -> str:
    """A title of a column or a sheet without the blanks that spread it."""
    return re.sub(r"\s+", "", text_of(cell))


def known(text: str) -> str:
    """A text; empty where it says that nothing is known."""
    return "" if text.strip(" 。.") in UNKNOWN else text


def one_line(text: str) -> str:
    """A text of several lines on one."""
    return " ".join(text.split())


def values(text: str, *, lines: bool = True) -> tuple[str, ...]:
    """The values of a cell, each once, without those that say "not known"."""
    parts = ENUMERATOR.split(text)
    splitter = r"[;\n]" if lines else r"[;]"
    found = (
        one_line(each).strip(" 、,") for part in parts for each in re.split(splitter, part)
    )
    return tuple(dict.fromkeys(each for each in found if known(each)))


def birth_dates(text: str) -> PrintedDates:
    """The dates of a cell in Japanese or ISO form, with "about" and ranges."""
    if SERIAL.fullmatch(text):  # the number of a day, of a cell that lost its format
        return PrintedDates(((SERIALS_START + timedelta(days=int(text))).isoformat(),))
    if not known(text):
        return PrintedDates(())
    plain = re.sub(r"(\d)\s*年?生(?:まれ)?(?=$|\n)", r"\1年", gregorian(text))
    plain = ROUGHLY.sub("circa ", ENUMERATOR.sub(" ; ", plain))
    # `1958-1963年頃`: the sign of the year stands but once
    plain = re.sub(r"(?<!\d)(\d{4})(?=\s*[-~]\s*\d{4}\s*年)", r"\1年", plain)
    plain = DAY.sub(_iso, plain)
    plain = RANGE.sub(r"\g<start> to \g<end>", plain)
    plain = ABOUT.sub(r"circa \g<date>", plain)
    plain = JOINED.sub(" or ", plain)
    read = read_dates(plain)
    return PrintedDates(read.dates, None if read.rest is None else one_line(text))


def gregorian(text: str) -> str:
    """A text with the years of eras as years of the Gregorian calendar."""

    def year(match: re.Match[str]) -> str:
        number = 1 if match["year"] == "元" else int(match["year"])
        return str(ERAS[match["era"]] + number - 1)

    return ERA.sub(year, text)


def _iso(match: re.Match[str]) -> str:
    prefix = iso_prefix(match["year"], match["month"] or "", match["day"] or "")
    return match.group() if prefix is None else prefix


def notices(text: str) -> list[tuple[str, str]]:
    """Day (ISO) and word of each notice of a listing: empty, `改訂`, `削除`."""
    found = []
    for match in NOTICE.finditer(gregorian(text)):
        day = iso_prefix(match["year"], match["month"], match["day"])
        if day is not None:
            found.append((day, match["what"] or ""))
    return found


def numbers(
    text: str, kind: str, entry: EntryNotes, about: Metadata
) -> tuple[list[Identifier], list[str]]:
    """The numbers of papers of a cell, and the values that hold none."""
    found, rest = [], []
    # days of issue and expiry stand on lines of their own behind the number
    joined = re.sub(r"\n(?=旅券|発行|失効|有効|\()", "、", text)
    for value in values(joined):
        match = NUMBER.match(value)
        if match is None:
            rest.append(value)
            continue
        before = match["before"].strip(" :・、(")
        note = f"{before} {value[match.end() :]}".strip(" 、,:")
        country = country_before(before, about)
        found.append(
            entry.identifier(
                kind, match["number"].strip(" ."), country=country, note=note or None
            )
        )
    return found, rest


def country_before(text: str, about: Metadata) -> str | None:
    """The country that a text begins with: `クウェート旅券番号`."""
    name = re.split(r"旅券|国民|身分|パスポート|ID|の", text)[0].strip()
    return silent_country(name, about)


def silent_country(text: str, about: Metadata) -> str | None:
    """A country where a text is one, without a note where it is none."""
    return Notes().entry("").country(about.words["countries"].get(text, text))


def country_at(address: str, about: Metadata) -> str | None:
    """The country of an address: behind the last comma, or where it begins in Japanese."""
    line = re.sub(r"\s*\([^()]*\)$", "", address)
    code = silent_country(line.rsplit(",", 1)[-1].strip(" ."), about)
    if code is not None:
        return code
    prefixes = about.words["address_begins"]
    return next((iso for name, iso in prefixes.items() if line.startswith(name)), None)
