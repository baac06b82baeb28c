// What a name that is being typed may go on with.

/** Its name with a prefix, what it is called, and whether it is a class, property or concept. */
export type Term = [name: string, label: string, kind: string];

const MOST = 50;
const NAME = /^[A-Za-z][\w-]*(:[\w-]*)?$/;

/** Return the terms whose name or whose label begins as what is typed; names come first. */
export function matches(terms: readonly Term[], typed: string): Term[] {
  if (!NAME.test(typed)) return [];
  const start = typed.toLowerCase();
  const exact = terms.filter(([name]) => name.startsWith(typed));
  const named = terms.filter(
    ([name]) => !name.startsWith(typed) && name.toLowerCase().startsWith(start),
  );
  const called = typed.includes(":")
    ? []
    : terms.filter(
        (term) =>
          !term[0].toLowerCase().startsWith(start) &&
          words(term[1]).some((w) => w.startsWith(start)),
      );
  return [...exact, ...named, ...called].slice(0, MOST);
}

function words(label: string): string[] {
  return label.toLowerCase().split(/\s+/);
}

/** Return the prefixes of names among the tokens of a query, each once. */
export function used(tokens: readonly { string: string; type: string | null }[]): string[] {
  const names = tokens.filter(({ string, type }) => isName(type) && /^[\w-]+:/.test(string));
  return [...new Set(names.map(({ string }) => string.slice(0, string.indexOf(":"))))];
}

function isName(type: string | null): boolean {
  return type === "string-2" || type === "error";
}
