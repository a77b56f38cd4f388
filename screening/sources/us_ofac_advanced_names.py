"""Names in OFAC's advanced layout, put together from their parts."""

from collections.abc import Iterator

from screening.domain.targets import ListedName, NameKind
from screening.sources.base import EntryNotes
from screening.sources.us_ofac_advanced_values import Values
from screening.sources.us_ofac_facts import in_script
from screening.sources.us_ofac_words import name_kind
from screening.sources.xml import Element, attribute, child, children, text_of, within

LATIN = "215"  # the number of the script, the one that this reader has to know
FAMILY_FIRST = frozenset(
    {"Chinese Simplified", "Chinese Traditional", "Japanese", "Korean", "Hangul"}
)
FAMILY = "Last Name"
GIVEN = ("First Name", "Middle Name", "Patronymic", "Matronymic", "Maiden Name")


def names_of(profile: Element, values: Values, entry: EntryNotes) -> Iterator[ListedName]:
    """All names of a profile, those of its primary identity first."""
    for identity in in_turn(children(profile, "Identity")):
        kinds = _kinds_of_part(identity)
        false = attribute(identity, "False") == "true"
        for alias in in_turn(children(identity, "Alias")):
            kind = _kind(alias, values, entry, false=false)
            for name in children(alias, "DocumentedName"):
                script = _script(name)
                text = name_text(name, kinds, values, entry)
                if text:
                    yield ListedName(text, in_script(kind, latin=script == LATIN))


def primary_name(profile: Element, values: Values) -> str:
    """The name that a profile goes by, in Latin letters where it has one of these."""
    for identity in in_turn(children(profile, "Identity")):
        for alias in in_turn(children(identity, "Alias")):
            names = children(alias, "DocumentedName")
            for name in sorted(names, key=lambda each: _script(each) != LATIN):
                return name_text(name, _kinds_of_part(identity), values)
    return ""


def name_text(
    name: Element, kinds: dict[str, str], values: Values, entry: EntryNotes | None = None
) -> str:
    """A name in the order in which OFAC prints it.

    `Last, First Middle` in scripts with capitals, given names before the last name in
    others, behind it in Chinese, Japanese and Korean. Parts of other kinds, such as the
    name of a firm, stay in their order. The letters are those of the file, which has
    `Kellermund` where other layouts have `KELLERMUND`.

    Args:
        name: a DocumentedName.
        kinds: number of the kind of part, by the number of its group.
        values: what numbers stand for.
        entry: whose it is; takes the issues.
    """
    parts: list[tuple[str, str]] = []
    for part in children(name, "DocumentedNamePart"):
        value = child(part, "NamePartValue")
        kind = kinds.get(attribute(value, "NamePartGroupID"), "")
        ends = (attribute(part, each) for each in ("LeadingChars", "TrailingChars"))
        text = text_of(value).join(ends)
        parts.append((values.text("NamePartType", kind, entry), text))
    family = " ".join(text for kind, text in parts if kind == FAMILY)
    rest = [text for kind, text in parts if kind not in (FAMILY, *GIVEN)]
    given = [text for each in GIVEN for kind, text in parts if kind == each]
    others = " ".join(filter(None, (*given, *rest)))
    if not family or not others:
        return family or others
    if family.upper() != family.lower():
        return f"{family}, {others}"
    script = values.text("Script", _script(name))
    return f"{family} {others}" if script in FAMILY_FIRST else f"{others} {family}"


def in_turn(nodes: list[Element]) -> list[Element]:
    """Elements in their order, the primary ones first."""
    return sorted(nodes, key=lambda node: attribute(node, "Primary") != "true")


def _kind(alias: Element, values: Values, entry: EntryNotes, *, false: bool) -> NameKind:
    """How a name is tied; one of a false identity is weak at the most."""
    if attribute(alias, "Primary") == "true" and not false:
        return NameKind.PRIMARY
    kind = values.text("AliasType", attribute(alias, "AliasTypeID"))
    weak = attribute(alias, "LowQuality") == "true"
    return name_kind(kind, entry, weak=weak or false)


def _kinds_of_part(identity: Element) -> dict[str, str]:
    """The kinds of the parts of names, which the names themselves do not give."""
    groups = within(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    return {attribute(each, "ID"): attribute(each, "NamePartTypeID") for each in groups}


def _script(name: Element) -> str:
    values = within(name, "DocumentedNamePart", "NamePartValue")
    return next((attribute(value, "ScriptID") for value in values), LATIN)
