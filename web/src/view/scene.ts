// What the page shows, read from the tables of its data.

import { at } from "../lists";
import type { EntryTable, PageData, StatementTable } from "./data";

/** How a statement stands among its rivals. */
export const MARKS = ["preferred", "normal", "rival", "deprecated"] as const;
export type Mark = (typeof MARKS)[number];

/** The value of a property, as one source states it; what is not known is empty. */
export interface Statement {
  readonly value: string;
  readonly source: string;
  readonly address: string;
  readonly quote: string;
  readonly mark: Mark;
  readonly reason: string;
  readonly asOf: string;
  readonly missing: string;
}

/** A property of a thing or of a part of it, with all that sources say of it. */
export interface Entry {
  /** The title of its section; entries of one section stand together. */
  readonly section: string;
  /** What the part is called, or empty. */
  readonly part: string;
  readonly property: string;
  /** Who contradicts whom, in a sentence, or empty. */
  readonly dispute: string;
  readonly statements: readonly Statement[];
}

export interface Node {
  readonly id: string;
  readonly label: string;
  /** The file of the page that it has of its own, or empty. */
  readonly page: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly account: () => Entry[];
}

/** A line from one node to another. */
export interface Relation {
  readonly subject: string;
  readonly label: string;
  /** The file of the page that it has of its own, or empty. */
  readonly page: string;
  readonly kind: string;
  readonly start: string;
  readonly status: string;
  readonly isPartnership: boolean;
  readonly from: number;
  readonly to: number;
  readonly account: () => Entry[];
}

export interface Scene {
  readonly nodes: readonly Node[];
  readonly relations: readonly Relation[];
}

/** Read the scene; accounts are read only when they are asked for. */
export function sceneOf({
  texts,
  nodes,
  relations,
  entries,
  statements,
  lines,
  drawing,
}: PageData): Scene {
  const lineOf = (n: number) => at(lines, at(drawing.edges, n).line);
  const text = (column: readonly number[], row: number) => at(texts, at(column, row));
  const told = (first: number, count: number) => () =>
    Array.from({ length: count }, (_, n) => entryAt(entries, statements, texts, first + n));
  return {
    nodes: nodes.id.map((_, n) => ({
      id: text(nodes.id, n),
      label: text(nodes.label, n),
      page: text(nodes.page, n),
      kind: text(nodes.kind, n),
      names: at(nodes.names, n),
      account: told(at(nodes.first_entry, n), at(nodes.entries, n)),
    })),
    relations: relations.subject.map((_, n) => ({
      subject: text(relations.subject, n),
      label: text(relations.label, n),
      page: text(relations.page, n),
      kind: text(relations.kind, n),
      start: text(relations.start, n),
      status: text(relations.status, n),
      isPartnership: lineOf(n).startsWith("standing-"),
      from: at(relations.from, n),
      to: at(relations.to, n),
      account: told(at(relations.first_entry, n), at(relations.entries, n)),
    })),
  };
}

function entryAt(
  table: EntryTable,
  statements: StatementTable,
  texts: readonly string[],
  row: number,
): Entry {
  const text = (column: readonly number[]) => at(texts, at(column, row));
  const first = at(table.first_statement, row);
  return {
    section: text(table.section),
    part: text(table.part),
    property: text(table.property),
    dispute: text(table.dispute),
    statements: Array.from({ length: at(table.statements, row) }, (_, n) =>
      statementAt(statements, texts, first + n),
    ),
  };
}

function statementAt(table: StatementTable, texts: readonly string[], row: number): Statement {
  const text = (column: readonly number[]) => at(texts, at(column, row));
  return {
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
