"""What a figure rests on, so that whoever files it can tell what was measured."""

from dataclasses import asdict, dataclass
from typing import Any

from screening.domain.answers import Basis, ListState
from screening.evaluation.files import FileRead


@dataclass(frozen=True, slots=True)
class Made:
    """What an evaluation was made with, on and when.

    Args:
        on: day (ISO) it was made.
        command: the command line that makes it again.
        engine: version of this program.
        model: version of the scoring model.
        threshold: score (0 to 1) from which a candidate is a hit.
        files: the labelled files, in the order given.
        settings: digest of the settings; None where no screener took part.
        registry: id and revision of the registry; None where none took part.
        lists: the lists screened against.
        compared: how many listings that was.
    """

    on: str
    command: str
    engine: str
    model: str
    threshold: float
    files: tuple[FileRead, ...] = ()
    settings: str | None = None
    registry: str | None = None
    lists: tuple[ListState, ...] = ()
    compared: int | None = None


def made_with(
    basis: Basis,
    *,
    on: str,
    command: str,
    threshold: float,
    files: tuple[FileRead, ...] = (),
) -> Made:
    """What an evaluation with a screener rests on."""
    return Made(
        on=on,
        command=command,
        engine=basis.engine,
        model=basis.model,
        threshold=threshold,
        files=files,
        settings=basis.settings,
        registry=basis.registry,
        lists=basis.lists,
        compared=basis.compared,
    )


def made_object(made: Made) -> dict[str, Any]:
    """The same as plain JSON values; the names are a promise to scripts."""
    return asdict(made)
