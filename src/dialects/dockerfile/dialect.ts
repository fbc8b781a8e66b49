/** Dockerfiles: what they put into the environment of an image, and what they run while they build it. */
import { emptyNouns } from '../../model/application.ts';
import { folderOf, nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { liftScript } from '../shell/lift.ts';
import { Lifting } from '../shell/lifting.ts';
import { readScript } from '../shell/script.ts';
import { baseImages } from './base-image.ts';
import { addText } from '../shell/script-texts.ts';
import type { Word } from '../shell/word.ts';

const id = 'dockerfile';

const names = /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.(?:dockerfile|containerfile)$/i;
const foreign = /(?:^|\/)(?:node_modules|vendor|\.venv|venv|site-packages)\//;

function recognises({ text }: SourceFile): boolean {
  return text.length <= 200_000 && /^\s*FROM\s/im.test(text);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

/** An instruction with the lines that it goes on in. */
const instruction = /^[ \t]*(ENV|ARG|RUN|LABEL)[ \t]+((?:[^\n\\]|\\(?!\r?\n)|\\\r?\n)*)/gim;

function read(root: Root, files: FileTree): Unit {
  const into = new Lifting(emptyNouns(), root.path);
  const used = new Set(root.files);
  const file = files.read(root.path);
  for (const found of file?.text.matchAll(instruction) ?? []) {
    const [whole, name = '', content = ''] = found;
    const start = found.index + whole.length - content.length;
    readInstruction(name.toUpperCase(), file!, start, start + content.length, into, files, used);
  }
  if (file) into.nouns.runtimeUses.push(...baseImages(file, root.path));
  return { root, nouns: into.nouns, files: [...used], notices: [], offers: new Map(), needs: new Set() };
}

function readInstruction(name: string, file: SourceFile, start: number, end: number, into: Lifting, files: FileTree, used: Set<string>): void {
  const script = name === 'RUN' ? scriptOfFile(file, start, end) : assignments(file, start, end);
  const found = readScript(script, { files, folders: [folderOf(file.path)], used });
  if (name === 'RUN') liftScript(found, into, file.path);
  else for (const one of found.assigned) addText(into, file.path, one.name, one.word, (to) => (to === '' ? emptied(one.word, name) : undefined));
}

/** `ENV NAME value` is an older spelling of `ENV NAME=value`. */
function assignments(file: SourceFile, start: number, end: number): ScriptText {
  const script = scriptOfFile(file, start, end);
  const text = script.text.replace(/^(\w+)[ \t](?!=)/, '$1=').replace(/^(\w+=)[ \t]+/, '$1');
  return text.length === script.text.length ? { ...script, text } : script;
}

/** An argument without a value must be handed in; a variable without one is set when the container starts. */
function emptied(word: Word, name: string): ReturnType<Word['replace']> {
  const { at } = word;
  const isArgument = name === 'ARG' && at.file.text[at.start - 1] === '=';
  return [{ at: isArgument ? span(at.file, at.start - 1, at.end) : at, text: isArgument ? '' : '""' }];
}

export const dockerfile: Dialect = {
  id,
  title: 'Dockerfiles',
  wants: (path) => names.test(nameOf(path)) && !foreign.test(path),
  recognises,
  roots,
  read,
  isProgram: () => true,
};
