// Finds nodes by any of their names.

import { at } from "./lists";
import type { Node } from "./scene";

/** Return the numbers of the nodes that a folded text finds, names that begin with it first. */
export function matching(text: string, nodes: readonly Node[], language: string): number[] {
  if (!text) return [];
  const collator = new Intl.Collator(language);
  const begins = nodes.map(({ names }) => names.some((name) => name.startsWith(text)));
  return [...nodes.keys()]
    .filter((n) => at(nodes, n).names.some((name) => name.includes(text)))
    .sort(
      (a, b) =>
        Number(at(begins, b)) - Number(at(begins, a)) ||
        collator.compare(at(nodes, a).label, at(nodes, b).label),
    );
}
