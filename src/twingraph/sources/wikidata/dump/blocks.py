"""Blocks of a dump: each begins at the beginning of a line and ends at the end of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.errors import InputError

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterator

    from twingraph.sources.wikidata.dump.stream import Stream

# A block: the number of bytes of a buffer that it fills, or its bytes if it fits into no buffer.
Block = int | bytes

_LONGEST = 1 << 27  # bytes of a line; Wikidata's longest have some 10 million
_TAIL = 1 << 16


def content(buffer: memoryview, block: Block) -> bytes:
    """Return the bytes of a block.

    Args:
        buffer: The buffer that it was read into.
        block: The block.
    """
    return bytes(buffer[:block]) if isinstance(block, int) else block


def read_blocks(stream: Stream, buffers: deque[memoryview], size: int) -> Iterator[Block]:
    """Read blocks into whichever buffer is the first.

    Where a block ends depends only on where it begins.

    Args:
        stream: The dump.
        buffers: Buffers of ``size`` bytes each; the caller puts another one first after a block.
        size: Bytes of a block; a line that is longer is a block of its own.

    Raises:
        InputError: A line has no end.
    """
    begun = b""
    while True:
        buffer = buffers[0]
        buffer[: len(begun)] = begun
        filled = len(begun) + stream.fill(buffer[len(begun) :])
        end = _last_end(buffer[:filled])
        if filled < size:
            if filled:
                yield filled
            return
        if end:
            begun = bytes(buffer[end:filled])
            yield end
        else:
            line, begun = _long_line(bytes(buffer), stream, size)
            yield line
            if not line.endswith(b"\n"):
                return


def _long_line(begun: bytes, stream: Stream, size: int) -> tuple[bytes, bytes]:
    """Read a line to its end, and return it with what was read after it."""
    parts, buffer, length = [begun], memoryview(bytearray(size)), len(begun)
    while length < _LONGEST:
        filled = stream.fill(buffer)
        part = bytes(buffer[:filled])
        length += filled
        end = part.find(b"\n") + 1
        if end or filled < size:
            end = end or filled
            return b"".join((*parts, part[:end])), part[end:]
        parts.append(part)
    raise InputError(
        f"{stream.identity.name}: a line is longer than {_LONGEST:,} bytes; a dump has one"
        " entity per line"
    )


def _last_end(data: memoryview) -> int:
    """Return the position after the last line that ends; 0 if none does."""
    end = len(data)
    while end:
        start = max(0, end - _TAIL)
        if (found := bytes(data[start:end]).rfind(b"\n")) >= 0:
            return start + found + 1
        end = start
    return 0
