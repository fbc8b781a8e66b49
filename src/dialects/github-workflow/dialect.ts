/** Workflows and composite actions of GitHub. */
import { emptyNouns } from '../../model/application.ts';
import { folderOf, nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { Lifting } from '../shell/lifting.ts';
import { readWorkflow } from './workflow.ts';

const id = 'github-workflow';

function wants(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /^action\.ya?ml$/.test(nameOf(path));
}

function recognises({ path, text }: SourceFile): boolean {
  if (text.length > 500_000) return false;
  return /^action\.ya?ml$/.test(nameOf(path)) ? /using['"]?\s*:\s*['"]?composite/.test(text) : /^jobs\s*:/m.test(text);
}

/** The workflows of one folder belong together. */
function roots(recognised: readonly string[]): readonly Root[] {
  const folders = new Map<string, string[]>();
  for (const path of recognised) {
    const folder = folderOf(path) === '' ? '.' : folderOf(path);
    const paths = folders.get(folder);
    if (paths) paths.push(path);
    else folders.set(folder, [path]);
  }
  return [...folders].map(([path, files]) => ({ dialect: id, path, files }));
}

function read(root: Root, files: FileTree): Unit {
  const into = new Lifting(emptyNouns(), root.path);
  const used = new Set(root.files);
  for (const path of root.files) {
    const file = files.read(path);
    if (file) readWorkflow(file.once(readDocument), into, files, used);
  }
  return { root, nouns: into.nouns, files: [...used], notices: [], offers: new Map(), needs: new Set() };
}

export const githubWorkflow: Dialect = { id, title: 'GitHub workflows', wants, recognises, roots, read, isProgram: () => true };
