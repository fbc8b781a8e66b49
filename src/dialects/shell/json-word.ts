/** Documents inside of words: JSON with the place of each value in the script, and the short spelling of the AWS command line. */
import { documentEditors } from '../../evaluation/document-editor.ts';
import type { Editor, Entry, Plain, Tree } from '../../evaluation/tree.ts';
import type { Edit } from '../../source/edit.ts';
import { SourceFile } from '../../source/file.ts';
import type { DocumentNode } from '../../syntax/document.ts';
import { readJson } from '../../syntax/json.ts';
import type { Word } from './word.ts';

/** The tree of a word that holds a JSON object or list. */
export function jsonOf(word: Word): Tree | undefined {
  if (word.document) return word.document;
  if (!/^\s*[{[]/.test(word.text)) return undefined;
  const document = readJson(new SourceFile(word.at.file.path, word.text));
  if (!document.root || document.problems.length > 0) return undefined;
  const editorOf = documentEditors(document);
  return build(document.root, word, editorOf);
}

function build(node: DocumentNode, word: Word, editorOf: (node: DocumentNode) => Editor): Tree {
  const { start, end } = node.at;
  const base = { at: word.part(start, end).at, via: word.via, editor: translated(editorOf(node), word) };
  if (node.kind === 'sequence') return { ...base, kind: 'sequence', items: node.items.map((item) => build(item, word, editorOf)) };
  if (node.kind === 'mapping') {
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.pairs)
      entries.set(key.text, { key: word.part(key.at.start, key.at.end).at, value: build(value, word, editorOf) });
    return { ...base, kind: 'mapping', entries };
  }
  if (typeof node.value !== 'string') return { ...base, kind: 'scalar', value: node.value };
  const inner = word.part(start + 1, end - 1);
  if (inner.isKnown) return { ...base, kind: 'scalar', value: node.value };
  return { ...base, kind: 'opaque', why: 'it is put together when the script runs', pattern: inner.pattern };
}

function translated(editor: Editor, word: Word): Editor {
  const outer = (edits: readonly Edit[] | undefined): readonly Edit[] | undefined => {
    const moved = edits?.map(({ at, text }) => word.edit(at.start, at.end, text));
    return moved?.every((one) => one !== undefined) ? moved.flat() : undefined;
  };
  return {
    replace: (to) => outer(editor.replace(to)),
    ...(editor.put && { put: (key: string, to: Plain) => outer(editor.put?.(key, to)) }),
    ...(editor.append && { append: (item: Plain) => outer(editor.append?.(item)) }),
    remove: () => outer(editor.remove?.()),
  };
}

/**
 * `Key=value,List=[a,b],Map={K=v}`.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
export function shorthandOf(word: Word): Tree | undefined {
  const reader = new Shorthand(word);
  return /^\s*[\w./*-]+=/.test(word.text) ? reader.mapping(word.text.length) : undefined;
}

class Shorthand {
  readonly #word: Word;
  #at = 0;

  constructor(word: Word) {
    this.#word = word;
  }

  /** The pairs up to a closing brace or the end. */
  mapping(end: number): Tree {
    const start = this.#at;
    const entries = new Map<string, Entry>();
    const { text } = this.#word;
    while (this.#at < end && text[this.#at] !== '}') {
      const equals = text.indexOf('=', this.#at);
      if (equals < 0) break;
      const [from, key] = [this.#at, text.slice(this.#at, equals).trim()];
      this.#at = equals + 1;
      entries.set(key, { key: this.#word.part(from, equals).at, value: this.#value(end) });
      if (text[this.#at] === ',') this.#at++;
    }
    return { kind: 'mapping', entries, at: this.#word.part(start, Math.max(this.#at, start + 1)).at, via: this.#word.via };
  }

  #value(end: number): Tree {
    const { text } = this.#word;
    if (text[this.#at] === '{') {
      this.#at++;
      const inner = this.mapping(end);
      this.#at++;
      return inner;
    }
    if (text[this.#at] === '[') return this.#list(end);
    const quote = text[this.#at];
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, this.#at + 1);
      const part = this.#word.part(this.#at + 1, close < 0 ? end : close);
      this.#at = close < 0 ? end : close + 1;
      return part.tree;
    }
    const from = this.#at;
    while (this.#at < end && !/[,}\]]/.test(text[this.#at]!)) this.#at++;
    // Commas in a value that are followed by no further pair belong to it: lists of plain words.
    const part = this.#word.part(from, this.#at);
    return part.tree;
  }

  #list(end: number): Tree {
    const start = this.#at++;
    const items: Tree[] = [];
    const { text } = this.#word;
    while (this.#at < end && text[this.#at] !== ']') {
      const before = this.#at;
      items.push(this.#value(end));
      if (text[this.#at] === ',' || this.#at === before) this.#at++;
    }
    this.#at++;
    return { kind: 'sequence', items, at: this.#word.part(start, this.#at).at, via: this.#word.via };
  }
}
