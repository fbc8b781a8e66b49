/** Texts of queries with marks in the place of their values. */
import type { Expression } from '../../../model/code.ts';
import type { Driver } from './drivers.ts';
import { isLiteral, type Hole, type Part, type Template } from './template.ts';
import { meant, nameFor, type Value } from './writing.ts';

export interface BoundValue {
  readonly name: string;
  readonly value: Value;
  /** It stood between quotes: a text, whatever it is made of. */
  readonly isText: boolean;
}

export interface Bound {
  readonly template: Template;
  readonly values: readonly BoundValue[];
}

/** Stands for what stays in the text. */
const kept = '\u{1}';

/**
 * Takes values out of a query: everything between quotes that something is put into, and callers' texts where a value stands.
 * `first` counts on where other parts of the same query have been taken apart already. Undefined where nothing can be taken out.
 */
export function bind(
  template: Template,
  driver: Driver,
  carriers: ReadonlySet<Expression>,
  taken: readonly BoundValue[] = [],
  before = '',
): Bound | undefined {
  const binder = new Binder(template, driver, carriers, taken, before);
  return binder.bind();
}

interface Growing {
  readonly open: string;
  readonly close: string;
  readonly parts: Part[];
}

class Binder {
  readonly #template: Template;
  readonly #driver: Driver;
  readonly #carriers: ReadonlySet<Expression>;
  readonly #taken: readonly BoundValue[];
  readonly #values: BoundValue[] = [];
  /** What becomes of each operand. */
  readonly #out: (Growing | Hole | undefined)[] = [];
  #before: string;
  /** What stands since a quote was opened; and in which operand it was. */
  #region: { readonly quote: string; readonly pieces: Part[]; readonly from: number } | undefined;
  #failed = false;

  constructor(template: Template, driver: Driver, carriers: ReadonlySet<Expression>, taken: readonly BoundValue[], before: string) {
    this.#template = template;
    this.#driver = driver;
    this.#carriers = carriers;
    this.#taken = taken;
    this.#before = before;
  }

  bind(): Bound | undefined {
    const { operands, joiners } = this.#template;
    for (const [index, operand] of operands.entries()) {
      if (!isLiteral(operand)) {
        this.#hole(operand, this.#textBehind(index, -1), index);
        continue;
      }
      this.#out[index] = { open: operand.open, close: operand.close, parts: [] };
      for (const [place, part] of operand.parts.entries()) {
        if (typeof part === 'string') this.#text(part, index);
        else this.#hole(part, this.#textBehind(index, place), index);
      }
    }
    if (this.#region || this.#failed || this.#values.length === 0) return undefined;
    const left = this.#out.flatMap((operand, index) => {
      const isEmpty = operand === undefined || ('parts' in operand && operand.parts.length === 0);
      return isEmpty ? [] : [{ operand, joiner: joiners[index - 1] ?? ' + ' }];
    });
    return {
      template: { ...this.#template, operands: left.map(({ operand }) => operand), joiners: left.slice(1).map(({ joiner }) => joiner) },
      values: this.#values,
    };
  }

