/** Which functions ship the code of a folder: asked of the dialects, about templates in and above the folder only. */
import type { Dialect } from '../../dialects/dialect.ts';
import { folderOf, nameOf, type FileTree } from '../../source/file-tree.ts';
import { findRoots, readUnit } from '../builtin/units.ts';

interface CodeRoot {
  readonly label: string;
  /** A folder, or a file of it. */
  readonly code: string;
  /** The folder of the template. */
  readonly home: string;
}

/** Templates below a folder count up to this many levels further down: `functions/` beside `infra/aws/template.yaml`. */
const deepest = 3;

export function functionsByFolder(dialects: readonly Dialect[]): (folder: string, files: FileTree) => readonly string[] {
  const byTree = new WeakMap<FileTree, Map<string, readonly CodeRoot[]>>();
  return (folder, files) => {
    const known = byTree.get(files) ?? new Map<string, readonly CodeRoot[]>();
    byTree.set(files, known);
    const own = [...candidates(folder, files)].sort();
    const fresh = own.filter((path) => !known.has(path));
    if (fresh.length > 0) read(fresh, files, dialects, known);
    const labels = own.flatMap((path) => known.get(path) ?? []).flatMap((root) => (shares(folder, root) ? [root.label] : []));
    return [...new Set(labels)].sort();
  };
}

/** Folders that may hold the template of what `folder` ships: those above it, and a few below. */
function candidates(folder: string, files: FileTree): ReadonlySet<string> {
  const above = new Set<string>(['']);
  for (let up = folder; up !== ''; up = folderOf(up)) above.add(up);
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const path of files.paths) {
    if (path.startsWith(prefix) && path.slice(prefix.length).split('/').length <= deepest) above.add(folderOf(path));
  }
  return above;
}

function read(folders: readonly string[], files: FileTree, dialects: readonly Dialect[], known: Map<string, readonly CodeRoot[]>): void {
  const wanted = new Set(folders);
  const near: FileTree = {
    paths: files.paths.filter((path) => wanted.has(folderOf(path))),
    has: (path) => files.has(path),
    read: (path) => files.read(path),
  };
  for (const folder of folders) known.set(folder, []);
  const { roots, files: held } = findRoots(near, dialects, []);
  for (const root of roots) {
    const unit = readUnit(root, held, dialects);
    const home = folderOf(root.files[0] ?? root.path);
    const found = unit.nouns.functions.flatMap(({ label, codeRoot }) => (codeRoot === undefined ? [] : [{ label, code: codeRoot, home }]));
    known.set(home, [...(known.get(home) ?? []), ...found]);
  }
}

/** Where build tools put what they make of the code above. */
const outputs = /^(?:target|build|libs|dist|out|bin|publish|release|debug|net\d[\w.]*|linux-\w+|\.build)$/i;

/**
 * The manifest lies at the root of the code, or above what was built from it. Where one file stands for the code, everything between it and
 * the template is packed with it. What lies elsewhere is not in the package that is deployed.
 */
function shares(manifest: string, { code, home }: CodeRoot): boolean {
  const isFile = /\.\w{1,5}$/.test(nameOf(code));
  for (let folder = code; ; folder = folderOf(folder)) {
    if (folder === manifest) return true;
    const packed = isFile && folder !== home && (folder === code || home === '' || folder.startsWith(`${home}/`));
    if (folder === '' || !(packed || outputs.test(nameOf(folder)))) return false;
  }
}
