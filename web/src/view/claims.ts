// The statements of an entry by value and standing, as the panel shows them.

import { at, grouped } from "../lists";
import type { Statement } from "./scene";

/** The statements of one value; there is at least one. */
export interface Claim {
  readonly value: string;
  readonly mark: Statement["mark"];
  readonly statements: readonly Statement[];
}

/** Return the claims of an entry, whose statements come in the order in which they are told. */
export function claimsOf(statements: readonly Statement[]): Claim[] {
  return [...grouped(statements, ({ mark, value }) => `${mark} ${value}`).values()].map((said) => ({
    value: at(said, 0).value,
    mark: at(said, 0).mark,
    statements: said,
  }));
}
