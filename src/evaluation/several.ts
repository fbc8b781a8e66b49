/** Writes several settings of one mapping at once. */
import type { Editor, Mapping, Plain } from './tree.ts';
import type { Edit } from '../source/edit.ts';

/** Writes several settings: those that are there are replaced, the others added together. */
export function writeAll(owner: Mapping, content: { readonly [name: string]: Plain }): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  const added: Record<string, Plain> = {};
  for (const [name, value] of Object.entries(content)) {
    const before = owner.entries.get(name)?.value;
    if (!before) added[name] = value;
    else {
      const change = before.editor?.replace(value);
      if (!change) return undefined;
      edits.push(...change);
    }
  }
  if (Object.keys(added).length === 0) return edits;
  const { editor } = owner;
  const additions = editor?.putAll ? editor.putAll(added) : putEach(editor, added);
  return additions && [...edits, ...additions];
}

function putEach(editor: Editor | undefined, content: { readonly [name: string]: Plain }): readonly Edit[] | undefined {
  const parts = Object.entries(content).map(([name, value]) => editor?.put?.(name, value));
  return parts.includes(undefined) ? undefined : parts.flatMap((edits) => edits ?? []);
}
