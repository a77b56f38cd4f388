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

from screening.batch.beside import JOURNAL, beside, opened_again, opened_anew
from screening.errors import InputFileError, ScreeningError


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch is, so far as another has to be the same to go on with it.

    Args:
        source: SHA-256 of the file that is screened.
        basis: of what the answers rest on, in hex.
        settings: digest of the settings.
        columns: which columns were taken for what, in words.
        read: how the file was read, in words: its encoding, its sheet.
        as_of: the past day (ISO) whose lists are asked; None for those of now.
        limit: most hits and reviews of a row.
        recorded: whether it goes on record.
        counted: whether what it comes to is counted, for a page.
    """

    source: str
    basis: str
    settings: str
    columns: str
    read: str
    as_of: str | None
    limit: int
    recorded: bool
    counted: bool


WHAT = {
    "source": "the file that is screened has changed",
    "basis": "the lists or this program have changed",
    "settings": "the settings are others",
    "columns": "other columns are taken",
    "read": "the file is read in another way: its encoding, separator or sheet",
    "as_of": "the lists of another day are asked",
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
        sha256: of these bytes, in hex; empty where there are none.
        told: what the caller noted of each block, in order.
    """

    rows: int
    blocks: int
    size: int
    sha256: str
    told: tuple[dict[str, Any], ...]


NOTHING_DONE = Done(0, 0, 0, "", ())


class Journal:
    """The journal of one output, open for more lines."""

    def __init__(self, path: Path, stream: BinaryIO, run: str | None, done: Done) -> None:
        self.path = path
        self._stream = stream
        self.run = run
        self.done = done

    @classmethod
    def begin(cls, target: Path, plan: Plan, run: str | None) -> Self:
        """A new journal; one that was there goes."""
        path = beside(target, JOURNAL)
        journal = cls(path, opened_anew(path), run, NOTHING_DONE)
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
        stream = opened_again(path)
        stream.truncate(whole)
        stream.seek(whole)
        done = Done(
            sum(block["rows"] for block in blocks),
            len(blocks),
            blocks[-1]["size"],
            blocks[-1]["sha256"],
            tuple(block["told"] for block in blocks),
        )
        return cls(path, stream, head["run"], done)

    def note(self, rows: int, size: int, sha256: str, told: dict[str, Any]) -> None:
        """Note a block that is in the part, on the disk, and on record.

        Args:
            rows: how many rows it has.
            size: bytes of the part that hold it and all before.
            sha256: of these bytes, in hex.
            told: what the caller wants to know of it when it is gone on with.
        """
        before = self.done
        self.done = Done(before.rows + rows, before.blocks + 1, size, sha256, before.told)
        self._write({"rows": rows, "size": size, "sha256": sha256, "told": told})

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
    whole = 0
    values: list[dict[str, Any]] = []
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            break
        # one of an earlier version does not tell what its part has to be
        if values and "sha256" not in value:
            break
        values.append(value)
        whole += len(line) + 1
    return (values[0] if values else None), values[1:], whole
