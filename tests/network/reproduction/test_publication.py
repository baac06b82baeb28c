"""Files of published figures, and the verdicts on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import InputError, UnknownName
from twingraph.network import simple
from twingraph.network.reproduction import comparing, definitions, publication, sheets
from twingraph.network.reproduction.publication import Figure, Publication

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "title = 'A'\nauthors = 'B'\naddress = 'https://example.org'\nretrieved = 2026-11-27\n"
    "data = 'C'\ndefinitions = 'D'\n"
)


def written(folder: Path, figures: str) -> Publication:
    file = folder / "paper.toml"
    file.write_text(HEAD + figures)
    return publication.load(str(file))


def figure(published: str, near: str | None = None) -> Figure:
    return Figure.model_validate(
        {"name": "f", "published": published, "measure": "edges", "near": near}
    )


@pytest.mark.parametrize(
    ("published", "ours", "verdict"),
    [
        ("20573", 20573, comparing.EQUAL),
        ("20573", 20574, comparing.NEAR),
        ("20573", 20573 * 1.02, comparing.OTHER),
        ("0.111361", 0.1113613, comparing.EQUAL),
        ("0.111361", 0.1113617, comparing.NEAR),
        ("0.111361", 0.12, comparing.OTHER),
        ("0.00000", 4e-6, comparing.EQUAL),
        ("0.00000", 0.1, comparing.OTHER),
        ("-0.5", -0.504, comparing.EQUAL),
        ("0.506040", 0.50604, comparing.EQUAL),
    ],
)
def test_a_verdict_goes_by_the_digits_in_print(published: str, ours: float, verdict: str) -> None:
    assert comparing.verdict(figure(published), ours) == verdict


def test_a_simulated_figure_may_say_how_far_is_near() -> None:
    assert comparing.verdict(figure("0.002", "0.02"), 0.0) == comparing.NEAR
    assert comparing.verdict(figure("0.002", "0.02"), 0.1) == comparing.OTHER
    assert comparing.verdict(figure("0.002"), 0.0) == comparing.OTHER


def test_a_figure_without_a_measure_is_not_computed_and_says_why(tmp_path: Path) -> None:
    paper = written(
        tmp_path,
        "[[figures]]\nname = 'x'\npublished = '3'\nnot_computed = 'nobody defines it'\n"
        "[[figures]]\nname = 'n'\npublished = '3'\nmeasure = 'nodes'\n"
        "[[figures]]\nname = 'c'\npublished = '0.5'\nmeasure = 'transitivity'\n",
    )

    rows = comparing.compare(paper, simple.of_pairs([("a", "b")], {}, ["c"]))

    assert [(row.verdict, row.ours, row.reason) for row in rows] == [
        (comparing.NOT_COMPUTED, None, "nobody defines it"),
        (comparing.EQUAL, 3, ""),
        (comparing.NOT_COMPUTED, None, "there are no wedges"),
    ]


def test_a_table_has_the_source_the_sizes_and_the_verdicts() -> None:
    konect = publication.load("konect")
    network = simple.of_pairs([("1", "2"), ("2", "3"), ("3", "1"), ("3", "4"), ("4", "4")], {})

    sheet = sheets.of_comparison(konect, comparing.compare(konect, network), network)

    assert sheet.about["published_at"] == "http://konect.cc/networks/twin/"
    assert sheet.about["computed_on"]["self_loops_dropped"] == 1
    rows = {row[0]: row for row in sheet.rows}
    assert rows["Clustering coefficient"][2:5] == ("0.111361", 0.6, comparing.OTHER)
    assert rows["Wedge count"][3] == 5
    assert sum(sheet.about["verdicts"].values()) == len(sheet.rows)


def test_the_figures_of_konect_fit_each_other() -> None:
    said = {one.name: float(one.value) for one in publication.load("konect").figures}

    n, m = said["Size"], said["Volume"]
    assert said["Average degree"] == pytest.approx(2 * m / n, rel=1e-5)
    assert said["Fill"] == pytest.approx(2 * m / (n * (n - 1)), rel=1e-5)
    assert said["4-Tour count"] == 8 * said["Square count"] + 4 * said["Wedge count"] + 2 * m
    wedges, triangles = said["Wedge count"], said["Triangle count"]
    assert said["Clustering coefficient"] == pytest.approx(3 * triangles / wedges, rel=1e-5)
    assert said["Relative controllability"] == pytest.approx(said["Controllability"] / n, rel=1e-5)


def test_every_measure_of_a_publication_is_defined() -> None:
    for name in publication.names():
        for one in publication.load(name).figures:
            assert one.measure is None or definitions.known()[one.measure].definition


def test_an_unknown_publication_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r'no publication "konnect"; did you mean.*konect'):
        publication.load("konnect")


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ("", "figures: Field required"),
        ("figures = []", "figures: "),
        ("[[figures]]\nname = 'a'\npublished = '1'\nmeasure = 'edge'\n", 'no measure "edge"'),
        ("[[figures]]\nname = 'a'\npublished = '1'\n", "figure 1: .*give either measure"),
        ("[[figures]]\nname = 'a'\npublished = '1,5'\nmeasure = 'edges'\n", "figure 1, published"),
        ("[[figures]]\nname = 'a'\npublished = 1.5\nmeasure = 'edges'\n", "figure 1, published"),
        ("[[figures]]\nnam = 'a'\npublished = '1'\nmeasure = 'edges'\n", "figure 1, nam"),
        ("x = [", "paper.toml: "),
    ],
)
def test_a_wrong_file_is_refused_with_the_figure(
    tmp_path: Path, figures: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        written(tmp_path, figures)
