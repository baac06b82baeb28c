// The words of the page in its language, with numbers and names in their places.

type Values = Readonly<Record<string, string | number>>;
type Forms = Readonly<Record<string, string>>;

export class Wording {
  private readonly plurals: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;
  private readonly listed: Intl.ListFormat;
  readonly collator: Intl.Collator;

  constructor(
    readonly language: string,
    private readonly words: Forms,
    private readonly counted: Readonly<Record<string, Forms>>,
  ) {
    this.plurals = new Intl.PluralRules(language);
    this.numbers = new Intl.NumberFormat(language);
    this.listed = new Intl.ListFormat(language);
    this.collator = new Intl.Collator(language, { numeric: true });
  }

  /** Return a word or sentence; its placeholders are names in braces. */
  say(key: string, values: Values = {}): string {
    return filled(this.need(this.words, key), values);
  }

  /** Return a phrase in the form that agrees with its number. */
  count(key: string, number: number, values: Values = {}): string {
    const forms = this.need(this.counted, key);
    const form = forms[this.plurals.select(number)] ?? this.need(forms, "other");
    return filled(form, { ...values, number: this.number(number) });
  }

  /** Return a number as the language writes it. */
  number(number: number): string {
    return this.numbers.format(number);
  }

  /** Return "a, b and c". */
  list(parts: readonly string[]): string {
    return this.listed.format(parts);
  }

  private need<T>(table: Readonly<Record<string, T>>, key: string): T {
    const entry = table[key];
    if (entry === undefined) throw new Error(`the page has no words for ${key}`);
    return entry;
  }
}

/** Fill the placeholders; a value that ends with a full stop, such as a date, has no second one. */
function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}(\.?)/g, (whole, name: string, stop: string) => {
    if (values[name] === undefined) return whole;
    const value = String(values[name]);
    return value.endsWith(".") ? value : value + stop;
  });
}
