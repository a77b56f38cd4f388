"""Latin spellings of Georgian words, after the national system of 2002."""

_LETTERS = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჲჳჱჴჵჶ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
        " y w ey q o f".split(),
        strict=True,
    )
)


def spellings(word: str) -> tuple[str, ...]:
    """The Latin spelling of a Georgian word, without the signs of ejectives."""
    # capitals of the modern alphabet stand in a block of their own
    return ("".join(_LETTERS.get(letter, letter) for letter in word.lower()),)
