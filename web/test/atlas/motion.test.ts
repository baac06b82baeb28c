import assert from "node:assert/strict";
import { test } from "node:test";
import { eased, move } from "../../src/atlas/picture/motion";

test("a movement begins and ends slowly, and goes all the way", () => {
  assert.equal(eased(0), 0);
  assert.equal(eased(0.5), 0.5);
  assert.equal(eased(1), 1);
  assert.ok(eased(0.1) < 0.1 && eased(0.9) > 0.9);
});

test("a movement that takes no time is over at once", () => {
  const shares: number[] = [];
  move(0, (share) => shares.push(share)).stop();
  assert.deepEqual(shares, [1]);
});
