import assert from "node:assert/strict";
import { test } from "node:test";
import { alongArc, arcBetween, bendAt, distanceTo } from "../../src/atlas/picture/arcs";

const WEST = { x: 0, y: 100 };
const EAST = { x: 200, y: 100 };

test("an arc rises, whichever end comes first", () => {
  for (const [from, to] of [
    [WEST, EAST],
    [EAST, WEST],
  ] as const)
    assert.ok(alongArc(arcBetween(from, to, bendAt(0)), 0.5).y < 100);
});

test("lines of the network are straight", () => {
  const arc = arcBetween(WEST, EAST, bendAt(1));
  assert.deepEqual(alongArc(arc, 0.5), { x: 100, y: 100 });
});

test("the distance from an arc is that from its curve, not from its chord", () => {
  const arc = arcBetween(WEST, EAST, bendAt(0));
  const middle = alongArc(arc, 0.5);
  assert.ok(distanceTo(arc, middle) < 0.01);
  assert.ok(distanceTo(arc, { x: 100, y: 100 }) > 5);
  assert.ok(Math.abs(distanceTo(arc, { x: -30, y: 100 }) - 30) < 0.01);
});

test("an arc from a point to itself has a distance", () => {
  const arc = arcBetween(WEST, WEST, bendAt(0));
  assert.ok(Math.abs(distanceTo(arc, { x: 3, y: 104 }) - 5) < 1e-9);
});
