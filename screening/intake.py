"""From what was asked, as text, to what can be compared; or a word on why not.

Everything a query may hold is understood here, once, for the command line, for
a row of a file and for a Python caller alike.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Any

from screening.countries import country_code
from screening.dates import PartialDate, parse_dates
from screening.domain.queries import Query
from screening.domain.targets import Gender, Identifier, TargetType
from screening.errors import QueryError
from screening.identifiers import query_identifier
from screening.names.parts import Name, readings_once
from screening.records import record, replace

LONGEST_NAME = 1000

TYPE_WORDS = {
    "person": TargetType.PERSON,
    "individual": TargetType.PERSON,
    "people": TargetType.PERSON,
    "organization": TargetType.ORGANIZATION,
    "organisation": TargetType.ORGANIZATION,
    "company": TargetType.ORGANIZATION,
    "business": TargetType.ORGANIZATION,
    "entity": TargetType.ORGANIZATION,
    "legalentity": TargetType.ORGANIZATION,
    "publicbody": TargetType.ORGANIZATION,
    "firm": TargetType.ORGANIZATION,
    "vessel": TargetType.VESSEL,
    "ship": TargetType.VESSEL,
    "aircraft": TargetType.AIRCRAFT,
    "airplane": TargetType.AIRCRAFT,
}
# Words that leave open what is asked for: a wallet is anyone's.
ANY_TYPE = frozenset({"", "wallet", "cryptowallet", "unknown", "none", "n/a", "-"})
GENDER_WORDS = {
    "male": Gender.MALE,
    "m": Gender.MALE,
    "man": Gender.MALE,
    "female": Gender.FEMALE,
    "f": Gender.FEMALE,
    "woman": Gender.FEMALE,
}
# Marks that change the order in which text is shown, so that what is read is
# not what is compared.
BIDI_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Exports of right-to-left names begin and end in marks that move nothing there. The two
# that turn letters round are no such marks: what they begin is read backwards.
OVERRIDES = frozenset("\u202d\u202e")
ENDS = "".join(sorted(BIDI_MARKS - OVERRIDES)) + " \t\r\n\u00a0"


@record
class Prepared:
    """A query that can be screened.

    Args:
        query: as asked.
        person: readings of its names as a person's.
        organization: readings of its names as a firm's or a vessel's.
        switched_off: what of the query is not compared, as settings call it.
        notes: what its answer has to say about it, such as a number in the name's
            place.
    """

    query: Query
    person: tuple[Name, ...]
    organization: tuple[Name, ...]
    type: TargetType | None
    birth_dates: tuple[PartialDate, ...]
    countries: tuple[str, ...]
    gender: Gender | None
    identifiers: tuple[Identifier, ...]
    switched_off: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def asked(self) -> tuple[Name, ...]:
        """The readings of the names, as a person's or a firm's, each once."""
        both = self.person + self.organization
        # the one of a person's name and the one of a firm's are never equal
        return both if len(both) == 2 else tuple(dict.fromkeys(both))

    def readings(self, listed: TargetType) -> tuple[Name, ...]:
        """The names, read as those of a target of some type are."""
        return self.person if listed is TargetType.PERSON else self.organization


def _refuse_what_is_no_text(query: Query) -> None:
    """A caller in Python may hand over a date or a list."""
    for field in ("name", "birth_date", "country", "type", "gender"):
        value = getattr(query, field)
        if value is not None and not isinstance(value, str):
            kind = type(value).__name__
            raise QueryError(
                f"has to be text, not {kind}; write a date as 1957-07-27, several values "
                "with ; between them",
                field=field,
            )
    for kind, value in query.identifiers.items():
        if not isinstance(value, str):
            raise QueryError(f"has to be text, not {type(value).__name__}", field=kind)


def prepare(query: Query, without: Collection[str] = ()) -> Prepared:
    """Understand a query.

    Args:
        query: as asked.
        without: what of it is switched off, of `settings.FEATURES`; it is understood,
            or refused, all the same.

    Raises:
        QueryError: a field cannot be screened; says which, why and what to do.
    """
    _refuse_what_is_no_text(query)
    names = tuple(map(checked_name, query.names))
    if not names and not query.identifiers:
        raise QueryError("nothing to screen; give a name or an identifier", field="name")
    identifiers = tuple(query_identifier(kind, value) for kind, value in query.numbers)
    # not remembered: what is asked would drive out what is listed, which comes again
    person = tuple([reading for name in names for reading in readings_once(name, person=True)])
    firm = tuple([reading for name in names for reading in readings_once(name, person=False)])
    prepared = Prepared(
        query=query,
        person=person,
        organization=firm,
        type=_asked_type(query.type) if query.type else None,
        birth_dates=parse_dates(query.birth_date, field="birth_date")
        if query.birth_date
        else (),
        countries=_countries(query.country) if query.country else (),
        gender=_gender(query.gender) if query.gender else None,
        identifiers=identifiers,
        switched_off=(),
        notes=_notes(query),
    )
    return _switched_off(prepared, without) if without else prepared


_FIELDS: dict[str, dict[str, Any]] = {
    "birth_date": {"birth_dates": ()},
    "country": {"countries": ()},
    "gender": {"gender": None},
    "type": {"type": None},
    "identifiers": {"identifiers": ()},
}
"""What of a query each feature is, and what it is without it."""


def _switched_off(prepared: Prepared, without: Collection[str]) -> Prepared:
    off = tuple(each for each in _FIELDS if each in without and getattr(prepared.query, each))
    for feature in off:
        prepared = replace(prepared, **_FIELDS[feature])
    if not (prepared.person or prepared.identifiers):
        raise QueryError(
            "nothing to screen: only identifiers are given, and they are switched off; "
            "give a name or leave out `without`",
            field="id",
        )
    return replace(prepared, switched_off=off)


def checked_name(text: str) -> str:
    """The name, if it can be compared, without marks of direction at its ends.

    Raises:
        QueryError: it is empty, holds no letter or digit, is too long, or
            holds signs that no name has.
    """
    given = text
    if not text.isprintable():
        text = text.strip(ENDS) if BIDI_MARKS.intersection(text) else text
    if not text.strip():
        raise QueryError("the name is empty; give a name to screen", field="name")
    if len(text) > LONGEST_NAME:
        raise QueryError(
            f"the name has {len(text):,} characters, more than the {LONGEST_NAME:,} that a "
            "name can have; is it a whole text or a file?",
            field="name",
        )
    if not text.isprintable():
        _refuse_wrong_signs(text, first=given.index(text) + 1)
    if not any(map(str.isalnum, text)):
        raise QueryError(f"{text.strip()!r} holds no letter or digit to compare", field="name")
    return text


def _refuse_wrong_signs(text: str, *, first: int) -> None:
    for place, letter in enumerate(text, start=first):
        wrong = _wrong_sign(letter)
        if wrong:
            raise QueryError(
                f"character {place} is {wrong} (U+{ord(letter):04X}), which no name has; "
                "take it out, or check the file's encoding",
                field="name",
            )


def _wrong_sign(letter: str) -> str | None:
    if letter.isprintable() or letter in "\t\n\r":
        return None
    if letter in BIDI_MARKS:
        return "a mark of writing direction"
    if "\ud800" <= letter <= "\udfff":
        return "half of a character"
    return "a control character" if unicodedata.category(letter) == "Cc" else None


def _asked_type(word: str) -> TargetType | None:
    return None if _plain(word) in ANY_TYPE else target_type(word)


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "").replace(" ", "")


def target_type(word: str) -> TargetType:
    """The type a word stands for.

    Raises:
        QueryError: no type is called that.
    """
    found = TYPE_WORDS.get(_plain(word))
    if found is None:
        raise QueryError(
            f"{word!r} is no type of target; use person, organization, vessel or aircraft",
            field="type",
        )
    return found


def _gender(word: str) -> Gender:
    found = GENDER_WORDS.get(word.strip().lower())
    if found is None:
        raise QueryError(f"{word!r} is not understood; use male or female", field="gender")
    return found


def _countries(text: str) -> tuple[str, ...]:
    return tuple(country_code(part) for part in text.split(";") if part.strip())


_BARE_NUMBER = re.compile(r"(?:IMO|MMSI|LEI|INN)?[\s:]*[0-9]{7,}", re.IGNORECASE)
_EXAMPLE = "9842188"


def _notes(query: Query) -> tuple[str, ...]:
    """What to say where a number stands in the name's place."""
    if query.name and _BARE_NUMBER.fullmatch(query.name.strip()):
        return (
            f"{query.name!r} is a number: give it as an identifier, such as imo={_EXAMPLE}",
        )
    return ()
