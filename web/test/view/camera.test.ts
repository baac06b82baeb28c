import assert from "node:assert/strict";
import { test } from "node:test";
import {
  crowdedLookOf,
  lookOf,
  meanOf,
  overview,
  READABLE,
  wantedBy,
  withLabels,
} from "../../src/view/camera";

const FRAME = { left: 0, top: 0, right: 1000, bottom: 500 };
const CENTRE = { x: 10, y: 20 };

test("everything is shown where it can be read", () => {
  const { position, scale } = overview(
    FRAME,
    { width: 1000, height: 500 },
    false,
    CENTRE,
    READABLE,
  );
  assert.deepEqual(position, { x: 500, y: 250 });
  assert.equal(scale, 0.97);
});

test("a small screen shows the centre, at a readable size", () => {
  const { position, scale } = overview(FRAME, { width: 300, height: 300 }, false, CENTRE, READABLE);
  assert.deepEqual(position, CENTRE);
  assert.equal(scale, READABLE);
});

test("what is nearly readable is shown whole", () => {
  const { position, scale } = overview(FRAME, { width: 620, height: 400 }, false, CENTRE, READABLE);
  assert.deepEqual(position, { x: 500, y: 250 });
  assert.ok(scale < READABLE && scale * (FRAME.right - FRAME.left) <= 620);
});

test("a frame has the labels of its nodes in it, as broad as their fonts make them", () => {
  const node = { id: 7, group: "", shape: "", label: "", x: 0, y: 0, size: 6, font: { size: 10 } };
  const nodes = [
    { ...node, label: "wide\n-", x: 990 },
    { ...node, label: "-", x: 500 },
  ];
  const widthOf = (line: string, size: number) => line.length * size;
  assert.deepEqual(withLabels(FRAME, nodes, widthOf), { ...FRAME, right: 1010 });
});

test("everything is shown, however small, if it is asked for", () => {
  const { position, scale } = overview(FRAME, { width: 300, height: 300 }, false, CENTRE, 0);
  assert.deepEqual(position, { x: 500, y: 250 });
  assert.ok(scale * (FRAME.right - FRAME.left) <= 300);
});

test("a crowded map leaves room for the labels at its sides", () => {
  const screen = { width: 360, height: 900 };
  const { position, scale } = overview(FRAME, screen, true, undefined, READABLE);
  assert.ok(screen.width / 2 + (FRAME.left - position.x) * scale >= 45);
});

test("a crowded map is always shown whole, with room for labels below it", () => {
  const screen = { width: 1000, height: 500 };
  const { position, scale } = overview(FRAME, screen, true, CENTRE, READABLE);
  const lowest = screen.height / 2 + (FRAME.bottom - position.y) * scale;
  const highest = screen.height / 2 + (FRAME.top - position.y) * scale;
  assert.ok(highest >= 0);
  assert.ok(lowest + 60 <= screen.height);
  assert.equal(position.x, 500);
});

test("a crowded map is drawn even where there is hardly room", () => {
  const { scale } = overview(FRAME, { width: 100, height: 40 }, true, CENTRE, READABLE);
  assert.ok(scale > 0);
});

test("few cities are not blown up without end", () => {
  const frame = { left: 0, top: 0, right: 10, bottom: 10 };
  assert.equal(
    overview(frame, { width: 1000, height: 1000 }, false, undefined, READABLE).scale,
    1.8,
  );
});

test("the mean of two ends lies between them", () => {
  assert.deepEqual(
    meanOf([
      { x: 0, y: 10 },
      { x: 10, y: 30 },
    ]),
    { x: 5, y: 20 },
  );
});

const NODE = { id: 7, group: "", shape: "", label: "A\nB", x: 0, y: 0, size: 6 };

test("a label above its shape is moved by both, with air between them", () => {
  const below = { ...NODE, font: { size: 10 } };
  assert.deepEqual(lookOf(below).font, { size: 10, vadjust: 0 });
  assert.deepEqual(lookOf({ ...below, above: true }).font, { size: 10, vadjust: -40 });
});

test("labels of a crowded map have one size on the screen, and shapes do not grow beyond theirs", () => {
  const node = { ...NODE, size: 16, font: { size: 14 } };
  assert.deepEqual(crowdedLookOf(node, 0.1, "below"), {
    id: 7,
    size: 16,
    label: "A\nB",
    font: { size: 130, vadjust: 0 },
  });
  assert.deepEqual(crowdedLookOf(node, 2, "above"), {
    id: 7,
    size: 3,
    label: "A\nB",
    font: { size: 6.5, vadjust: -6 - 6.5 * 2.8 },
  });
  assert.equal(crowdedLookOf(node, 2, undefined).label, "");
});

test("a label wants the space of its broadest line and of all its lines", () => {
  const node = { ...NODE, label: "wide\n-", font: { size: 14 } };
  const widthOf = (line: string, size: number) => line.length * size;
  const { gap, width, height } = wantedBy(node, 0.5, { x: 1, y: 2 }, widthOf);
  assert.equal(gap, 3);
  assert.ok(width >= 4 * 13 && width < 5 * 13);
  assert.ok(height >= 2 * 13 && height < 3 * 13);
});
