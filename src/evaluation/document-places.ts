/** Where the signs around the values of a document stand: lines, columns, colons, dashes, commas. */
import type { DocumentNode, MappingNode, Pair, SequenceNode } from '../syntax/document.ts';

/** The value, item or root that a node is, seen from what holds it. */
export type Holder =
  | { readonly kind: 'pair'; readonly parent: MappingNode; readonly pair: Pair }
  | { readonly kind: 'item'; readonly parent: SequenceNode; readonly index: number };

export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line without its line ending. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next < 0) return text.length;
  return next > offset && text[next - 1] === '\r' ? next - 1 : next;
}

/** Where the next line begins; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}

export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** What stands before `offset` on its line. */
export function linePrefix(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** The white space that the line of `offset` begins with. */
export function indentation(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

export function standsAlone(text: string, offset: number): boolean {
  return indentation(text, offset).length === columnAt(text, offset);
}

/** Is `node` written inside `parent`, rather than brought there by an alias or a merge key? */
export function isWithin(node: DocumentNode, parent: DocumentNode): boolean {
  return node.whole.start >= parent.at.start && node.whole.end <= parent.at.end;
}

/** The entries that are written in the mapping itself. */
export function ownPairs({ pairs }: MappingNode): readonly Pair[] {
  for (const pair of pairs) if (pair.merged) return pairs.filter(({ merged }) => !merged);
  return pairs;
}

/** Behind the entry's value, or behind the alias that stands for it; undefined where neither can be found. */
export function entryEnd(text: string, mapping: MappingNode, pair: Pair): number | undefined {
  if (pair.value.whole.start >= pair.key.at.end && isWithin(pair.value, mapping)) return pair.value.whole.end;
  const colon = colonEnd(text, pair);
  if (colon === undefined) return undefined;
  const alias = /\s*\*[^\s,[\]{}]+/y;
  alias.lastIndex = colon;
  return alias.test(text) ? alias.lastIndex : undefined;
}

/** Behind the colon of an entry. */
export function colonEnd(text: string, pair: Pair): number | undefined {
  let offset = pair.key.at.end;
  while (text[offset] === ' ' || text[offset] === '\t') offset++;
  return text[offset] === ':' ? offset + 1 : undefined;
}

/** Behind the dash of an item of a block sequence; undefined when something else than comments stands between. */
export function dashEnd(text: string, sequence: SequenceNode, item: DocumentNode): number | undefined {
  const column = columnAt(text, sequence.at.start);
  let offset = item.whole.start;
  while (offset > sequence.at.start) {
    while (offset > 0 && ' \t\r\n'.includes(text[offset - 1] ?? '')) offset--;
    if (text[offset - 1] === '-' && columnAt(text, offset - 1) === column) return offset;
    const start = lineStart(text, offset);
    if (!/^[ \t]*#/.test(text.slice(start, offset))) return undefined;
    offset = start;
  }
  return undefined;
}

/** The column that the keys of a block mapping begin at; undefined when they begin in a way that cannot be continued. */
export function mappingColumn(text: string, mapping: MappingNode): number | undefined {
  for (const [index, pair] of ownPairs(mapping).entries()) {
    const prefix = linePrefix(text, pair.key.whole.start);
    if (/^ *$/.test(prefix)) return prefix.length;
    if (index === 0 && /^ *(?:- +)+$/.test(prefix)) return prefix.length;
  }
  const prefix = linePrefix(text, mapping.at.start);
  return /^ *(?:- +)*$/.test(prefix) ? prefix.length : undefined;
}

/** The first offset from `offset` on that holds neither white space nor a comment of JSON or YAML. */
export function skipTrivia(text: string, offset: number): number {
  const trivia = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
  trivia.lastIndex = offset;
  return trivia.test(text) ? trivia.lastIndex : offset;
}
