"""The settings that an answer depends on, and the digest that goes with each answer."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from screening.matching import background, card, model
from screening.names import classes
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
        "fast": settings.fast,
        "without": sorted(settings.without),
        "authorities": sorted(authorities),
        "packages": sorted(packages),
        "model": model.VERSION,
        "weights": weights(),
    }


@cache
def weights() -> str:
    """What the weights of `model` and the card and the tables come to.

    Another where one of them changes. The rules of the code go by the engine's version.
    """
    told = [
        f"{name}={value!r}" for name, value in sorted(vars(model).items()) if name.isupper()
    ]
    told += [repr(card.BASE), repr(card.MEASURES), f"background={background.checksum():08x}"]
    told.append(f"words={classes.checksum():08x}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:LENGTH]


def settings_digest(
    settings: Settings, authorities: Iterable[str] = (), packages: Iterable[str] = ()
) -> str:
    """The same for the same decisive settings, another for others; 16 hex digits."""
    values = decisive(settings, authorities, packages)
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
