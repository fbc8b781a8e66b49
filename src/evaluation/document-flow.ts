/** Adds entries and items to flow collections: JSON, and YAML between brackets. */
import type { Edit } from '../source/edit.ts';
import type { MappingNode, SequenceNode } from '../syntax/document.ts';
import type { DocumentEditing } from './document-editing.ts';
import { entryEnd, indentation, isWithin, lineEnd, ownPairs, skipTrivia, standsAlone } from './document-places.ts';
import { inline, inlineEntry, json, jsonEntry } from './document-writer.ts';
import type { Plain } from './tree.ts';

export function putIntoFlow(editing: DocumentEditing, node: MappingNode, key: string, to: Plain): readonly Edit[] | undefined {
  const { text, isJson, style } = editing;
  if (!isClosed(text, node, '{', '}')) return undefined;
  const own = ownPairs(node);
  const last = own.at(-1);
  if (!last) return isBlank(text, node) ? editing.fill(node, { [key]: to }) : undefined;
  const end = entryEnd(text, node, last);
  if (end === undefined) return undefined;
  const indent = indentation(text, last.key.at.start);
  const below = standsAlone(text, last.key.at.start);
  const spelling = editing.spelling(
    node,
    own.map((pair) => pair.value),
    own.map((pair) => pair.key),
  );
  const entry = isJson ? jsonEntry(key, to, indent, style, !below) : inlineEntry(key, to, spelling);
  return addBehind(editing, node, end, (below ? style.eol + indent : gap(editing)) + entry);
}

export function appendToFlow(editing: DocumentEditing, node: SequenceNode, item: Plain): readonly Edit[] | undefined {
  const { text, isJson, style } = editing;
  if (!isClosed(text, node, '[', ']')) return undefined;
  const last = node.items.at(-1);
  if (!last) return isBlank(text, node) ? editing.fill(node, [item]) : undefined;
  if (!isWithin(last, node)) return undefined;
  const indent = indentation(text, last.whole.start);
  const below = standsAlone(text, last.whole.start);
  const written = isJson ? json(item, indent, style, !below) : inline(item, editing.spelling(node, node.items), true);
  return addBehind(editing, node, last.whole.end, (below ? style.eol + indent : gap(editing)) + written);
}

function gap({ isJson, style }: DocumentEditing): string {
  return isJson && style.colon === ':' ? '' : ' ';
}

function isClosed(text: string, node: MappingNode | SequenceNode, open: string, close: string): boolean {
  return text[node.at.start] === open && text[node.at.end - 1] === close;
}

function isBlank(text: string, node: MappingNode | SequenceNode): boolean {
  return text.slice(node.at.start + 1, node.at.end - 1).trim() === '';
}

/** Adds `written` behind the last entry that ends at `end`, with a comma between; a comment on the entry's line stays there. */
function addBehind(editing: DocumentEditing, node: MappingNode | SequenceNode, end: number, written: string): readonly Edit[] {
  const { text } = editing;
  const after = skipTrivia(text, end);
  const hasComma = text[after] === ',' && after < node.at.end;
  const from = hasComma ? after + 1 : end;
  const line = lineEnd(text, from);
  const moves = /^\s*\r?\n/.test(written) && line < node.at.end && text.slice(from, line).trim() !== '' && skipTrivia(text, from) >= line;
  const place = moves ? line : from;
  if (hasComma) return [editing.insert(place, `${written},`)];
  if (place === end) return [editing.insert(end, `,${written}`)];
  return [editing.insert(end, ','), editing.insert(place, written)];
}
