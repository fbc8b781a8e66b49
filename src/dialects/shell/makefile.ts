/** The recipes of a makefile as scripts; its variables are not known there. */
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import { foreign } from '../../syntax/shell.ts';

/** Each recipe, its lines with those that they go on in. */
export function recipesOf(file: SourceFile): readonly ScriptText[] {
  const found: ScriptText[] = [];
  for (const match of file.text.matchAll(/(?:^\t.*(?:\r?\n|$))+/gm)) {
    const text = masked(match[0]);
    const start = match.index;
    found.push({ ...scriptOfFile(file, start, start + text.length), text, place: (from, to) => span(file, start + from, start + to) });
  }
  return found;
}

/** `$(NAME)` is make's, `$$` is the shell's; what silences a line is no part of the command. The length stays the same. */
function masked(text: string): string {
  return text
    .replace(/^(\t\s*)([@-]+)/gm, (_, blank: string, signs: string) => blank + ' '.repeat(signs.length))
    .replace(/\$[({]([^(){}$\n]*)[)}]/g, (whole) => `\${${foreign.repeat(whole.length - 3)}}`)
    .replace(/\$\$/g, ' $');
}
