/** Keeps secrets out of texts: finds them in every form they are usually written in. */

/** Half-open, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type SecretFinder = (text: string) => readonly TextRange[];

export const redacted = '[redacted]';

/** Messages, labels and titles come again and again; what is longer is a file's own text. */
const longestKept = 1000;
const mostKept = 20_000;

/** Shorter texts would turn up in innocent words. */
const shortest = 6;

/**
 * Passwords that are words of every template and of our own messages. They give nothing away where they stand in a sentence, and
 * masking them would make the report unreadable; the place of the finding itself is masked all the same.
 */
const words = new Set([
  'password',
  'passwd',
  'passphrase',
  'secret',
  'default',
  'example',
  'changeme',
  'postgres',
  'master',
  'access',
  'string',
  'function',
]);

/** Replaces the secrets in a text. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const find = secretFinder(secrets);
  return (text) => {
    const ranges = find(text);
    if (ranges.length === 0) return text;
    let result = '';
    let from = 0;
    for (const { start, end } of ranges) {
      result += text.slice(from, start) + redacted;
      from = end;
    }
    return result + text.slice(from);
  };
}

/**
 * Where secrets stand in a text, in order and apart: overlapping ones are one range. The time grows with the text only,
 * however many secrets there are (Aho and Corasick's automaton over all forms of all of them).
 */
export function secretFinder(secrets: readonly string[]): SecretFinder {
  const forms = new Set(secrets.flatMap(formsOf));
  for (const form of forms) {
    if (form.length < shortest || redacted.includes(form)) forms.delete(form);
  }
  if (forms.size === 0) return () => [];
  const automaton = new Automaton(forms);
  const known = new Map<string, readonly TextRange[]>();
  return (text) => {
    if (text.length > longestKept) return automaton.find(text);
    let ranges = known.get(text);
    if (!ranges) {
      if (known.size >= mostKept) known.clear();
      ranges = automaton.find(text);
      known.set(text, ranges);
    }
    return ranges;
  };
}

function formsOf(secret: string): string[] {
  const text = secret.trim();
  if (text.length < shortest || words.has(text.toLowerCase())) return [];
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const parts = lines.length > 1 ? [text, ...lines] : [text];
  return parts.flatMap((part) => (part.length < shortest ? [] : [part, ...quoted(part), ...percentEncoded(part), ...base64(part)]));
}

/** As JSON, a shell or YAML write it in quotes. */
function quoted(text: string): string[] {
  return [JSON.stringify(text).slice(1, -1), text.replaceAll("'", "''"), text.replaceAll("'", "\\'"), text.replaceAll('$', '$$$$')];
}

/** Halves of surrogate pairs cannot be encoded; going through bytes replaces them. */
function percentEncoded(text: string): string[] {
  const encoded = encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
  return [encoded, encoded.replaceAll('%20', '+'), encoded.toLowerCase()];
}

/** The digits of base64 depend on how many bytes stand before the secret, modulo three: `user:secret` hides it in another form. */
function base64(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from('\0'.repeat(before) + text, 'utf8');
    const digits = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Edges are kept in one map, `state * 65536 + unit`, because a map for each of many states costs far more memory. */
class Automaton {
  readonly #edges = new Map<number, number>();
  /** The state of the longest proper suffix. */
  readonly #fallback: number[] = [0];
  /** The length of the longest form that ends in a state. */
  readonly #longest: number[] = [0];
  /** Pairs of units with which a form begins: nearly every position of a text is passed over by one look at it. */
  readonly #beginnings = new Uint8Array(65536);

  constructor(forms: Iterable<string>) {
    const parents: { readonly state: number; readonly unit: number }[] = [{ state: 0, unit: 0 }];
    const depths: number[] = [0];
    for (const form of forms) this.#add(form, parents, depths);
    const breadthFirst = depths.map((depth, state) => ({ depth, state })).sort((a, b) => a.depth - b.depth);
    for (const { depth, state } of breadthFirst) {
      if (depth < 1) continue;
      const { state: parent, unit } = parents[state] ?? { state: 0, unit: 0 };
      const fallback = depth === 1 ? 0 : this.#step(this.#fallback[parent] ?? 0, unit);
      this.#fallback[state] = fallback;
      this.#longest[state] = Math.max(this.#longest[state] ?? 0, this.#longest[fallback] ?? 0);
    }
  }

  find(text: string): TextRange[] {
    const ranges: { start: number; end: number }[] = [];
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (state === 0 && this.#beginnings[pair(unit, text.charCodeAt(i + 1))] === 0) continue;
      state = this.#step(state, unit);
      const length = this.#longest[state] ?? 0;
      if (length > 0) addRange(ranges, i + 1 - length, i + 1);
    }
    return ranges;
  }

  #add(form: string, parents: { readonly state: number; readonly unit: number }[], depths: number[]): void {
    let state = 0;
    this.#beginnings[pair(form.charCodeAt(0), form.charCodeAt(1))] = 1;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = this.#edges.get(state * 65536 + unit);
      if (next === undefined) {
        next = depths.length;
        this.#edges.set(state * 65536 + unit, next);
        parents.push({ state, unit });
        depths.push(i + 1);
        this.#fallback.push(0);
        this.#longest.push(0);
      }
      state = next;
    }
    this.#longest[state] = form.length;
  }

  #step(from: number, unit: number): number {
    for (let state = from; ; state = this.#fallback[state] ?? 0) {
      const next = this.#edges.get(state * 65536 + unit);
      if (next !== undefined) return next;
      if (state === 0) return 0;
    }
  }
}

function pair(first: number, second: number): number {
  return ((first * 251) ^ second) & 0xffff;
}

/** Ends only grow, so a new range can swallow the last ones but never stand before them. */
function addRange(ranges: { start: number; end: number }[], start: number, end: number): void {
  let from = start;
  for (let last = ranges.at(-1); last && last.end > from; last = ranges.at(-1)) {
    from = Math.min(from, last.start);
    ranges.pop();
  }
  ranges.push({ start: from, end });
}
