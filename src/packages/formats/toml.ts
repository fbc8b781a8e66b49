/** Reads TOML with the place of every value: https://toml.io/en/v1.0.0. Tolerant: what cannot be read is a problem, and the rest stands. */
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import {
  scalarNode,
  type DocumentNode,
  type MappingNode,
  type Pair,
  type ParsedDocument,
  type ScalarNode,
  type SequenceNode,
  type SyntaxProblem,
} from '../../syntax/document.ts';
import { maxDepth, maxNodes, maxProblems } from '../../syntax/limits.ts';

export function readToml(file: SourceFile): ParsedDocument {
  return file.once(parse);
}

function parse(file: SourceFile): ParsedDocument {
  const reader = new TomlReader(file);
  const root = reader.read();
  return { file, format: 'yaml', root, roots: [root], problems: reader.problems };
}

type Table = MappingNode & { readonly pairs: Pair[] };
type List = SequenceNode & { readonly items: DocumentNode[] };

class TomlReader {
  readonly problems: SyntaxProblem[] = [];
  readonly #file: SourceFile;
  readonly #text: string;
  readonly #indexes = new Map<Table, { reached: number; readonly values: Map<string, DocumentNode> }>();
  #at = 0;
  #nodes = 0;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#text = file.text;
  }

  read(): MappingNode {
    const root = this.#table(0);
    let current = root;
    while (this.#at < this.#text.length) {
      this.#skip(true);
      if (this.#at >= this.#text.length) break;
      if (this.#nodes > maxNodes) {
        this.problems.push({ message: `More than ${maxNodes} values: the rest is not read`, offset: this.#at, fatal: true });
        break;
      }
      // What follows a header that cannot be read belongs to nothing.
      if (this.#text[this.#at] === '[') current = this.#header(root) ?? this.#table(this.#at);
      else this.#assignment(current);
      this.#endOfLine();
    }
    return root;
  }

  #header(root: Table): Table | undefined {
    const start = this.#at;
    const list = this.#text.startsWith('[[', start);
    this.#at += list ? 2 : 1;
    const keys = this.#keys();
    if (keys.length === 0 || !this.#text.startsWith(list ? ']]' : ']', this.#at)) {
      this.#report('A table header does not end');
      return undefined;
    }
    this.#at += list ? 2 : 1;
    const last = keys.at(-1);
    const owner = keys.slice(0, -1).reduce<Table>((table, key) => this.#inside(table, key), root);
    if (!last) return undefined;
    if (!list) return this.#inside(owner, last);
    const found = this.#valueOf(owner, last.text);
    const items = found?.kind === 'sequence' ? (found as List) : this.#list(start);
    if (found !== items) owner.pairs.push({ key: last, value: items });
    const table = this.#table(start);
    items.items.push(table);
    return table;
  }

  /** The table under `key`, the last one of an array of tables; made where there is none. */
  #inside(owner: Table, key: ScalarNode): Table {
    const found = this.#valueOf(owner, key.text);
    if (found?.kind === 'mapping') return found as Table;
    const last = found?.kind === 'sequence' ? found.items.at(-1) : undefined;
    if (last?.kind === 'mapping') return last as Table;
    const table = this.#table(key.at.start);
    owner.pairs.push({ key, value: table });
    return table;
  }

  /** Tables may have very many keys: each is indexed as far as it was when it was last asked. */
  #valueOf(table: Table, key: string): DocumentNode | undefined {
    const index = this.#indexes.get(table) ?? { reached: 0, values: new Map<string, DocumentNode>() };
    this.#indexes.set(table, index);
    for (; index.reached < table.pairs.length; index.reached++) {
      const pair = table.pairs[index.reached];
      if (pair) index.values.set(pair.key.text, pair.value);
    }
    return index.values.get(key);
  }

  #assignment(table: Table): void {
    const keys = this.#keys();
    const last = keys.at(-1);
    if (!last || this.#text[this.#at] !== '=') {
      this.#report('A key and a value were expected');
      return;
    }
    this.#at++;
    this.#skip(false);
    const owner = keys.slice(0, -1).reduce<Table>((from, key) => this.#inside(from, key), table);
    const value = this.#value(0);
    if (value) owner.pairs.push({ key: last, value });
  }

  #keys(): ScalarNode[] {
    const keys: ScalarNode[] = [];
    for (;;) {
      this.#skip(false);
      const quote = this.#text[this.#at];
      if (quote === '"' || quote === "'") keys.push(this.#quoted(quote));
      else {
        const bare = /[\w-]+/y;
        bare.lastIndex = this.#at;
        const match = bare.exec(this.#text)?.[0];
        if (match === undefined) return [];
        keys.push(this.#scalar(this.#at, this.#at + match.length, 'plain', match));
        this.#nodes--;
        this.#at += match.length;
      }
      this.#skip(false);
      if (this.#text[this.#at] !== '.' || keys.length > maxDepth) return keys;
      this.#at++;
    }
  }

  #value(depth: number): DocumentNode | undefined {
    const first = this.#text[this.#at];
    if (depth > maxDepth) {
      this.#report('It is nested too deeply');
      return undefined;
    }
    if (first === '"' || first === "'") return this.#quoted(first);
    if (first === '[') return this.#array(depth);
    if (first === '{') return this.#inlineTable(depth);
    const bare = /[^\s,\]}#]+(?: \d[^\s,\]}#]*)?/y;
    bare.lastIndex = this.#at;
    const match = bare.exec(this.#text)?.[0];
    if (match === undefined) {
      this.#report('A value is missing');
      return undefined;
    }
    const node = this.#scalar(this.#at, this.#at + match.length, 'plain', match);
    this.#at += match.length;
    return match === 'true' || match === 'false' ? { ...node, value: match === 'true' } : node;
  }

  #quoted(quote: string): ScalarNode {
    const start = this.#at;
    const long = this.#text.startsWith(quote.repeat(3), start);
    const open = long ? 3 : 1;
    let at = start + open;
    for (; at < this.#text.length; at++) {
      const unit = this.#text[at];
      if (unit === '\\' && quote === '"') at++;
      else if (unit === '\n' && !long) break;
      else if (unit === quote && (!long || this.#text.startsWith(quote.repeat(3), at))) break;
    }
    const ended = this.#text[at] === quote;
    const content = this.#text.slice(start + open, at);
    this.#at = ended ? at + open : at;
    if (!ended) this.#report('A text does not end');
    const text = quote === '"' ? unescape(content) : content;
    return this.#scalar(start, this.#at, long ? 'literal' : quote === '"' ? 'double' : 'single', text);
  }

  #array(depth: number): DocumentNode {
    const list = this.#list(this.#at);
    this.#at++;
    for (;;) {
      this.#skip(true);
      if (this.#text[this.#at] === ']') break;
      const value = this.#at < this.#text.length ? this.#value(depth + 1) : undefined;
      if (!value) {
        this.#report('A list does not end');
        return list;
      }
      list.items.push(value);
      this.#skip(true);
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#text[this.#at] !== ']') {
        this.#report('A comma is missing');
        return list;
      }
    }
    this.#at++;
    return { ...list, at: span(this.#file, list.at.start, this.#at), whole: span(this.#file, list.at.start, this.#at) };
  }

  #inlineTable(depth: number): DocumentNode {
    const table = this.#table(this.#at);
    this.#at++;
    for (;;) {
      this.#skip(true);
      if (this.#text[this.#at] === '}') break;
      const keys = this.#keys();
      const last = keys.at(-1);
      if (!last || this.#text[this.#at] !== '=') {
        this.#report('A key and a value were expected');
        return table;
      }
      this.#at++;
      this.#skip(false);
      const owner = keys.slice(0, -1).reduce<Table>((from, key) => this.#inside(from, key), table);
      const value = this.#value(depth + 1);
      if (!value) return table;
      owner.pairs.push({ key: last, value });
      this.#skip(true);
      if (this.#text[this.#at] === ',') this.#at++;
    }
    this.#at++;
    return { ...table, style: 'flow', at: span(this.#file, table.at.start, this.#at), whole: span(this.#file, table.at.start, this.#at) };
  }

  /** Blanks, and with `lines` line ends and comments too. */
  #skip(lines: boolean): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const unit = this.#text[this.#at];
      if (unit === ' ' || unit === '\t') continue;
      if (!lines) return;
      if (unit === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = (end < 0 ? this.#text.length : end) - 1;
      } else if (unit !== '\n' && unit !== '\r') return;
    }
  }

  /** Only a comment may stand behind a header or a value. */
  #endOfLine(): void {
    this.#skip(false);
    const end = this.#text.indexOf('\n', this.#at);
    const rest = this.#text.slice(this.#at, end < 0 ? undefined : end).trim();
    if (rest !== '' && !rest.startsWith('#')) this.#report('Unexpected text');
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  #report(message: string): void {
    if (this.problems.length < maxProblems) this.problems.push({ message, offset: this.#at, fatal: false });
  }

  #scalar(start: number, end: number, style: ScalarNode['style'], text: string): ScalarNode {
    this.#nodes++;
    const at = span(this.#file, start, end);
    return scalarNode(style, text, text, at);
  }

  #table(start: number): Table {
    this.#nodes++;
    const at = span(this.#file, start, start);
    return { kind: 'mapping', style: 'block', pairs: [], at, whole: at, tag: undefined };
  }

  #list(start: number): List {
    this.#nodes++;
    const at = span(this.#file, start, start);
    return { kind: 'sequence', style: 'flow', items: [], at, whole: at, tag: undefined };
  }
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  const short: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/gs, (_, four?: string, eight?: string, one?: string) => {
    const code = four ?? eight;
    if (code === undefined) return short[one ?? ''] ?? one ?? '';
    const number = Number.parseInt(code, 16);
    return number <= 0x10ffff ? String.fromCodePoint(number) : '\ufffd';
  });
}
