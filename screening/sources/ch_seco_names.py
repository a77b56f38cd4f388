"""Names of the Swiss list: each is printed in parts, each part in several spellings."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.domain.targets import ListedName, NameKind
from screening.names.fold import scripts_of
from screening.sources.base import EntryNotes
from screening.sources.metadata import Metadata
from screening.sources.spellings import combined
from screening.sources.xml import (
    Element,
    attribute,
    child_text,
    children,
    text_of,
)

LATIN = "LATN"
TITLE = "title"


@dataclass(slots=True)
class Part:
    """One part of a name.

    Args:
        value: as printed in Latin letters.
        variants: its other spellings by script, as ISO 15924 writes it.
    """

    value: str
    variants: dict[str, list[str]] = field(default_factory=dict)


def names_of(
    identity: Element, entry: EntryNotes, about: Metadata, *, main: bool
) -> list[ListedName]:
    """The names of an identity, the primary one of the main identity first.

    Parts stand in the order that the list numbers them in, which is the family
    name first for most; titles are no part of a name.

    Args:
        identity: of a target, which may have several.
        entry: notes on the target.
        about: what the types and scripts stand for.
        main: whether it is the main identity; the primary name of another one
            is an alias of the target.
    """
    found: list[ListedName] = []
    for name in children(identity, "name"):
        printed = attribute(name, "name-type")
        kind = _kind(name, printed, entry, about)
        parts = _parts(name)
        plain = " ".join(part.value for part in parts)
        if not plain:
            continue
        if main and kind is NameKind.PRIMARY:
            found.insert(0, ListedName(plain))
            kind = NameKind.ALIAS
        else:
            kind = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
            found.append(ListedName(plain, kind))
        found += _spellings(parts, kind, entry)
    return found


def titles_of(identity: Element) -> list[str]:
    """The titles printed among the parts of the names, each once."""
    return list(
        dict.fromkeys(
            value
            for name in children(identity, "name")
            for part in children(name, "name-part")
            if attribute(part, "name-part-type") == TITLE
            and (value := child_text(part, "value"))
        )
    )


def _kind(name: Element, printed: str, entry: EntryNotes, about: Metadata) -> NameKind:
    if attribute(name, "quality") == "low" and printed != "primary-name":
        return NameKind.WEAK_ALIAS
    word = about.words["names"].get(printed)
    if word is None:
        entry.issue("unknown name type", printed)
    return NameKind(word or "alias")


def _parts(name: Element) -> list[Part]:
    def place(part: Element) -> int:
        order = attribute(part, "order")
        return int(order) if order.isdigit() else 0

    found = []
    for node in sorted(children(name, "name-part"), key=place):
        part = Part(child_text(node, "value"))
        for variant in children(node, "spelling-variant"):
            text = text_of(variant)
            if text:
                script = attribute(variant, "script").upper() or _script(text)
                part.variants.setdefault(script, []).append(text)
        if part.value and attribute(node, "name-part-type") != TITLE:
            found.append(part)
    return found


def _script(text: str) -> str:
    return LATIN if scripts_of(text) <= {"Latin"} else "other"


def _spellings(parts: list[Part], kind: NameKind, entry: EntryNotes) -> Iterator[ListedName]:
    """The name in each script: every combination of the spellings of its parts."""
    for script in dict.fromkeys(script for part in parts for script in part.variants):
        choices = [_choices(part, script) for part in parts]
        foreign = script != LATIN and kind is NameKind.ALIAS
        for combination in combined(choices, entry):
            text = " ".join(combination)
            yield ListedName(text, NameKind.ORIGINAL_SCRIPT if foreign else kind)


def _choices(part: Part, script: str) -> list[str]:
    """What can stand for a part in a script: its plain value where nothing else does."""
    variants = part.variants.get(script, [])
    plain = [part.value] if script == LATIN or not variants else []
    return list(dict.fromkeys([*plain, *variants]))
