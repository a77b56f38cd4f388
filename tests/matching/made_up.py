"""Made-up names by the hundred, the same for the same seed."""

import random

BEGINNINGS = "Kel Vin Nor Quist Sel Stor Ar Ber Dal Fro Gri Hal Lun Mor Ost Pel Rav Sva Tor Ulv"
MIDDLES = "ler ter sken ga ma vi de li ra no bri tra sto ka"
ENDINGS = "mund gatan gaard vik berg stad lund holm mar dal feldt sen ina ovic"
TRADES = "Trading Shipping Instruments Bank Holding"
FORMS = "LLC GmbH Ltd SA"


def word(rng: random.Random) -> str:
    """One word that may be a name."""
    begun = rng.choice(BEGINNINGS.split())
    middle = rng.choice(MIDDLES.split()) if rng.random() < 0.6 else ""
    return begun + middle + rng.choice(ENDINGS.split())


def words(rng: random.Random, number: int) -> list[str]:
    """So many different words."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[word(rng)] = None
    return list(found)


def person(rng: random.Random, given: list[str], families: list[str]) -> str:
    """The name of a person: one, two or three given names and a family name."""
    first = rng.sample(given, rng.choice((1, 1, 2, 3)))
    return " ".join((*first, rng.choice(families)))


def firm(rng: random.Random, families: list[str]) -> str:
    """The name of a firm."""
    called = " ".join(rng.sample(families, rng.choice((1, 2))))
    trade = rng.choice(TRADES.split())
    return f"{called} {trade} {rng.choice(FORMS.split())}"


def one_slip(words: list[str], rng: random.Random) -> None:
    """A letter is left out, doubled or another."""
    at = rng.randrange(len(words))
    word, place = words[at], rng.randrange(len(words[at]))
    put_in = rng.choice(["", word[place] * 2, rng.choice("adegiklmnorstuv")])
    words[at] = word[:place] + put_in + word[place + 1 :]


def swapped_letters(words: list[str], rng: random.Random) -> None:
    """Two letters have changed places."""
    at = rng.randrange(len(words))
    word, place = words[at], rng.randrange(len(words[at]))
    words[at] = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]


def one_left_out(words: list[str], rng: random.Random) -> None:
    """A word is left out, of several."""
    if len(words) > 1:
        words.pop(rng.randrange(len(words)))


def one_more(words: list[str], rng: random.Random) -> None:
    """There is a word more."""
    words.insert(rng.randrange(len(words) + 1), word(rng))


def turned(words: list[str], rng: random.Random) -> None:
    """What came first comes last."""
    words.append(words.pop(0))


def glued(words: list[str], rng: random.Random) -> None:
    """The first two words are one."""
    words[:2] = ["".join(words[:2])]


def split(words: list[str], rng: random.Random) -> None:
    """One word is two."""
    at = rng.randrange(len(words))
    place = rng.randint(2, max(2, len(words[at]) - 3))
    words[at : at + 1] = [words[at][:place], words[at][place:].capitalize()]
