"""What became of the sources of a batch, kept on disk: a batch of a hundred thousand needs no more memory than one."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

from publish.report.results import Built, Failed

IN_MEMORY = 1 << 20  # bytes that are not yet worth a file


class Ledger:
    """Results in their order, each read back as often as it is asked for; closed at the end of a `with` block."""

    def __init__(self) -> None:
        self.total = self.unchanged = self.failed = 0
        self.last: Failed | None = None
        self._file: IO[bytes] = io.BytesIO()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()

    def extend(self, results: Iterable[Built | Failed]) -> None:
        """Note results as they come."""
        for result in results:
            self._add(result)

    def _add(self, result: Built | Failed) -> None:
        self.total += 1
        if isinstance(result, Failed):
            self.failed, self.last = self.failed + 1, result
        else:
            self.unchanged += result.skipped
        pickle.dump(result, self._file)
        if isinstance(self._file, io.BytesIO) and self._file.tell() > IN_MEMORY:
            from tempfile import TemporaryFile  # which a single file does not need

            kept, self._file = self._file.getvalue(), TemporaryFile()  # noqa: SIM115 closed by __exit__
            self._file.write(kept)

    def __iter__(self) -> Iterator[Built | Failed]:
        self._file.seek(0)
        for _ in range(self.total):
            yield pickle.load(self._file)

    def list_built(self) -> Iterator[Built]:
        """What was made or found unchanged."""
        return (result for result in self if isinstance(result, Built))

    def list_failed(self) -> Iterator[Failed]:
        """What failed."""
        return (result for result in self if isinstance(result, Failed))
