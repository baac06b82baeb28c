import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "../../src/view/claims";
import { sceneOf } from "../../src/view/scene";
import { pageData } from "./page-data";

test("a value is told once, with all who say it", () => {
  const [entry] = sceneOf(pageData()).relations[0]?.account() ?? [];
  const claims = claimsOf(entry?.statements ?? []);
  assert.deepEqual(
    claims.map(({ value, mark, statements: said }) => [value, mark, said.length]),
    [
      ["1973", "preferred", 2],
      ["1974", "rival", 1],
    ],
  );
});

test("nothing stated is no claim", () => {
  assert.deepEqual(claimsOf([]), []);
});
