import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceOf } from "../../src/view/choice";

test("a button offers a node or a relation, the first one included", () => {
  assert.deepEqual(choiceOf({ node: "0" }), { what: "node", number: 0 });
  assert.deepEqual(choiceOf({ relation: "12" }), { what: "relation", number: 12 });
});

test("another button offers nothing", () => {
  assert.equal(choiceOf({}), undefined);
});
