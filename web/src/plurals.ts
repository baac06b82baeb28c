// Phrases with a number, as each language wants them.

/** The forms of a phrase by the plural categories of a language; {number} stands for the number. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Return the phrase for a number, such as "1 match" or "12 matches". */
export function counted(phrase: Counted, number: number, language: string): string {
  const form = phrase[new Intl.PluralRules(language).select(number)] ?? phrase.other;
  return form.replace("{number}", String(number));
}
