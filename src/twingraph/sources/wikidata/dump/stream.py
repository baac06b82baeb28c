"""A dump as a stream of plain bytes, however it is compressed and wherever it comes from.

bzip2 takes long and is decompressed by all cores: by lbzip2 or, where that is not installed, by
rapidgzip if it is a file; gzip by ISA-L, which is four times as fast as others on one core; zstd is
as quick. The first bytes decide which format it is, not the name.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from twingraph.core.errors import CannotError
from twingraph.sources.wikidata.dump import lbzip2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STDIN = Path("-")

_HEAD = 1 << 16  # bytes by which a file is recognised
_CHUNK = 1 << 22  # bytes that are thrown away at a time
# Bytes that are asked for at a time: where a file breaks off, as many at most are lost before it.
_STEP = 1 << 16
# Compressed bytes that are read at a time: what they hold is small enough to come to lie where the
# last did. For more, the system would give other memory each time, in half the time of reading.
_SIP = 1 << 13
_WINDOW = 27  # log of the largest window of zstd, in bytes


class _Readable(Protocol):
    def readinto(self, buffer: Any, /) -> int | None: ...

    def close(self) -> None: ...


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Properties by which dumps are told apart.

    Attributes:
        name: Name of the file; "-" for standard input.
        size: Its bytes, compressed as it is; None for a pipe.
        head: SHA-256 of its first 64 KiB.
    """

    name: str
    size: int | None
    head: str

    def is_of(self, other: Identity) -> bool:
        """Whether both are one file; it may have been moved, or come through a pipe."""
        sizes = {self.size, other.size} - {None}
        return self.head == other.head and len(sizes) < 2  # noqa: PLR2004 - the same, or unknown


