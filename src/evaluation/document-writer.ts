/** Spells plain data as YAML or JSON text. */
import { remembered } from '../model/remembered.ts';
import { misreadAsPlain } from '../syntax/yaml-scalars.ts';
import type { DocumentStyle, Quote } from './document-style.ts';
import { Block, Expression, type Plain } from './tree.ts';

export interface Spelling {
  readonly style: DocumentStyle;
  /** Write `!Ref`, `!Sub` … instead of `Ref:`, `Fn::Sub:`. */
  readonly short: boolean;
  /** Texts stand in these quotes even where they need none. */
  readonly quote?: Quote | undefined;
  /** Keys too. */
  readonly keyQuote?: Quote | undefined;
}

type Content = { readonly [key: string]: Plain };

/** Blocks are mappings here. */
function unblock(plain: Plain): Exclude<Plain, Block> {
  return plain instanceof Block ? plain.content : plain;
}

export function isContent(plain: Plain): plain is Content {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain) && !(plain instanceof Expression) && !(plain instanceof Block);
}

function isEmpty(plain: Plain): boolean {
  return Array.isArray(plain) ? plain.length === 0 : isContent(plain) && Object.keys(plain).length === 0;
}

/** Is it a list or a mapping with something in it? */
export function isCollection(plain: Plain): boolean {
  const bare = unblock(plain);
  return (Array.isArray(bare) || isContent(bare)) && !isEmpty(bare);
}

interface Short {
  readonly tag: string;
  readonly argument: Plain;
}

const functionName = /^Fn::([A-Z][A-Za-z0-9]*)$/;

/** `{ Ref: 'A' }` as `!Ref A`; undefined for what is no intrinsic, and for one whose argument needs a tag of its own. */
function shortForm(plain: Plain, short: boolean): Short | undefined {
  if (!short || !isContent(plain)) return undefined;
  const [[key, argument] = ['', null], ...rest] = Object.entries(plain);
  if (rest.length > 0) return undefined;
  const name = key === 'Ref' ? 'Ref' : functionName.exec(key)?.[1];
  if (!name || name === 'Transform' || name === 'ForEach') return undefined;
  if (shortForm(unblock(argument), short) || argument instanceof Expression) return undefined;
  if (name === 'GetAtt' && Array.isArray(argument) && argument.every((part) => typeof part === 'string')) {
    return { tag: '!GetAtt', argument: argument.join('.') };
  }
  return { tag: `!${name}`, argument };
}

/**
 * What stands behind the colon of a key at `column`: ` text` on its line, or lines below it.
 */
export function afterColon(plain: Plain, column: number, spelling: Spelling): string {
  const bare = unblock(plain);
  const short = shortForm(bare, spelling.short);
  const [lead, value] = short ? [` ${short.tag}`, unblock(short.argument)] : ['', bare];
  if (Array.isArray(value) && value.length > 0) {
    const indent = column + (spelling.style.flush && !short ? 0 : spelling.style.step);
    return lead + newLine(indent, spelling) + sequenceLines(value, indent, spelling);
  }
  if (isContent(value) && !isEmpty(value)) {
    const indent = column + spelling.style.step;
    return lead + newLine(indent, spelling) + mappingLines(value, indent, spelling);
  }
  return `${lead} ${inline(value, short ? unquoted(spelling) : spelling)}`;
}

/** What stands behind a dash at `column`, the space before it included. */
export function afterDash(plain: Plain, column: number, spelling: Spelling): string {
  const bare = unblock(plain);
  const short = shortForm(bare, spelling.short);
  const indent = column + 2;
  if (short && isCollection(short.argument)) {
    const value = unblock(short.argument);
    const body = Array.isArray(value) ? sequenceLines(value, indent, spelling) : mappingLines(value as Content, indent, spelling);
    return ` ${short.tag}${newLine(indent, spelling)}${body}`;
  }
  if (!short && Array.isArray(bare) && bare.length > 0) return ` ${sequenceLines(bare, indent, spelling)}`;
  if (!short && isContent(bare) && !isEmpty(bare)) return ` ${mappingLines(bare, indent, spelling)}`;
  return ` ${inline(bare, spelling)}`;
}

