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
  const tree = new TracedTree(files);
  return { files: tree, trace: () => tree.trace() };
}

class TracedTree implements FileTree {
  readonly account: NonNullable<FileTree['account']>;
  readonly #files: FileTree;
  readonly #read = new Map<string, string | null>();
  readonly #has = new Map<string, boolean>();
  readonly #held = new Map<string, boolean>();
  readonly #within = new Map<string, string>();
  readonly #below = new Map<string, string>();
  #all: string | undefined;

  constructor(files: FileTree) {
    this.#files = files;
    this.account = {
      isInTree: (path) => noted(this.#held, path, isInTree(path, files)),
      pathsIn: (folder) => listed(this.#within, folder, pathsIn(folder, files)),
      pathsBelow: (folder) => listed(this.#below, folder, pathsBelow(folder, files)),
    };
  }

  get paths(): readonly string[] {
    this.#all ??= hashOfPaths(this.#files.paths);
    return this.#files.paths;
  }

  has(path: string): boolean {
    return noted(this.#has, path, this.#files.has(path));
  }

  read(path: string): SourceFile | undefined {
    const file = this.#files.read(path);
    if (!this.#read.has(path)) this.#read.set(path, hashOf(file));
    return file;
  }

  trace(): Trace {
    return {
      read: Object.fromEntries(this.#read),
      has: Object.fromEntries(this.#has),
      isInTree: Object.fromEntries(this.#held),
      pathsIn: Object.fromEntries(this.#within),
      pathsBelow: Object.fromEntries(this.#below),
      paths: this.#all,
    };
  }
}

function noted<Answer>(into: Map<string, Answer>, question: string, answer: Answer): Answer {
  if (!into.has(question)) into.set(question, answer);
  return answer;
}

function listed(into: Map<string, string>, folder: string, paths: readonly string[]): readonly string[] {
  if (!into.has(folder)) into.set(folder, hashOfPaths(paths));
  return paths;
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
