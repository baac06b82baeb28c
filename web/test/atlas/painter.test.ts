import assert from "node:assert/strict";
import { test } from "node:test";
import { appearance, LINE_STANDINGS, type Shown, STROKED } from "../../src/atlas/model";
import type { Arc } from "../../src/atlas/picture/arcs";
import type { Colours } from "../../src/atlas/picture/colours";
import { citiesByDegree } from "../../src/atlas/picture/communities";
import { thingAt } from "../../src/atlas/picture/hits";
import { partnersReach, surroundings } from "../../src/atlas/picture/nearby";
import { sceneOf } from "../../src/atlas/picture/opening";
import { CAREFUL, EVERYTHING, Painter, QUICK } from "../../src/atlas/picture/painter";
import type { Disc, Pen, Stroke, Words } from "../../src/atlas/picture/pen";
import {
  countriesShare,
  type Dashes,
  type Scene,
  screenPoint,
} from "../../src/atlas/picture/scene";
import { overlap } from "../../src/boxes";
import { active, knows } from "./small";

const measure = (text: string, size: number) => Array.from(text).length * size * 0.5;
const DASH = Object.fromEntries(
  STROKED.map((look, n) => [look, n ? [n, 4] : []]),
) as unknown as Dashes;
const [ACTIVE, ENDED] = [LINE_STANDINGS.indexOf("active"), LINE_STANDINGS.indexOf("ended")];

function colours(): Colours {
  const named = (name: string) => `#${name}`;
  return {
    sea: named("sea"),
    land: named("land"),
    coast: named("coast"),
    border: named("border"),
    ink: named("ink"),
    card: named("card"),
    accent: named("accent"),
    glow: named("glow"),
    standing: Object.fromEntries(STROKED.map((look) => [look, named(look)])) as Colours["standing"],
    community: ["#one", "#two"],
  };
}

/** Remembers what was drawn. */
class Notes implements Pen {
  readonly curves: { arc: Arc; stroke: Stroke }[] = [];
  readonly discs: Disc[] = [];
  readonly texts: Words[] = [];
  fill(): void {}
  ground(): void {}
  ring(): void {}
  curve(arc: Arc, stroke: Stroke): void {
    this.curves.push({ arc, stroke });
  }
  disc(disc: Disc): void {
    this.discs.push(disc);
  }
  words(words: Words): void {
    this.texts.push(words);
  }
}

/** A ring of cities around Leipzig, which has a partnership with each of them. */
function scene(count: number, line = new Uint8Array(count).fill(ACTIVE)): Scene {
  const partners = Array.from({ length: count }, (_, n) => active(`leipzig c${n}`, 1990));
  const names = ["leipzig DE", ...partners.map((_, n) => `c${n} PL`)];
  const known = knows(names, partners);
  for (let n = 1; n <= count; n++) {
    const turn = (n / count) * 2 * Math.PI;
    known.cities.map.x[n] = 100 * Math.cos(turn);
    known.cities.map.y[n] = 100 * Math.sin(turn);
  }
  known.cities.map.x[0] = 0;
  known.cities.map.y[0] = 0;
  const made = sceneOf(known, colours(), DASH);
  made.camera.resize(800, 600);
  show(made, line);
  return made;
}

function show(made: Scene, line: Uint8Array): void {
  const degree = new Uint16Array(made.atlas.cities.count);
  line.forEach((standing, n) => {
    if (!standing) return;
    for (const city of [made.atlas.lines.one[n] ?? 0, made.atlas.lines.other[n] ?? 0])
      degree[city] = (degree[city] ?? 0) + 1;
  });
  const shown: Shown = { line, possible: new Uint8Array(line.length), degree, emphasis: null };
  Object.assign(made, { shown, byDegree: citiesByDegree(degree) });
}

function painted(made: Scene, effort = CAREFUL, covered: Parameters<Painter["look"]>[1] = []) {
  const painter = new Painter(made, measure);
  painter.look(effort, covered);
  const notes = new Notes();
  painter.front(notes);
  return { painter, notes };
}

test("a line has the colour and the dash of its standing; hidden ones are not drawn", () => {
  const { notes } = painted(scene(3, Uint8Array.of(ACTIVE, ENDED, 0)));
  assert.deepEqual(
    notes.curves.map(({ stroke }) => [stroke.colour, stroke.dash]),
    [
      ["#active", []],
      ["#ended", DASH.ended],
    ],
  );
});

test("a line that was only possibly there is fainter", () => {
  const made = scene(2);
  made.shown.possible[1] = 1;
  const [certain, possible] = painted(made).notes.curves;
  assert.ok((possible?.stroke.opacity ?? 1) < (certain?.stroke.opacity ?? 0));
});

test("cities without a shown line are not drawn or named", () => {
  const { notes } = painted(scene(3, Uint8Array.of(ACTIVE, 0, 0)));
  assert.equal(notes.discs.length, 2);
  assert.deepEqual(
    notes.texts.map(({ text }) => text.toLowerCase()),
    ["leipzig", "c0"],
  );
});

