/** How a document is written, so that what is added looks like what is there. */
import type { DocumentNode, MappingNode, Pair, ParsedDocument, ScalarNode } from '../syntax/document.ts';
import { columnAt, indentation, isWithin, mappingColumn, standsAlone, type Holder } from './document-places.ts';

export type Quote = "'" | '"';

export interface DocumentStyle {
  readonly eol: string;
  /** Columns that a mapping in a mapping is moved in by. */
  readonly step: number;
  /** The dashes of a sequence stand below its key, not moved in. */
  readonly flush: boolean;
  readonly quote: Quote;
  /** Flow mappings have spaces inside their braces. */
  readonly airy: boolean;
  /** JSON: one level of indentation; undefined for a document on one line. */
  readonly unit: string | undefined;
  /** JSON: lists of single values stand on one line. */
  readonly inlineLists: boolean;
  /** JSON: what stands behind a colon. */
  readonly colon: string;
}

/** Nodes looked at before the rest is taken to be alike. */
const enough = 4000;

interface Counts {
  steps: number[];
  flush: number;
  indented: number;
  single: number;
  double: number;
  airy: number;
  tight: number;
  inlineLists: number;
  longLists: number;
}

function noCounts(): Counts {
  return { steps: [], flush: 0, indented: 0, single: 0, double: 0, airy: 0, tight: 0, inlineLists: 0, longLists: 0 };
}

/** How the whole document is written, found out when it is asked for: most edits take their style from what stands beside them. */
export function documentStyle(document: ParsedDocument): DocumentStyle {
  return new WholeStyle(document);
}

class WholeStyle implements DocumentStyle {
  readonly #document: ParsedDocument;
  readonly eol: string;
  #gathered: Counts | undefined;
  #json: { readonly unit: string | undefined; readonly colon: string } | undefined;

  constructor(document: ParsedDocument) {
    this.#document = document;
    this.eol = document.file.lineEnding;
  }

  get #counts(): Counts {
    this.#gathered ??= countAll(this.#document);
    return this.#gathered;
  }

  get #signs(): { readonly unit: string | undefined; readonly colon: string } {
    this.#json ??= jsonSigns(this.#document);
    return this.#json;
  }

  get step(): number {
    return commonest(this.#counts.steps) ?? 2;
  }

  get flush(): boolean {
    return this.#counts.flush > this.#counts.indented;
  }

  get quote(): Quote {
    return this.#counts.double > this.#counts.single ? '"' : "'";
  }

  get airy(): boolean {
    return this.#counts.airy >= this.#counts.tight;
  }

  get inlineLists(): boolean {
    return this.#counts.inlineLists > this.#counts.longLists;
  }

  get unit(): string | undefined {
    return this.#signs.unit;
  }

  get colon(): string {
    return this.#signs.colon;
  }
}

/** The same style with every list on lines of its own. */
export function withLongLists({ eol, step, flush, quote, airy, unit, colon }: DocumentStyle): DocumentStyle {
  return { eol, step, flush, quote, airy, unit, colon, inlineLists: false };
}

function countAll({ file: { text }, roots }: ParsedDocument): Counts {
  const counts = noCounts();
  const queue: DocumentNode[] = [...roots];
  for (let i = 0; i < queue.length && i < enough; i++) look(text, queue[i]!, counts, queue);
  return counts;
}

function jsonSigns({ file: { text }, root, roots }: ParsedDocument): { readonly unit: string | undefined; readonly colon: string } {
  const first = root && root.kind === 'mapping' ? root.pairs[0]?.key : root?.kind === 'sequence' ? root.items[0] : undefined;
  const unit = first && standsAlone(text, first.whole.start) ? indentation(text, first.whole.start) : undefined;
  const queue: DocumentNode[] = [...roots];
  for (let i = 0; i < queue.length && i < 20; i++) addChildren(queue[i]!, queue);
  return { unit: text.includes('\n', root?.at.start) ? (unit ?? '  ') : undefined, colon: colonOf(text, queue) };
}

/** What stands between the first key and its value on one line. */
function colonOf(text: string, nodes: readonly DocumentNode[]): string {
  for (const node of nodes.slice(0, 20)) {
    const pair = node.kind === 'mapping' ? node.pairs[0] : undefined;
    const between = pair && text.slice(pair.key.at.end, pair.value.whole.start);
    if (between && /^ ?: ?$/.test(between)) return between;
  }
  return ': ';
}

