import assert from "node:assert/strict";
import { test } from "node:test";
import { counted } from "../src/plurals";

const polish = {
  one: "{number} wynik",
  few: "{number} wyniki",
  many: "{number} wyników",
  other: "{number} wyniku",
};

test("a number and its word agree", () => {
  assert.equal(counted({ one: "{number} match", other: "{number} matches" }, 1, "en"), "1 match");
  assert.equal(
    counted({ one: "{number} match", other: "{number} matches" }, 12, "en"),
    "12 matches",
  );
  const said = [1, 2, 5, 12, 22].map((number) => counted(polish, number, "pl"));
  assert.deepEqual(said, ["1 wynik", "2 wyniki", "5 wyników", "12 wyników", "22 wyniki"]);
});

test("a phrase without the form of a number has the general one", () => {
  assert.equal(counted({ other: "{number} Treffer" }, 1, "de"), "1 Treffer");
});
