"""Which listed parts are found near a part asked."""

import random
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from screening.domain.targets import TargetType
from screening.matching.building import build
from screening.matching.index import Index
from screening.matching.near import FEWEST_GLUED, Finder
from screening.matching.spellings import LEAST
from screening.names.classes import WordClass
from screening.names.parts import Part, readings_once
from screening.names.spelling import bucket, similarity
from tests.conftest import listing

# No two of these letters stand together for another sound.
CONSONANTS, VOWELS = "bdfglmnprkv", "aiu"

ABOUT = 0.02


def _spoken(rng: random.Random) -> str:
    """A word of syllables."""
    letters = [rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(2, 4))]
    return "".join(letters) + rng.choice(CONSONANTS)


_RNG = random.Random(1)
LISTED = sorted({_spoken(_RNG) for _ in range(300)})


class Listed:
    """Some names in an index, and what is found near a word there.

    Args:
        path: where to put the index.
        names: each of a listing of its own.
        person: whether they are persons' names.
    """

    def __init__(self, path: Path, names: Iterable[str], *, person: bool = True) -> None:
        self._person = person
        type_ = TargetType.PERSON if person else TargetType.ORGANIZATION
        listings = [listing(f"P{at}", name, type=type_) for at, name in enumerate(names)]
        build(path, (("test", one) for one in listings), stamp="own@1", lists=())
        self.index = Index(path)
        self.finder = Finder(self.index)

    def parts_of(self, name: str) -> tuple[Part, ...]:
        (reading,) = readings_once(name, person=self._person)
        return reading.core

    def near(self, word: str) -> dict[str, float]:
        """How alike listed parts are to a word, by their text."""
        (part,) = self.parts_of(word)
        return self._by_text(self.finder.near(part).parts)

    def whole(self, name: str) -> dict[str, float]:
        """The same for neighbours as one word."""
        found = self.finder.whole(self.parts_of(name))
        return {} if found is None else self._by_text(found.parts)

    def glued(self, word: str) -> set[str]:
        """The names that write a word as several."""
        (part,) = self.parts_of(word)
        near = self.finder.near(part)
        assert not near.glued[not self._person]
        listings = (self.index.reading(one).listing for one in near.glued[self._person])
        return {self.index.listing(number)[1].title for number in listings}

    def _by_text(self, near: dict[int, float]) -> dict[str, float]:
        return {self.index.part(number).text: likeness for number, likeness in near.items()}


Make = Callable[..., Listed]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(*names: str, person: bool = True) -> Listed:
        return Listed(tmp_path / "own.idx", names, person=person)

    return make


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Listed:
    return Listed(tmp_path_factory.mktemp("near") / "words.idx", LISTED)


def dropped(word: str, at: int, _: str) -> str:
    return word[:at] + word[at + 1 :]


def doubled(word: str, at: int, _: str) -> str:
    return word[:at] + word[at] + word[at:]


def exchanged(word: str, at: int, letter: str) -> str:
    return word[:at] + letter + word[at + 1 :]


def put_in(word: str, at: int, letter: str) -> str:
    return word[:at] + letter + word[at:]


def swapped(word: str, at: int, _: str) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


@pytest.mark.parametrize("slip", [dropped, doubled, exchanged, put_in, swapped])
@given(data=st.data())
def test_a_word_with_one_slip_finds_the_listed_one_as_alike_as_they_are(
    words: Listed, slip: Callable[[str, int, str], str], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(LISTED))
    at = data.draw(st.integers(0, len(word) - 1))
    asked = slip(word, at, data.draw(st.sampled_from(CONSONANTS + VOWELS)))
    assume([part.kind for part in words.parts_of(asked)] == [WordClass.WORD])
    likeness = similarity(word, asked)

    found = words.near(asked).get(word, 0.0)

    few = max(found, likeness) < LEAST + ABOUT
    assert few or found == pytest.approx(likeness, abs=ABOUT)


