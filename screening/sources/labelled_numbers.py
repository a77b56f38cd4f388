"""Numbers that a free text names by a label: `Passport no: a) Libyan 123456`.

Only a number right behind its label is taken. What else a text says is left to
its reader, who has the whole of it among the remarks.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from screening.domain.targets import Identifier, TargetType
from screening.identifiers import make_identifier
from screening.sources.base import EntryNotes, Notes

FROM_REMARKS = "from the remarks"
NUMBER = r"(?:(?:number|no|n°)\b\.?|#|ID\b)"
PAPER = r"(?P<value>(?=(?:\D{0,3}\d){5})[A-Z]{0,3}[ /-]?\d[\dA-Z/-]*\d)\b"
WORDS = r"(?P<words>(?:[^\W\d_][^\W\d_.'’-]*[ ,]+|\([^()\d]*\)[ ]*){0,6}?)"

# Label and kind of what stands behind it; the value in a group of that name.
LABELLED = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"\bINN\b\s*{NUMBER}?[\s:.]*(?P<value>\d{{10}}(?:\d\d)?)\b", "inn"),
        (
            r"(?:\bOGRN\b|\bОГРН\b|\b(?:main|primary) (?:state )?registration number)"
            r"[^\d\w]{0,4}(?P<value>\d{13}(?:\d\d)?)\b",
            "ogrn",
        ),
        (
            rf"\btax\s+(?:identification|registration|payer)?\s*(?:{NUMBER}\s*|code\s*)+"
            r"[\s:.]*(?P<value>\d[\d-]{5,}\d)\b",
            "tax",
        ),
        (
            rf"(?<!national )(?<!alien )(?<!tax )(?<!state )"
            r"\b(?:(?:company|business|trade|state|commercial)\s+)?"
            rf"(?:registration|company identification|company)\s+{NUMBER}"
            r"[\s:.]*(?P<value>(?=\S*\d{4})[\dA-Z][\dA-Z/-]{3,})\b",
            "reg",
        ),
        (r"\b(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", "email"),
    )
)
PAPERS = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"\bpassports?\b(?:\s+(?:{NUMBER}|information))*[\s:.–-]*", "passport"),
        (
            rf"\bnational\s+(?:identification|identity|ID)\b(?:\s+(?:card|{NUMBER}))*[\s:.–-]*",
            "national-id",
        ),
    )
)
PAPER_BEHIND = re.compile(
    rf"(?:na\s+)?(?:\(?[a-z]\)\s*)?{WORDS}(?:{NUMBER}[\s:.]*)?{PAPER}"
    r"(?:\s*\((?P<said>[^()]{1,90})\))?",
    re.IGNORECASE,
)
OTHER_PAPER = re.compile(r"licen[cs]e|visa|permit|certificate", re.IGNORECASE)
ENUMERATED = re.compile(r"(?<![^\s(,;.])[b-z]\)\s*(?=\S)")
# What ends the enumeration of the numbers of one label
OTHER_LABEL = re.compile(
    r"\b(?:passport|national|other information|designation|address|title|gender|listed|review)"
    r"\b[^:.]{0,30}[:.]",
    re.IGNORECASE,
)
# The rest of a sentence; `reg. No.` ends none, and fields of the target itself end it too
END = (
    r"\.\s+(?:(?!No\b)(?-i:[A-Z])|$)|;"
    r"|\b(?:e-?mail|website|swift|telephone|phone|fax|address)\b"
)
ON = rf"(?:(?!{END}).)*$"
# A number behind these words, in the same sentence, is another one's
OF_ANOTHER_FIRM = re.compile(
    r"\b(?:associated|affiliated|parent|holding|subsidiar|shareholder|employ"
    rf"|(?:managed|owned|controlled|founded|established|headed) by){ON}",
    re.IGNORECASE,
)
OF_ANOTHER_PERSON = re.compile(
    rf"\b(?:wife|husband|spouse|brother|sister|daughter)\b{ON}", re.IGNORECASE
)
NUMBER_OR_MAIL = re.compile(r"[\d@]")
# What a text holds, in small letters, that names a number of a kind. Texts are many and
# long, and few name any.
HINTS = {
    "inn": ("inn",),
    "ogrn": ("ogrn", "огрн", "registration number"),
    "tax": ("tax",),
    "reg": ("registration", "company"),
    "email": ("@",),
    "passport": ("passport",),
    "national-id": ("national",),
    "imo": ("imo",),
}
# Kinds that are never the own ones of what the text is about
OF_OTHERS = {
    TargetType.PERSON: frozenset({"reg", "ogrn"}),
    TargetType.ORGANIZATION: frozenset({"passport"}),
    TargetType.VESSEL: frozenset({"passport", "national-id", "inn", "ogrn", "tax", "reg"}),
}
INN_LENGTHS = {TargetType.PERSON: 12, TargetType.ORGANIZATION: 10}
IMO = re.compile(
    rf"\bIMO\b(?:\s+(?:ship|company|vessel|identification))?\s*{NUMBER}?[\s:.]*"
    r"(?P<value>\d{7})\b",
    re.IGNORECASE,
)


def labelled_numbers(
    text: str, entry: EntryNotes, target: TargetType
) -> tuple[Identifier, ...]:
    """The target's own identifiers that a text names, each once, in the order of their kinds.

    A number of another one is worse than none. So a firm has no passport, a person no
    number of a register, and what stands behind `Associated entity:` or `wife` is left
    alone. The IMO number in the remarks on a firm is the firm's own only where the check
    digit of companies fits; else it belongs to a ship that the text tells of.

    Args:
        text: as printed.
        entry: notes on the entry that the text belongs to.
        target: what the text is about.
    """
    folded = text.casefold()
    hinted = {kind for kind, hints in HINTS.items() if any(hint in folded for hint in hints)}
    if not hinted:
        return ()
    found: dict[tuple[str, str], Identifier] = {}
    for kind, value, said in _found(text, hinted):
        if kind in OF_OTHERS.get(target, ()):
            continue
        if kind == "inn" and len(value) != INN_LENGTHS.get(target, len(value)):
            continue
        found.setdefault((kind, value), entry.identifier(kind, value, note=said))
    for match in IMO.finditer(text) if "imo" in hinted else ():
        number = match["value"]
        kind = "imo" if target is TargetType.VESSEL else "imo-company"
        if kind == "imo" or make_identifier(kind, number).valid:
            found.setdefault((kind, number), entry.identifier(kind, number, note=FROM_REMARKS))
    return tuple(found.values())


def named_besides(
    texts: Iterable[str], entry: EntryNotes, target: TargetType, known: Iterable[Identifier]
) -> tuple[Identifier, ...]:
    """The identifiers that texts name and that are not known from fields of their own.

    Args:
        texts: as printed.
        entry: notes on the entry that the texts belong to.
        target: what the texts are about.
        known: identifiers of the entry, by whatever kind.
    """
    met = {one.canonical for one in known}
    silent = Notes().entry(entry.reference)
    found = []
    for text in texts:
        if NUMBER_OR_MAIL.search(text) is None:
            continue
        for one in labelled_numbers(text, silent, target):
            if one.canonical not in met:
                met.add(one.canonical)
                found.append(entry.identifier(one.kind, one.value, note=one.note))
    return tuple(found)


def _found(text: str, hinted: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, value and note of each number."""
    for label, kind in PAPERS:
        for match in label.finditer(text) if kind in hinted else ():
            if OF_ANOTHER_PERSON.search(text, 0, match.start()):
                continue
            behind = text[match.end() :]
            stop = OTHER_LABEL.search(behind)
            section = behind[: stop.start()] if stop else behind
            starts = [0, *(each.start() for each in ENUMERATED.finditer(section))]
            if not re.match(r"(?:na\s+)?\(?a\)", section, re.IGNORECASE):
                starts = [0]
            for start in starts:
                paper = PAPER_BEHIND.match(section, start)
                if paper:
                    words = " ".join(paper["words"].split()).strip(" ,")
                    said = (words, paper["said"], FROM_REMARKS)
                    other = OTHER_PAPER.search(words) is not None
                    yield (
                        "number" if other else kind,
                        paper["value"],
                        "; ".join(filter(None, said)),
                    )
    for label, kind in LABELLED:
        for match in label.finditer(text) if kind in hinted else ():
            if kind == "email" or not OF_ANOTHER_FIRM.search(text, 0, match.start()):
                yield kind, match["value"], FROM_REMARKS
