"""What is asked."""

from screening.records import field, record


@record
class Query:
    """A name to look up, and whatever else is known of its bearer.

    Every field is the text as it was asked; it is understood, or refused with
    a `QueryError` that names the field, when it is screened.

    Args:
        name: the name, in any script and word order; may be None where an
            identifier is given.
        aliases: other names of the same bearer; the best evidence counts.
        type: `person`, `organization`, `vessel` or `aircraft`, or a word that
            other tools use for them (`company`, `ship` ...).
        birth_date: `1965`, `1965-03` or `1965-03-07`; for a range
            `1965/1968`; several joined by `;`.
        country: ISO code or name of a country; several joined by `;`.
        gender: `male` or `female`.
        identifiers: kind to value: `{"imo": "9842188"}`; several joined by `;`.
        id: the caller's own reference, given back with the answer.
    """

    name: str | None = None
    aliases: tuple[str, ...] = ()
    type: str | None = None
    birth_date: str | None = None
    country: str | None = None
    gender: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    id: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name asked."""
        return tuple(name for name in (self.name, *self.aliases) if name is not None)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Every identifier asked, as kind and value, each once."""
        found = dict[tuple[str, str], None]()
        for kind, text in self.identifiers.items():
            values = [value.strip() for value in text.split(";")]
            # an empty text is no value, and is refused as one when it is screened
            found |= dict.fromkeys((kind, value) for value in filter(None, values))
            if not any(values):
                found[kind, text] = None
        return tuple(found)
