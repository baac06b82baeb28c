"""Decompression of bzip2 by the program lbzip2: with all cores, from a pipe too."""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import suppress
from threading import Thread
from typing import Any, BinaryIO, cast

# Bytes that wait between two programs: fewer, and they wait for each other; more, and the caches of
# the processor do not hold them.
_WAITING = 1 << 18


def reading(source: io.RawIOBase) -> Decompression | None:
    """Return the decompressed data of a source; None where lbzip2 is not installed.

    The reader raises EOFError where the compressed data are damaged, or end too early. Closing it
    ends the program.

    Raises:
        OSError: The program cannot be run.
    """
    program = shutil.which("lbzip2")
    return Decompression(program, source) if program else None


class Decompression(io.RawIOBase):
    """A process of lbzip2, which reads a file itself; a thread feeds it anything else."""

    def __init__(self, program: str, source: io.RawIOBase) -> None:
        """Begin to read a source."""
        self._source = source
        self._unreadable: OSError | None = None
        self._process = subprocess.Popen(  # noqa: S603 - found on the user's own path
            [program, "--decompress", "--stdout"],
            stdin=source if isinstance(source, io.FileIO) else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pipesize=_WAITING,
            process_group=0,  # Ctrl-C is for us, who then end it
        )
        if not isinstance(source, io.FileIO):
            Thread(target=self._feed, daemon=True).start()

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the available bytes, or wait for some; raise an error where no more can be read."""
        count = cast("io.BufferedReader", self._process.stdout).readinto1(buffer)
        if not count:
            self._end()
        return count

    def close(self) -> None:
        """End the program."""
        if not self.closed:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdout, self._process.stderr):
                cast("BinaryIO", pipe).close()
        super().close()

    def _feed(self) -> None:
        # Where the program has ended, or the source is closed, nobody wants the rest.
        with suppress(BrokenPipeError, ValueError), cast("BinaryIO", self._process.stdin) as pipe:
            while part := self._read():
                pipe.write(part)

    def _read(self) -> bytes:
        try:
            return self._source.read(_WAITING) or b""
        except OSError as error:
            self._unreadable = error
            return b""

    def _end(self) -> None:
        status = self._process.wait()
        if self._unreadable:
            raise self._unreadable
        if status < 0:
            raise OSError(f"lbzip2 was stopped by signal {-status}")
        if status:
            reason = cast("BinaryIO", self._process.stderr).read().decode(errors="replace").strip()
            raise EOFError(f"the compressed data are damaged or end too early ({reason})")
