from itertools import combinations

import pytest

from screening.names.press import respelled
from screening.names.spelling import similarity

# One made-up name a line: passport, BGN, Swedish, German, French, Polish, Dutch and
# Hungarian prints as far as they differ.
PRINTS = [
    "nikolaevich nikolayevich nikolajevitj nikolajewitsch nikolaievitch nikolajewicz"
    " nikolajevitsj nyikolajevics nikolaevic",
    "shchukin schukin sjtjukin schtschukin chtchoukine szczukin sjtsjoekin scsukin",
    "khodakov hodakov chodakov chodakow khodakow",
    "zhurov jourov zjurov schurow zsurov",
    "gorshenin gorchenine gorsjenin gorschenin gorszenin",
    "tsvetkov tzvetkov cwietkow tsvietkov",
    "kuchin koutchine kutjin kutschin kuczin koetsjin kucsin",
    "vasilevskiy vasilevsky wassilewski vassilevski vasiljevskij",
    "alexeyev alekseev alekseyev alexejew alekseiev alexeev aleksejev",
    "fyodorov fedorov fjodorov fiodorov fjodorow",
    "mikhaylov mikhailov mikhajlov michajlov michailow mikhailoff",
    "dzhabrailov djabrailov dschabrailow dzjabrailov dzsabrailov",
    "tkachenko tkatchenko tkatjenko tkatschenko tkaczenko",
    "zaytsev zaitsev zajtsev zajcew zaycev",
    "yevgeniy evgenii evgeny jevgenij jewgeni evgueni",
    "khasanov xasanov hasanov chasanov",
    "akhmedov axmedov achmedow ahmedov",
    "holubenko golubenko",
]


@pytest.mark.parametrize("prints", PRINTS, ids=lambda prints: str(prints.split()[0]))
def test_the_prints_of_one_name_in_every_country_are_alike(prints: str) -> None:
    unlike = {
        pair: similarity(*pair)
        for pair in combinations(prints.split(), 2)
        # French j beside German sch: each alike to the passport's zh, not to each other
        if similarity(*pair) < 0.89 and set(pair) != {"jourov", "schurow"}
    }

    assert unlike == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("petrov", "petrenko"),
        ("petrov", "vetrov"),
        ("markov", "makarov"),
        ("chernov", "chernenko"),
        ("chernov", "chernyshov"),
        ("zhukov", "zhuravlev"),
        ("zaytsev", "zakharov"),
        ("lebedev", "lebedenko"),
        ("zhilin", "chilin"),
        ("gromov", "gurov"),
        ("sychev", "sukhov"),
        ("melnik", "melnikov"),
        ("kostin", "kosygin"),
        ("hall", "ball"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert similarity(one, other) < 0.85


@pytest.mark.parametrize(
    "word", ["aksjonov", "vasjutin", "tatjana", "masjidi", "dastjerdi", "alexander", "kim"]
)
def test_letters_that_only_meet_are_no_group(word: str) -> None:
    assert respelled(word) == word