test("a partner out of sight is named where the line to it leaves the picture", () => {
  const made = scene(4);
  made.chosen = 0;
  made.emphasis = surroundings(made, 0);
  made.camera.view = { x: 0, y: 0, zoom: 8 };
  const texts = painted(made).notes.texts.map(({ text }) => text);
  assert.deepEqual(texts.slice(1).sort(), ["c0 ↓", "c1 ←", "c2 ↑", "c3 →"]);
  made.camera.view = { x: 0, y: 0, zoom: 1 };
  assert.ok(painted(made).notes.texts.every(({ text }) => !/[→↘↓↙←↖↑↗]/.test(text)));
});

test("a line between two of several looks so, whatever is not known of its date and status", () => {
  const several = ["active", "undated", "unknown", "ended", "planned"].map((standing) =>
    appearance((LINE_STANDINGS as readonly string[]).indexOf(standing), true),
  );
  assert.deepEqual(several, ["derived", "derived", "derived", "ended", "planned"]);
  assert.equal(appearance(LINE_STANDINGS.indexOf("undated"), false), "undated");
  assert.equal(appearance(LINE_STANDINGS.indexOf("hidden"), true), "hidden");
});

test("few cities give way to their countries only from far away", () => {
  const made = scene(6);
  for (const [zoom, share] of [
    [1, 0],
    [0.35, 0],
    [0.2, 1],
  ] as const) {
    made.camera.view = { x: 0, y: 0, zoom };
    assert.equal(countriesShare(Object.assign(made, { countries: { areTogether: true } })), share);
  }
});

test("a chosen city stands out with its partners, and the others step back", () => {
  const made = scene(6);
  made.chosen = 1;
  made.emphasis = surroundings(made, 1);
  const { notes } = painted(made);
  const strong = notes.curves.filter(({ stroke }) => stroke.opacity > 0.9);
  assert.equal(strong.length, 1);
  assert.ok(notes.curves.every(({ stroke }) => stroke.opacity > 0.9 || stroke.opacity < 0.3));
  assert.equal(notes.texts.length, 2);
  assert.equal(notes.discs.filter(({ fill }) => fill === "#accent").length, 1);
});

test("too many lines are left to the raster, but not in a file", () => {
  const made = scene(CAREFUL.lines + 5);
  assert.equal(painted(made).notes.curves.length, 0);
  assert.equal(painted(made, EVERYTHING).notes.curves.length, CAREFUL.lines + 5);
});

test("among too many lines those that ended are still strokes", () => {
  const line = new Uint8Array(CAREFUL.lines + 5).fill(ACTIVE);
  line.fill(ENDED, 0, 7);
  const { notes, painter } = painted(scene(line.length, line));
  assert.deepEqual(new Set(notes.curves.map(({ stroke }) => stroke.colour)), new Set(["#ended"]));
  assert.equal(notes.curves.length, 7);
  assert.deepEqual(
    painter.distinct.map(({ count }) => count),
    [7],
  );
});

test("a quick picture is followed by a careful one only where that shows more", () => {
  assert.ok(!painted(scene(10), QUICK).painter.isRough);
  assert.ok(painted(scene(QUICK.lines + 5), QUICK).painter.isRough);
  assert.ok(!painted(scene(QUICK.lines + 5), CAREFUL).painter.isRough);
});

test("no label lies below what covers a part of the picture", () => {
  const legend = { left: 0, top: 0, right: 420, bottom: 600 };
  const { notes } = painted(scene(40), CAREFUL, [legend]);
  assert.ok(notes.texts.length > 3);
  for (const { x, y, text, size } of notes.texts) {
    const box = {
      left: x,
      top: y - size / 2,
      right: x + measure(text, size),
      bottom: y + size / 2,
    };
    assert.ok(!overlap(box, legend));
  }
});

test("the city, or else the line, at a point is found", () => {
  const made = scene(4);
  const { painter } = painted(made);
  const at = (x: number, y: number) => thingAt(made, { x, y }, painter.cities, painter.distinct);
  const leipzig = screenPoint(made, 0);
  assert.deepEqual(at(leipzig.x + 3, leipzig.y), { city: 0 });
  const east = screenPoint(made, 4);
  const found = at((leipzig.x + east.x) / 2, leipzig.y - 0.13 * 0.5 * (east.x - leipzig.x));
  assert.deepEqual(found, { line: 3 });
  assert.equal(at(5, 5), null);
});

test("most partners of a city lie within its reach", () => {
  const made = scene(9);
  assert.equal(Math.round(partnersReach(made, 0, "map")), 100);
  show(made, new Uint8Array(9));
  assert.equal(partnersReach(made, 0, "map"), 0);
});

test("an atlas without cities is drawn", () => {
  const { notes } = painted(sceneOf(knows([], []), colours(), DASH));
  assert.deepEqual([notes.curves, notes.discs, notes.texts], [[], [], []]);
});
