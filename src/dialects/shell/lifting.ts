/** What commands are lifted into: the nouns of one unit, each with a name of its own. */
import type { NounLists } from '../../model/application.ts';
import type { Noun, NounKey, Provider } from '../../model/noun.ts';
import { absent, textOf, type Value } from '../../model/value.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { Arguments } from './arguments.ts';
import type { Word } from './word.ts';
import { asValue, text } from '../../evaluation/setting.ts';

export class Lifting {
  readonly nouns: NounLists;
  readonly unit: string;
  /** What was made before, by what it is: a role that several commands work on. */
  readonly made = new Map<string, NounKey>();
  readonly #taken = new Set<string>();

  constructor(nouns: NounLists, unit: string) {
    this.nouns = nouns;
    this.unit = unit;
  }

  /** The common part of a noun that a command makes or changes. */
  noun(call: Arguments, provider: Provider, words: number, named: Word | undefined): Omit<Noun, 'kind'> {
    const type = call.path.slice(0, words).join(' ');
    const name: Value<string> = named ? asValue(named.tree, text) : absent<string>(call.at);
    const label = (textOf(name, '…') ?? type).replace(/^.*[/:](?=[\w.-])/, '');
    const base = `${nameOf(call.at.file.path)}: ${type} ${label}`;
    let address = base;
    for (let count = 2; this.#taken.has(address); count++) address = `${base} (${count})`;
    this.#taken.add(address);
    const { at, body } = call.invocation;
    return { key: `${this.unit}#${address}`, address, type, provider, label: label === '…' || label === '' ? type : label, name, at, body };
  }
}

/** A command of one tool, read into the model; false where it is not one that says anything. */
export type Lifter = (call: Arguments, into: Lifting) => void;
