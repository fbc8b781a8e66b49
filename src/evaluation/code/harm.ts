/** Which of the things that are handed to a call, or put into a property, do harm there. */
import type { Argument, CodeFile, Expression } from '../../model/code.ts';
import { partsOf } from '../../model/expression.ts';
import { textAt } from '../../source/span.ts';
import { scriptIn } from '../../platform/code/shells.ts';
import type { SinkRow } from '../../platform/code/sink.ts';
import { sqlText } from '../../platform/code/sinks.ts';
import { taintOf, type Shape, type Taint } from './taint.ts';

/** `query({ sql })`, `query(**params)`: the name that counts under which a caller's text stands. */
export function harmfulEntry({ entries, arguments: wanted = [] }: SinkRow, { spread }: Argument, shape: Shape | undefined): string | undefined {
  const names = spread ? wanted.filter((one) => typeof one === 'string') : (entries ?? []);
  return names.find((name) => taintOf(shape?.parts?.get(name)) !== undefined);
}

/** What is written under the name, where the object is written here. */
export function entryOf(argument: Expression, name: string | undefined): Expression {
  const entry = argument.kind === 'map' && name !== undefined ? argument.entries.find((one) => one.name === name) : undefined;
  return entry?.value ?? argument;
}

/** Of collections only what is put into them as a whole does harm, but for queries, whose parts are conditions. */
export function harmIn(row: SinkRow, argument: Expression, shape: Shape | undefined): Taint | undefined {
  if (!shape) return undefined;
  if (row.kind === 'nosql') return argument.kind === 'map' ? nosqlHarm(shape) : shape.whole;
  if (row.kind === 'request' && argument.kind === 'map')
    return taintOf(shape.parts?.get('url')) ?? taintOf(shape.parts?.get('hostname')) ?? taintOf(shape.parts?.get('host'));
  // Of what a shell is given, one piece is the program it runs; those behind it are its arguments.
  if (row.kind === 'command' && argument.kind === 'list') return taintOf(shape.parts?.get(String(scriptIn(argument.items))));
  return argument.kind === 'list' || argument.kind === 'map' ? undefined : shape.whole;
}

/** `{ user: body.user }`: an object in the place of a text is a condition of its own. */
function nosqlHarm(shape: Shape): Taint | undefined {
  for (const part of shape.parts?.values() ?? []) if (part.whole) return part.whole;
  return undefined;
}

/** Some names are common: what they are given must look the part. */
export function fits(row: SinkRow, argument: Expression, name: string, file: CodeFile, taint: Taint, around?: Expression): boolean {
  if (row.markup)
    return (
      (row.markup !== 'declared' || /text\/html|HTMLResponse|MediaType\.TEXT_HTML/i.test(file.file.text)) &&
      (isMarkup(argument, taint) ||
        (around?.kind === 'call' && around.arguments.some(({ value }) => value.kind === 'literal' && tag.test(String(value.value)))))
    );
  if (row.sure) return true;
  if (row.kind === 'sql')
    return isQuery(argument) || /(?:cursor\(\)|connect(?:ion)?\(\)|createConnection\(\)|createPool\(\)|Pool\(\)|Client\(\))\.\w+$/.test(name);
  if (row.kind === 'request') return !startsWithHost(argument);
  if (row.kind === 'path') return argument.kind !== 'literal';
  if (row.kind === 'nosql') return file.imports.some(({ module }) => /mongo|mongoose|documentdb/i.test(module)) || /mongo|collection/i.test(name);
  return true;
}

const tag = /<\/?[a-z][\w-]*(?:\s[^<>]*)?>/i;

/** Is the caller's text put among tags, here or on its way? */
export function isMarkup(argument: Expression, { steps }: Taint): boolean {
  return tag.test(textAt(argument.at)) || steps.some(({ at, text }) => text === 'is put into a text' && tag.test(textAt(at)));
}

/** Is the text put together around a query? */
function isQuery(expression: Expression): boolean {
  if (expression.kind === 'text') {
    return sqlText.test(
      expression.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'literal' ? String(part.value) : ' ')).join(''),
    );
  }
  if (expression.kind === 'call') return partsOf(expression).some(isQuery);
  if (expression.kind === 'literal') return typeof expression.value === 'string' && sqlText.test(expression.value);
  return expression.kind === 'name' && /sql|query|stmt|statement|command/i.test(expression.name);
}

/** Is the host said by what stands before the caller's text: by its slash, or by a base of ours? */
export function isHostFixed(before: string): boolean {
  return /^https?:\/\/[^/?#@:]+[/?#:]/.test(before) || /^[/?]/.test(before) || before.startsWith('ours') || /^https?:\/\/[^/?#@]*ours$/.test(before);
}

/** `https://api.example.com/` and then the caller's text: the host is ours. */
function startsWithHost(expression: Expression): boolean {
  if (expression.kind !== 'text') return false;
  const [first] = expression.parts;
  const text = typeof first === 'string' ? first : first?.kind === 'literal' ? String(first.value) : '';
  return /^https?:\/\/[^/?#@:]+[/?#:]/.test(text) || /^[/?]/.test(text);
}
