import assert from "node:assert/strict";
import { test } from "node:test";
import { histogramOf, peakOf } from "../../src/atlas/histogram";
import { nextYear } from "../../src/atlas/player";
import { type Scale, scaleOf, shareOf, ticksOf, yearAt } from "../../src/atlas/scale";
import { moved, yearAfter } from "../../src/atlas/timeslider";

const even: Scale = { first: 1950, pivot: 1950, last: 2026 };
const years = Array.from({ length: 200 }, (_, n) => 1950 + (n % 70));
const old = scaleOf({ first: 836, last: 2026 }, [836, ...years]);

test("years lie evenly on the track if no few ones are much older", () => {
  assert.deepEqual(scaleOf({ first: 1950, last: 2026 }, years), even);
  assert.equal(shareOf(even, 1950), 0);
  assert.equal(shareOf(even, 1988), 0.5);
  assert.equal(shareOf(even, 2026), 1);
});

test("few old years share a short part at the beginning", () => {
  assert.equal(old.pivot, 1950);
  assert.ok(shareOf(old, 1949) < 0.1);
  assert.ok(shareOf(old, 1988) > 0.5);
});

test("each year is found again at its place", () => {
  for (const scale of [even, old])
    for (let year = scale.first; year <= scale.last; year += 1)
      assert.equal(yearAt(scale, shareOf(scale, year)), year);
});

test("places beyond the track are its ends", () => {
  assert.equal(yearAt(old, -3), 836);
  assert.equal(yearAt(old, 7), 2026);
});

test("a single year is a track too", () => {
  const one = scaleOf({ first: 2026, last: 2026 }, []);
  assert.equal(shareOf(one, 2026), 1);
  assert.equal(yearAt(one, 0.3), 2026);
  assert.deepEqual(ticksOf(one, 0.1), [2026]);
});

test("years are written beneath the track where they have room", () => {
  assert.deepEqual(ticksOf(even, 0.2), [1960, 1980, 2000, 2026]);
  const ticks = ticksOf(old, 0.1);
  assert.equal(ticks[0], 836);
  assert.equal(ticks.at(-1), 2026);
});

test("thumbs stop at each other and at the ends", () => {
  const span = { from: 1970, to: 1990 };
  assert.deepEqual(moved(span, "from", 2000, false, even), { from: 1990, to: 1990 });
  assert.deepEqual(moved(span, "to", 1960, false, even), { from: 1970, to: 1970 });
  assert.deepEqual(moved(span, "to", 3000, false, even), { from: 1970, to: 2026 });
  assert.deepEqual(moved(span, "to", 1800, true, even), { from: 1950, to: 1950 });
});

test("keys move a thumb by a year, a decade, or to an end", () => {
  const keys = ["ArrowLeft", "ArrowUp", "PageDown", "PageUp", "Home", "End", "a"];
  assert.deepEqual(
    keys.map((key) => yearAfter(key, 1990, even)),
    [1989, 1991, 1980, 2000, 1950, 2026, null],
  );
});

test("playing leaves out old years in which nothing happened", () => {
  const begun = new Array<number>(1191).fill(0);
  begun[1200 - 836] = 1;
  const happened = { first: 836, last: 2026, begun, ended: [], imprecise: 0 };
  assert.equal(nextYear(836, 1, old, happened), 1200);
  assert.equal(nextYear(1200, 1, old, happened), 1950);
  assert.equal(nextYear(1960, 1, old, happened), 1961);
  assert.equal(nextYear(2020, 10, old, happened), 2026);
});

test("a histogram counts years that are known, and says how many are not", () => {
  const day = (from: number, to = from) => ({
    earliest: from * 10000 + 101,
    latest: to * 10000 + 1231,
  });
  const lifetimes = [
    [{ begin: day(1960), end: day(1962), isOlder: false }],
    [{ begin: day(1960), end: null, isOlder: false }],
    [{ begin: day(1960, 1969), end: null, isOlder: false }],
    [{ begin: null, end: null, isOlder: false }],
    [{ begin: day(1962), end: null, isOlder: true }],
    [{ begin: day(1961), end: null, isOlder: false }],
  ];
  const passes = Uint8Array.from([1, 1, 1, 1, 1, 0]);
  const histogram = histogramOf(lifetimes, passes, { first: 1960, last: 1963 });
  assert.deepEqual(histogram.begun, [2, 0, 0, 0]);
  assert.deepEqual(histogram.ended, [0, 0, 1, 0]);
  assert.equal(histogram.imprecise, 1);
  assert.deepEqual(peakOf(histogram, histogram.begun), { year: 1960, number: 2 });
  assert.equal(peakOf(histogram, [0, 0]), null);
});
