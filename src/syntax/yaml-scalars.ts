/** What the scalars of YAML mean: YAML 1.2's core schema, and the texts of quoted and block scalars. */
import { CST } from 'yaml';
import type { ScalarNode } from './document.ts';

export type ScalarToken = CST.FlowScalar | CST.BlockScalar;

export interface ScalarContent {
  readonly style: ScalarNode['style'];
  readonly text: string;
}

const words = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const based = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The value of a plain scalar. Source: https://yaml.org/spec/1.2.2/#103-core-schema */
export function plainValue(text: string): string | number | boolean | null {
  const length = text.length;
  if (length <= 5) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return text;
  if (decimal.test(text) || based.test(text)) return Number(text);
  if (!special.test(text)) return text;
  if (text.endsWith('n') || text.endsWith('N')) return Number.NaN;
  return first === 45 ? -Infinity : Infinity;
}

/** Does a YAML 1.1 loader, as CloudFormation and the Serverless Framework use it, take this plain text for something else than a text? */
export function misreadAsPlain(text: string): boolean {
  if (typeof plainValue(text) !== 'string') return true;
  if (/^(?:y|n|yes|no|on|off)$/i.test(text)) return true;
  if (/^[-+]?(?:0b[01_]+|0x[\da-f_]+|[\d][\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.[\d_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?)$/i.test(text)) return true;
  return /^\d{4}-\d\d?-\d\d?(?:$|[Tt \t])/.test(text);
}

const styles = { scalar: 'plain', 'single-quoted-scalar': 'single', 'double-quoted-scalar': 'double' } as const;

/** The style and the text of a scalar token; `report` is told what is wrong with it. */
export function scalarContent(token: ScalarToken, report: (offset: number, message: string) => void): ScalarContent {
  if (token.type === 'block-scalar') {
    const style = token.props[0] && 'source' in token.props[0] && token.props[0].source?.startsWith('>') ? 'folded' : 'literal';
    return { style, text: resolve(token, report) };
  }
  const { source, type } = token;
  const style = type === 'alias' ? 'plain' : styles[type];
  return { style, text: textOnLine(source, style) ?? resolve(token, report) };
}

/** The text of a scalar that stands on one line and has nothing to resolve; undefined for any other. */
export function textOnLine(source: string, style: 'plain' | 'single' | 'double'): string | undefined {
  if (source.includes('\n')) return undefined;
  if (style === 'plain') return ',%@`|>\t'.includes(source.charAt(0)) ? undefined : source;
  if (style === 'single') return source.length > 1 && source.endsWith("'") ? source.slice(1, -1).replaceAll("''", "'") : undefined;
  return source.length > 1 && source.endsWith('"') && !source.includes('\\') ? source.slice(1, -1) : undefined;
}

function resolve(token: ScalarToken, report: (offset: number, message: string) => void): string {
  const resolved = CST.resolveAsScalar(token, false, (offset, _code, message) => report(offset, message));
  return resolved?.value ?? '';
}

/** Behind the last character; the line ending behind a block scalar is no part of it, the empty lines that `|+` keeps are. */
export function scalarEnd(token: ScalarToken): number {
  if (token.type !== 'block-scalar') return token.offset + token.source.length;
  const lengths = token.props.map((prop) => ('source' in prop ? (prop.source?.length ?? 0) : 0));
  const header = token.offset + (lengths[0] ?? 0);
  const body = lengths.reduce((sum, length) => sum + length, token.offset);
  const { length } = token.source.replace(/\r?\n$/, '');
  return length > 0 ? body + length : header;
}

/**
 * The lines of a block scalar from `start` on, moved in by at least `indent`, without the empty lines at its end unless
 * `keeps` says so; undefined where tabs, or empty lines that are moved in further or end the text, make it unclear. The same lines that the library's lexer takes.
 */
export function blockScalarSource(text: string, start: number, indent: number, keeps: boolean): string | undefined {
  let end = start;
  let needed = indent;
  let isFirst = true;
  let widest = 0;
  let hasDeepEnd = false;
  for (let line = start; line < text.length;) {
    let at = line;
    while (text.charCodeAt(at) === 32) at++;
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const isEmpty = at >= text.length || at === newline || (text.charCodeAt(at) === 13 && at + 1 === newline);
    if ((text.charCodeAt(at) === 9 && at - line < needed) || (at >= text.length && at > line)) return undefined;
    if (!isEmpty) {
      if (at - line < needed) break;
      if (isFirst) needed = at - line;
      if (widest > needed) return undefined;
      isFirst = false;
      hasDeepEnd = false;
      end = next;
    } else if (isFirst) widest = Math.max(widest, at - line);
    else if (at - line > needed) hasDeepEnd = true;
    line = next;
    if (keeps && isEmpty && !isFirst) end = next;
  }
  return isFirst || hasDeepEnd ? undefined : text.slice(start, end);
}
