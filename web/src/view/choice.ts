// What may be chosen on the page: a node or a relation, by its number.

export interface Choice {
  readonly what: "node" | "relation";
  readonly number: number;
}

/** Read the choice that a button offers; undefined if it offers none. */
export function choiceOf({ node, relation }: DOMStringMap): Choice | undefined {
  if (node !== undefined) return { what: "node", number: Number(node) };
  if (relation !== undefined) return { what: "relation", number: Number(relation) };
  return undefined;
}
