// What the page shows, read from the tables of its data.

import { at } from "../lists";
import type { PageData, StatementTable } from "./data";

/** How a statement stands among its rivals. */
export const MARKS = ["preferred", "normal", "rival", "deprecated"] as const;
export type Mark = (typeof MARKS)[number];

/** The value of a property, as one source states it; what is not known is empty. */
export interface Statement {
  readonly property: string;
  readonly value: string;
  readonly source: string;
  readonly address: string;
  readonly quote: string;
  readonly mark: Mark;
  readonly reason: string;
  readonly asOf: string;
  readonly missing: string;
}

export interface Node {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly statements: () => Statement[];
}

/** A line from one node to another. */
export interface Relation {
  readonly subject: string;
  readonly label: string;
  readonly kind: string;
  readonly start: string;
  readonly status: string;
  readonly from: number;
  readonly to: number;
  readonly statements: () => Statement[];
}

export interface Scene {
  readonly nodes: readonly Node[];
  readonly relations: readonly Relation[];
}

/** Read the scene; statements are read only when they are asked for. */
export function sceneOf({ texts, nodes, relations, statements }: PageData): Scene {
  const text = (column: readonly number[], row: number) => at(texts, at(column, row));
  const said = (first: number, count: number) => () =>
    Array.from({ length: count }, (_, n) => statementAt(statements, texts, first + n));
  return {
    nodes: nodes.id.map((_, n) => ({
      id: text(nodes.id, n),
      label: text(nodes.label, n),
      kind: text(nodes.kind, n),
      names: at(nodes.names, n),
      statements: said(at(nodes.first_statement, n), at(nodes.statements, n)),
    })),
    relations: relations.subject.map((_, n) => ({
      subject: text(relations.subject, n),
      label: text(relations.label, n),
      kind: text(relations.kind, n),
      start: text(relations.start, n),
      status: text(relations.status, n),
      from: at(relations.from, n),
      to: at(relations.to, n),
      statements: said(at(relations.first_statement, n), at(relations.statements, n)),
    })),
  };
}

function statementAt(table: StatementTable, texts: readonly string[], row: number): Statement {
  const text = (column: readonly number[]) => at(texts, at(column, row));
  return {
    property: text(table.property),
    value: text(table.value),
    source: text(table.source),
    address: text(table.address),
    quote: text(table.quote),
    mark: markOf(text(table.mark)),
    reason: text(table.reason),
    asOf: text(table.as_of),
    missing: text(table.missing),
  };
}

function markOf(word: string): Mark {
  const mark = MARKS.find((known) => known === word);
  if (!mark) throw new TypeError(`a statement is marked "${word}"; known are ${MARKS.join(", ")}`);
  return mark;
}
