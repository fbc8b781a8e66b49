/** The recipes of a makefile as scripts; its variables are not known there. */
import type { SourceFile } from '../../source/file.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import { foreign } from '../../syntax/shell.ts';

/** Each recipe, its lines with those that they go on in. */
export function recipesOf(file: SourceFile): readonly ScriptText[] {
  const found: ScriptText[] = [];
  for (const match of file.text.matchAll(/(?:^\t.*(?:\r?\n|$))+/gm)) {
    const text = masked(match[0]);
    const start = match.index;
    const script = scriptOfFile(file, start, start + text.length);
    // A dollar sign of the shell is written twice.
    found.push({ ...script, text, edit: (from, to, written) => script.edit(from, to, written.replaceAll('$', '$$$$')) });
  }
  return found;
}

/** `$(NAME)` is make's, `$$` is the shell's; what silences a line is no part of the command. The length stays the same. */
function masked(text: string): string {
  return text
    .replace(/(?<!\\\r?\n)^(\t\s*)([@-]+)/gm, (_, blank: string, signs: string) => blank + ' '.repeat(signs.length))
    .replace(/\$[({]([^(){}$\n]*)[)}]/g, (whole) => `\${${foreign.repeat(whole.length - 3)}}`)
    .replace(/\$\$/g, ' $');
}
