import assert from "node:assert/strict";
import { test } from "node:test";
import { emphasisOf } from "../../src/atlas/emphasis";
import { Selector } from "../../src/atlas/selection";
import { openingState, rangeOf, type State, Store } from "../../src/atlas/state";
import { active, knows, TODAY } from "./small";

const knowledge = knows(
  ["a DE", "b PL", "c UA", "d FR"],
  [active("a b", 1970), active("b c", 1980), active("a c d", 1990)],
);
const selector = new Selector(knowledge);
const opening = openingState(rangeOf(selector.lifetimes, TODAY));

function standsOut(part: Partial<State>): [number[], number[]] | null {
  const state = { ...opening, ...part };
  const emphasis = emphasisOf(knowledge, selector.select(state), state);
  return emphasis && [[...emphasis.cities].sort(), [...emphasis.lines].sort()];
}

test("without a choice nothing stands out", () => assert.equal(standsOut({}), null));

test("a city stands out with its partners, or with theirs too", () => {
  assert.deepEqual(standsOut({ city: 1 }), [
    [0, 1, 2],
    [0, 1],
  ]);
  assert.deepEqual(standsOut({ city: 1, depth: 2 }), [
    [0, 1, 2, 3],
    [0, 1, 2, 3, 4],
  ]);
});

test("between two cities the way stands out, or the partners of both", () => {
  assert.deepEqual(standsOut({ city: 1, other: 3 })?.[0].length, 3);
  assert.deepEqual(standsOut({ city: 0, other: 2, search: "common" }), [
    [0, 1, 2, 3],
    [0, 1, 3, 4],
  ]);
});

test("what is not shown does not stand out", () => {
  assert.deepEqual(standsOut({ partnership: 1, from: 1970, to: 1975 }), [[1, 2], []]);
});

test("a partnership stands out with all of its lines, a country with all of its cities'", () => {
  assert.deepEqual(standsOut({ partnership: 2 }), [
    [0, 2, 3],
    [2, 3, 4],
  ]);
  assert.deepEqual(standsOut({ nation: 1 }), [
    [0, 1, 2],
    [0, 1],
  ]);
});

test("followers hear of a change once, and of no change never", () => {
  const store = new Store(opening);
  const heard: Partial<State>[] = [];
  store.follow((state, before) => heard.push({ city: state.city, other: before.city }));
  store.change({ city: 1 });
  store.change({ city: 1 });
  assert.deepEqual(heard, [{ city: 1, other: null }]);
});
