"""Which answers are kept, and which go."""

from __future__ import annotations

from twingraph.serve.cache import Cache
from twingraph.store.formats import Written


def written(size: int, absent: tuple[str, ...] = ()) -> Written:
    return Written(b"x" * size, "json", is_cut=False, is_volatile=False, absent=absent)


def test_the_answer_that_was_used_longest_ago_goes_first() -> None:
    cache = Cache(30_000)
    for key in (b"a", b"b", b"c"):
        cache.put(key, written(1000))
    cache.get(b"a")
    for number in range(18):
        cache.put(bytes([number]), written(1000))
    assert cache.get(b"b") is None
    assert cache.get(b"a") == written(1000)


def test_an_answer_is_not_kept_that_would_leave_little_room() -> None:
    cache = Cache(10_000)
    cache.put(b"large", written(1000))
    cache.put(b"named", written(1, ("http://example.org/" + "g" * 1000,)))
    assert cache.get(b"large") is None
    assert cache.get(b"named") is None


def test_small_answers_count_with_what_they_take_beside_their_data() -> None:
    cache = Cache(10_000)
    for number in range(100):
        cache.put(bytes([number]), written(1))
    kept = [number for number in range(100) if cache.get(bytes([number]))]
    assert 10 <= len(kept) <= 20
    assert kept[-1] == 99
