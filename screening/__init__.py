"""Look names up in sanctions lists, locally, and be able to say why for each hit.

The names below are imported when they are first asked for: the command line is
part of this package, and most of its commands need none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from screening.version import VERSION

if TYPE_CHECKING:
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
    from screening.service import recorded
    from screening.settings import Settings, load_settings

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
    "recorded",
]

_HOMES = {
    "domain.answers": "Answer Evidence Hit Measurement Note Outcome Reason Result Tier",
    "domain.listings": "Listing",
    "domain.queries": "Query",
    "domain.targets": "Identifier ListedName NameKind TargetType",
    "errors": "QueryError ScreeningError",
    "screener": "Scope Screener",
    "service": "recorded",
    "settings": "Settings load_settings",
}
"""Modules and the promised names that are in them."""


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            found = getattr(import_module(f"screening.{home}"), name)
            globals()[name] = found  # so that it is asked for once
            return found
    raise AttributeError(f"module 'screening' has no attribute {name!r}")
