/** What the double remembers of one repository: pull requests, threads, comments, checks, alerts. */
import type { FileDiff } from '../../src/source/diff.ts';
import { Repository } from './repository.ts';
import { Scanning } from './scanning.ts';

export type Level = 'none' | 'read' | 'write';
export type Permission = 'contents' | 'pull-requests' | 'issues' | 'checks' | 'security-events';

export interface Token {
  readonly login: string;
  readonly permissions: Readonly<Record<Permission, Level>>;
  /** Runs on pull requests may upload results though their token only reads. */
  readonly mayUpload: boolean;
}

export interface Note {
  readonly id: number;
  readonly nodeId: string;
  readonly author: string;
  body: string;
  minimised: string | undefined;
  edits: number;
}

export interface Thread {
  readonly nodeId: string;
  readonly pull: number;
  readonly path: string;
  readonly originalCommit: string;
  readonly originalStart: number;
  readonly originalLine: number;
  readonly side: 'LEFT' | 'RIGHT';
  /** Undefined while outdated. */
  start: number | undefined;
  line: number | undefined;
  resolved: boolean;
  readonly comments: Note[];
}

export interface Pull {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly headRepository: string;
  headSha: string;
  title: string;
  body: string;
  open: boolean;
  readonly author: string;
}

export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  open: boolean;
  readonly labels: string[];
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  conclusion: string;
  title: string;
  summary: string;
  readonly annotations: Readonly<Record<string, unknown>>[];
}

export class State {
  readonly repository: Repository;
  readonly scanning = new Scanning();
  readonly tokens = new Map<string, Token>();
  readonly pulls = new Map<number, Pull>();
  readonly issues = new Map<number, Issue>();
  /** Below pull requests and issues, by number. */
  readonly notes = new Map<number, Note[]>();
  readonly threads: Thread[] = [];
  /** Whether `viewerDidAuthor` holds for apps is not documented: nothing may rest on it. */
  appsAuthorNothing = false;
  readonly checkRuns: CheckRun[] = [];
  readonly labels: { readonly number: number; readonly name: string; readonly by: string; readonly at: string; removed: boolean }[] = [];
  readonly writers = new Set<string>();
  #number = 0;
  #id = 3_000_000_000;

  constructor(repository = new Repository()) {
    this.repository = repository;
  }

  /** The same world, to try something in; alerts are left behind. */
  copy(): State {
    const copy = new State(new Repository(this.repository));
    copy.#number = this.#number;
    copy.#id = this.#id;
    for (const name of ['tokens', 'pulls', 'issues', 'notes'] as const) {
      for (const [key, value] of structuredClone<Map<unknown, unknown>>(this[name])) (copy[name] as Map<unknown, unknown>).set(key, value);
    }
    copy.threads.push(...structuredClone(this.threads));
    copy.labels.push(...structuredClone(this.labels));
    return copy;
  }

  nextNumber(): number {
    return ++this.#number;
  }

  nextId(): number {
    return ++this.#id;
  }

  note(author: string, body: string): Note {
    const id = this.nextId();
    return { id, nodeId: `C_${id}`, author, body, minimised: undefined, edits: 0 };
  }

  diff(pull: Pull): readonly FileDiff[] {
    return this.repository.diff(`refs/heads/${pull.base}`, pull.headSha);
  }

  /** The head of a pull request moves: threads follow their lines, or become outdated. */
  moveHead(pull: Pull, sha: string): void {
    pull.headSha = sha;
    this.repository.setRef(`refs/pull/${pull.number}/head`, sha);
    const diff = this.diff(pull);
    for (const thread of this.threads) {
      if (thread.pull !== pull.number) continue;
      const moved = this.repository.movedLines(thread.path, thread.originalCommit, sha);
      const lines = Array.from({ length: thread.originalLine - thread.originalStart + 1 }, (_, index) => moved(thread.originalStart + index));
      const [start, line] = [lines[0], lines.at(-1)];
      const whole = lines.every((one, index) => one !== undefined && start !== undefined && one === start + index);
      const shown = whole && start !== undefined && line !== undefined && anchorError(diff, { path: thread.path, start, line }) === undefined;
      thread.start = shown ? start : undefined;
      thread.line = shown ? line : undefined;
    }
  }

  noteById(id: number): Note | undefined {
    const all = [...[...this.notes.values()].flat(), ...this.threads.flatMap(({ comments }) => comments)];
    return all.find((note) => note.id === id);
  }

  noteByNode(nodeId: string): Note | undefined {
    const all = [...[...this.notes.values()].flat(), ...this.threads.flatMap(({ comments }) => comments)];
    return all.find((note) => note.nodeId === nodeId);
  }
}

/** Why GitHub takes no comment there; undefined where it does. */
export function anchorError(
  diff: readonly FileDiff[],
  { path, start, line }: { readonly path: string; readonly start: number; readonly line: number },
): string | undefined {
  const file = diff.find((one) => one.path === path);
  if (!file || file.binary) return 'Path could not be resolved';
  if (start > line) return 'Start line must precede the end line';
  const hunk = file.hunks.find(({ newStart, newLines }) => start >= newStart && line < newStart + newLines);
  return hunk ? undefined : 'Line could not be resolved';
}
