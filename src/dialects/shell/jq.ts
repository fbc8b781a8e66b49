/** Documents that `jq -n` puts together: objects, lists, texts and variables, with the place of each in the script. */
import type { Entry, Tree } from '../../evaluation/tree.ts';
import { Word, type Piece } from './word.ts';

/** The tree that a program of jq gives without any input; undefined for programs that do more than put together. */
export function jqDocument(program: Word, bound: ReadonlyMap<string, Word>): Tree | undefined {
  if (!program.isKnown) return undefined;
  const reader = new JqReader(program, bound);
  try {
    const tree = reader.expression();
    return reader.isAtEnd ? tree : undefined;
  } catch {
    return undefined;
  }
}

class UnknownSyntax extends Error {}

class JqReader {
  readonly #program: Word;
  readonly #text: string;
  readonly #bound: ReadonlyMap<string, Word>;
  #at = 0;
  #depth = 0;

  constructor(program: Word, bound: ReadonlyMap<string, Word>) {
    this.#program = program;
    this.#text = program.text;
    this.#bound = bound;
  }

  get isAtEnd(): boolean {
    this.#blank();
    return this.#at >= this.#text.length;
  }

  /** A term with what is added to it, and conversions to text behind it. */
  expression(): Tree {
    if (++this.#depth > 40) throw new UnknownSyntax();
    const start = this.#start();
    let tree = this.#term();
    for (;;) {
      this.#blank();
      if (this.#takes('+')) tree = this.#sum(tree, this.#term(), start);
      else if (this.#takes('|')) this.#conversion();
      else break;
    }
    this.#depth--;
    return tree;
  }

  #term(): Tree {
    const start = this.#start();
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#object(start);
    if (sign === '[') return this.#list(start);
    if (sign === '"') return this.#string().tree;
    if (this.#takes('(')) {
      const inner = this.expression();
      this.#expect(')');
      return inner;
    }
    if (sign === '$') return this.#variable().tree;
    const plain = this.#match(/-?\d+(?:\.\d+)?|true|false|null/y);
    if (plain === undefined) throw new UnknownSyntax();
    const value: unknown = JSON.parse(plain);
    return { kind: 'scalar', value: typeof value === 'number' || typeof value === 'boolean' ? value : null, ...this.#base(start) };
  }

  #variable(): Word {
    const start = this.#at;
    this.#at++;
    const name = this.#match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?/y);
    if (name === undefined) throw new UnknownSyntax();
    const place = this.#program.part(start, this.#at).at;
    const [first = '', member] = name.split('.');
    const word = this.#bound.get(first === 'ENV' && member !== undefined ? `ENV.${member}` : name);
    return word?.usedAt(place) ?? new Word([{ hole: {}, at: place }], place);
  }

  #object(start: number): Tree {
    this.#expect('{');
    const entries = new Map<string, Entry>();
    while (!this.#takes('}')) {
      const from = this.#start();
      const isVariable = this.#text[this.#at] === '$';
      const word = isVariable ? this.#variable() : undefined;
      const name = word ? this.#text.slice(from + 1, this.#at) : this.#key();
      const key = this.#program.part(from, this.#at).at;
      this.#blank();
      if (this.#takes(':')) entries.set(name, { key, value: this.expression() });
      else if (word) entries.set(name, { key, value: word.tree });
      else throw new UnknownSyntax();
      this.#blank();
      if (!this.#takes(',') && this.#text[this.#at] !== '}') throw new UnknownSyntax();
    }
    return { kind: 'mapping', entries, ...this.#base(start) };
  }

  #key(): string {
    if (this.#text[this.#at] === '"') return this.#string().text;
    const name = this.#match(/[A-Za-z_]\w*/y);
    if (name === undefined) throw new UnknownSyntax();
    return name;
  }

  #list(start: number): Tree {
    this.#expect('[');
    const items: Tree[] = [];
    while (!this.#takes(']')) {
      items.push(this.expression());
      this.#blank();
      if (!this.#takes(',') && this.#text[this.#at] !== ']') throw new UnknownSyntax();
    }
    return { kind: 'sequence', items, ...this.#base(start) };
  }

  /** `"arn:\($name)/*"`. */
  #string(): Word {
    const start = this.#at++;
    const pieces: Piece[] = [];
    let from = this.#at;
    const flush = (): void => {
      if (this.#at > from) pieces.push(...this.#program.part(from, this.#at).pieces);
    };
    while (this.#text[this.#at] !== '"') {
      if (this.#at >= this.#text.length) throw new UnknownSyntax();
      if (this.#text[this.#at] !== '\\') this.#at++;
      else if (this.#text[this.#at + 1] === '(') {
        flush();
        this.#at += 2;
        const [open, inner] = [this.#at, this.expression()];
        this.#expect(')');
        pieces.push({ hole: {}, at: this.#program.part(open, this.#at).at, tree: inner });
        from = this.#at;
      } else throw new UnknownSyntax();
    }
    flush();
    this.#at++;
    const at = this.#program.part(start, this.#at).at;
    return new Word(pieces, at, this.#program.via);
  }

  #sum(left: Tree, right: Tree, start: number): Tree {
    if (left.kind === 'sequence' && right.kind === 'sequence') {
      return { kind: 'sequence', items: [...left.items, ...right.items], ...this.#base(start) };
    }
    if (left.kind === 'mapping' && right.kind === 'mapping') {
      return { kind: 'mapping', entries: new Map([...left.entries, ...right.entries]), ...this.#base(start) };
    }
    const parts = [left, right].map((side) => {
      if (side.kind === 'scalar' && typeof side.value === 'string') return [side.value];
      return side.kind === 'opaque' ? (side.pattern ?? [{}]) : [{}];
    });
    const pattern = parts.flat();
    const base = this.#base(start);
    if (pattern.every((part) => typeof part === 'string')) return { kind: 'scalar', value: pattern.join(''), ...base };
    return { kind: 'opaque', why: 'it is put together when the script runs', pattern, ...base };
  }

  #conversion(): void {
    this.#blank();
    if (this.#match(/tostring|tojson|@json|@text|\./y) === undefined) throw new UnknownSyntax();
  }

  #base(start: number): Pick<Tree, 'at' | 'via'> {
    return { at: this.#program.part(start, this.#at).at, via: this.#program.via };
  }

  #start(): number {
    this.#blank();
    return this.#at;
  }

  #blank(): void {
    this.#match(/(?:\s|#[^\n]*)+/y);
  }

  #takes(sign: string): boolean {
    this.#blank();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new UnknownSyntax();
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
