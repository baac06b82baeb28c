"""SPARQL servers of others, with the RDF of a file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HAS_VIRTUOSO = bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))
NO_VIRTUOSO = "Virtuoso is missing; apt-get install virtuoso-opensource-7-bin"


@contextmanager
def oxigraph(file: Path, folder: Path) -> Iterator[str]:
    """Run Oxigraph's server with the RDF of a file; yield its address."""
    load = [_oxigraph(), "load", "--location", str(folder), "--file", str(file)]
    subprocess.run(load, check=True, capture_output=True)
    with _serving("serve-read-only", folder) as address:
        yield f"{address}/query"


@contextmanager
def empty_oxigraph(folder: Path) -> Iterator[str]:
    """Run Oxigraph's server with an empty store that can be written; yield its address."""
    with _serving("serve", folder) as address:
        yield address


def _oxigraph() -> str:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    server = shutil.which("oxigraph", path=beside)
    assert server, "oxigraph is missing; pip install --group dev"
    return server


@contextmanager
def _serving(how: str, folder: Path) -> Iterator[str]:
    address = f"127.0.0.1:{free_port()}"
    serve = [_oxigraph(), how, "--location", str(folder), "--bind", address]
    process = subprocess.Popen(serve, stderr=subprocess.DEVNULL)
    try:
        wait_for(int(address.rpartition(":")[2]))
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = {web}
[SPARQL]
ResultSetMaxRows = {rows}
"""


@contextmanager
def virtuoso(file: Path, folder: Path, rows: int) -> Iterator[str]:
    """Run Virtuoso with the RDF of a file, ending every answer at some rows; yield its address.

    Everybody may write to it.
    """
    port, web = free_port(), free_port()
    folder.mkdir()
    told = folder / "virtuoso.ini"
    told.write_text(VIRTUOSO.format(folder=folder, port=port, web=web, rows=rows))
    (folder / "data.nt").write_bytes(file.read_bytes())
    process = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", str(told)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(web)
        for statement in (
            f"DB.DBA.TTLP(file_to_string_output('{folder}/data.nt'), '', 'http://g/', 0);",
            'GRANT SPARQL_UPDATE TO "SPARQL";',
            "DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);",
        ):
            isql = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={statement}"]
            subprocess.run(isql, check=True, capture_output=True)
        yield f"http://127.0.0.1:{web}/sparql"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise TimeoutError(port)
