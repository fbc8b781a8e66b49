/** Spells plain data as HCL, the way `terraform fmt` leaves it. */
import { Block, Expression, type Plain } from '../../../evaluation/tree.ts';

export type Content = { readonly [key: string]: Plain };

/** Where something is written: the indentation of its line, and the line ending of the file. */
export interface Surroundings {
  readonly indent: string;
  readonly eol: string;
}

/** Lists longer than this go over several lines. */
const widest = 100;

const step = '  ';

/** An expression; `lines` says whether a list is spread over lines, by default when it is too long for one. */
export function spell(plain: Plain, around: Surroundings, lines?: boolean): string {
  if (plain instanceof Expression) return plain.text;
  if (plain instanceof Block) return spellObject(plain.content, around);
  if (typeof plain === 'string') return quoted(plain);
  if (Array.isArray(plain)) return spellList(plain, around, lines);
  return isContent(plain) ? spellObject(plain, around) : JSON.stringify(plain);
}

export function isContent(plain: Plain): plain is Content {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain) && !(plain instanceof Block) && !(plain instanceof Expression);
}

/** A quoted text, with everything escaped that would mean something else. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).replace(/\\b/g, '\\u0008').replace(/\\f/g, '\\u000c');
  return escaped.replace(/[$%](?=\{)/g, '$&$&');
}

function spellList(list: readonly Plain[], around: Surroundings, lines: boolean | undefined): string {
  if (list.length === 0) return '[]';
  const single = list.every((item) => !isContent(item) && !Array.isArray(item) && !(item instanceof Block));
  const flat = `[${list.map((item) => spell(item, around, false)).join(', ')}]`;
  if (single && (lines === false || (lines === undefined && flat.length <= widest))) return flat;
  const inner = inside(around);
  const items = list.map((item) => `${inner.eol}${inner.indent}${spell(item, inner)},`);
  return `[${items.join('')}${around.eol}${around.indent}]`;
}

function spellObject(content: Content, around: Surroundings): string {
  const rows = Object.entries(content);
  if (rows.length === 0) return '{}';
  const inner = inside(around);
  return `{${inner.eol}${assignments(
    rows.map(([key, value]) => [keyText(key), spell(value, inner)]),
    inner,
  )}${around.eol}${around.indent}}`;
}

/** A key of an object, in quotes where it is no name. */
export function keyText(key: string, quote = false): string {
  return !quote && isName(key) ? key : quoted(key);
}

function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(text) && !['true', 'false', 'null', 'for', 'if'].includes(text);
}

/** Lines of assignments with their equals signs below each other, as far as they follow on one another. */
function assignments(rows: readonly (readonly [string, string])[], around: Surroundings): string {
  const lines: string[] = [];
  for (let index = 0; index < rows.length;) {
    let end = index;
    while (end < rows.length && !rows[end]![1].includes('\n')) end++;
    const width = Math.max(...rows.slice(index, end).map(([key]) => key.length), 0);
    for (; index < end; index++) lines.push(`${around.indent}${rows[index]![0].padEnd(width)} = ${rows[index]![1]}`);
    if (index < rows.length) lines.push(`${around.indent}${rows[index]![0]} = ${rows[index++]![1]}`);
  }
  return lines.join(around.eol);
}

/** The lines of a body: attributes first, then blocks, each behind an empty line. */
function spellBody(content: Content, around: Surroundings): string {
  const attributes = Object.entries(content).filter(([, value]) => blocksOf(value).length === 0);
  const blocks = Object.entries(content).flatMap(([name, value]) => blocksOf(value).map((block) => spellBlock(name, block.content, around)));
  const lines =
    attributes.length === 0
      ? []
      : [
          assignments(
            attributes.map(([name, value]) => [name, spell(value, around)]),
            around,
          ),
        ];
  return [...lines, ...blocks.map((block) => around.indent + block)].join(around.eol + around.eol);
}

/** A value that stands as blocks: one, or a list of them. */
export function blocksOf(value: Plain): readonly Block[] {
  if (value instanceof Block) return [value];
  return Array.isArray(value) && value.length > 0 && value.every((item) => item instanceof Block) ? value : [];
}

/** `head { … }`, without the indentation of its first line. */
export function spellBlock(head: string, content: Content, around: Surroundings): string {
  if (Object.keys(content).length === 0) return `${head} {}`;
  const inner = inside(around);
  return `${head} {${around.eol}${spellBody(content, inner)}${around.eol}${around.indent}}`;
}

export function inside({ indent, eol }: Surroundings): Surroundings {
  return { indent: indent + step, eol };
}
