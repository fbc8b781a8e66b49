/** Reads JSON and YAML that stand in a heredoc, in a quoted text or in a template file, each value at its exact place. */
import { documentEditors } from '../../../evaluation/document-editor.ts';
import type { Editor, Entry, Plain, Tree } from '../../../evaluation/tree.ts';
import type { Pattern } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import { SourceFile } from '../../../source/file.ts';
import type { Span } from '../../../source/span.ts';
import type { DocumentNode } from '../../../syntax/document.ts';
import type { HclExpression, HclTemplate, TemplatePart } from '../../../syntax/hcl-tree.ts';
import { readJson } from '../../../syntax/json.ts';
import { readYaml } from '../../../syntax/yaml.ts';
import { templated } from '../writing/templated.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { decoded, hole, opaque, pairsOf, patternOf, textFrom, truth, usedAt } from '../../../evaluation/computed.ts';

/** Stand around the number of an interpolation while the text is read; private use, so that no policy holds them. */
const [markStart, markEnd] = ['\ue000', '\ue001'];
const mark = /\ue000(\d+)\ue001/;

/** What the text says; undefined when it is no document, or when it is not known which of its parts are there. */
export function decodeTemplate(evaluator: Evaluator, template: HclTemplate, scope: Scope): Tree | undefined {
  const isJson = looksLikeJson(template.parts);
  if (!isJson && template.style === 'quoted') return undefined;
  const text = new MarkedText(template.at, isJson);
  if (!text.add(evaluator, template.parts, scope)) return undefined;
  const file = new SourceFile(template.at.file.path, text.written);
  const document = isJson ? readJson(file) : readYaml(file);
  if (!document.root || document.root.kind === 'scalar' || document.problems.length > 0) return undefined;
  const editors = template.style === 'quoted' ? undefined : documentEditors(document);
  return new DecodedTree(evaluator, text, editors).build(document.root);
}

/** Does the text begin as JSON documents do? */
export function looksLikeJson(parts: readonly TemplatePart[]): boolean {
  for (const part of parts) {
    if (part.kind !== 'text') return false;
    const first = part.value.trimStart()[0];
    if (first !== undefined) return first === '{' || first === '[';
  }
  return false;
}

/** An interpolation that a mark stands for. */
interface Marked {
  readonly expression: HclExpression | undefined;
  readonly scope: Scope;
}

/** A run of the text: where it begins in the marked text, and where it stands in the file. */
interface Run {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Each character stands for itself. */
  readonly exact: boolean;
  /** It ends its line. */
  readonly ends: boolean;
}

class MarkedText {
  readonly #place: Span;
  readonly #isJson: boolean;
  readonly marked: Marked[] = [];
  readonly #runs: Run[] = [];
  readonly #pieces: string[] = [];
  #base: number | undefined;
  #shift = '';
  #length = 0;
  #inText = false;

  constructor(place: Span, isJson: boolean) {
    this.#place = place;
    this.#isJson = isJson;
  }

  get written(): string {
    return this.#pieces.join('');
  }

  /** False when it is not known which parts are there. */
  add(evaluator: Evaluator, parts: readonly TemplatePart[], scope: Scope): boolean {
    return parts.every((part) => {
      if (part.kind === 'text') return this.#addText(part.value, part.at);
      if (part.kind === 'interpolation') return this.#addMark(part.expression, scope, part.at);
      if (part.kind === 'if') {
        const condition = truth(evaluator.evaluate(part.condition, scope));
        return condition !== undefined && this.add(evaluator, condition ? part.then : part.otherwise, scope);
      }
      const collection = evaluator.evaluate(part.collection, scope);
      if ((collection.kind !== 'sequence' && collection.kind !== 'mapping') || collection.partial) return false;
      return pairsOf(collection).every(([key, value]) => {
        const names = new Map(scope.names);
        if (part.keyName !== undefined) names.set(part.keyName, key);
        names.set(part.valueName, value);
        return evaluator.spend(1) && this.add(evaluator, part.parts, { ...scope, names });
      });
    });
  }

  #addText(value: string, at: Span): boolean {
    for (let index = 0; index < value.length; index++) {
      const unit = value.charCodeAt(index);
      if (unit === 92 && this.#inText) index++;
      else if (unit === 34) this.#inText = !this.#inText;
      else if (unit === 10) this.#inText = false;
    }
    const isExact = value.length === at.end - at.start;
    const cut = isExact && this.#runs.at(-1)?.ends !== false ? this.#indented(value, at) : 0;
    this.#push(value.slice(cut), { ...at, start: at.start + cut }, isExact, value.endsWith('\n'));
    return true;
  }

  /** How much of a line's indentation the whole text has: it is read without, and what is written into it gets it back. */
  #indented(line: string, { file, start }: Span): number {
    const blanks = line.length - line.trimStart().length;
    if (this.#base === undefined) {
      if (blanks === line.length) return 0;
      this.#base = blanks;
      const before = file.text.lastIndexOf('\n', start - 1) + 1;
      const lead = file.text.slice(before, start + blanks);
      this.#shift = lead.trim() === '' ? lead : '';
    }
    return Math.min(blanks, this.#base, line.endsWith('\n') ? line.length - 1 : line.length);
  }

