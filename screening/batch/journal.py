"""How far a batch has come, so that one that was broken off can be gone on with.

Beside the output stand a part, which becomes it, and this journal: a line of JSON on what
is screened and how, then one for each block that is in the part and on record. A line is
written when its block is on the disk; what comes after the last line is taken out again.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from screening.errors import InputFileError, ScreeningError

PART, JOURNAL, LOCK = "part", "journal", "lock"


def beside(target: Path, what: str) -> Path:
    """The hidden file beside an output."""
    return target.with_name(f".{target.name}.screening-{what}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch is, so far as another has to be the same to go on with it.

    Args:
        source: SHA-256 of the file that is screened.
        basis: of what the answers rest on, in hex.
        settings: digest of the settings.
        columns: which columns were taken for what, in words.
        limit: most hits and reviews of a row.
        recorded: whether it goes on record.
        counted: whether what it comes to is counted, for a page.
    """

    source: str
    basis: str
    settings: str
    columns: str
    limit: int
    recorded: bool
    counted: bool


WHAT = {
    "source": "the file that is screened has changed",
    "basis": "the lists or this program have changed",
    "settings": "the settings are others",
    "columns": "other columns are taken",
    "limit": "the limit is another",
    "recorded": "the one before was recorded and this is not, or the other way round",
    "counted": "the one before was without --report and this is not, or the other way round",
}


@dataclass(frozen=True, slots=True)
class Done:
    """How far it has come.

    Args:
        rows: rows that are done.
        blocks: blocks that they were in.
        size: bytes of the part that hold them.
        told: what the caller noted of each block, in order.
    """

    rows: int
    blocks: int
    size: int
    told: tuple[dict[str, Any], ...]


class Journal:
    """The journal of one output, open for more lines."""

    def __init__(self, path: Path, stream: BinaryIO, run: str | None, done: Done) -> None:
        self.path = path
        self._stream = stream
        self.run = run
        self.done = done

    @classmethod
    def begin(cls, target: Path, plan: Plan, run: str | None) -> Self:
        """A new journal; what was there is overwritten."""
        path = beside(target, JOURNAL)
        stream = path.open("wb")
        journal = cls(path, stream, run, Done(0, 0, 0, ()))
        journal._write({**asdict(plan), "run": run})
        return journal

    @classmethod
    def take_up(cls, target: Path, plan: Plan, run: str | None) -> Self:
        """The journal of a batch that was broken off; a new one where nothing was done.

        Raises:
            InputFileError: it is of another batch; says how that differs.
        """
        path = beside(target, JOURNAL)
        # the last line may be torn
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        head, blocks, whole = _understood(lines)
        if head is None or not blocks:
            return cls.begin(target, plan, run)
        for name, words in WHAT.items():
            if head.get(name) != getattr(plan, name):
                raise InputFileError(
                    f"{target}: cannot be gone on with, as {words}; run it without --resume"
                )
        stream = path.open("r+b")
        stream.truncate(whole)
        stream.seek(whole)
        done = Done(
            sum(block["rows"] for block in blocks),
            len(blocks),
            blocks[-1]["size"],
            tuple(block["told"] for block in blocks),
        )
        return cls(path, stream, head["run"], done)

    def note(self, rows: int, size: int, told: dict[str, Any]) -> None:
        """Note a block that is in the part, on the disk, and on record.

        Args:
            rows: how many rows it has.
            size: bytes of the part that hold it and all before.
            told: what the caller wants to know of it when it is gone on with.
        """
        before = self.done
        self.done = Done(before.rows + rows, before.blocks + 1, size, before.told)
        self._write({"rows": rows, "size": size, "told": told})

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def _write(self, line: dict[str, Any]) -> None:
        try:
            self._stream.write(json.dumps(line).encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise ScreeningError(
                f"{self.path}: cannot be written ({error.strerror})"
            ) from error


def _understood(
    lines: list[bytes],
) -> tuple[dict[str, Any] | None, list[dict[str, Any]], int]:
    """The first line, those of blocks, and the bytes they take; up to one that is torn."""
    whole, values = 0, []
    for line in lines:
        try:
            values.append(json.loads(line))
        except ValueError:
            break
        whole += len(line) + 1
    return (values[0] if values else None), values[1:], whole
