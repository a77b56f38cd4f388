"""Parts of listed names as the index keeps them: each once, as a line of text.

What took a name apart when the index was made need not be done again for each
candidate of a look-up.
"""

from screening.names.classes import WordClass
from screening.names.parts import Part

_FIELDS, _FORMS = "\x1f", "\x1e"
_KINDS = tuple(WordClass)
_PLACE = {kind: place for place, kind in enumerate(_KINDS)}
_SKELETAL, _SYLLABLES, _EXACT = 1, 2, 4


def as_text(part: Part) -> str:
    """A part as the index keeps it."""
    flags = _SKELETAL * part.skeletal | _SYLLABLES * part.syllables | _EXACT * part.exact
    head = chr(32 + _PLACE[part.kind]) + chr(32 + flags)
    return head + _FIELDS.join((part.text, _FORMS.join(part.forms), part.key))


def from_text(text: str) -> Part:
    """The part that `as_text` was given."""
    flags = ord(text[1]) - 32
    printed, forms, key = text[2:].split(_FIELDS)
    return Part(
        printed,
        tuple(forms.split(_FORMS)),
        _KINDS[ord(text[0]) - 32],
        key,
        bool(flags & _SKELETAL),
        bool(flags & _SYLLABLES),
        bool(flags & _EXACT),
    )
