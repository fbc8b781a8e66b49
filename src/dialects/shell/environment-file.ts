/** Files of environments: `.env`, `prod.env`. */
import type { SourceFile } from '../../source/file.ts';
import { scriptOfFile } from '../../syntax/script-text.ts';
import type { Lifting } from './lifting.ts';
import { addText } from './script-texts.ts';
import { Word } from './word.ts';

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*)(?:[ \t]+#.*)?[ \t]*$|([^#\n]*))/gm;

/** The slot takes '' and leaves the name without a value. */
export function readEnvironmentFile(file: SourceFile, into: Lifting): void {
  const script = scriptOfFile(file);
  for (const found of file.text.matchAll(line)) {
    const value = (found[2] ?? found[3] ?? found[4] ?? found[5] ?? '').trimEnd();
    const start = found.index + found[0].lastIndexOf(value);
    const word = new Word([{ text: value, script, start, quoting: 'verbatim' }], script.place(start, start + value.length));
    if (value !== '') addText(into, file.path, found[1] ?? '', word, (to) => word.replace(to));
  }
}
