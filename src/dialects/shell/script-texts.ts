/** Texts of scripts under the names that they are given, for the rules that look for secrets. */
import type { Slot, Value } from '../../model/value.ts';
import { known, unknown } from '../../model/value.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { Lifting } from './lifting.ts';
import type { Word } from './word.ts';

/** `owner` is the path that names where the text stands. The slot takes '' and reads the value from the environment instead. */
export function addText(into: Lifting, owner: string, name: string, word: Word, slot: Slot<string> = fromEnvironment(name, word)): void {
  if (word.text.length < 4 || word.text.length > 8192 || word.document) return;
  const value: Value<string> = word.isKnown
    ? known(word.text, word.at, slot, word.via)
    : unknown('it is put together when the script runs', word.at, word.pattern, slot, word.via);
  into.nouns.texts.push({
    role: 'script',
    name,
    value,
    owner: `${into.unit}#${owner}`,
    ownerLabel: nameOf(owner),
    ownerType: 'script',
    at: word.at,
  });
}

function fromEnvironment(name: string, word: Word): Slot<string> {
  const asked =
    name
      .replace(/^-+/, '')
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/\W+/g, '_')
      .toUpperCase() || 'SECRET';
  return (to) => (to === '' ? word.read(/^\d/.test(asked) ? `_${asked}` : asked) : word.replace(to));
}
