/** What YAML forbids and the concrete syntax lets pass. */
import type { CST } from 'yaml';

export type Report = (offset: number, message: string) => void;

type Tokens = readonly CST.SourceToken[];

function isBlank({ type }: CST.SourceToken): boolean {
  return type === 'comment' || type === 'newline' || type === 'space';
}

/** Behind a value that ends at `end` nothing may stand on its line but a comment. */
export function checkEnd(tokens: Tokens | undefined, end: number, report: Report): void {
  const extra = tokens?.find((token) => !isBlank(token));
  if (extra) report(extra.offset, 'Unexpected text behind a value');
  if (tokens?.[0]?.type === 'comment' && tokens[0].offset === end) report(end, 'A comment needs a space before it');
}

/** An entry of a block mapping without `?`. */
export function checkBlockEntry(item: CST.CollectionItem, hasColon: boolean, indent: number, report: Report): void {
  const { start, key, sep, value } = item;
  const place = key?.offset ?? sep?.[0]?.offset ?? 0;
  if (!hasColon) return report(keyEnd(key) ?? place, 'A colon is missing behind a key');
  if (key && 'indent' in key && key.indent !== indent) report(place, 'The keys of this mapping do not begin at the same column');
  if (isMultiline(key)) report(place, 'A key stands on more than one line');
  const tag = start.findIndex(({ type }) => type === 'tag' || type === 'anchor');
  if (tag >= 0 && start.slice(tag).some(({ type }) => type === 'newline')) report(place, 'A key stands on another line than its tag');
  if (value?.type === 'block-map' && !sep?.some((token) => token.type === 'newline')) report(value.offset, 'A mapping begins on the line of a key');
}

function keyEnd(key: CST.Token | null | undefined): number | undefined {
  return key && 'source' in key && key.source !== undefined ? key.offset + key.source.length : key?.offset;
}

function isMultiline(key: CST.Token | null | undefined): boolean {
  if (!key) return false;
  if (key.type === 'flow-collection') return key.items.some(({ start, sep }) => [...start, ...(sep ?? [])].some(({ type }) => type === 'newline'));
  return 'source' in key && key.type !== 'block-scalar' && (key.source ?? '').includes('\n');
}

/** Tabs may not indent block collections: loaders disagree about how wide they are. */
export function checkTabs(tokens: Tokens, atLineStart: boolean, indent: number, next: CST.Token | null | undefined, report: Report): void {
  let fresh = atLineStart;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'newline') fresh = true;
    else if (token.type !== 'space') fresh = token.type === 'seq-item-ind' || token.type === 'explicit-key-ind';
    else if (token.source.includes('\t')) {
      const follower = tokens[index + 1];
      const indents = follower
        ? fresh && !isBlank(follower)
        : (fresh && token.indent <= indent) || next?.type === 'block-map' || next?.type === 'block-seq';
      if (indents) report(token.offset, 'A tab is used as indentation');
    }
  }
}

export function checkComma(item: CST.CollectionItem, offset: number, report: Report): void {
  if (!item.start.some((token) => token.type === 'comma')) report(offset, 'A comma is missing');
}
