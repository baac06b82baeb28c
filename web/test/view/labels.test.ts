import assert from "node:assert/strict";
import { test } from "node:test";
import { neighboursOf, placed, ranked, type Wanted } from "../../src/view/labels";

const SCREEN = { width: 300, height: 200 };

function wanted(x: number, y: number): Wanted {
  return { at: { x, y }, gap: 6, width: 60, height: 16 };
}

test("labels that would overlap go above their shapes, or are not shown", () => {
  const labels = [wanted(100, 100), wanted(120, 100), wanted(110, 100), wanted(200, 100)];
  assert.deepEqual(
    [...placed(labels, [0, 1, 2, 3], SCREEN)],
    [
      [0, "below"],
      [1, "above"],
      [3, "below"],
    ],
  );
});

test("the first in order has the first choice", () => {
  const labels = [wanted(100, 100), wanted(120, 100)];
  assert.equal(placed(labels, [1, 0], SCREEN).get(1), "below");
});

test("no label is cut at an edge", () => {
  const labels = [wanted(20, 100), wanted(280, 100), wanted(150, 190), wanted(150, 5)];
  assert.deepEqual(
    [...placed(labels, labels.keys(), SCREEN)],
    [
      [2, "above"],
      [3, "below"],
    ],
  );
});

test("what is chosen comes first, then its partners, then what has most partners", () => {
  const line = (from: number, to: number) => ({ from, to });
  // Two relations between the same two make one partner.
  const lines = [
    line(0, 1),
    line(0, 1),
    line(0, 1),
    line(2, 3),
    line(2, 4),
    line(2, 1),
    line(5, 0),
  ];
  const joined = neighboursOf(7, lines);
  assert.deepEqual(ranked(joined, []), [2, 0, 1, 3, 4, 5, 6]);
  assert.deepEqual(ranked(joined, [5]), [5, 0, 2, 1, 3, 4, 6]);
});
