/** Changes expressions: values in the place of others, items of lists, entries of objects. */
import { indentation, lineEnd, lineStart, nextLine } from '../../../evaluation/document-places.ts';
import type { Editor, Plain } from '../../../evaluation/tree.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import type { HclExpression, HclObject, HclTuple } from '../../../syntax/hcl-tree.ts';
import type { Holder } from '../evaluation/scope.ts';
import { realign, rowsOf, type Row } from './alignment.ts';
import { removeAttribute, surroundings, withoutRow } from './attribute-lines.ts';
import { keyText, spell } from './spelling.ts';

export class ExpressionEditor implements Editor {
  readonly #expression: HclExpression;
  readonly #holder: Holder | undefined;

  constructor(expression: HclExpression, holder: Holder | undefined) {
    this.#expression = expression;
    this.#holder = holder;
  }

  replace(to: Plain): readonly Edit[] | undefined {
    const expression = this.#expression;
    const lines = expression.kind === 'tuple' && expression.items.length > 0 ? isSpread(expression) : undefined;
    return [replaceText(expression.at, spell(to, surroundings(expression), lines))];
  }

  put(key: string, to: Plain): readonly Edit[] | undefined {
    const expression = this.#expression;
    if (expression.kind === 'object') return putIntoObject(expression, key, to);
    return isNothing(expression) ? this.replace({ [key]: to }) : undefined;
  }

  append(item: Plain): readonly Edit[] | undefined {
    const expression = this.#expression;
    if (expression.kind === 'tuple') return appendToTuple(expression, item);
    return isNothing(expression) ? this.replace([item]) : undefined;
  }

  remove(): readonly Edit[] | undefined {
    const holder = this.#holder;
    if (!holder) return undefined;
    if (holder.kind === 'tuple')
      return removeItem(
        holder.tuple.items.map(({ at }) => at),
        holder.index,
        holder.tuple,
      );
    if (holder.kind === 'attribute') return removeAttribute(holder.body, holder.attribute);
    const index = holder.object.items.indexOf(holder.item);
    const removal = removeItem(
      holder.object.items.map(({ at }) => at),
      index,
      holder.object,
    );
    const rows = itemRows(holder.object);
    return [...removal, ...realign(rows, withoutRow(rows, index)).edits];
  }
}

function isNothing(expression: HclExpression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

function itemRows({ items }: HclObject): readonly Row[] {
  return rowsOf(items.map((item) => ({ at: item.at, key: item.key.at, value: item.value })));
}

function isSpread({ at }: HclTuple | HclObject): boolean {
  return at.file.text.slice(at.start, at.end).includes('\n');
}

function appendToTuple(tuple: HclTuple, item: Plain): readonly Edit[] | undefined {
  const { at, items } = tuple;
  const { file } = at;
  const last = items.at(-1);
  const around = surroundings(tuple);
  if (!last) return [replaceText(at, spell([item], around))];
  const rest = file.text.slice(last.at.end, at.end - 1);
  const comma = hasComma(rest);
  if (!isSpread(tuple) || !file.text.slice(lineStart(file.text, last.at.start), last.at.start).match(/^[ \t]*$/)) {
    return [insertText(file, last.at.end, `, ${spell(item, around)}`)];
  }
  const indent = indentation(file.text, last.at.start);
  const line = lineEnd(file.text, last.at.end);
  const text = `${around.eol}${indent}${spell(item, { ...around, indent })}${comma ? ',' : ''}`;
  // The bracket that closes stands on the line of the last item.
  if (line >= at.end) return [insertText(file, last.at.end, `,${text}`)];
  return comma
    ? [insertText(file, line, text)]
    : line === last.at.end
      ? [insertText(file, line, `,${text}`)]
      : [insertText(file, last.at.end, ','), insertText(file, line, text)];
}

/** Is there a comma, comments aside? */
function hasComma(text: string): boolean {
  return text.replace(/(?:#|\/\/)[^\n]*/g, '').includes(',');
}

function putIntoObject(object: HclObject, key: string, to: Plain): readonly Edit[] | undefined {
  const { at, items } = object;
  const { file } = at;
  const around = surroundings(object);
  const last = items.at(-1);
  if (!last) return [replaceText(at, spell({ [key]: to }, around))];
  const quotes = items.every((item) => file.text[item.key.at.start] === '"');
  const name = keyText(key, quotes);
  const between = file.text.slice(last.key.at.end, last.value.at.start).trim();
  if (!isSpread(object) || !file.text.slice(lineStart(file.text, last.at.start), last.at.start).match(/^[ \t]*$/)) {
    return [insertText(file, last.at.end, `, ${name} ${between} ${spell(to, around, false)}`)];
  }
  const indent = indentation(file.text, last.at.start);
  const value = spell(to, { ...around, indent });
  const rows = itemRows(object);
  const row: Row = { width: name.length, oneLine: !value.includes('\n'), follows: true };
  const { paddings, edits } = between === '=' ? realign(rows, [...rows, row]) : { paddings: [], edits: [] };
  const comma = hasComma(file.text.slice(last.at.end, at.end - 1));
  const text = `${around.eol}${indent}${name}${' '.repeat(paddings.at(-1) ?? 1)}${between} ${value}${comma ? ',' : ''}`;
  const line = lineEnd(file.text, last.at.end);
  return [...edits, insertText(file, line >= at.end ? last.at.end : line, text)];
}

/** Takes an item out of a list or an object: its line where it has one of its own, otherwise itself and a comma. */
function removeItem(places: readonly HclExpression['at'][], index: number, whole: HclTuple | HclObject): readonly Edit[] {
  const [place, next, before] = [places[index]!, places[index + 1], places[index - 1]];
  const { file } = place;
  const { text } = file;
  const own =
    text.slice(lineStart(text, place.start), place.start).trim() === '' &&
    /^,?[ \t]*(?:(?:#|\/\/).*)?$/.test(text.slice(place.end, lineEnd(text, place.end)));
  if (own) {
    const edits = [replaceText({ file, start: lineStart(text, place.start), end: nextLine(text, place.end) }, '')];
    // The item that is last now keeps no comma where the last one had none, in lists that do not end with one.
    const bare = whole.kind === 'tuple' && !next && before && !hasComma(text.slice(place.end, whole.at.end));
    const comma = bare ? text.indexOf(',', before.end) : -1;
    return comma >= 0 && comma < place.start ? [replaceText({ file, start: comma, end: comma + 1 }, ''), ...edits] : edits;
  }
  if (next) return [replaceText({ file, start: place.start, end: next.start }, '')];
  return [replaceText({ file, start: before ? before.end : place.start, end: place.end }, '')];
}
