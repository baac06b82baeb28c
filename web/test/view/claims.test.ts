import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsByProperty } from "../../src/view/claims";
import { sceneOf } from "../../src/view/scene";
import { pageData } from "./page-data";

test("what is preferred comes first, with all who say it", () => {
  const statements = sceneOf(pageData()).relations[0]?.statements() ?? [];
  const claims = claimsByProperty(statements).get("Start") ?? [];
  assert.deepEqual(
    claims.map(({ value, mark, statements: said }) => [value, mark, said.length]),
    [
      ["1973", "preferred", 2],
      ["1974", "rival", 1],
    ],
  );
});

test("nothing stated is no property", () => {
  assert.equal(claimsByProperty([]).size, 0);
});
