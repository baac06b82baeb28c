import assert from "node:assert/strict";
import { test } from "node:test";
import { lifetimesOf } from "../../src/atlas/lifetimes";
import { LINE_STANDINGS } from "../../src/atlas/model";
import { Selector } from "../../src/atlas/selection";
import { openingState, rangeOf, type State } from "../../src/atlas/state";
import { active, knows, TODAY } from "./small";

const knowledge = knows(
  ["leipzig DE", "krakow PL", "kyiv UA", "lyon FR"],
  [
    { ...active("leipzig krakow", 1973), fields: ["culture"], sources: ["Archive"] },
    { ...active("leipzig kyiv", 1961), kind: "cooperation" },
    active("leipzig lyon", null),
    {
      members: "krakow kyiv",
      phases: [
        { standing: "active", start: [19800101, 19891231] },
        { standing: "ended", start: 2022 },
      ],
    },
    active("leipzig krakow kyiv", 2024),
  ],
  ["krakow"],
);
const selector = new Selector(knowledge);
const opening = openingState(rangeOf(lifetimesOf(knowledge), TODAY));
const shown = (part: Partial<State>) => selector.select({ ...opening, ...part }).partnerships;
const only = (part: Partial<State["only"]>) => shown({ only: { ...opening.only, ...part } });

test("the page opens with everything, and tells apart what is undated", () => {
  const selection = selector.select(opening);
  assert.deepEqual(selection.partnerships, [0, 1, 2, 3, 4]);
  assert.deepEqual(selection.counts, { certain: 4, possible: 0, undated: 1, planned: 0 });
  assert.deepEqual([...selection.degree], [5, 4, 4, 1]);
});

test("the years are those from the first partnership to today", () => {
  assert.deepEqual(rangeOf(lifetimesOf(knowledge), TODAY), { first: 1961, last: 2026 });
  assert.deepEqual(rangeOf([], TODAY), { first: 2026, last: 2026 });
  assert.deepEqual(rangeOf(lifetimesOf(knowledge), 99999999), { first: 1961, last: 2024 });
});

test("a span shows what existed in it", () => {
  assert.deepEqual(shown({ from: 1961, to: 1970 }), [1, 2]);
  assert.deepEqual(shown({ from: 1961, to: 1970, undated: false }), [1]);
  assert.deepEqual(shown({ from: 2025, to: 2025, undated: false }), [0, 1, 4]);
});

test("what is only possible is marked on its lines", () => {
  const { possible, counts } = selector.select({ ...opening, from: 1985, to: 1985 });
  assert.equal(counts.possible, 1);
  assert.deepEqual([...possible], [0, 0, 0, 1, 0, 0, 0]);
});

test("each filter lets through what has what is wanted", () => {
  assert.deepEqual(only({ country: [3] }), [2]);
  assert.deepEqual(only({ country: [1, 3] }), [0, 2, 3, 4]);
  assert.deepEqual(only({ kind: [1] }), [1]);
  assert.deepEqual(only({ field: [0] }), [0]);
  assert.deepEqual(only({ source: [0] }), [0]);
  assert.deepEqual(only({ network: [0] }), [0, 3, 4]);
  assert.deepEqual(only({ status: [LINE_STANDINGS.indexOf("ended")] }), [3]);
});

test("filters of several kinds must all let it through", () => {
  assert.deepEqual(only({ country: [2], kind: [0] }), [3, 4]);
});

test("a number of partners leaves out cities with fewer", () => {
  assert.deepEqual(shown({ partners: 2 }), [0, 1, 3, 4]);
  assert.deepEqual(shown({ partners: 4 }), []);
});