@dataclass(slots=True)
class Stream:
    """A dump that is being read.

    Attributes:
        identity: Its identity.
        by_all_cores: Whether another program decompresses it, with all cores.
        position: Number of plain bytes that have been read.
        trouble: Why nothing more can be read of it although it has not ended; else empty.
    """

    identity: Identity
    _plain: _Readable
    _consumed: Callable[[], int]
    _seekable: bool
    by_all_cores: bool
    position: int = 0
    trouble: str = ""

    @property
    def consumed(self) -> int:
        """Number of bytes of the file that have been read, compressed as it is."""
        return self._consumed()

    def fill(self, buffer: memoryview) -> int:
        """Read until the buffer is full, or nothing is left to read.

        Returns:
            The number of bytes that were read.
        """
        filled = 0
        while filled < len(buffer) and not self.trouble:
            try:
                count = self._plain.readinto(buffer[filled : filled + _STEP]) or 0
            except _errors() as error:
                self.trouble = str(error)
                break
            if not count:
                break
            filled += count
        self.position += filled
        return filled

    def close(self) -> None:
        """End the decompression."""
        self._plain.close()

    def skip_to(self, position: int) -> None:
        """Move to a position, in plain bytes, without returning what is before it."""
        if self._seekable:
            cast("io.FileIO", self._plain).seek(position)
            self.position = position
            return
        buffer = memoryview(bytearray(min(_CHUNK, position)))
        while self.position < position:
            if not self.fill(buffer[: position - self.position]):
                return


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """Open a dump.

    Args:
        path: File or pipe to read; - is standard input.

    Raises:
        CannotError: It cannot be read.
    """
    try:
        raw = (
            os.fdopen(os.dup(sys.stdin.fileno()), "rb", 0) if path == STDIN else path.open("rb", 0)
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotError(f"{path} cannot be read: {reason}") from error
    with raw, closing(_stream(path, raw)) as stream:
        yield stream


def _stream(path: Path, raw: io.FileIO) -> Stream:
    try:
        about = os.fstat(raw.fileno())
        head = _read_fully(raw, _HEAD)
        is_file = stat.S_ISREG(about.st_mode)
        if is_file:
            raw.seek(0)
        plain, consumed = _plain(path, head, raw if is_file else _Rewound(head, raw))
    except OSError as error:
        raise CannotError(f"{path} cannot be read: {error.strerror}") from error
    size = about.st_size if is_file else None
    identity = Identity(path.name or str(path), size, hashlib.sha256(head).hexdigest())
    by_program = isinstance(plain, lbzip2.Decompression)
    return Stream(identity, plain, consumed, plain is raw, by_program)


def _plain(
    path: Path, head: bytes, source: io.FileIO | _Rewound
) -> tuple[_Readable, Callable[[], int]]:
    """Return the plain data of a source, and a function that returns how much of it was read."""
    if head.startswith(b"BZh"):
        return _bzip2(path, source)
    if head.startswith(b"\x1f\x8b"):
        from isal.isal_zlib import decompressobj  # only for such files

        # 31: with gzip's header
        return _Decompressed(source, lambda: decompressobj(wbits=31)), source.tell
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        from twingraph.core.zstd import DecompressionParameter, ZstdDecompressor  # as above

        options: dict[int, int] = {DecompressionParameter.window_log_max: _WINDOW}
        return _Decompressed(source, lambda: ZstdDecompressor(options=options)), source.tell
    return cast("_Readable", source), source.tell


def _bzip2(path: Path, source: io.FileIO | _Rewound) -> tuple[_Readable, Callable[[], int]]:
    if reading := lbzip2.reading(source):
        return reading, source.tell
    # The library takes 31 MB, and only few people read such a dump: it is an extra.
    if isinstance(source, _Rewound) or not find_spec("rapidgzip"):
        from bz2 import BZ2Decompressor  # only for such files

        return _Decompressed(source, BZ2Decompressor), source.tell
    from rapidgzip import IndexedBzip2File

    name = "/dev/stdin" if path == STDIN else str(path)
    file = IndexedBzip2File(name, parallelization=os.cpu_count() or 1)
    return file.raw, lambda: file.tell_compressed() // 8


def _errors() -> tuple[type[Exception], ...]:
    """Return the errors of the decompressors; the last two have no base class of Python's."""
    from isal.isal_zlib import IsalError  # only in trouble

    from twingraph.core.zstd import ZstdError

    own = (EOFError, OSError, RuntimeError, ValueError)
    return *own, cast("type[Exception]", IsalError), ZstdError


class _Decompressed(io.RawIOBase):
    """The plain data of a compressed source: any number of streams, one after the other.

    The libraries have readers of their own. Where a source breaks off, gzip's and bzip2's lose
    what they had already read, and that of zstd does not notice.
    """

    def __init__(self, source: io.RawIOBase, begin: Callable[[], _Decompressor]) -> None:
        self._source = source
        self._begin = begin
        self._stream: _Decompressor | None = None
        self._compressed = b""
        self._plain = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._plain:
            if not self._compressed and not self._more():
                return 0
            self._plain = memoryview(self._decompress())
        target = memoryview(buffer)
        count = min(len(target), len(self._plain))
        target[:count], self._plain = self._plain[:count], self._plain[count:]
        return count

    def _more(self) -> bool:
        self._compressed = self._source.read(_SIP) or b""
        if not self._compressed and self._stream:
            raise EOFError("the compressed data end too early")
        return bool(self._compressed)

    def _decompress(self) -> bytes:
        self._stream = self._stream or self._begin()
        plain = self._stream.decompress(self._compressed)
        self._compressed = b""
        if self._stream.eof:
            self._compressed = self._stream.unused_data.lstrip(b"\0")  # padding of a tape
            self._stream = None
        return plain


def _read_fully(raw: io.RawIOBase, size: int) -> bytes:
    """Read that many bytes, or all there are: a pipe delivers them in pieces."""
    parts = []
    while size and (part := raw.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Rewound(io.RawIOBase):
    """A pipe whose first bytes were read already, and are returned again."""

    def __init__(self, head: bytes, rest: io.RawIOBase) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        target = memoryview(buffer)
        if self._head:
            count = min(len(target), len(self._head))
            target[:count], self._head = self._head[:count], self._head[count:]
        else:
            count = self._rest.readinto(target) or 0
        self._read += count
        return count

    def tell(self) -> int:
        return self._read
