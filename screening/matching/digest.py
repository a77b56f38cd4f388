"""The settings that an answer depends on, and the digest that goes with each answer."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from screening.matching import model
from screening.settings import Settings

LENGTH = 16


def decisive(
    settings: Settings, authorities: Iterable[str] = (), packages: Iterable[str] = ()
) -> dict[str, Any]:
    """Everything but the query and the lists that an answer follows from.

    Args:
        settings: those in force.
        authorities: codes of those screened against; empty for all.
        packages: the same of packages.
    """
    return {
        "threshold": settings.threshold,
        "floor": settings.floor,
        "weak_aliases": settings.weak_aliases,
        "without": sorted(settings.without),
        "authorities": sorted(authorities),
        "packages": sorted(packages),
        "model": model.VERSION,
    }


def settings_digest(
    settings: Settings, authorities: Iterable[str] = (), packages: Iterable[str] = ()
) -> str:
    """The same for the same decisive settings, another for others; 16 hex digits."""
    values = decisive(settings, authorities, packages)
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
