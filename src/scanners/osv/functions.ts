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

/** Templates so many levels below a manifest are looked at as well. */
const deepest = 2;

export function functionsByFolder(dialects: readonly Dialect[]): (folder: string, files: FileTree) => readonly string[] {
  const readers = new WeakMap<FileTree, FunctionReader>();
  // What must be made ready first reads programs, which ship no folders. Read before that, they would count as unreadable: files remember.
  const ready = dialects.filter(({ prepare }) => prepare === undefined);
  return (folder, files) => {
    const reader = readers.get(files) ?? new FunctionReader(files, ready);
    readers.set(files, reader);
    return reader.functionsOf(folder);
  };
}

/** Reads the templates of a folder when a manifest near it is asked about, once. */
class FunctionReader {
  readonly #files: FileTree;
  readonly #dialects: readonly Dialect[];
  readonly #byFolder = new Map<string, string[]>();
  /** In order, so that those below another one stand together. */
  readonly #folders: readonly string[];
  readonly #known = new Map<string, readonly CodeRoot[]>();

  constructor(files: FileTree, dialects: readonly Dialect[]) {
    this.#files = files;
    this.#dialects = dialects;
    for (const path of files.paths) {
      const folder = folderOf(path);
      const inside = this.#byFolder.get(folder);
      if (inside) inside.push(path);
      else this.#byFolder.set(folder, [path]);
    }
    this.#folders = [...this.#byFolder.keys()].sort();
  }

  functionsOf(manifest: string): readonly string[] {
    const near = [...this.#above(manifest), ...this.#below(manifest)];
    const fresh = near.filter((folder) => !this.#known.has(folder));
    if (fresh.length > 0) this.#read(fresh);
    const roots = near.flatMap((folder) => this.#known.get(folder) ?? []);
    return [...new Set(roots.flatMap((root) => (shares(manifest, root) ? [root.label] : [])))].sort();
  }

  #above(folder: string): readonly string[] {
    const found = [folder];
    for (let up = folder; up !== '';) {
      up = folderOf(up);
      found.push(up);
    }
    return found;
  }

  #below(folder: string): readonly string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    let low = 0;
    for (let high = this.#folders.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#folders[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (; this.#folders[low]?.startsWith(prefix) === true; low++) {
      const one = this.#folders[low] ?? '';
      if (one !== folder && one.slice(prefix.length).split('/').length <= deepest) found.push(one);
    }
    return found;
  }

  #read(folders: readonly string[]): void {
    for (const folder of folders) this.#known.set(folder, []);
    const paths = folders.flatMap((folder) => this.#byFolder.get(folder) ?? []).sort();
    const { roots, files } = findRoots({ paths, has: (path) => this.#files.has(path), read: (path) => this.#files.read(path) }, this.#dialects, []);
    for (const root of roots) {
      const home = folderOf(root.files[0] ?? root.path);
      const { functions } = readUnit(root, files, this.#dialects).nouns;
      const found = functions.flatMap(({ label, codeRoot }) => (codeRoot === undefined ? [] : [{ label, code: codeRoot, home }]));
      this.#known.set(home, [...(this.#known.get(home) ?? []), ...found]);
    }
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
