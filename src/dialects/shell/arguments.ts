/** The arguments of a command line by name: `--name value`, `--name=value`, `-n value`, and those without a name. */
import { asValue, type Spelling } from '../../evaluation/setting.ts';
import { entries, type Tree } from '../../evaluation/tree.ts';
import { known, unknown, type Slot, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { jsonOf, shorthandOf } from './json-word.ts';
import type { Invocation } from './script.ts';
import type { Word } from './word.ts';

export interface Option {
  readonly name: string;
  /** The option itself. */
  readonly word: Word;
  readonly values: readonly Word[];
}

export class Arguments {
  readonly invocation: Invocation;
  /** The words before the first option: `aws`, `lambda`, `add-permission`. */
  readonly path: readonly string[];
  readonly positional: readonly Word[];
  readonly options: readonly Option[];

  /** `single`: an option takes one word at most, so that what follows stands for itself. */
  constructor(invocation: Invocation, flags: ReadonlySet<string>, single: boolean, leading: ReadonlySet<string> = new Set()) {
    this.invocation = invocation;
    const options: (Option & { values: Word[] })[] = [];
    const positional: Word[] = [];
    let open: (Option & { values: Word[] }) | undefined;
    for (const word of invocation.words) {
      const name = /^--?[A-Za-z][\w.-]*(?==|$)/.exec(word.text)?.[0];
      if (name !== undefined) {
        const equals = word.text[name.length] === '=';
        const option = { name, word, values: equals ? [word.part(name.length + 1)] : [] };
        options.push(option);
        open = equals || flags.has(name) || name.startsWith('--no-') ? undefined : option;
      } else if (open && !(isDone(open) && (single || leading.has(open.name)))) open.values.push(word);
      else positional.push(word);
    }
    this.options = options;
    this.positional = positional;
    this.path = positional.map(({ text }) => text);
  }

  /** Is it this command? */
  is(...path: readonly string[]): boolean {
    return path.every((word, index) => this.path[index] === word);
  }

  option(...names: readonly string[]): Option | undefined {
    return this.options.findLast(({ name }) => names.includes(name));
  }

  word(...names: readonly string[]): Word | undefined {
    return this.option(...names)?.values[0];
  }

  /** All values of an option, however often it is given. */
  words(...names: readonly string[]): readonly Word[] {
    return this.options.filter(({ name }) => names.includes(name)).flatMap(({ values }) => values);
  }

  document(...names: readonly string[]): Tree | undefined {
    return this.invocation.document(this.word(...names));
  }

  /** What an option sets; what is not written may be set by another command. */
  setting<T>(spelling: Spelling<T>, ...names: readonly string[]): Value<T> {
    const word = this.word(...names);
    return word ? asValue(word.tree, spelling) : this.elsewhere();
  }

  elsewhere<T>(slot?: Slot<T>): Value<T> {
    return unknown<T>('another command may set it', this.invocation.at, undefined, slot);
  }

  /** `--on` and `--no-on`: the slot writes the other one. */
  switch(yes: string, no: string): Value<boolean> {
    const option = this.option(yes, no);
    if (!option) return this.elsewhere();
    const slot: Slot<boolean> = (to) => option.word.replace(to ? yes : no);
    return known(option.name === yes, option.word.at, slot);
  }

  get at(): Span {
    return this.invocation.at;
  }
}

function isDone({ values }: Option): boolean {
  return values.length > 0;
}

/** Words that are lists of names and values, separated by commas: `A=1,B=2`, with another separator `^@^A=1@B=2`. */
export function listedPairs(word: Word): readonly (readonly [string, Word])[] {
  const custom = /^\^(.{1,3})\^/.exec(word.text);
  const separator = custom?.[1] ?? ',';
  const { text } = word;
  const pairs: [string, Word][] = [];
  let from = custom?.[0].length ?? 0;
  while (from < text.length) {
    let to = text.indexOf(separator, from);
    // A comma within a value: what follows is no name with a value.
    while (to >= 0 && !/^[A-Za-z_][\w.-]*=/.test(text.slice(to + separator.length))) to = text.indexOf(separator, to + 1);
    const end = to < 0 ? text.length : to;
    const equals = text.indexOf('=', from);
    if (equals > 0 && equals < end) pairs.push([text.slice(from, equals), word.part(equals + 1, end)]);
    from = end + separator.length;
  }
  return pairs;
}

/** Names and values of one word: as JSON, in the short spelling, or one pair. */
export function mapped(tree: Tree | undefined): readonly (readonly [string, Tree, Span])[] {
  return entries(tree).map(([name, { key, value }]) => [name, value, key]);
}

/** The content of a word as a document. */
export function documentIn(word: Word | undefined): Tree | undefined {
  return word && (jsonOf(word) ?? shorthandOf(word));
}

export const choiceOfFlag: Spelling<boolean> = { decode: (written) => String(written) === 'true', encode: (to) => to };
