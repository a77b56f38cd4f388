"""The names of an entry of the EU's financial sanctions list, and what is said with them."""

import re
from collections.abc import Iterator, Sequence

from screening.domain.targets import Gender, ListedName, NameKind
from screening.names.fold import scripts_of
from screening.sources.base import EntryNotes
from screening.sources.eu_fsf_details import Detail
from screening.sources.eu_text import enumerated

GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}
MAIN_LANGUAGES = ("", "EN")

# The remark grades a name, with misspellings: `lo quality`, `god quality`, `aliias`.
LOW = re.compile(r"\b(?:low|lo|poor)\W+quality\b", re.IGNORECASE)
GRADE_ONLY = re.compile(
    r"^\W*(?:low|lo|poor|good|god|qood|high)\W+quality(?:\W+(?:ali+as|a\W?k\W?a))?\W*$",
    re.IGNORECASE,
)
FORMER = re.compile(
    r"^\W*(?:(?:former|previous|maiden) name(?: of\b.*)?|f\W?k\W?a"
    r"|(?:formerly|previously) (?:known|listed) as?|formerly)\W*$",
    re.IGNORECASE,
)


def names(aliases: Sequence[Detail]) -> tuple[ListedName, ...]:
    """Every name once, the main one first.

    The list does not mark the main name: it is the first of those that are
    neither weak nor former, in Latin letters, of no language or English, and told
    in parts, as names of birth are and names of war are not.
    """
    printed = [alias for alias in aliases if alias.name]
    main = min(enumerate(printed), key=lambda item: (_rank(item[1]), item[0]))[1]
    found = {main.name: NameKind.PRIMARY}
    for alias in printed:
        kind = name_kind(alias)
        if found.get(alias.name) in (None, NameKind.WEAK_ALIAS):
            found[alias.name] = kind
    return tuple(ListedName(text, kind) for text, kind in found.items())


def name_kind(alias: Detail) -> NameKind:
    """How an alias is tied to its bearer, which remarks tell more often than flags."""
    if any(FORMER.match(remark) for remark in alias.remarks):
        return NameKind.FORMER
    if _is_weak(alias):
        return NameKind.WEAK_ALIAS
    if not is_latin(alias.name):
        return NameKind.ORIGINAL_SCRIPT
    return NameKind.ALIAS


def is_latin(text: str) -> bool:
    """Whether a name is in Latin letters, all or some; one without letters is."""
    scripts = scripts_of(text)
    return "Latin" in scripts or not scripts


def _is_weak(alias: Detail) -> bool:
    return alias.values.get("strong") == "false" or any(map(LOW.search, alias.remarks))


def _rank(alias: Detail) -> tuple[bool, ...]:
    """What speaks against an alias being the main name, the gravest first."""
    return (
        name_kind(alias) in (NameKind.WEAK_ALIAS, NameKind.FORMER),
        not is_latin(alias.name),
        alias.values.get("nameLanguage", "") not in MAIN_LANGUAGES,
        not alias.values.get("lastName"),
    )


def gender(aliases: Sequence[Detail], entry: EntryNotes) -> Gender | None:
    """The gender that the names agree on."""
    codes = {alias.values.get("gender", "") for alias in aliases} - {"", "?"}
    if len(codes) > 1:
        entry.issue("names of more than one gender", ", ".join(sorted(codes)))
        return None
    for code in codes - GENDERS.keys():
        entry.issue("unknown gender", code)
    return next((GENDERS[code] for code in codes if code in GENDERS), None)


def positions(aliases: Sequence[Detail]) -> tuple[str, ...]:
    """Titles and functions, each once; an enumeration is several."""
    return tuple(
        dict.fromkeys(
            item.strip()
            for key in ("title", "function")
            for alias in aliases
            for item in enumerated(alias.values.get(key, ""))
        )
    )


def name_remarks(aliases: Sequence[Detail], *, with_functions: bool) -> Iterator[str]:
    """What is said of single names, save their grade; each text with its first name.

    Args:
        aliases: the names.
        with_functions: whether titles and functions are remarks, which they are
            for a body: its legal form, what it does.
    """
    said: set[str] = set()
    for alias in aliases:
        texts = [text for text in alias.remarks if not GRADE_ONLY.match(text)]
        if with_functions:
            texts += [alias.values.get("title", ""), alias.values.get("function", "")]
        for text in texts:
            if text and text not in said:
                said.add(text)
                yield f"{alias.name}: {text}" if alias.name else text
