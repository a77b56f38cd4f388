"""The whole examination: the chain, its rows, the witness beside it and a checkpoint."""

from collections.abc import Callable, Iterator
from pathlib import Path

from screening.errors import QueryError
from screening.record.agreeing import Witnessed
from screening.record.checkpoint import (
    NOT_SIGNED,
    Signed,
    checkpoint_findings,
    read_checkpoint,
    signed_by,
)
from screening.record.findings import Finding, together
from screening.record.ids import parse_place
from screening.record.kept import entry_of
from screening.record.signing import public_key as key_of
from screening.record.store import Store
from screening.record.verifying import Examination
from screening.records import record
from screening.settings import Settings


@record
class Examined:
    """What an examination has read.

    Args:
        findings: how many it came to.
        entries: of the chain.
        hash: the last one's.
        rows: compared with their seals.
        erased: runs that an erasure has emptied.
        unfinished: runs that were not sealed.
        witnessed: entries that the witness file has noted.
        warnings: what is no finding and has to be known, in words.
        signed: by whom the checkpoint is; None where there is none, or it is not signed.
    """

    findings: int
    entries: int
    hash: str
    rows: int
    erased: int
    unfinished: int
    witnessed: int
    warnings: tuple[str, ...] = ()
    signed: Signed | None = None


def examine(
    store: Store,
    settings: Settings,
    told: Callable[[Finding], object],
    *,
    run: str | None = None,
    checkpoint: Path | None = None,
    public_key: Path | None = None,
) -> Examined:
    """Examine the record, in memory that does not grow with it.

    Args:
        store: the record.
        settings: where the registry and its witness are.
        told: told of each finding as it comes.
        run: id of the only run whose rows are read; the chain is read to its end all the same.
        checkpoint: a file of one that the chain has to agree with.
        public_key: a file of the key that it has to be signed with.

    Raises:
        QueryError: there is no such run, or no checkpoint in the file.
        InputFileError: the key cannot be read.
        RecordError: the database refuses.
    """
    if public_key is not None and checkpoint is None:
        raise QueryError("a key is that of a checkpoint; give that too", field="public-key")
    one = None if run is None else entry_of(store, parse_place(run).run).run
    made = None if checkpoint is None else read_checkpoint(checkpoint)
    key = None if public_key is None else key_of(public_key)
    signed = None if made is None else signed_by(made)
    unsigned = [NOT_SIGNED] if made is not None and signed is None else []
    chain, noted = Examination(store, one), Witnessed(settings)

    def all_findings() -> Iterator[Finding]:
        yield from chain.findings()
        yield from together(noted.findings(store))
        if made is not None:
            yield from checkpoint_findings(store, made, key)

    count = 0
    with store.reading():
        for finding in all_findings():
            told(finding)
            count += 1
        lacks = noted.lacks(chain.position)
        unfinished = store.row("SELECT COUNT(*) FROM run WHERE position IS NULL")
    return Examined(
        count,
        chain.entries,
        chain.hash,
        chain.rows,
        chain.erased,
        unfinished[0] if unfinished else 0,
        noted.entries,
        (*([] if lacks is None else [lacks]), *unsigned),
        signed,
    )
