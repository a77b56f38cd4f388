"""Who is listed: targets, the names they go by and what is said about them."""

from enum import StrEnum

from screening.records import record


class TargetType(StrEnum):
    """What kind of thing an authority has listed."""

    PERSON = "person"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    """Gender as the lists print it."""

    MALE = "male"
    FEMALE = "female"


class NameKind(StrEnum):
    """How firmly, and in what form, an authority ties a name to a target."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK_ALIAS = "weak_alias"
    FORMER = "former"
    ORIGINAL_SCRIPT = "original_script"

    @property
    def words(self) -> str:
        """The kind as a person would say it: `weak alias`."""
        return self.value.replace("_", " ")


@record
class ListedName:
    """One name of a target, exactly as printed.

    Args:
        text: the name, never rewritten.
        kind: how it is tied to the target.
        printed_by: who prints it, where that is not the listing authority
            itself (press, another authority); None where it is.
    """

    text: str
    kind: NameKind = NameKind.PRIMARY
    printed_by: str | None = None


@record
class Identifier:
    """A number that a target is known by.

    Args:
        kind: `imo`, `lei`, `inn`, `passport` ...: see `screening.identifiers`.
        value: as printed.
        canonical: the form in which two prints of one number are equal.
        valid: whether its check digit fits; None where the kind has none.
        country: ISO 3166 code of the issuer, where it is known.
        note: what the list says of it besides: the currency of a wallet, the
            days of issue and expiry, that a document is known to be false.
    """

    kind: str
    value: str
    canonical: str
    valid: bool | None = None
    country: str | None = None
    note: str | None = None


@record
class Claim:
    """One statement about a target, and who makes it.

    Claims that contradict each other stand side by side: a registry that
    kept only one of them would have decided which source is right.

    Args:
        field: what it is about: `listing` for the entry as a whole, else
            the field's name (`position`, `birth_date` ...).
        value: the statement as printed; empty where it is the entry itself.
        source: address or path of what was read.
        quality: `official text`, `official data`, `press` ...
        retrieved_on: day (ISO) the source was read, where known.
        note: what a reader should know before relying on it.
    """

    field: str
    value: str
    source: str
    quality: str
    retrieved_on: str | None = None
    note: str | None = None
