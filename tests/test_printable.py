import pytest

from screening.printable import one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kim Yong Bok", "Kim Yong Bok"),
        ("Kim\tYong\nBok", "Kim Yong Bok"),
        ("a\u2028b\u00a0c", "a b c"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202eabc", "\\u202eabc"),
        ("\udcff", "\\udcff"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_no_text_can_break_a_line_or_a_terminal(text: str, shown: str) -> None:
    assert one_line(text) == shown
