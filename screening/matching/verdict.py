"""From an assessment to what a candidate is worth: a hit, a review, or neither.

The score decides, within rules that a score cannot express; each says so in a note.
"""

from screening.domain.answers import Evidence, Note, Reason, Result, Tier, two_digits
from screening.domain.listings import Listing
from screening.domain.targets import NameKind
from screening.identifiers import KINDS
from screening.matching.assess import Assessment
from screening.matching.compare.names import NameMatch
from screening.matching.model import CALLED_MATCHED
from screening.names.classes import WordClass
from screening.records import record
from screening.settings import Settings

WEAK_ALIAS = Note(
    Reason.WEAK_ALIAS,
    "the nearest name is a weak alias: it hits only where the whole name is nearly the "
    "same, or a birth date, a country or an identifier agrees",
)
TOO_GENERIC = Note(
    Reason.TOO_GENERIC,
    "the name asked tells too little to hit on its own: it hits only where it is listed "
    "just so, or a birth date or an identifier agrees",
)
ENDED = Note(Reason.ENDED, "the authority has ended this listing: it is shown, but is no hit")
OTHER_TYPE = Note(
    Reason.OTHER_TYPE,
    "the name alone would hit, but the listing is of another type than was asked",
)
# What else can make a hit of a weak alias, or of a name that tells too little.
_OF_WEAK_ALIAS = frozenset({"birth date", "country", *KINDS})
_OF_LITTLE = _OF_WEAK_ALIAS - {"country"}


@record
class Verdict:
    """What a candidate is worth.

    Args:
        tier: hit, review, or below what is shown.
        notes: the rules that keep it from being a hit, whatever its score.
    """

    tier: Tier
    notes: tuple[Note, ...]

    @property
    def other_type_only(self) -> bool:
        """Whether it is out of sight for no reason but its type."""
        return self.tier is Tier.BELOW and OTHER_TYPE in self.notes


def verdict(
    assessed: Assessment, listing: Listing, settings: Settings, *, tells_little: bool
) -> Verdict:
    """What a candidate is worth, by its score and by the rules.

    Args:
        assessed: what it and the query have in common.
        listing: the candidate.
        settings: threshold and floor.
        tells_little: whether the name asked tells too little to hit on its own.
    """
    notes = list(_held(assessed, listing, tells_little=tells_little))
    if assessed.score >= settings.floor:
        above = assessed.score >= settings.threshold and not notes
        return Verdict(Tier.HIT if above else Tier.REVIEW, tuple(notes))
    if not _hits_alone(assessed, listing, settings, tells_little=tells_little):
        return Verdict(Tier.BELOW, tuple(notes))
    if any(_is_other_type(row) for row in assessed.beside):
        return Verdict(Tier.BELOW, (*notes, OTHER_TYPE))
    return Verdict(Tier.REVIEW, (*notes, _speaks_against(assessed)))


def is_whole(match: NameMatch) -> bool:
    """Whether every part of a listed name nearly is a part of the name asked, and the reverse.

    Particles may be missing: half of all prints leave them out. What is printed twice
    tells nothing the second time.
    """
    if match.titled:
        return False
    measured = match.measured
    alike = all(pair.likeness >= CALLED_MATCHED for pair, _ in measured.pairs)
    rest = (*measured.asked, *measured.listed)
    return alike and all(not told or part.kind is WordClass.PARTICLE for part, told in rest)


def _held(assessed: Assessment, listing: Listing, *, tells_little: bool) -> list[Note]:
    """The rules that keep a candidate from being a hit."""
    notes = []
    if assessed.nearest is not None:
        listed, match = assessed.nearest
        whole = is_whole(match)
        agree = {row.feature for row in assessed.beside if row.result is Result.MATCHED}
        if listed.kind is NameKind.WEAK_ALIAS and not (whole or agree & _OF_WEAK_ALIAS):
            notes.append(WEAK_ALIAS)
        if tells_little and not (whole or agree & _OF_LITTLE):
            notes.append(TOO_GENERIC)
    if listing.delisted:
        notes.append(ENDED)
    return notes


def _hits_alone(
    assessed: Assessment, listing: Listing, settings: Settings, *, tells_little: bool
) -> bool:
    """Whether the name would have been a hit, had nothing else been asked."""
    if assessed.nearest is None or assessed.alone < settings.threshold or listing.delisted:
        return False
    listed, match = assessed.nearest
    poor = tells_little or listed.kind is NameKind.WEAK_ALIAS
    return is_whole(match) or not poor


def _is_other_type(row: Evidence) -> bool:
    return row.feature == "type" and row.result is Result.NOT_MATCHED


def _speaks_against(assessed: Assessment) -> Note:
    against = ", ".join(
        f"{row.feature} ({row.query} / {row.listed}: {row.reason})"
        for row in assessed.beside
        if row.points < 0
    )
    return Note(
        Reason.SPEAKS_AGAINST,
        f"the name alone scores {two_digits(assessed.alone)}; what is known beside it "
        f"speaks against: {against}",
    )
