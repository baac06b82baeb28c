import assert from "node:assert/strict";
import { test } from "node:test";
import { at, filledBy, grouped } from "../src/lists";

test("an entry that is not there is an error that says where", () => {
  assert.equal(at(["a"], 0), "a");
  assert.throws(() => at(["a"], 1), /no entry 1 in a list of 1/);
});

test("groups keep the order in which they are met", () => {
  const groups = grouped(["bb", "a", "c"], ({ length }) => String(length));
  assert.deepEqual(
    [...groups],
    [
      ["2", ["bb"]],
      ["1", ["a", "c"]],
    ],
  );
});

test("an array is filled with a number for each place", () => {
  assert.deepEqual([...filledBy(new Int32Array(3), (place) => 10 * place)], [0, 10, 20]);
  assert.equal(filledBy(new Float32Array(0), () => 1).length, 0);
});
