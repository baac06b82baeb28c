"""Quotations are held against their documents, and nothing but the documents is read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from support import small
from support.command import twingraph
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import read_tables
from twingraph.validate.quotations import check_documents

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = "a secret that stands outside of the folder"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "paper.txt").write_text(small.DOCUMENT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(HIDDEN)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def said(tmp_path: Path, documents: Path, **source: str) -> list[str]:
    """What is said when the source of a quotation is another."""
    content = small.data()
    paper = next(row for row in content["sources.csv"] if row["source"] == "paper")
    paper.update(source)
    tables = reconcile(read_tables([small.write(tmp_path / "tables", content)]))
    return [str(finding) for finding in check_documents(tables, documents)]


def test_the_document_says_what_the_tables_quote(tmp_path: Path, documents: Path) -> None:
    assert said(tmp_path, documents) == []


@pytest.mark.parametrize(
    "name", ["../secret.txt", "link.txt", "{tmp}/secret.txt", ".", "no.txt", "x" * 300, "/dev/zero"]
)
def test_nothing_outside_of_the_folder_of_documents_is_read(
    name: str, tmp_path: Path, documents: Path
) -> None:
    name = name.replace("{tmp}", str(tmp_path))

    (message,) = said(tmp_path, documents, document=name)

    assert "is not a file in" in message
    assert HIDDEN[:8] not in message


def test_the_command_prints_nothing_of_another_file(tmp_path: Path, documents: Path) -> None:
    content = small.data()
    next(row for row in content["sources.csv"] if row["source"] == "paper")["document"] = (
        "../secret.txt"
    )
    tables = small.write(tmp_path / "tables", content)

    done = twingraph("validate", tables, "--documents", documents, "--format", "json")

    assert done.returncode == 1
    assert "is not a file in" in done.stdout
    assert HIDDEN not in done.stdout + done.stderr


def test_a_document_that_is_not_text_is_named(tmp_path: Path, documents: Path) -> None:
    (documents / "paper.txt").write_bytes(b"Alpha \xff")

    (message,) = said(tmp_path, documents)

    assert message.endswith("is not UTF-8: byte 0xff at offset 6")


@pytest.mark.parametrize(
    ("chars", "hint"),
    [("3-15", ""), ("0-9", "the quotation is at 3-15"), ("0-5", "the quotation is at 3-15")],
)
def test_what_a_document_has_is_cleaned_before_it_is_compared(
    chars: str, hint: str, tmp_path: Path, documents: Path
) -> None:
    text = "In Krako\u0301w\u00a0 i\u00adn\nMay."
    (documents / "paper.txt").write_text(text, encoding="utf-8", newline="")
    content = small.data()
    content["sources.csv"][1] |= {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "characters": str(len(text)),
    }
    content["partnerships.csv"][0] |= {
        "source": "paper",
        "quote": "Krako\u0301w in",
        "chars": chars,
    }
    tables = read_tables([small.write(tmp_path / "tables", content)])

    messages = [str(finding) for finding in check_documents(tables, documents)]

    assert len(messages) == bool(hint)
    assert all(hint in message for message in messages)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("They signed a charter.", ""),
        ("In May 1962 […] They signed […]", ""),
        ("They have signed a charter.", "They have signed a charter."),
        ("In May 1962 […] we signed", "we signed"),
    ],
)
def test_what_somebody_said_is_quoted_word_for_word(
    text: str, missing: str, tmp_path: Path, documents: Path
) -> None:
    content = small.data()
    spoken = {"quotation": "one", "speaker": "ann", "language": "en", "text": text}
    content["quotations.csv"] = [spoken | {"source": "paper"}]
    tables = read_tables([small.write(tmp_path / "tables", content)])

    messages = [str(finding) for finding in check_documents(tables, documents)]

    assert len(messages) == bool(missing)
    assert all(f"the document does not contain “{missing}”" in message for message in messages)
