import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { decoded } from "../../src/atlas/decoding";
import { linesOf, starts, summed, unfold } from "../../src/atlas/reading";

test("three members have three lines, all of which are derived", () => {
  const lines = linesOf([
    [0, 1],
    [2, 0, 1],
  ]);
  assert.equal(lines.count, 4);
  assert.deepEqual([...lines.one], [0, 2, 2, 0]);
  assert.deepEqual([...lines.other], [1, 0, 1, 1]);
  assert.deepEqual([...lines.partnership], [0, 1, 1, 1]);
  assert.deepEqual([...lines.derived], [0, 1, 1, 1]);
});

test("the rows of an owner begin where those before it end, also without rows", () => {
  assert.deepEqual([...starts(4, [0, 0, 2, 2, 2])], [0, 2, 2, 5, 5]);
  assert.deepEqual([...starts(0, [])], [0]);
});

test("a line is its first point and steps", () => {
  assert.deepEqual([...unfold([10, 20, 1, -2, 3, 0])], [10, 20, 11, 18, 14, 18]);
});

test("data come back as they were deflated", async () => {
  const data = { texts: ["", "Łódź"], note: "</script>" };
  const written = deflateRawSync(JSON.stringify(data), { level: 9 }).toString("base64");
  assert.deepEqual(await decoded(`\n${written}\n`), data);
});

test("numbers come back from the steps between them", () => {
  assert.deepEqual([...summed([2, 0, 3])], [2, 2, 5]);
  assert.deepEqual([...summed([])], []);
});
