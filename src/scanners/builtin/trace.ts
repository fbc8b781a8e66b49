/**
 * What a piece of work asked of a tree of files, with the answers: while all of them still hold, the work would come to the same.
 * Answers are kept as hashes, so a trace tells nothing of what is in the files.
 */
import { createHash } from 'node:crypto';
import { isInTree, pathsBelow, pathsIn, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';

/** Each question is asked once. */
export interface Trace {
  /** The hash of a file's text; null where there is none that can be read. */
  readonly read: Readonly<Record<string, string | null>>;
  readonly has: Readonly<Record<string, boolean>>;
  readonly isInTree: Readonly<Record<string, boolean>>;
  /** Hashes of lists of paths. */
  readonly pathsIn: Readonly<Record<string, string>>;
  readonly pathsBelow: Readonly<Record<string, string>>;
  /** Of the list of all paths, where it was asked for. */
  readonly paths?: string | undefined;
}

/** The same tree, and the account of what is asked of it. */
export function traced(files: FileTree): { readonly files: FileTree; trace(): Trace } {
  const read = new Map<string, string | null>();
  const has = new Map<string, boolean>();
  const held = new Map<string, boolean>();
  const within = new Map<string, string>();
  const below = new Map<string, string>();
  let all: string | undefined;
  const noting = <Answer>(into: Map<string, Answer>, question: string, answer: () => Answer): void => {
    if (!into.has(question)) into.set(question, answer());
  };
  const tree: FileTree = {
    get paths() {
      all ??= hashOfPaths(files.paths);
      return files.paths;
    },
    has: (path) => {
      const answer = files.has(path);
      noting(has, path, () => answer);
      return answer;
    },
    read: (path) => {
      const file = files.read(path);
      noting(read, path, () => hashOf(file));
      return file;
    },
    account: {
      isInTree: (path) => {
        const answer = isInTree(path, files);
        noting(held, path, () => answer);
        return answer;
      },
      pathsIn: (folder) => {
        const answer = pathsIn(folder, files);
        noting(within, folder, () => hashOfPaths(answer));
        return answer;
      },
      pathsBelow: (folder) => {
        const answer = pathsBelow(folder, files);
        noting(below, folder, () => hashOfPaths(answer));
        return answer;
      },
    },
  };
  return {
    files: tree,
    trace: () => ({
      read: Object.fromEntries(read),
      has: Object.fromEntries(has),
      isInTree: Object.fromEntries(held),
      pathsIn: Object.fromEntries(within),
      pathsBelow: Object.fromEntries(below),
      paths: all,
    }),
  };
}

/** Would everything be answered as it was then? */
export function stillHolds(trace: Trace, files: FileTree): boolean {
  const all = <Answer>(answers: Readonly<Record<string, Answer>>, now: (question: string) => Answer): boolean =>
    Object.entries(answers).every(([question, answer]) => now(question) === answer);
  return (
    (trace.paths === undefined || trace.paths === hashOfPaths(files.paths)) &&
    all(trace.has, (path) => files.has(path)) &&
    all(trace.isInTree, (path) => isInTree(path, files)) &&
    all(trace.pathsIn, (folder) => hashOfPaths(pathsIn(folder, files))) &&
    all(trace.pathsBelow, (folder) => hashOfPaths(pathsBelow(folder, files))) &&
    all(trace.read, (path) => hashOf(files.read(path)))
  );
}

export function hashOf(file: SourceFile | undefined): string | null {
  return file ? file.once(hashOfText) : null;
}

function hashOfText({ text }: SourceFile): string {
  return createHash('sha256').update(text).digest('hex');
}

const hashes = new WeakMap<readonly string[], string>();

function hashOfPaths(paths: readonly string[]): string {
  let hash = hashes.get(paths);
  if (hash === undefined) {
    hash = createHash('sha256').update(paths.join('\0')).digest('hex');
    hashes.set(paths, hash);
  }
  return hash;
}
