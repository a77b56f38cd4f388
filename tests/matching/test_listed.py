"""A part is kept as a line of text and read back as it was."""

from hypothesis import example, given
from hypothesis import strategies as st

from screening.matching.listed import as_text, from_text
from screening.names.classes import WordClass
from screening.names.parts import Part, readings_once

# Signs of control stand in no word: `names.words` takes words to be letters.
WORD = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
PART = st.builds(
    Part,
    text=WORD,
    forms=st.lists(WORD, min_size=1, max_size=5).map(tuple),
    kind=st.sampled_from(WordClass),
    key=WORD,
    skeletal=st.booleans(),
    syllables=st.booleans(),
    exact=st.booleans(),
)


@given(PART)
def test_every_part_is_read_back_as_it_was(part: Part) -> None:
    assert from_text(as_text(part)) == part


@given(st.text(), st.booleans())
@example("Arvid\x1fKeller\x1emund", True)
@example("김영복", True)
@example("Vintergatan GmbH & Co. KG №5", False)
@example("عبد الرحمن", True)
def test_so_is_every_part_of_a_name_whatever_is_printed(name: str, person: bool) -> None:
    parts = [part for reading in readings_once(name, person=person) for part in reading.parts]

    assert [from_text(as_text(part)) for part in parts] == parts
