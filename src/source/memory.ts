/** A tree of files that exists in memory only: for readers of commits, for examples, for tests. */
import { SourceFile } from './file.ts';
import type { FileTree } from './file-tree.ts';

export function memoryTree(files: Readonly<Record<string, string>>): FileTree {
  const read = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  return {
    paths: [...read.keys()].sort(),
    has: (path) => read.has(path),
    read: (path) => read.get(path),
  };
}
