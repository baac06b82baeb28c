// Phrases with a number, as each language wants them.

import type { Counted } from "./data";

/** Return the phrase for a number, such as "1 match" or "12 matches". */
export function counted(phrase: Counted, number: number, language: string): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = phrase;
  const form = forms[new Intl.PluralRules(language).select(number)] ?? phrase.other;
  return form.replace("{}", String(number));
}
