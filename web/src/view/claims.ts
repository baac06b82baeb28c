// Statements in the order in which the panel shows them: by property, value and standing.

import { at, grouped } from "../lists";
import { MARKS, type Statement } from "./scene";

/** The statements of one value; there is at least one. */
export interface Claim {
  readonly value: string;
  readonly mark: Statement["mark"];
  readonly statements: readonly Statement[];
}

/** Return the claims of each property, what is preferred first. */
export function claimsByProperty(statements: readonly Statement[]): Map<string, Claim[]> {
  const properties = grouped(statements, ({ property }) => property);
  return new Map([...properties].map(([property, said]) => [property, claimsOf(said)]));
}

function claimsOf(statements: readonly Statement[]): Claim[] {
  return [...grouped(statements, ({ mark, value }) => `${mark} ${value}`).values()]
    .map((said) => ({ value: at(said, 0).value, mark: at(said, 0).mark, statements: said }))
    .sort((a, b) => MARKS.indexOf(a.mark) - MARKS.indexOf(b.mark));
}
