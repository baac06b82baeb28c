// What is shown as GEXF 1.3, the format of Gephi: a network that changes in time.

import { at } from "../../lists";
import type { Facts } from "../facts";
import { HIDDEN } from "../knowledge";
import { OPEN } from "../lifetimes";
import { LINE_STANDINGS, type Spots } from "../model";
import type { Selection } from "../selection";

/** Return the shown cities and lines; days are those of the earliest reading of a date. */
export function gexfOf(facts: Facts, selection: Selection, spots: Spots): string {
  const { knowledge } = facts;
  const { dataset, cities, lines } = knowledge;
  const nodes = Array.from({ length: cities.count }, (_, city) => city)
    .filter((city) => selection.degree[city])
    .map((city) => node(facts, city, spots));
  const edges = Array.from({ length: lines.count }, (_, line) => line)
    .filter((line) => selection.line[line] !== HIDDEN)
    .map((line) => edge(facts, selection, line));
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta${modified(dataset.today)}><creator>${xml(dataset.title)}</creator><description>${xml(dataset.citation)}</description></meta>
<graph mode="dynamic" defaultedgetype="undirected" timeformat="date">
<attributes class="node" mode="static"><attribute id="country" title="country" type="string"/></attributes>
<attributes class="edge" mode="static"><attribute id="partnership" title="partnership" type="string"/><attribute id="kind" title="kind" type="string"/><attribute id="status" title="status" type="string"/><attribute id="existence" title="existence" type="string"/><attribute id="derived" title="derived" type="boolean"/></attributes>
<nodes>
${nodes.join("\n")}
</nodes>
<edges>
${edges.join("\n")}
</edges>
</graph>
</gexf>
`;
}

function modified(today: number): string {
  return today < OPEN ? ` lastmodifieddate="${dayOf(today)}"` : "";
}

function node({ knowledge }: Facts, city: number, { x, y }: Spots): string {
  const { cities, countries } = knowledge;
  const country = countries.id[at(cities.country, city)] ?? "";
  const place = `<viz:position x="${at(x, city)}" y="${-at(y, city)}" z="0"/>`;
  return `<node id="${xml(at(cities.id, city))}" label="${xml(at(cities.label, city))}">${values({ country })}${place}</node>`;
}

function edge(facts: Facts, selection: Selection, line: number): string {
  const { cities, lines, partnerships } = facts.knowledge;
  const n = at(lines.partnership, line);
  const ends = [lines.one, lines.other].map((end) => xml(at(cities.id, at(end, line))));
  const told = values({
    partnership: at(partnerships.id, n),
    kind: facts.kind(n),
    status: at(LINE_STANDINGS, at(selection.standing, n)),
    existence: at(selection.existence, n),
    derived: String(at(lines.derived, line) === 1),
  });
  return `<edge id="${line}" source="${ends[0]}" target="${ends[1]}"${period(facts, n)}>${told}</edge>`;
}

/** Return when a partnership began and ended, as attributes; none if it is not known. */
function period(facts: Facts, partnership: number): string {
  const { days } = facts.knowledge;
  const start = days.earliest[facts.start(partnership)] ?? 0;
  const end = days.latest[facts.end(partnership)] ?? OPEN;
  const from = start > 0 ? ` start="${dayOf(start)}"` : "";
  return end < OPEN && end >= start ? `${from} end="${dayOf(end)}"` : from;
}

function values(given: Readonly<Record<string, string>>): string {
  const each = Object.entries(given).map(
    ([name, value]) => `<attvalue for="${name}" value="${xml(value)}"/>`,
  );
  return `<attvalues>${each.join("")}</attvalues>`;
}

/** Return yyyymmdd as a date of XML. */
export function dayOf(day: number): string {
  const digits = String(day).padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** Escape a text; what XML does not allow becomes the replacement character. */
export function xml(text: string): string {
  return Array.from(text, (letter) => escaped(letter, letter.codePointAt(0) ?? 0)).join("");
}

function escaped(letter: string, code: number): string {
  const isSpace = code === 9 || code === 10 || code === 13;
  if (isSpace || "&<>\"'".includes(letter)) return `&#${code};`;
  const isAllowed = code >= 32 && (code < 0xd800 || code > 0xdfff) && code < 0xfffe;
  return isAllowed || code > 0xffff ? letter : "\ufffd";
}
