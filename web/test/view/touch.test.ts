import assert from "node:assert/strict";
import { test } from "node:test";
import { between } from "../../src/view/touch";

test("two fingers move what lies between them", () => {
  const one = { clientX: 10, clientY: 20 };
  assert.deepEqual(between(one, { clientX: 30, clientY: 0 }), { clientX: 20, clientY: 10 });
});