  /** What stands behind a hole, up to the next one. */
  #textBehind(index: number, place: number): string {
    const operand = this.#template.operands[index];
    const next = operand && isLiteral(operand) ? operand.parts[place + 1] : undefined;
    if (next !== undefined) return typeof next === 'string' ? next : kept;
    const following = this.#template.operands[index + 1];
    const [first = ''] = following && isLiteral(following) ? following.parts : following ? [kept] : [];
    return typeof first === 'string' ? first : kept;
  }

  #text(text: string, index: number): void {
    for (const piece of text.split(/(\\?'|\\?")/)) {
      if (piece === '') continue;
      const sign = /^\\?(['"])$/.exec(piece)?.[1];
      if (this.#region) {
        if (sign === this.#region.quote) this.#close(piece, index);
        else this.#region.pieces.push(piece);
      } else if (sign === "'" || (sign === '"' && isValuePlace(this.#before))) this.#region = { quote: sign, pieces: [piece], from: index };
      else this.#write(piece, index);
    }
  }

  #write(text: string, index: number): void {
    this.#before += text;
    const isMarked = this.#driver.percent === true && this.#template.format?.kind !== 'percent';
    this.#append(isMarked ? text.replaceAll('%', '%%') : text, index);
  }

  #append(part: Part, index: number): void {
    const home = this.#out[index];
    if (!home || !('parts' in home)) {
      this.#failed = true;
      return;
    }
    const last = home.parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') home.parts[home.parts.length - 1] = last + part;
    else home.parts.push(part);
  }

  #hole(hole: Hole, behind: string, index: number): void {
    if (this.#region) {
      this.#region.pieces.push(hole);
      return;
    }
    const isValue = isValuePlace(this.#before) && !/^[\w."`(]/.test(behind) && !/\.join\(/.test(hole.code);
    const operand = this.#template.operands[index];
    const isInside = operand !== undefined && isLiteral(operand);
    if (isValue && this.#carriers.has(hole.expression)) {
      this.#bound([hole], false, isInside ? index : this.#neighbour(index));
      return;
    }
    this.#before += kept;
    if (isInside) this.#append(hole, index);
    else this.#out[index] = hole;
  }

  /** The literal that takes the mark of a value that stood by itself: the one before it, or a new one. */
  #neighbour(index: number): number {
    const before = this.#out[index - 1];
    if (before && 'parts' in before) return index - 1;
    const like = this.#template.operands.find(isLiteral);
    if (like) this.#out[index] = { open: like.open, close: like.close, parts: [] };
    return index;
  }

  /** The quote that ends a value. */
  #close(piece: string, index: number): void {
    const region = this.#region;
    if (!region) return;
    this.#region = undefined;
    const inner = region.pieces.slice(1);
    if (inner.every((part) => typeof part === 'string')) {
      if (region.from !== index) this.#failed = true;
      for (const part of region.pieces) if (typeof part === 'string') this.#write(part, index);
      this.#write(piece, index);
      return;
    }
    const form = this.#form();
    const value = inner.map((part) => (typeof part === 'string' ? meant(part, form) : part));
    if (value.includes(undefined)) this.#failed = true;
    this.#dropPrefix(region.from);
    this.#bound(
      value.filter((part) => part !== undefined),
      true,
      region.from,
    );
  }

  /** `N'…'` is a text as well. */
  #dropPrefix(index: number): void {
    const home = this.#out[index];
    if (!home || !('parts' in home)) return;
    const last = home.parts.at(-1);
    if (typeof last === 'string') home.parts[home.parts.length - 1] = last.replace(/(?<=[=(,\s])[NE]$/, '');
  }

  #form(): Parameters<typeof meant>[1] {
    if (this.#template.format) return this.#template.format.kind;
    return this.#template.operands.some((operand) => isLiteral(operand) && /[fF$]/.test(operand.open)) ? 'interpolated' : 'plain';
  }

  #bound(value: Value, isText: boolean, index: number): void {
    const first = value.find((part) => typeof part !== 'string');
    if (!first) return;
    const all = [...this.#taken, ...this.#values];
    const name = nameFor(first, new Set(all.map((one) => one.name)));
    this.#values.push({ name, value, isText });
    this.#before += '?';
    this.#append(this.#driver.mark(all.length + 1, name), index);
  }
}

/** Does a value stand behind this text, rather than a name or a part of the query? */
function isValuePlace(before: string): boolean {
  const text = before.trimEnd();
  if (/[=<>]$|\b(?:like|ilike|limit|offset|between|top)$/i.test(text)) return true;
  if (/\bbetween\s+\S+\s+and$/i.test(text)) return true;
  return /\bvalues\s*\((?:[^()]|\([^()]*\))*[(,]?$/i.test(text) && /[(,]$/.test(text);
}
