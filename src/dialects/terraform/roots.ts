/** Which folders of a repository are deployed: those that no other folder calls as a module. */
import { folderOf, type FileTree } from '../../source/file-tree.ts';
import type { Root } from '../dialect.ts';
import { configurationsIn } from './modules/declarations.ts';
import { folderDeclarations } from './modules/deployment.ts';
import { sourceFolder } from './modules/addresses.ts';

export const dialectId = 'terraform';

export function findRoots(recognised: readonly string[], files: FileTree): readonly Root[] {
  const folders = new Map<string, string[]>();
  for (const path of recognised) {
    const folder = folderOf(path);
    const paths = folders.get(folder);
    if (paths) paths.push(path);
    else folders.set(folder, [path]);
  }
  const calls = new Map([...folders.keys()].map((folder) => [folder, calledFolders(folder, files)]));
  const called = new Set([...calls.values()].flatMap((targets) => [...targets]));
  const roots = [...folders.keys()].filter((folder) => !called.has(folder));
  // Folders that only call each other in a circle: the first of them stands for the circle.
  const reached = new Set<string>();
  for (const folder of roots) reach(folder, calls, reached);
  for (const folder of folders.keys()) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    reach(folder, calls, reached);
  }
  return roots.sort().map((folder) => ({ dialect: dialectId, path: folder === '' ? '.' : folder, files: folders.get(folder) ?? [] }));
}

function reach(folder: string, calls: ReadonlyMap<string, ReadonlySet<string>>, reached: Set<string>): void {
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(calls.get(next) ?? []));
  }
}

/** A text that begins as the source of a local module does. */
const localSource = /"\.\.?[/"]/;

/** The folders that a folder calls as modules. */
function calledFolders(folder: string, files: FileTree): ReadonlySet<string> {
  const targets = new Set<string>();
  // Most folders call none, and need not be parsed for it.
  if (!configurationsIn(folder, files).some((path) => localSource.test(files.read(path)?.text ?? ''))) return targets;
  for (const block of folderDeclarations(folder, files)?.calls.values() ?? []) {
    const source = sourceFolder(block, folder);
    if (typeof source === 'object' && source.folder !== folder && configurationsIn(source.folder, files).length > 0) targets.add(source.folder);
  }
  return targets;
}
