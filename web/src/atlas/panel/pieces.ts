// Pieces of which the panel consists: names that can be chosen, lines of the legend, facts.

import { make } from "../../dom";
import type { Facts } from "../facts";
import type { Standings } from "../knowledge";
import type { Stroked } from "../model";
import type { State } from "../state";

// The page of any other id has another name.
const PLAIN_ID = /^(?!(con|prn|aux|nul|(com|lpt)[0-9])$)(?=.{1,120}$)[a-z0-9]+(-+[a-z0-9]+)*$/;
const SVG = "http://www.w3.org/2000/svg";

/** Return a name; its direction does not change that of the words around it. */
export function name(text: string): HTMLElement {
  return make("bdi", "", text);
}

/** Return a button that changes the state. */
export function chooser(
  label: string,
  part: Partial<State>,
  change: (part: Partial<State>) => void,
) {
  const button = make("button", "choice", name(label));
  button.type = "button";
  button.addEventListener("click", () => change(part));
  return button;
}

/** Return a link to a page outside, or only its title if it has no address. */
export function outside(title: string, address: string): HTMLElement {
  if (!address) return name(title);
  const link = make("a", "", name(title || address));
  link.href = address;
  link.rel = "noopener noreferrer";
  return link;
}

/** Return a link to the page of a thing, if there are pages beside the atlas. */
export function pageLink(
  { knowledge, wording }: Facts,
  kind: "city" | "partnership",
  id: string,
): HTMLElement[] {
  const { pages } = knowledge.dataset;
  if (!pages || !PLAIN_ID.test(id)) return [];
  const link = make("a", "", wording.say(`page_${kind}`));
  link.href = `${pages}${kind}/${encodeURIComponent(id)}.html`;
  return [make("p", "", link)];
}

/** Return the sign of a look: its line, as in the legend; of what is not shown, none. */
export function dash(look: Stroked | "hidden", { id, dash }: Standings): SVGElement {
  const line = document.createElementNS(SVG, "line");
  for (const [key, value] of Object.entries({ x1: 0, x2: 32, y1: 4, y2: 4 }))
    line.setAttribute(key, String(value));
  line.setAttribute("stroke-dasharray", (dash[id.indexOf(look)] ?? []).join(" "));
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", "0 0 32 8");
  sign.setAttribute("class", `dash standing-${look}`);
  sign.setAttribute("aria-hidden", "true");
  sign.append(line);
  return sign;
}

/** Return a folded part, which is filled when it is opened first. */
export function folded(
  summary: string,
  fill: () => readonly (Node | string)[],
): HTMLDetailsElement {
  const inside = make("div", "");
  const part = make("details", "", make("summary", "", summary), inside);
  part.addEventListener("toggle", () => {
    if (part.open && !inside.childNodes.length) inside.append(...fill());
  });
  return part;
}

/** Return a list of which the first entries are shown, and a button for the others. */
export function longList(
  entries: readonly number[],
  most: number,
  item: (entry: number) => HTMLElement,
  moreText: (number: number) => string,
): HTMLElement[] {
  const list = make("ul", "entries", ...entries.slice(0, most).map(item));
  if (entries.length <= most) return [list];
  const more = make("button", "", moreText(entries.length - most));
  more.type = "button";
  more.addEventListener("click", () => {
    const added = entries.slice(most).map(item);
    list.append(...added);
    more.remove();
    added[0]?.querySelector("button")?.focus();
  });
  return [list, more];
}
