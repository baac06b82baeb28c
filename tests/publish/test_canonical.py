"""The canonical lines of a graph: sorted, and none twice."""

from __future__ import annotations

import itertools

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twingraph.core.terms import CLAIM, is_claim
from twingraph.publish import canonical

_NAMES = st.sampled_from([ox.NamedNode(f"https://example.org/{x}") for x in ("a", "aa", "b")])
_VALUES = st.sampled_from([*"xyz", "of\nlines", "<b>", '" <b> .']).map(ox.Literal) | _NAMES
_QUADS = st.lists(st.builds(ox.Quad, _NAMES, _NAMES, _VALUES, _NAMES), max_size=60)
_CLAIMS = st.dictionaries(
    st.integers(10, 40).map(lambda number: ox.NamedNode(f"{CLAIM}{number}")),
    st.lists(st.tuples(_NAMES, _VALUES, _NAMES), max_size=4),
)


@settings(deadline=None)
@given(_QUADS, _CLAIMS, st.integers(1, 9))
def test_lines_are_sorted_in_portions_as_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    quads: list[ox.Quad],
    claims: dict[ox.NamedNode, list[tuple[ox.NamedNode, ox.Literal | ox.NamedNode, ox.NamedNode]]],
    at_once: int,
) -> None:
    place = tmp_path_factory.mktemp("sort")
    groups = [
        [ox.Quad(claim, *rest) for rest in said]
        for claim, said in sorted(claims.items(), key=lambda item: item[0].value)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "_AT_ONCE", at_once)
        patch.setattr(canonical, "_SUBJECTS_AT_ONCE", at_once)
        counts = canonical.write(
            quads, groups, place / "all.nq", place / "all.nt", place / "stated.nt"
        )
    whole = {*quads, *itertools.chain(*groups)}
    lines = sorted(f"{quad} .\n".encode() for quad in whole)
    triples = [
        triple for triple, _ in itertools.groupby(line.rpartition(b" <")[0] for line in lines)
    ]
    assert (place / "all.nq").read_bytes() == b"".join(lines)
    assert (place / "all.nt").read_bytes() == b"".join(triple + b" .\n" for triple in triples)
    stated = [triple for triple in triples if not triple.startswith(f"<{CLAIM}".encode())]
    assert (place / "stated.nt").read_bytes() == b"".join(triple + b" .\n" for triple in stated)
    assert sorted(file.name for file in place.iterdir()) == ["all.nq", "all.nt", "stated.nt"]
    stating = {quad.triple for quad in whole if not is_claim(str(quad.subject)[1:-1])}
    assert counts == canonical.Counts(len(whole), len({q.triple for q in whole}), len(stating))
