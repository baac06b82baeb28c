"""``twingraph atlas``: which partnerships it draws, and what it says of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.servers import oxigraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_an_atlas_is_one_page_of_all_partnerships(built: Path, run: Callable[..., Run]) -> None:
    done = run("atlas", "-b", built, "-o", "atlas.html", "--lang", "pl")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "atlas.html: 304 cities, 353 partnerships\n"
    page = Path("atlas.html").read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="pl">')
    assert '<th scope="row">Kraków – Lipsk<td>' in page


def test_several_languages_are_files_that_lead_to_each_other(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("atlas", "-b", built, "-o", "my atlas.html", "--lang", "en", "--lang", "uk")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "my atlas.html: 304 cities, 353 partnerships",
        "my atlas.uk.html: 304 cities, 353 partnerships",
    ]
    english = Path("my atlas.html").read_text(encoding="utf-8")
    assert '<a href="./my%20atlas.uk.html" lang="uk" hreflang="uk">Українська</a>' in english
    ukrainian = Path("my atlas.uk.html").read_text(encoding="utf-8")
    assert '<html lang="uk">' in ukrainian
    assert '<a href="./my%20atlas.html" lang="en" hreflang="en">English</a>' in ukrainian


def test_several_languages_do_not_fit_in_standard_output(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("atlas", "-b", built, "--lang", "en", "--lang", "uk")
    assert done.returncode == 2
    assert "name the first with -o" in done.stderr


def test_every_process_writes_the_same_bytes(built: Path, run: Callable[..., Run]) -> None:
    pages = set()
    for seed in ("1", "2"):
        run("atlas", "-b", built, "-o", f"{seed}.html", PYTHONHASHSEED=seed)
        pages.add(Path(f"{seed}.html").read_bytes())
    assert len(pages) == 1


@pytest.mark.parametrize(
    "filters",
    [
        ["--network", "eurocities", "--country", "Polska"],
        ["--city", "Krakau", "--kind", "twin-town"],
        ["--from", "1990", "--to", "1999", "--status", "active"],
    ],
    ids=["network", "city", "dates"],
)
def test_filters_leave_partnerships_out(
    filters: list[str], built: Path, run: Callable[..., Run]
) -> None:
    done = run("atlas", "-b", built, "-o", "atlas.html", *filters)
    assert done.returncode == 0, done.stderr
    number = int(done.stdout.split(", ")[1].split()[0])
    assert 0 < number < 353


def test_filters_that_fit_nothing_give_a_page_without_cities(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("atlas", "-b", built, "-o", "atlas.html", "--from", "2999")
    size, languages = done.stdout.splitlines()
    assert size == "atlas.html: 0 cities, 0 partnerships"
    assert languages.endswith(": --lang en --lang de --lang pl --lang uk")
    assert Path("atlas.html").stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--city", "Krakuf"], 1, "krakow"),
        (["--from", "soon"], 1, "soon"),
        (["--network", "hanse"], 1, "hanse"),
        (["-o", "atlas.png"], 2, "let the name of the file end in .html"),
        (["-b", "nowhere"], 2, "nowhere"),
        (["--lang", "fr"], 2, "'fr' is not one of"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_written(
    arguments: list[str], code: int, said: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("atlas", "-b", built, "-o", "atlas.html", *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert list(Path().glob("*.html")) == []
    assert list(Path().glob("*.png")) == []


def test_an_endpoint_gives_the_same_atlas_as_a_build(
    built: Path, run: Callable[..., Run], tmp_path: Path
) -> None:
    with oxigraph(built / "twingraph.ttl", tmp_path / "store") as address:
        done = run("atlas", "--endpoint", address, "--city", "Kraków", "-o", "there.html")
    assert done.returncode == 0, done.stderr
    run("atlas", "-b", built, "--city", "Kraków", "-o", "here.html")
    assert Path("there.html").read_bytes() == Path("here.html").read_bytes()