function addChildren(node: DocumentNode, queue: DocumentNode[]): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) if (queue.length < enough && isWithin(item, node)) queue.push(item);
  } else if (node.kind === 'mapping') {
    for (const { value } of node.pairs) if (queue.length < enough && isWithin(value, node)) queue.push(value);
  }
}

function look(text: string, node: DocumentNode, counts: Counts, queue: DocumentNode[]): void {
  if (node.kind === 'scalar') return countQuote(node, counts);
  addChildren(node, queue);
  if (node.kind === 'sequence') {
    if (node.items.length === 0 || node.items.some((item) => item.kind !== 'scalar')) return;
    const newline = text.indexOf('\n', node.at.start);
    if (newline >= 0 && newline < node.at.end) counts.longLists++;
    else counts.inlineLists++;
    return;
  }
  if (node.style === 'block') return countIndents(text, node.pairs, node, counts);
  if (node.pairs.length === 0) return;
  if (text[node.at.start + 1] === ' ') counts.airy++;
  else counts.tight++;
}

function countQuote(node: ScalarNode, counts: Counts): void {
  if (node.style === 'single') counts.single++;
  if (node.style === 'double') counts.double++;
}

function countIndents(text: string, pairs: readonly Pair[], node: MappingNode, counts: Counts): void {
  const column = mappingColumn(text, node);
  if (column === undefined) return;
  for (const { value } of pairs) {
    if (value.kind === 'scalar' || value.style === 'flow' || !isWithin(value, node)) continue;
    const inner = columnAt(text, value.at.start);
    if (value.kind === 'mapping' && inner > column) counts.steps.push(inner - column);
    if (value.kind === 'sequence' && inner === column) counts.flush++;
    if (value.kind === 'sequence' && inner > column) counts.indented++;
  }
}

function commonest(numbers: readonly number[]): number | undefined {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The style around one node: the nearest neighbours decide before the document does. */
export function styleNear(
  text: string,
  node: DocumentNode,
  holderOf: (node: DocumentNode) => Holder | undefined,
  style: DocumentStyle,
): DocumentStyle {
  return new NearStyle(style, () => indentsNear(text, node, holderOf));
}

interface Indents {
  readonly step: number | undefined;
  readonly flush: boolean | undefined;
}

function indentsNear(text: string, node: DocumentNode, holderOf: (node: DocumentNode) => Holder | undefined): Indents {
  let [step, flush]: [number | undefined, boolean | undefined] = [undefined, undefined];
  let current: DocumentNode | undefined = node;
  for (let level = 0; current && level < 4 && (step === undefined || flush === undefined); level++) {
    if (current.kind === 'mapping' && current.style === 'block') {
      const counts = noCounts();
      countIndents(text, current.pairs.slice(0, 50), current, counts);
      step ??= commonest(counts.steps);
      if (counts.flush + counts.indented > 0) flush ??= counts.flush > counts.indented;
    }
    current = holderOf(current)?.parent;
  }
  return { step, flush };
}

class NearStyle implements DocumentStyle {
  readonly #whole: DocumentStyle;
  readonly #look: () => Indents;
  #found: Indents | undefined;

  constructor(whole: DocumentStyle, look: () => Indents) {
    this.#whole = whole;
    this.#look = look;
  }

  get #near(): Indents {
    this.#found ??= this.#look();
    return this.#found;
  }

  get step(): number {
    return this.#near.step ?? this.#whole.step;
  }

  get flush(): boolean {
    return this.#near.flush ?? this.#whole.flush;
  }

  get eol(): string {
    return this.#whole.eol;
  }

  get quote(): Quote {
    return this.#whole.quote;
  }

  get airy(): boolean {
    return this.#whole.airy;
  }

  get unit(): string | undefined {
    return this.#whole.unit;
  }

  get inlineLists(): boolean {
    return this.#whole.inlineLists;
  }

  get colon(): string {
    return this.#whole.colon;
  }
}

/** The quotes that the texts beside a new one stand in; undefined where they stand in none. */
export function siblingQuote(siblings: readonly DocumentNode[]): Quote | undefined {
  let style: ScalarNode['style'] | undefined;
  for (let [index, seen] = [siblings.length - 1, 0]; index >= 0 && seen < 20; index--) {
    const node = siblings[index]!;
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.tag || node.text === '') continue;
    if (style !== undefined && style !== node.style) return undefined;
    style = node.style;
    seen++;
  }
  return style === 'single' ? "'" : style === 'double' ? '"' : undefined;
}