/** The entries of a block mapping at `column`, without the indentation of the first line. */
export function mappingLines(content: Content, column: number, spelling: Spelling): string {
  return Object.entries(content)
    .map(([key, value]) => `${keyText(key, spelling)}:${afterColon(value, column, spelling)}`)
    .join(newLine(column, spelling));
}

/** The items of a block sequence at `column`, without the indentation of the first line. */
export function sequenceLines(list: readonly Plain[], column: number, spelling: Spelling): string {
  return list.map((item) => `-${afterDash(item, column, spelling)}`).join(newLine(column, spelling));
}

export function newLine(column: number, { style }: Spelling): string {
  return style.eol + ' '.repeat(column);
}

export function keyText(key: string, spelling: Spelling): string {
  return textScalar(key, spelling.keyQuote, spelling.style, true);
}

/** YAML on one line, valid inside flow collections too. */
export function inline(plain: Plain, spelling: Spelling, inFlow = false): string {
  const bare = unblock(plain);
  if (bare instanceof Expression) return bare.text;
  const short = shortForm(bare, spelling.short);
  if (short) return `${short.tag} ${inline(short.argument, unquoted(spelling), inFlow)}`;
  if (Array.isArray(bare)) return `[${bare.map((item) => inline(item, spelling, true)).join(', ')}]`;
  if (isContent(bare)) {
    const entries = Object.entries(bare).map(([key, value]) => inlineEntry(key, value, spelling));
    const space = spelling.style.airy && entries.length > 0 ? ' ' : '';
    return `{${space}${entries.join(', ')}${space}}`;
  }
  return typeof bare === 'string' ? textScalar(bare, spelling.quote, spelling.style, inFlow) : JSON.stringify(bare);
}

/** Names of resources are written bare, whatever the texts beside them need. */
function unquoted(spelling: Spelling): Spelling {
  return { ...spelling, quote: undefined };
}

export function inlineEntry(key: string, value: Plain, spelling: Spelling): string {
  return `${keyText(key, spelling)}: ${inline(value, spelling, true)}`;
}

function textScalar(text: string, wanted: Quote | undefined, style: DocumentStyle, inFlow: boolean): string {
  if (!wanted && readsAsItself(text) && !(inFlow && /[,[\]{}]|:$/.test(text))) return text;
  const quote = wanted ?? style.quote;
  // Only double quotes can hold what must be escaped.
  if (quote === '"' || /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text)) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
}

/** Can the text stand without quotes and still be this text, in YAML 1.1 and 1.2? Fixes write the same few hundred all the time. */
const readsAsItself = remembered((text) => {
  if (text === '' || misreadAsPlain(text) || /^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[\s!&*|>'"%@`#,[\]{}=<~?:-]/.test(text) && !/^[-:?<][^\s,[\]{}<-]/.test(text)) return false;
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text)) return false;
  return !/:(?:\s|$)|\s#|\s$/.test(text);
});

/** JSON at an indentation; on one line where `unit` of the style is not given or `compact` says so. */
export function json(plain: Plain, indent: string, style: DocumentStyle, compact: boolean): string {
  const bare = unblock(plain);
  if (bare instanceof Expression) return bare.text;
  if (!Array.isArray(bare) && !isContent(bare)) return JSON.stringify(bare);
  if (isEmpty(bare)) return Array.isArray(bare) ? '[]' : '{}';
  const oneLine = compact || style.unit === undefined || (Array.isArray(bare) && style.inlineLists && !bare.some(isCollection));
  const inner = oneLine ? indent : indent + style.unit;
  const parts = Array.isArray(bare)
    ? bare.map((item) => json(item, inner, style, oneLine))
    : Object.entries(bare).map(([key, value]) => jsonEntry(key, value, inner, style, oneLine));
  const [open, close] = Array.isArray(bare) ? ['[', ']'] : ['{', '}'];
  if (!oneLine) return `${open}${style.eol}${inner}${parts.join(`,${style.eol}${inner}`)}${style.eol}${indent}${close}`;
  const space = !Array.isArray(bare) && style.airy && style.colon === ': ' ? ' ' : '';
  return `${open}${space}${parts.join(style.colon === ':' ? ',' : ', ')}${space}${close}`;
}

export function jsonEntry(key: string, value: Plain, indent: string, style: DocumentStyle, compact: boolean): string {
  return `${JSON.stringify(key)}${style.colon}${json(value, indent, style, compact)}`;
}
