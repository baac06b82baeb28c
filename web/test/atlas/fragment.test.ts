import assert from "node:assert/strict";
import { test } from "node:test";
import { Fragments } from "../../src/atlas/fragment";
import { lifetimesOf } from "../../src/atlas/lifetimes";
import { openingState, rangeOf, type State } from "../../src/atlas/state";
import { active, knows, TODAY } from "./small";

const knowledge = knows(
  ["leipzig DE", "krakow PL", "kyiv UA"],
  [active("leipzig krakow", 1973), active("kyiv leipzig", 1961)],
);
const range = rangeOf(lifetimesOf(knowledge), TODAY);
const fragments = new Fragments(knowledge, range);
const opening = openingState(range);

function comesBack(part: Partial<State>, fragment: string): void {
  const state = { ...opening, ...part };
  assert.equal(fragments.write(state), fragment);
  assert.deepEqual(fragments.read(`#${fragment}`), { state, ignored: [] });
}

test("the page as it opens has no fragment", () => comesBack({}, ""));

test("each part of a state comes back from its fragment", () => {
  comesBack({ layout: "network" }, "layout=network");
  comesBack({ from: 1970, to: 1989 }, "from=1970&to=1989");
  comesBack({ only: { ...opening.only, country: [0, 2] } }, "country=DE,UA");
  comesBack({ only: { ...opening.only, status: [4, 6] } }, "status=ended,undated");
  comesBack({ partners: 3, undated: false }, "partners=3&undated=no");
  comesBack({ city: 1, depth: 2 }, "city=krakow&depth=2");
  comesBack({ city: 1, other: 2, search: "common" }, "city=krakow&other=kyiv&search=common");
  comesBack({ partnership: 0 }, "partnership=krakow--leipzig");
  comesBack({ nation: 2 }, "nation=UA");
  comesBack({ view: { x: -120, y: 40, zoom: 2.5 } }, "x=-120&y=40&zoom=2.500");
});

test("what means nothing is left out and told", () => {
  const { state, ignored } = fragments.read(
    "#city=atlantis&from=99999999&layout=<script>&what=ever&kind=twin-town,x&to=1980&__proto__=1&status=hidden",
  );
  assert.deepEqual(state, { ...opening, to: 1980 });
  assert.deepEqual(
    ignored.map(({ name }) => name),
    ["city", "from", "layout", "what", "kind", "__proto__", "status"],
  );
});

test("a hostile fragment is ignored, and not repeated at length", () => {
  const { state, ignored } = fragments.read(
    `#${"x".repeat(10_000)}=${"\u202e<".repeat(10_000)}&x=NaN&zoom=1e9`,
  );
  assert.deepEqual(state, opening);
  assert.ok(ignored.every(({ name, value }) => name.length <= 61 && value.length <= 61));
});

test("a source is named by its id, which another build gives it too", () => {
  const { only } = opening;
  comesBack({ only: { ...only, source: [1] } }, "source=website");
  assert.equal(fragments.read("#source=1").ignored.length, 1);
});

test("part of a view is no view", () => {
  assert.equal(fragments.read("#x=10&y=20").state.view, null);
  assert.equal(fragments.read("#x=10&y=20&zoom=0").state.view, null);
});

test("years in the wrong order are put right", () => {
  const { state } = fragments.read("#from=1990&to=1970");
  assert.deepEqual([state.from, state.to], [1970, 1990]);
});

test("a step of a story comes back with what is shown", () => {
  comesBack({ story: 0, step: 2, city: 1 }, "city=krakow&story=tour&step=3");
  comesBack({ story: 0, step: 0, to: 1990 }, "to=1990&story=tour&step=1");
});

test("a step of a story alone means its state", () => {
  const { state, ignored } = fragments.read("#story=tour&step=1");
  assert.deepEqual(state, { ...opening, city: 0, to: 1980, story: 0, step: 0 });
  assert.deepEqual(fragments.read("#story=tour").state, state);
  assert.deepEqual(ignored, []);
});

test("the state of a step is that of a page as it opens, but for what the step says", () => {
  const third = { ...opening.only, kind: [0] };
  assert.deepEqual(fragments.at(0, 2), { ...opening, city: 1, only: third, story: 0, step: 2 });
});

test("a story or a step that there is not is ignored and told", () => {
  for (const part of ["story=saga", "step=2", "story=tour&step=4", "story=tour&step=0"]) {
    const { ignored } = fragments.read(`#${part}&to=1980`);
    assert.equal(ignored.length, 1, part);
  }
  assert.equal(fragments.read("#story=saga").state.story, null);
  assert.equal(fragments.read("#story=tour&step=9").state.step, 0);
});
