/** Takes entries and items out of documents, with the line or the comma that belongs to them. */
import type { Edit } from '../source/edit.ts';
import type { DocumentNode, MappingNode, SequenceNode } from '../syntax/document.ts';
import type { DocumentEditing } from './document-editing.ts';
import {
  columnAt,
  dashEnd,
  entryEnd,
  isWithin,
  lineEnd,
  linePrefix,
  lineStart,
  nextLine,
  ownPairs,
  skipTrivia,
  standsAlone,
  type Holder,
} from './document-places.ts';

/** The text of one entry or item. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

export function removeFromParent(editing: DocumentEditing, node: DocumentNode, holder: Holder): readonly Edit[] | undefined {
  const { parent } = holder;
  const extents = extentsOf(editing, parent);
  const index = holder.kind === 'pair' ? ownPairs(parent as MappingNode).indexOf(holder.pair) : holder.index;
  const target = extents?.[index];
  if (!extents || !target || !isWithin(node, parent)) return undefined;
  const keepsMerged = parent.kind === 'mapping' && parent.pairs.some((pair) => pair.merged);
  if (extents.length === 1 && !keepsMerged) return removeOnly(editing, parent);
  if (parent.style === 'flow') return removeFromFlow(editing, extents, index);
  return removeLines(editing, parent, extents, index);
}

function extentsOf({ text }: DocumentEditing, parent: MappingNode | SequenceNode): readonly Extent[] | undefined {
  const extents: Extent[] = [];
  if (parent.kind === 'mapping') {
    const own = ownPairs(parent);
    for (const pair of own) {
      const end = entryEnd(text, parent, pair);
      if (end === undefined) return undefined;
      extents.push({ start: pair.key.whole.start, end });
    }
    return extents;
  }
  for (const item of parent.items) {
    if (!isWithin(item, parent)) return undefined;
    const dash = parent.style === 'block' ? dashEnd(text, parent, item) : item.whole.start + 1;
    if (dash === undefined) return undefined;
    extents.push({ start: dash - 1, end: item.whole.end });
  }
  return extents;
}

/** The last entry leaves an empty collection, because nothing at all would be null. */
function removeOnly(editing: DocumentEditing, parent: MappingNode | SequenceNode): readonly Edit[] | undefined {
  const { text } = editing;
  if (parent.style === 'block') return parent.tag ? undefined : editing.replace(parent, parent.kind === 'mapping' ? {} : []);
  const isClosed = /^[{[]/.test(text[parent.at.start] ?? '') && /^[}\]]/.test(text[parent.at.end - 1] ?? '');
  return isClosed ? [editing.edit(parent.at.start + 1, parent.at.end - 1, '')] : undefined;
}

function removeFromFlow(editing: DocumentEditing, extents: readonly Extent[], index: number): readonly Edit[] | undefined {
  const { text } = editing;
  const [before, target, after] = [extents[index - 1], extents[index]!, extents[index + 1]];
  if (after) {
    const comma = skipTrivia(text, target.end);
    if (text[comma] !== ',') return undefined;
    const line = nextLine(text, comma);
    const ownLines = standsAlone(text, target.start) && line <= lineStart(text, after.start) && skipTrivia(text, comma + 1) >= line;
    return [ownLines ? editing.edit(lineStart(text, target.start), line, '') : editing.edit(target.start, after.start, '')];
  }
  if (!before) return undefined;
  const comma = skipTrivia(text, before.end);
  if (text[comma] !== ',') return undefined;
  if (text.slice(comma + 1, target.start).trim() === '') return [editing.edit(comma, target.end, '')];
  // A comment on the line before stays; only the comma before it goes.
  return [
    editing.edit(comma, comma + 1, ''),
    editing.edit(standsAlone(text, target.start) ? lineStart(text, target.start) : target.start, target.end, ''),
  ];
}

function removeLines(
  editing: DocumentEditing,
  parent: MappingNode | SequenceNode,
  extents: readonly Extent[],
  index: number,
): readonly Edit[] | undefined {
  const { text } = editing;
  const target = extents[index]!;
  const next = extents[index + 1];
  if (!/^\s*(?:#.*)?$/.test(text.slice(target.end, lineEnd(text, target.end)))) return undefined;
  if (!standsAlone(text, target.start)) {
    // It stands behind the dash of an item: what follows moves up into its place.
    const isFirst =
      index === 0 && next && columnAt(text, next.start) === columnAt(text, target.start) && /^ *(?:- +)+$/.test(linePrefix(text, target.start));
    return isFirst ? [editing.edit(target.start, next.start, '')] : undefined;
  }
  if (feedsBlockScalar(text, parent, index, target)) return undefined;
  const start = lineStart(text, target.start);
  const end = nextLine(text, target.end);
  if (end < text.length || text.endsWith('\n')) return [editing.edit(start, end, '')];
  return [editing.edit(lineEnd(text, start - 1 - (text[start - 2] === '\r' ? 1 : 0)), end, '')];
}

/** Would what stands behind the removed lines become part of a block scalar before them? */
function feedsBlockScalar(text: string, parent: MappingNode | SequenceNode, index: number, target: Extent): boolean {
  const before = parent.kind === 'mapping' ? ownPairs(parent)[index - 1]?.value : parent.items[index - 1];
  const last = before && lastScalar(before);
  if (last?.kind !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return false;
  const header = text.slice(last.at.start, lineEnd(text, last.at.start));
  const rest = text.slice(nextLine(text, target.end));
  const follower = /^(?:[ \t]*\r?\n)*/.exec(rest)?.[0] ?? '';
  if (header.includes('+') && follower !== '') return true;
  const column = columnAt(text, target.start);
  return /[ \t]{2}/.test(follower) || (/^ */.exec(rest.slice(follower.length))?.[0].length ?? 0) > column;
}

function lastScalar(node: DocumentNode): DocumentNode | undefined {
  let last: DocumentNode | undefined = node;
  while (last && last.kind !== 'scalar') last = last.kind === 'mapping' ? last.pairs.at(-1)?.value : last.items.at(-1);
  return last;
}
