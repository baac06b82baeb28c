import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsOf } from "../../src/view/ground";

test("a line is written as a point and the steps to each next one", () => {
  assert.deepEqual(pointsOf([10, 20, 1, -1, 0, 5]), [
    [10, 20],
    [11, 19],
    [11, 24],
  ]);
});

test("no point is no line", () => {
  assert.deepEqual(pointsOf([]), []);
});
