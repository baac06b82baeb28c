import assert from "node:assert/strict";
import { test } from "node:test";
import { escaped, SvgPen } from "../../src/atlas/picture/svgpen";

const HOSTILE = `</text><script>alert("1")</script>&'`;

test("texts are written as text", () => {
  const pen = new SvgPen({ land: [], borders: [] }, `"Noto", sans-serif`);
  const plain = { x: 1, y: 2, size: 12, bold: true, colour: "#123456", halo: "#ffffff" };
  pen.words({ text: HOSTILE, ...plain });
  const svg = pen.written(100, 50, HOSTILE);
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, /&lt;\/text&gt;&lt;script&gt;alert\(&quot;1&quot;\)/);
  assert.match(svg, /unicode-bidi="isolate"/);
  assert.match(svg, /font-family="&quot;Noto&quot;, sans-serif"/);
});

test("characters that XML does not know are replaced", () => {
  assert.equal(escaped("a\u0000b\u0007c\uFFFFd\uD800e"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
  assert.equal(escaped("Łódź 🇺🇦"), "Łódź 🇺🇦");
});

test("lines are paths with the dash of their standing", () => {
  const pen = new SvgPen({ land: [], borders: [] }, "serif");
  const arc = { from: { x: 0, y: 1 }, over: { x: 10.123, y: 20 }, to: { x: 30, y: 40 } };
  pen.curve(arc, { colour: "#0b5aa0", width: 1.3, dash: [2, 4], opacity: 0.5 });
  pen.curve(arc, { colour: "#0b5aa0", width: 1.3, dash: [], opacity: 1 });
  const [dashed, plain] = pen.written(9, 9, "").match(/<path[^>]*>/g) ?? [];
  assert.match(dashed ?? "", /d="M0 1Q10\.12 20 30 40".*stroke-dasharray="2 4"/);
  assert.doesNotMatch(plain ?? "", /dasharray/);
});
