"""Official lists kept current: downloaded where they changed, the last good one kept else."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from screening.errors import FetchError, RegistryError, SourceError
from screening.fetch.download import BOUNDS, Bounds, Fetched, Validators, download
from screening.fetch.store import Store
from screening.lists.importing import Imported, LimitsOf, as_they_are, take_in
from screening.registry import downloads, ingest, snapshots
from screening.registry.downloads import DownloadState
from screening.registry.engine import reading, writing
from screening.sources import catalogue
from screening.sources.files import ListFile, receive
from screening.sources.metadata import Download, Metadata

Progress = Callable[[str, int, int | None], None]
"""Told the source, the bytes received so far and those announced."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of the update of one list.

    Args:
        source: its code.
        imported: what became of its files; None where the issuer has nothing newer.
        failure: why it failed, the last good list staying in use; None where it did not.
    """

    source: str
    imported: Imported | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Updater:
    """Updates lists in one registry.

    A failure is noted in the registry and told from then on, until an update
    succeeds.

    Args:
        engine: of a registry that is current.
        store: where the bytes are kept.
        limits_of: the limits in force.
        progress: told how far a download is.
        bounds: how far one may go.
    """

    engine: Engine
    store: Store
    limits_of: LimitsOf = as_they_are
    progress: Progress | None = None
    bounds: Bounds = BOUNDS

    def update(self, about: Metadata, addresses: tuple[str, ...] = ()) -> Updated:
        """Download a list if it has changed, and take it in.

        Args:
            about: what is known of the source.
            addresses: where to get it instead of from its issuer.

        Raises:
            RegistryError: the registry cannot be written to, or the list has no address.
        """
        code = about.source.code
        where = addresses or (about.download.addresses if about.download else ())
        if not where:
            raise RegistryError(
                f"{code}: its issuer gives it no fixed address; download it by hand and run "
                "`screen lists import`"
            )
        plan = replace(about.download or Download(()), addresses=where)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with reading(self.engine) as connection:
            before = downloads.state_of(connection, code)
        known = before.validators if before else {}
        try:
            with tempfile.TemporaryDirectory() as folder:
                got = self._downloaded(code, plan, known, Path(folder))
                updated = self._taken_in(code, got, Path(folder), now)
        except (FetchError, SourceError) as error:
            since = before.failed_since if before and before.failure else now
            failed = DownloadState(now, known, failure=str(error), failed_since=since)
            self._note(about, failed)
            return Updated(code, failure=str(error))
        self._note(about, DownloadState(now, {each.address: each.validators for each in got}))
        return updated

    def _downloaded(
        self, code: str, plan: Download, known: Mapping[str, dict[str, Any]], folder: Path
    ) -> "list[_Answer]":
        answers = []
        for address in plan.addresses:
            asked = known.get(address)
            if asked is not None and not self.store.has(asked["sha256"]):
                asked = None  # what is as before has to be at hand
            fetched = download(
                address,
                folder,
                known=Validators(asked["etag"], asked["last_modified"]) if asked else None,
                user_agent=plan.user_agent,
                patience=plan.patience,
                say_progress=_progress_of(code, self.progress),
                bounds=self.bounds,
            )
            answers.append(_Answer(address, fetched, asked or {}))
        return answers

    def _taken_in(self, code: str, answers: "list[_Answer]", folder: Path, now: str) -> Updated:
        nothing_new = all(answer.fetched is None for answer in answers)
        if nothing_new and self._confirmed(code, answers, now):
            return Updated(code)
        files: list[ListFile] = []
        for number, answer in enumerate(answers):
            place = folder / f"named-{number}" / str(answer.validators["name"])
            place.parent.mkdir()
            self._put(answer, place)
            files += receive(place)
        sets = catalogue.recognise(files, code)
        if len(sets) != 1:
            raise FetchError(f"{code}: what was downloaded is {len(sets)} lists, not one")
        days = [a.fetched.published_on for a in answers if a.fetched is not None]
        imported = take_in(
            self.engine,
            self.store,
            sets[0],
            published_on=max(filter(None, days), default=None),
            retrieved_at=now,
            confirmed_at=now,
            limits_of=self.limits_of,
        )
        if imported.is_active and imported.loaded.already:
            with writing(self.engine) as connection:
                downloads.confirm(connection, int(imported.loaded.snapshot), now)
        return Updated(code, imported)

    def _put(self, answer: "_Answer", place: Path) -> None:
        """Put a file where it has the name that readers know it by."""
        if answer.fetched is not None:
            answer.fetched.path.rename(place)
            return
        with self.store.unpacked(str(answer.validators["sha256"]), place.name) as kept:
            shutil.move(kept, place)

    def _confirmed(self, code: str, answers: "list[_Answer]", now: str) -> bool:
        """Note that the active state is the newest, where that is what the server means."""
        hashes = {str(answer.validators["sha256"]) for answer in answers}
        with reading(self.engine) as connection:
            held = snapshots.history(connection, code)
        for each in held:
            if each.state == "active" and {file["sha256"] for file in each.files} == hashes:
                with writing(self.engine) as connection:
                    downloads.confirm(connection, each.id, now)
                return True
        return False

    def _note(self, about: Metadata, state: DownloadState) -> None:
        code = about.source.code
        with writing(self.engine) as connection:
            ingest.add_source(connection, about.source)
            downloads.note(connection, code, state)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered for one file of a list; None where it is as it was."""

    address: str
    fetched: Fetched | None
    before: Mapping[str, Any]

    @property
    def validators(self) -> dict[str, Any]:
        """What the next question for the file needs."""
        if self.fetched is None:
            return dict(self.before)
        name = self.address.partition("?")[0].rstrip("/").rpartition("/")[2]
        return {
            "etag": self.fetched.etag,
            "last_modified": self.fetched.last_modified,
            "sha256": self.fetched.sha256,
            "name": name or "list",
        }


def _progress_of(
    code: str, progress: Progress | None
) -> Callable[[int, int | None], None] | None:
    if progress is None:
        return None
    return lambda received, announced: progress(code, received, announced)
