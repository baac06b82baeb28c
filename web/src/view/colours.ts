// The colours of the drawing: those of the style sheet, which knows light and dark.

import { at } from "../lists";
import type { DrawnEdge, DrawnNode } from "./data";

const VEIL = "59"; // How opaque a line is among thousands: each lets the others through.

/** Return a colour of the style sheet by its name. */
export type Palette = (name: string) => string;

export interface Colour {
  readonly color: string;
  readonly hover: string;
  readonly highlight: string;
}

/** Return the colours that the style sheet has now. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** Return the colours of each group of nodes. */
export function groupColours(nodes: readonly DrawnNode[], colour: Palette) {
  const kinds = [...new Set(nodes.map(({ group }) => group))];
  return Object.fromEntries(kinds.map((kind) => [kind, { color: nodeColour(kind, colour) }]));
}

function nodeColour(kind: string, colour: Palette) {
  const background = colour(`--kind-${kind}`);
  const strong = { background, border: colour("--ink") };
  return { background, border: colour("--card"), highlight: strong, hover: strong };
}

/**
 * Return the colours of each edge.
 *
 * @param names Names of the colours, to which the edges refer by their numbers.
 */
export function edgeColours(
  edges: readonly DrawnEdge[],
  names: readonly string[],
  crowded: boolean,
  colour: Palette,
): { id: number; color: Colour }[] {
  const lines = names.map((name) => {
    const own = colour(`--${name}`);
    // A colour that the system forces has a name, which cannot be veiled.
    const veil = crowded && own.startsWith("#") ? VEIL : "";
    return { color: own + veil, hover: own, highlight: own };
  });
  return edges.map(({ id, line }) => ({ id, color: at(lines, line) }));
}
