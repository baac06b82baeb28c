"""``python -m benchmarks``: all figures, and exit code 1 if one misses its bound."""

import sys

from benchmarks import (
    atlas,
    atlas_page,
    building,
    checks,
    dump,
    matching,
    network,
    pages,
    questions,
    serving,
    shapes,
    soak,
    startup,
    view,
)

results = [
    part.main()
    for part in (
        startup,
        questions,
        shapes,
        checks,
        building,
        matching,
        dump,
        view,
        atlas,
        atlas_page,
        pages,
        serving,
        soak,
        network,
    )
]
sys.exit(0 if all(results) else 1)
