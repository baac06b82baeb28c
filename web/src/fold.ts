// Folds what is typed as twingraph folds names: no case, accents, script or punctuation.

const PLAIN = /[a-z0-9]/;

/**
 * Return the function that folds texts by a table of letters.
 *
 * @param letters For each folded form the letters that have it; those without one divide words.
 */
export function foldingBy(letters: Readonly<Record<string, string>>): (text: string) => string {
  const forms = new Map<string, string>();
  for (const [form, alike] of Object.entries(letters)) {
    for (const letter of alike) forms.set(letter, form);
  }
  const folded = (letter: string) => forms.get(letter) ?? (PLAIN.test(letter) ? letter : " ");
  return (text) =>
    Array.from(text.normalize("NFC").toLowerCase(), folded).join("").replace(/ +/g, " ").trim();
}
