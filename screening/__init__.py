"""Look names up in sanctions lists, locally, and be able to say why for each hit."""

from screening.domain.answers import (
    Answer,
    Evidence,
    Hit,
    Measurement,
    Note,
    Outcome,
    Reason,
    Result,
    Tier,
)
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.errors import QueryError, ScreeningError
from screening.screener import Scope, Screener
from screening.settings import Settings, load_settings
from screening.version import VERSION

__version__ = VERSION

__all__ = [
    "Answer",
    "Evidence",
    "Hit",
    "Identifier",
    "ListedName",
    "Listing",
    "Measurement",
    "NameKind",
    "Note",
    "Outcome",
    "Query",
    "QueryError",
    "Reason",
    "Result",
    "Scope",
    "Screener",
    "ScreeningError",
    "Settings",
    "TargetType",
    "Tier",
    "__version__",
    "load_settings",
]
