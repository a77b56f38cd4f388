"""The listings of one state of a list, laid aside until it is known what becomes of it.

Only their fingerprints stay in memory: a list of any length can be judged
before the registry is touched, and is written by one short transaction.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from screening.domain.listings import Listing, to_document
from screening.errors import RegistryError
from screening.registry.engine import as_json

IN_MEMORY = 16 * 1024**2  # bytes of documents, before they go to a file


class Staged:
    """Listings laid aside, each reference once; to be closed.

    Args:
        listings: every entry of the list.
        source: code of the source, for the error.

    Raises:
        RegistryError: a reference comes twice.
    """

    def __init__(self, listings: Iterable[Listing], *, source: str) -> None:
        self.fingerprints: dict[str, str] = {}
        self.authorities: dict[str, str] = {}
        self.packages: dict[str, str] = {}
        self.names = self.delisted = 0
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by close)
        try:
            for listing in listings:
                self._add(listing, source)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.fingerprints)

    def close(self) -> None:
        """Let go of the documents."""
        self._file.close()

    def documents(self, wanted: Collection[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Reference, fingerprint and document of the listings wanted, in the list's order."""
        self._file.seek(0)
        for (reference, fingerprint), line in zip(
            self.fingerprints.items(), self._file, strict=True
        ):
            if reference in wanted:
                yield reference, fingerprint, json.loads(line)

    def _add(self, listing: Listing, source: str) -> None:
        if listing.reference in self.fingerprints:
            raise RegistryError(f"{source} record {listing.reference}: comes twice")
        document = as_json(to_document(listing)).encode()
        # the fingerprint of `domain.listings.fingerprint`; made of the same text
        self.fingerprints[listing.reference] = hashlib.sha256(document).hexdigest()
        self._file.write(document + b"\n")
        self.authorities.setdefault(listing.authority, listing.reference)
        if listing.package is not None:
            self.packages.setdefault(listing.package, listing.reference)
        self.names += len(listing.names)
        self.delisted += listing.delisted
