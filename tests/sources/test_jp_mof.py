"""The Japanese list: its traps in a small workbook, and what the real one gives."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import Gender, NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import Reading, read_files
from tests.sources.workbooks import Value, write_xlsx

INDEX: list[Sequence[Value]] = [["", "一覧"], [1, "北国（個人）"]]
COLUMNS = {
    "notice": "告示日付",
    "number": "告示番号",
    "japanese": "日本語　表記",
    "english": "英語表記",
    "others": "別名・別称",
    "former": "旧　称",
    "weak": "確定に十分でない別名",
    "position": "役職",
    "born": "生年月日",
    "birthplace": "出生地",
    "nationality": "国　籍",
    "passport": "旅券番号",
    "papers": "ＩＤ番号",
    "address": "住所・所在地",
    "designated": "リスト掲載日",
    "information": "その他の情報",
}
TITLES = tuple(COLUMNS.values())
PREFACE: list[Sequence[Value]] = [
    ["北国に関与する者等"],
    ["（注）*で標記した者は別の措置の対象"],
]


def row(number: Value = 1, **cells: Value) -> list[Value]:
    """A row of the list, which is empty but for names, number and what is given."""
    given: dict[str, Value] = {
        "notice": "2016.3.11",
        "number": number,
        "japanese": "アルヴィド・ケレルムンド",
        "english": "ARVID KELLERMUND",
    }
    given |= cells
    assert set(given) <= set(COLUMNS)
    return [given.get(column) for column in COLUMNS]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    def read(
        *rows: Sequence[Value],
        sheet: str = "1.北国関係者等",
        more: dict[str, list[Sequence[Value]]] | None = None,
    ) -> Reading:
        sheets: dict[str, Sequence[Sequence[Value]]] = {
            "一覧": INDEX,
            sheet: [*PREFACE, TITLES, *rows],
            **(more or {}),
        }
        return read_files(write_xlsx(tmp_path / "list.xlsx", sheets))

    return read


@pytest.fixture
def one(read: Callable[..., Reading]) -> Callable[..., Listing]:
    def one(**cells: Value) -> Listing:
        (listing,) = read(row(**cells)).listings.values()
        return listing

    return one


def names(listing: Listing) -> dict[str, NameKind]:
    return {name.text: name.kind for name in listing.names}


def test_the_header_is_found_behind_any_explanation(read: Callable[..., Reading]) -> None:
    assert list(read(row(1), row("2(*39)"), row("*3")).listings) == [
        "北国関係者等:1",
        "北国関係者等:2",
        "北国関係者等:3",
    ]


def test_marks_of_a_number_are_kept_as_a_remark(read: Callable[..., Reading]) -> None:
    assert "Number: 2(*39)" in read(row("2(*39)")).listings["北国関係者等:2"].remarks


def test_the_english_notation_is_the_primary_name(one: Callable[..., Listing]) -> None:
    assert names(one(english="ARVID KELLERMUND\n（original script：أرفيد）")) == {
        "ARVID KELLERMUND": NameKind.PRIMARY,
        "أرفيد": NameKind.ORIGINAL_SCRIPT,
        "アルヴィド・ケレルムンド": NameKind.ORIGINAL_SCRIPT,
    }


def test_without_english_the_japanese_notation_is_the_name(one: Callable[..., Listing]) -> None:
    assert names(one(english="")) == {"アルヴィド・ケレルムンド": NameKind.PRIMARY}


def test_a_spelling_in_brackets_makes_another_name_of_a_person(
    one: Callable[..., Listing],
) -> None:
    listing = one(english="Sergey(Sergei/Serhii)　KELL (KEL)", position="不明")
    latin = [name.text for name in listing.names if name.text.isascii()]
    assert latin == [
        "Sergey KELL",
        "Sergey KEL",
        "Sergei KELL",
        "Sergei KEL",
        "Serhii KELL",
        "Serhii KEL",
    ]
    assert "English notation: Sergey(Sergei/Serhii) KELL (KEL)" in listing.remarks


def test_letters_in_brackets_stay_in_the_name_of_a_firm(one: Callable[..., Listing]) -> None:
    assert one(english="Vintergatan Trading (VT)").primary_name == "Vintergatan Trading (VT)"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "(a)アル(b)アルヴ\n (a.k.a.: (a)Al (b)Arv Kell)",
            ["アル", "アルヴ", "Al", "Arv Kell"],
        ),
        ("（ａ）アル（Al）、（ｂ）アルヴ（Arv Kell）", ["アル", "Al", "アルヴ", "Arv Kell"]),
        ("アル；アルヴ\nAl; Arv", ["アル", "アルヴ", "Al", "Arv"]),
        ("アル、アルヴ\nAl Kell, Arv Kell", ["アル", "アルヴ", "Al Kell", "Arv Kell"]),
        ("リ・アル\nRI, Al-Il", ["リ・アル", "RI, Al-Il"]),
        ("(a)アリ、アル(b)ケル\n(a)ALI, Al (b)KELL", ["アリ、アル", "ケル", "ALI, Al", "KELL"]),
        ("(a)北国\n公司(b)ケル", ["北国公司", "ケル"]),
        ("アル\n（Al Kell）\n（北国旅券番号：112233）", ["アル", "Al Kell"]),
        ("(a)Al Kell, born 4 Mar. 1985 in Storvik (b)Arv", ["Al Kell", "Arv"]),
        ("不明", []),
    ],
)
def test_every_form_of_a_cell_of_other_names(
    one: Callable[..., Listing], cell: str, expected: list[str]
) -> None:
    assert [name.text for name in one(others=cell).names[2:]] == expected


def test_what_a_name_is_called_says_its_kind(one: Callable[..., Listing]) -> None:
    listing = one(
        others="（別称）アル\n（旧称）ケル\nAl\nf.k.a. Kell Old",
        former="不明",
        weak="トーシャ（Tosha）",
    )
    found = names(listing)
    assert found["Al"] is NameKind.ALIAS
    assert found["ケル"] is found["Kell Old"] is NameKind.FORMER
    assert found["Tosha"] is found["トーシャ"] is NameKind.WEAK_ALIAS


def test_formerly_listed_as_is_a_former_name(one: Callable[..., Listing]) -> None:
    listing = one(others="(a)アル(以前掲載の氏名)\n(a.k.a.: (a)Al Kell (formerly listed as))")
    assert names(listing)["アル"] is names(listing)["Al Kell"] is NameKind.FORMER


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("1961年4月7日", ("1961-04-07",)),
        (date(1961, 4, 7), ("1961-04-07",)),
        (22378, ("1961-04-07",)),
        ("１９６１年４月", ("1961-04",)),
        ("1961年頃", ("1961~",)),
        ("およそ1961年", ("1961~",)),
        ("1958年から1963年の間", ("1958/1963",)),
        ("1958-1963年頃", ("1958~/1963~",)),
        ("(a)1961年4月7日\n(b)1962年", ("1961-04-07", "1962")),
        ("（a）1961年頃（b）1962年", ("1961~", "1962")),
        ("1961年又は1962年", ("1961", "1962")),
        ("昭和36年4月7日", ("1961-04-07",)),
        ("平成元年", ("1989",)),
        ("令和2年1月", ("2020-01",)),
        ("不明", ()),
    ],
)
def test_every_form_of_birth_date(
    one: Callable[..., Listing], cell: Value, dates: tuple[str, ...]
) -> None:
    assert one(born=cell).birth_dates == dates


@pytest.mark.parametrize("cell", ["10月10日（year unknown）", "1401年5月3日（ヒジュラ暦）"])
def test_a_date_that_is_not_understood_is_kept_and_reported(
    read: Callable[..., Reading], cell: str
) -> None:
    reading = read(row(born=cell))
    printed = cell.replace("（", "(").replace("）", ")")
    assert reading.listings["北国関係者等:1"].birth_dates == ()
    assert f"Born: {printed}" in reading.listings["北国関係者等:1"].remarks
    assert reading.report.issues == (("北国関係者等:1", "birth date not understood", printed),)


def test_the_first_notice_is_the_day_of_listing(one: Callable[..., Listing]) -> None:
    listing = one(notice="2001.9.22\n2003.12.1改訂\n平成20.6.25改訂")
    assert listing.listed_on == "2001-09-22"
    assert "Amended on 2003-12-01, 2008-06-25" in listing.remarks


def test_a_deleted_row_that_keeps_its_name_is_an_ended_listing(
    one: Callable[..., Listing],
) -> None:
    listing = one(notice="2014.10.17 削除\n（９．と同一人物）")
    assert (listing.delisted, listing.delisted_on) == (True, "2014-10-17")
    assert listing.listed_on is None


def test_a_deleted_row_without_a_name_is_dropped_with_the_reason(
    read: Callable[..., Reading],
) -> None:
    empty = {"japanese": None, "english": None}
    reading = read(row(1, notice="2014.10.17削除", **empty), row(2, **empty))
    assert reading.report.dropped == (
        ("北国関係者等:1", "deleted, name removed"),
        ("北国関係者等:2", "prints no name"),
    )


def test_what_a_lifted_sheet_still_lists_has_ended(read: Callable[..., Reading]) -> None:
    lifted: dict[str, list[Sequence[Value]]] = {
        "2.【解除】南国": [["南国の高官"], ["【2015年12月18日告示廃止】"], TITLES, row(7)],
        "3.【解除】東国": [["東国の高官"], ["【2016年7月29日告示廃止】"]],
    }
    reading = read(row(1), more=lifted)
    ended = reading.listings["【解除】南国:7"]
    assert (ended.delisted, ended.delisted_on) == (True, "2015-12-18")
    assert not reading.listings["北国関係者等:1"].delisted
    assert reading.report.warnings == (
        "sheet 3.【解除】東国 is lifted and lists nobody any more",
    )


def test_rows_below_an_entry_go_on_with_it(read: Callable[..., Reading]) -> None:
    more: list[Value] = [*([None] * (len(TITLES) - 1)), "続きの情報"]
    reading = read(row(1, information="はじめの情報"), more, row(2))
    assert (reading.report.read, reading.report.kept) == (2, 2)
    assert reading.listings["北国関係者等:1"].remarks == ("はじめの情報", "続きの情報")


def test_a_person_is_told_by_the_columns_of_persons(read: Callable[..., Reading]) -> None:
    reading = read(row(1, born="不明"), row(2, address="不明"))
    assert [each.type for each in reading.listings.values()] == [
        TargetType.PERSON,
        TargetType.ORGANIZATION,
    ]


def test_a_sheet_of_persons_holds_persons(read: Callable[..., Reading]) -> None:
    reading = read(row(1), sheet="4.北国（個人）")
    assert reading.listings["北国(個人):1"].type is TargetType.PERSON


def test_enumerated_values_are_parted_and_unknown_ones_left_out(
    one: Callable[..., Listing],
) -> None:
    listing = one(
        nationality="(a)ドイツ (b)コンゴ民主共和国",
        birthplace="（ａ）Storvik, Sweden\n（ｂ）不明",
        address="1 Long Street, Oslo, Norway；北朝鮮平壌特別市",
        position="(a)Minister （大臣）(b)Mayor",
    )
    assert listing.nationalities == ("DE", "CD")
    assert listing.birth_places == ("Storvik, Sweden",)
    assert listing.countries == ("NO", "KP")
    assert listing.positions == ("Minister (大臣)", "Mayor")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("モロッコ旅券 F11223", [("F11223", "MA", "モロッコ旅券")]),
        (400112233, [("400112233", None, None)]),
        (
            "300112233\n旅券発行日：2011年12月7日",
            [("300112233", None, "旅券発行日:2011年12月7日")],
        ),
        (
            "100112233、旅券失効日：2014年3月17日；400445566",
            [("100112233", None, "旅券失効日:2014年3月17日"), ("400445566", None, None)],
        ),
        ("リビア旅券番号：B/112233", [("B/112233", "LY", "リビア旅券番号")]),
        ("リビア旅券番号:G11AAAAA", [("G11AAAAA", "LY", "リビア旅券番号")]),
        ("不明", []),
    ],
)
def test_numbers_of_passports(
    one: Callable[..., Listing], cell: Value, found: list[tuple[str, str | None, str | None]]
) -> None:
    made = one(passport=cell).identifiers
    assert [(each.value, each.country, each.note) for each in made] == found
    assert {each.kind for each in made} <= {"passport"}


def test_a_paper_without_a_number_is_reported(read: Callable[..., Reading]) -> None:
    reading = read(row(papers="国民ID番号"))
    assert reading.report.issues == (
        ("北国関係者等:1", "document without a number", "国民ID番号"),
    )
    assert "National id: 国民ID番号" in reading.listings["北国関係者等:1"].remarks


def test_gender_and_designation_are_read(one: Callable[..., Listing]) -> None:
    listing = one(information="性別：女性", designated="2001年2月23日（2003年に改訂）")
    assert listing.gender is Gender.FEMALE
    assert "Designated: 2001年2月23日(2003年に改訂)" in listing.remarks


def test_a_text_of_date_and_place_of_birth_gives_both(tmp_path: Path) -> None:
    cells: list[Value] = [
        "2000.1.1",
        1,
        "アル",
        "Al",
        "1941年5月6日生\nBorn at Oslo, Norway, on 6 May 1941",
    ]
    titles = [*TITLES[:4], "生年月日・出生地"]
    path = write_xlsx(tmp_path / "list.xlsx", {"一覧": INDEX, "1.北国": [titles, cells]})
    listing = read_files(path).listings["北国:1"]
    assert listing.birth_dates == ("1941-05-06",)
    assert listing.birth_places == ("Oslo, Norway",)


def test_a_column_that_is_not_known_is_kept_and_reported(tmp_path: Path) -> None:
    titles, cells = [*TITLES[:4], "好きな色"], [*row(1)[:4], "緑"]
    path = write_xlsx(tmp_path / "list.xlsx", {"一覧": INDEX, "1.北国": [titles, cells]})
    reading = read_files(path)
    assert reading.report.warnings == (
        "unknown column 好きな色: its content is kept as a remark",
    )
    assert reading.listings["北国:1"].remarks == ("好きな色: 緑",)


def test_a_sheet_without_its_header_is_another_layout(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnexpectedLayout, match=r"'2\.南国' has no row that begins"):
        read(row(1), more={"2.南国": [["日付", "番号"], ["2016.3.11", 1]]})


def test_a_sheet_without_numbers_is_another_layout(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnexpectedLayout, match="lacks the column of numbers or of names"):
        read(row(1), more={"2.南国": [["告示日付", "氏名"], ["2016.3.11", "アル"]]})


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("jp-mof/shisantouketsu_20221102.xls.gz")
    # MANIFEST.csv counts 2730 rows, 12 of which go on with the entry above them
    assert reading.report.read == 2718
    reasons = [reason for _, reason in reading.report.dropped]
    assert (reasons.count("deleted, name removed"), reasons.count("prints no name")) == (556, 2)
    assert all(each.listed_on for each in reading.listings.values())
    assert len(reading.report.issues) < 40  # dates and papers that are none
