import pytest

from screening.cli.output import Exit, exit_of, gravest, say
from screening.errors import (
    ConfigurationError,
    IndexFileError,
    InputFileError,
    ListsUnfit,
    QueryError,
    RegistryError,
    ScreeningError,
    SourceError,
)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Exit.CLEAR),
        ([Exit.CLEAR, Exit.REVIEW], Exit.REVIEW),
        ([Exit.REVIEW, Exit.USAGE], Exit.USAGE),
        ([Exit.USAGE, Exit.HITS], Exit.HITS),
        ([Exit.HITS, Exit.LISTS_UNFIT], Exit.LISTS_UNFIT),
        ([Exit.LISTS_UNFIT, Exit.FAILED], Exit.FAILED),
    ],
)
def test_several_answers_end_with_the_gravest(codes: list[Exit], expected: Exit) -> None:
    assert gravest(codes) is expected
    assert gravest(reversed(codes)) is expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (QueryError("", field="name"), Exit.USAGE),
        (InputFileError(), Exit.USAGE),
        (ConfigurationError(), Exit.USAGE),
        (ListsUnfit(), Exit.LISTS_UNFIT),
        (RegistryError(), Exit.FAILED),
        (IndexFileError(), Exit.FAILED),
        (SourceError("", source=""), Exit.FAILED),
        (ScreeningError(), Exit.FAILED),
    ],
)
def test_every_error_has_its_exit_code(error: ScreeningError, expected: Exit) -> None:
    assert exit_of(error) is expected


def test_what_is_said_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("two\nlines")

    assert capsys.readouterr() == ("", "screen: two lines\n")
