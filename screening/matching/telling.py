"""Whether a name tells enough to hit on its own.

One common given name, a legal form or words that many share say who is meant no
more than a country does.
"""

from collections.abc import Iterable

from screening.domain.targets import TargetType
from screening.intake import Prepared
from screening.matching.compare.names import NameMatch
from screening.matching.model import TELLS_ENOUGH
from screening.matching.rarity import Rarity
from screening.names.classes import TRANSLATED, WordClass
from screening.names.parts import Name, Part

_TELLS_LITTLE = TRANSLATED | {WordClass.LEGAL_FORM, WordClass.PARTICLE, WordClass.TITLE}
_ON_ITS_OWN = "it cannot hit on its own, unless it is listed just so"
NO_NAME = (
    "holds no name, only a legal form or words that many share: "
    f"{_ON_ITS_OWN}; add the name itself or an identifier"
)
COMMON_NAME = (
    f"is a name that many bear: {_ON_ITS_OWN}; add the rest of the name, a birth date "
    "or an identifier"
)


def why_too_little(prepared: Prepared, rarity: Rarity) -> str | None:
    """What to say where no name asked tells enough to hit on its own.

    A name is read as that of the type asked, as a person's and a firm's where none is.

    Returns:
        None where one does, or no name is asked.
    """
    firm = _all_little(prepared.organization, rarity)
    kinds = {part.kind for name in prepared.organization for part in name.parts}
    if prepared.type is not TargetType.PERSON and firm and kinds <= _TELLS_LITTLE:
        return NO_NAME
    person = _all_little(prepared.person, rarity)
    little = {None: person and firm, TargetType.PERSON: person}.get(prepared.type, firm)
    return COMMON_NAME if little else None


def asked_too_little(match: NameMatch, rarity: Rarity) -> bool:
    """Whether the name asked, as it was read in a comparison, tells too little."""
    paired = (part for pair, _ in match.measured.pairs for part in pair.query)
    rest = (part for part, _ in match.measured.asked)
    return not _enough((*paired, *rest), rarity)


def _all_little(names: tuple[Name, ...], rarity: Rarity) -> bool:
    return bool(names) and not any(_enough(name.core, rarity) for name in names)


def _enough(parts: Iterable[Part], rarity: Rarity) -> bool:
    return sum(map(rarity.digits, parts)) >= TELLS_ENOUGH