  /** Outside of quotes the mark needs some in JSON. */
  #addMark(expression: HclExpression, scope: Scope, at: Span): boolean {
    const name = `${markStart}${this.marked.push({ expression, scope }) - 1}${markEnd}`;
    this.#push(this.#inText || !this.#isJson ? name : `"${name}"`, at, false);
    return true;
  }

  #push(text: string, at: Span, exact: boolean, ends = false): void {
    this.#runs.push({ start: this.#length, from: at.start, to: at.end, exact, ends });
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** The place in the file of a place in the marked text. */
  place(inner: Span): Span {
    const first = this.#runAt(inner.start);
    const start = first.exact ? first.from + inner.start - first.start : first.from;
    if (inner.end <= inner.start) return { file: this.#place.file, start, end: start };
    const last = this.#runAt(inner.end - 1);
    return { file: this.#place.file, start, end: last.exact ? last.from + inner.end - last.start : last.to };
  }

  /** An edit of the marked text as one of the file; undefined where its edges are no text of the file. */
  edit(inner: Edit): Edit | undefined {
    if (inner.text.includes(markStart)) return undefined;
    const before = this.#runAt(Math.max(inner.at.start - 1, 0));
    return before.exact || inner.at.end > inner.at.start
      ? { at: this.place(inner.at), text: inner.text.replaceAll('\n', `\n${this.#shift}`) }
      : undefined;
  }

  #runAt(offset: number): Run {
    let [low, high] = [0, this.#runs.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#runs[low]!;
  }
}

class DecodedTree {
  readonly #evaluator: Evaluator;
  readonly #text: MarkedText;
  readonly #editors: ((node: DocumentNode) => Editor) | undefined;

  constructor(evaluator: Evaluator, text: MarkedText, editors: ((node: DocumentNode) => Editor) | undefined) {
    this.#evaluator = evaluator;
    this.#text = text;
    this.#editors = editors;
  }

  build(node: DocumentNode): Tree {
    const at = this.#text.place(node.at);
    const editor = this.#editors && new InnerEditor(this.#editors, node, this.#text);
    const base = { at, via: [], editor };
    if (node.kind === 'sequence') return { ...base, kind: 'sequence', items: node.items.map((item) => this.build(item)) };
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string' && node.value.includes(markStart)) return this.#interpolated(node.value, at, editor);
      return { ...base, kind: 'scalar', value: node.value };
    }
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.pairs) {
      const name = key.text.includes(markStart) ? this.#interpolated(key.text, key.at, undefined) : undefined;
      const text = name ? (name.kind === 'scalar' ? String(name.value) : undefined) : key.text;
      if (text !== undefined) entries.set(text, { key: this.#text.place(key.at), value: this.build(value) });
    }
    return { ...base, kind: 'mapping', entries, ...(entries.size < node.pairs.length && { partial: true }) };
  }

  #interpolated(text: string, at: Span, editor: Editor | undefined): Tree {
    const parts = text.split(mark);
    const trees = parts.map((part, index) => (index % 2 === 1 ? this.#marked(Number(part), at) : undefined));
    const [before, tree, after] = [parts[0], trees[1], parts[2]];
    // One interpolation and nothing else is the value itself.
    if (parts.length === 3 && before === '' && after === '' && tree) {
      const inner = decoded(tree) ?? tree;
      return inner.via.length > 0 || inner.kind !== 'scalar'
        ? inner.via.length > 0
          ? inner
          : usedAt(inner, { at, editor })
        : { ...inner, at, editor };
    }
    const patterns = parts.map((part, index): Pattern => (index % 2 === 0 ? [part] : trees[index] ? patternOf(trees[index]) : [hole]));
    return textFrom(patterns, at, editor);
  }

  #marked(index: number, at: Span): Tree {
    const marked = this.#text.marked[index];
    return marked?.expression ? this.#evaluator.evaluate(marked.expression, marked.scope) : opaque('it cannot be read', at);
  }
}

/** Writes into JSON inside of a template: references become interpolations. */
class InnerEditor implements Editor {
  readonly #editors: (node: DocumentNode) => Editor;
  readonly #node: DocumentNode;
  readonly #text: MarkedText;

  constructor(editors: (node: DocumentNode) => Editor, node: DocumentNode, text: MarkedText) {
    this.#editors = editors;
    this.#node = node;
    this.#text = text;
  }

  get #inner(): Editor {
    return this.#editors(this.#node);
  }

  replace(to: Plain) {
    return this.#translate(this.#inner.replace(templated(to)));
  }

  put(key: string, to: Plain) {
    return this.#translate(this.#inner.put?.(key, templated(to)));
  }

  append(item: Plain) {
    return this.#translate(this.#inner.append?.(templated(item)));
  }

  remove() {
    return this.#translate(this.#inner.remove?.());
  }

  #translate(edits: readonly Edit[] | undefined): readonly Edit[] | undefined {
    const outer = edits?.map((edit) => this.#text.edit(edit));
    return outer?.every((edit) => edit !== undefined) ? outer : undefined;
  }
}
