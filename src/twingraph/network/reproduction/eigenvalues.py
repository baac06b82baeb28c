"""Eigenvalues of the matrices of a network; they need scipy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import igraph as ig
    from numpy.typing import NDArray

    from twingraph.network.simple import Network

_DENSE = 400  # nodes up to which all eigenvalues are computed


@lru_cache(maxsize=1)
def extremes(network: Network) -> Sequence[float]:
    """Return the least two and the greatest two of the adjacency matrix, in rising order."""
    low, high = _ends(adjacency(network.graph), 2)
    return [*low, *high]


class Eigenvalues(NamedTuple):
    """Eigenvalues of the largest component.

    Attributes:
        laplacian: The second least of the Laplacian.
        signless: The least of the signless Laplacian.
        normalized: The least of the normalized adjacency matrix.
    """

    laplacian: float
    signless: float
    normalized: float


@lru_cache(maxsize=1)
def eigenvalues(network: Network) -> Eigenvalues:
    """Return eigenvalues of the largest component, which has edges."""
    from scipy import sparse

    matrix = adjacency(network.largest)
    degrees = np.asarray(matrix.sum(axis=1)).ravel()
    diagonal, root = sparse.diags_array(degrees), sparse.diags_array(degrees**-0.5)
    return Eigenvalues(
        _least(diagonal - matrix, 2)[1],
        _least(diagonal + matrix, 1)[0],
        _ends(root @ matrix @ root, 1)[0][0],
    )


def adjacency(graph: ig.Graph) -> Any:
    """Return the adjacency matrix of a graph, as a sparse array of scipy."""
    from scipy import sparse

    ends = np.array(graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    one, other = np.concatenate([ends, ends[:, ::-1]]).T
    size = graph.vcount()
    return sparse.csr_array((np.ones(len(one)), (one, other)), shape=(size, size))


def _ends(matrix: Any, count: int) -> tuple[list[float], list[float]]:
    """Return the least and the greatest eigenvalues of a symmetric matrix, in rising order."""
    from scipy.sparse.linalg import eigsh

    size = matrix.shape[0]
    if size <= _DENSE:
        values = np.linalg.eigvalsh(matrix.toarray())
        return _listed(values[:count]), _listed(values[-count:])
    start = np.ones(size)  # so that every run takes the same steps
    low, high = (
        np.sort(eigsh(matrix, count, which=which, v0=start, return_eigenvectors=False))
        for which in ("SA", "LA")
    )
    return _listed(low), _listed(high)


def _least(matrix: Any, count: int) -> list[float]:
    """Return the least eigenvalues of a symmetric matrix that has no negative ones."""
    from scipy.sparse.linalg import eigsh

    size = matrix.shape[0]
    if size <= _DENSE:
        values = np.linalg.eigvalsh(matrix.toarray())
        return _listed(values[:count])
    below = -1e-6  # nearest to which are those that are wanted; at 0 it could not be inverted
    found = eigsh(matrix.tocsc(), count, sigma=below, v0=np.ones(size), return_eigenvectors=False)
    return _listed(np.sort(found))


def _listed(values: NDArray[np.float64]) -> list[float]:
    return [float(value) for value in values]
