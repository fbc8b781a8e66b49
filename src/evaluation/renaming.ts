/** Gives an entry of a mapping another name and another value where it stands. */
import { replaceText, type Edit } from '../source/edit.ts';
import { textAt } from '../source/span.ts';
import type { Mapping, Plain } from './tree.ts';

/** Undefined where the value was written elsewhere, or the new name is taken. */
export function renameEntry(owner: Mapping, name: string, to: string, value: Plain): readonly Edit[] | undefined {
  const entry = owner.entries.get(name);
  if (!entry || entry.value.via.length > 0 || owner.entries.has(to)) return undefined;
  const written = textAt(entry.key);
  const changed = entry.value.editor?.replace(value);
  return changed && [replaceText(entry.key, written.replace(name, to)), ...changed];
}