@pytest.mark.parametrize("asked", ["kellermund", "kelermund", "kellermunt", "kalermunt"])
def test_spellings_of_a_listed_name_find_it(make: Make, asked: str) -> None:
    assert make("KELLERMUND").near(asked)["KELLERMUND"] > LEAST


@pytest.mark.parametrize("least", [LEAST, 0.85, 0.9, 1.0])
def test_the_likeliest_come_first_and_none_less_alike_than_is_asked(
    words: Listed, least: float
) -> None:
    (part,) = words.parts_of(LISTED[0] + "a")
    near = words.finder.near(part)

    found = [likeness for _, likeness in near.nearest(least)]

    assert found == sorted((one for one in near.parts.values() if one >= least), reverse=True)


SILENT = ("hao", "yu", "hai", "yahya")
"""Words without a consonant that a rough key holds."""
PATRONYMIC = "bardilovic"
"""Whatever ends so looks like one, two words as one too."""
PAIRS = tuple(product((*LISTED[:12], *SILENT, PATRONYMIC), repeat=2))


def test_two_words_find_the_one_that_they_are_listed_as(tmp_path: Path) -> None:
    listed = Listed(tmp_path / "own.idx", map("".join, PAIRS))

    # words of one consonant together are many, and tell nothing of each other
    sought = [pair for pair in PAIRS if len(bucket("".join(pair))) >= FEWEST_GLUED]
    lost = [pair for pair in sought if "".join(pair) not in listed.whole(" ".join(pair))]

    assert lost == []


@pytest.mark.parametrize("person", [True, False])
def test_one_word_finds_the_two_that_it_is_listed_as(tmp_path: Path, person: bool) -> None:
    listed = Listed(tmp_path / "own.idx", map(" ".join, PAIRS), person=person)

    # of four letters two words are so often alike that they are not kept as one
    lost = [
        pair
        for pair in PAIRS
        if len("".join(pair)) > 4 and " ".join(pair) not in listed.glued("".join(pair))
    ]

    assert lost == []


def test_so_does_one_in_which_a_letter_is_read_as_another_sound(make: Make) -> None:
    assert make("Nabruk Tawlan").glued("Nabruktaoulan") == {"Nabruk Tawlan"}
    assert make("Hryhor Nabruk").glued("Grygornabruk") == {"Hryhor Nabruk"}


UNVOWELLED = [
    ("Kellermund", "كيلرموند"),
    ("Selma", "سلمى"),
    ("Dalgasin", "دلجاسن"),
    ("Nubasik", "نوبسك"),
    ("Zaltari", "زلتري"),
]


@pytest.mark.parametrize(("latin", "arabic"), UNVOWELLED)
def test_a_word_whose_vowels_are_not_written_finds_how_it_is_spelled_and_is_found_by_it(
    make: Make, latin: str, arabic: str
) -> None:
    assert make(latin).near(arabic)[latin] > LEAST
    assert make(arabic).near(latin)[arabic] > LEAST


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Vintergatan Bank", "Банк"),
        ("Norrsken Handelsgesellschaft", "Trading"),
        ("Nordlys 5", "№5"),
    ],
)
def test_a_word_finds_its_translation_and_a_number_itself(
    make: Make, listed: str, asked: str
) -> None:
    assert make(listed, person=False).near(asked)[listed.split()[1]] > 0.9


def test_a_given_name_finds_its_forms_in_other_languages_and_no_other_given_name(
    make: Make,
) -> None:
    assert make("Alexander").near("Iskandar")["Alexander"] > LEAST
    assert "Hasan" not in make("Hasan").near("Husayn")


def test_a_short_word_that_may_only_be_the_same_finds_itself_alone(make: Make) -> None:
    firms = make("ABB Storvik", "ABC Storvik", person=False)

    assert set(firms.near("ABB")) == {"ABB"}
