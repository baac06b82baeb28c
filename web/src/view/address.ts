// What is chosen, in the fragment of the address, so that a link leads to it.

import type { Choice } from "./choice";
import type { Scene } from "./scene";

const THINGS = "/id/"; // What the addresses of things have before their names.

/** Return the fragment of a choice, without the number sign, such as "city/krakow". */
export function fragmentOf({ what, number }: Choice, { nodes, relations }: Scene): string {
  return nameOf((what === "node" ? nodes[number]?.id : relations[number]?.subject) ?? "");
}

/** Return what a fragment chooses: a node, or else the first relation; undefined if nothing. */
export function chosenBy(fragment: string, { nodes, relations }: Scene): Choice | undefined {
  const name = fragment.replace(/^#/, "");
  if (!name) return undefined;
  const node = nodes.findIndex(({ id }) => nameOf(id) === name);
  if (node >= 0) return { what: "node", number: node };
  const relation = relations.findIndex(({ subject }) => nameOf(subject) === name);
  return relation >= 0 ? { what: "relation", number: relation } : undefined;
}

/** Return the name of a thing in its address, which has nothing that an address must not have. */
function nameOf(iri: string): string {
  const place = iri.lastIndexOf(THINGS);
  return place < 0 ? encodeURIComponent(iri) : iri.slice(place + THINGS.length);
}
