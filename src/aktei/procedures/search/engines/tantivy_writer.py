# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a Tantivy index: the live one in small transactions, a new one beside it in large ones."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

import tantivy

from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.engines.port import Entry, Writer
from aktei.procedures.search.engines.tantivy_schema import document
from aktei.procedures.search.engines.tantivy_store import Store, write_json

_LIVE_HEAP: Final = 50_000_000
_REBUILD_HEAP: Final = 200_000_000


class TantivyWriter:
    """One open writer of one generation. What was not committed when it closes is dropped."""

    def __init__(
        self,
        path: Path,
        schema: tantivy.Schema,
        analyser: Analyser,
        *,
        heap: int = _LIVE_HEAP,
        threads: int = 1,
    ) -> None:
        self._analyser = analyser
        self._index = tantivy.Index(schema, str(path))
        self._writer = self._index.writer(heap, threads)

    def replace(self, owner: UUID, entries: Iterable[Entry]) -> None:
        """Put these entries in place of all that the owner had."""
        self.remove(owner)
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries of owners that have none yet."""
        for entry in entries:
            self._writer.add_document(document(entry, self._analyser))

    def remove(self, owner: UUID) -> None:
        """Take out everything of an owner."""
        self._writer.delete_documents_by_term("owner", owner.hex)

    def commit(self) -> None:
        """Make everything so far durable and visible."""
        self._writer.commit()

    def close(self) -> None:
        """Let go of the index; running merges end first."""
        self._writer.rollback()
        self._writer.wait_merging_threads()


class TantivyRebuild(TantivyWriter):
    """The writer of a generation that is not live yet."""

    def __init__(self, store: Store, generation: str, schema: tantivy.Schema, analyser: Analyser) -> None:
        self._store = store
        self._generation = generation
        self._progress_file = store.path(generation) / "progress.json"
        self._noted = self._read_progress()
        self._closed = False
        super().__init__(store.path(generation), schema, analyser, heap=_REBUILD_HEAP, threads=2)

    def _read_progress(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads(self._progress_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return found

    @property
    def progress(self) -> dict[str, str]:
        """What was noted with the last commit."""
        return dict(self._noted)

    def note(self, **progress: str) -> None:
        """Note how far the work is; becomes durable with the next commit."""
        self._noted |= progress

    def commit(self) -> None:
        """Commit, then the progress: killed in between, the last stretch is done again, which is harmless."""
        super().commit()
        write_json(self._progress_file, dict(self._noted))

    def tell(self, done: int, total: int) -> None:
        """Tell everybody who asks how far the work is."""
        self._store.tell(done, total)

    def publish(self, catch_up: Callable[[Writer], None]) -> None:
        """Take the place of the live index while its writer waits."""
        self.commit()
        with self._store.locked("writer", 60):
            catch_up(self)
            self.commit()
            self.close()
            self._store.go_live(self._generation)
            self._store.tidy()

    def close(self) -> None:
        """Let go of the index; a second time does nothing."""
        if not self._closed:
            self._closed = True
            super().close()
