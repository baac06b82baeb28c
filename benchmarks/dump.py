"""Taking partnerships out of a dump, against tools that only decompress, or only filter."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import orjson

from benchmarks import wikidata
from benchmarks.measure import Figure, report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PARTNERSHIPS, FILLER = 600, 36_000  # 490 MB; Wikidata has far fewer places among its items
# So many times the filler for bzip2: start and end, which are the same however long a dump is, are
# small against the 25 seconds that lbzip2 needs, and nothing against the hours of Wikidata's.
LONGER = 8
TIMES = 5
FILTER = "wikibase-dump-filter"


def figures(folder: Path, filler: int) -> Iterator[Figure]:
    """Yield figures of a dump.

    Args:
        folder: Folder for the dump.
        filler: Number of items of filler, of about 13 kB each.
    """
    if found := _found("lbzip2", "the package lbzip2"):
        yield from _bzip2(folder, filler * LONGER, found)
    dump = wikidata.write(folder / "dump.json", PARTNERSHIPS, filler)
    what = _name(dump)
    if found := _found("rapidgzip", "rapidgzip of PyPI"):
        packed = _packed(dump, "gz", ["gzip"])
        peer = [found, "-d", "-c", "-f", str(packed)]
        yield from _against(packed, peer, 1.8, f"{what}, gzip, over rapidgzip")
        yield Figure(
            f"peak memory of reading {what}, gzip, all processes", _memory(packed), 500, "MB"
        )
    if found := _filter(folder):
        peer = ["sh", "-c", f"'{found}' --claim P190 < '{dump}'"]
        yield from _against(dump, peer, 0.25, f"{what}, over {FILTER}")
        ours, theirs = _statements(dump), _filtered(peer)
        yield Figure(f"of {theirs:,} statements missed or invented", abs(ours - theirs), 0, "")


def _bzip2(folder: Path, filler: int, lbzip2: str) -> Iterator[Figure]:
    dump = wikidata.write(folder / "long.json", PARTNERSHIPS, filler)
    what = f"{_name(dump)}, bzip2"
    packed = _packed(dump, "bz2", [lbzip2])
    dump.unlink()
    yield from _against(packed, [lbzip2, "-dc", str(packed)], 1.15, f"{what}, over lbzip2")
    yield Figure(f"peak memory of reading {what}, all processes", _memory(packed), 500, "MB")


def _name(dump: Path) -> str:
    return f"a dump of {dump.stat().st_size / 1e6:,.0f} MB"


def _against(dump: Path, peer: Sequence[str], bound: float, what: str) -> Iterator[Figure]:
    """Measure us and a peer in turns, and take the least of each: others only add to it."""
    ours, theirs = [], []
    for _ in range(TIMES):
        theirs.append(_seconds(peer))
        ours.append(_seconds(_command(dump)))
    yield Figure(what, min(ours) / min(theirs), bound)


def _command(dump: Path) -> list[str]:
    output = dump.parent / "fetched"
    return [
        sys.executable,
        "-m",
        "twingraph",
        "fetch",
        "wikidata-dump",
        str(dump),
        "-o",
        str(output),
    ]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _statements(dump: Path) -> int:
    subprocess.run(_command(dump), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    manifest = json.loads((dump.parent / "fetched" / "manifest.json").read_bytes())
    return int(manifest["statements_read"])


def _filtered(peer: Sequence[str]) -> int:
    done = subprocess.run(peer, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    entities = (
        orjson.loads(line.rstrip(b",")) for line in done.stdout.splitlines() if len(line) > 1
    )
    return sum(len(entity["claims"]["P190"]) for entity in entities)


# --- memory -------------------------------------------------------------------------------------


def _memory(dump: Path) -> float:
    """Return the peak memory of all our processes in MB; shared memory is counted once."""
    with subprocess.Popen(
        _command(dump), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peaks, over = [0.0], Event()
        watching = Thread(target=_watch, args=(process.pid, peaks, over))
        watching.start()
        process.wait()
        over.set()
        watching.join()
    return max(peaks)


def _watch(process: int, peaks: list[float], over: Event) -> None:
    while not over.wait(0.02):
        peaks.append(sum(map(_share, _descendants(process))) / 1000)


def _descendants(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _descendants(int(child))


def _share(process: int) -> int:
    """Return the memory of a process in kB, with its part of what it shares."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


# --- peers --------------------------------------------------------------------------------------


def _found(tool: str, where: str) -> str | None:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    found = shutil.which(tool, path=beside)
    if not found:
        print(f"           {tool} is missing, not measured against it; it comes with {where}")
    return found


def _packed(dump: Path, ending: str, command: Sequence[str]) -> Path:
    packed = dump.with_name(f"{dump.name}.{ending}")
    with dump.open("rb") as source, packed.open("wb") as target:
        subprocess.run([*command, "-c"], stdin=source, stdout=target, check=True)
    return packed


def _filter(folder: Path) -> str | None:
    npm = _found("npm", "Node.js")
    if not npm:
        return None
    install = [npm, "install", "--silent", "--prefix", str(folder / "npm"), FILTER]
    if subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode:
        print(f"           {FILTER} cannot be installed, not measured against it")
        return None
    return str(folder / "npm" / "node_modules" / ".bin" / FILTER)


def main(filler: int = FILLER) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    with tempfile.TemporaryDirectory() as folder:
        return report("Reading a dump of Wikidata", figures(Path(folder), filler))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filler", type=int, default=FILLER)
    sys.exit(not main(parser.parse_args().filler))
