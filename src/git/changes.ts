/** What changed between two commits: which files, and which lines of them, as GitHub shows it. */
import type { FileDiff, Hunk, HunkLine } from '../source/diff.ts';
import type { GitResult } from './program.ts';
import type { Repository } from './repository.ts';

/** Nothing that settings could change, and no program of anybody. */
const plain = ['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=none'];

/** GitHub's own: three lines of context, renames by half of the content. */
const asOnGitHub = [
  ...plain,
  '--patch',
  '--find-renames',
  '--unified=3',
  '--inter-hunk-context=0',
  '--diff-algorithm=default',
  '--indent-heuristic',
  '--submodule=short',
];

/** A patch that is longer is not read; in bytes. */
const mostPatch = 64 * 1024 * 1024;
/** Files whose lines are read without being asked for. */
const mostFiles = 1_000;

/** Paths of tracked files that differ between a commit and another, or the work tree; relative to the top. Undefined when git cannot tell. */
export function changedPaths(repository: Repository, from: string, to?: string): ReadonlySet<string> | undefined {
  const listed = repository.git(['diff', '--name-only', '-z', '--no-renames', ...plain, from, ...(to === undefined ? [] : [to]), '--']);
  return listed.ok ? new Set(listed.stdout.toString('utf8').split('\0').filter(Boolean)) : undefined;
}

/** Every changed file, in git's order, with paths relative to the top and without lines. Undefined when git cannot tell. */
export function changedFiles(repository: Repository, from: string, to: string): readonly FileDiff[] | undefined {
  const rawDiff = (renames: string): GitResult => repository.git(['diff', '--raw', '-z', '--no-abbrev', renames, ...plain, from, to, '--']);
  const full = rawDiff('--find-renames');
  // To find renames git reads files, which may not all be here; to name what changed it does not.
  const raw = full.ok ? full : rawDiff('--no-renames');
  return raw.ok ? readRaw(raw.stdout.toString('utf8')) : undefined;
}

/** The same with the lines of all of them, or of the `wanted` ones where that would be too much: a file without hunks is one whose lines are not known. */
export function changesBetween(repository: Repository, from: string, to: string, wanted?: ReadonlySet<string>): readonly FileDiff[] | undefined {
  const files = changedFiles(repository, from, to);
  if (!files) return undefined;
  const lines = files.length <= mostFiles ? patchOf(repository, from, to, files) : undefined;
  if (lines) return files.map((file, index) => ({ ...file, ...lines[index] }));
  return files.map((file) => (wanted?.has(file.path) ? { ...file, ...patchOf(repository, from, to, [file])?.[0] } : file));
}

/** Old paths of renamed files by their new ones. */
export function renamesOf(files: readonly FileDiff[]): ReadonlyMap<string, string> {
  return new Map(files.flatMap(({ path, oldPath }) => (oldPath === undefined ? [] : [[path, oldPath] as const])));
}

/** `:<mode> <mode> <id> <id> <status>\0<path>\0`, with a second path for a rename. */
function readRaw(text: string): FileDiff[] {
  const parts = text.split('\0');
  const files: FileDiff[] = [];
  for (let index = 0; index < parts.length; index++) {
    const head = parts[index] ?? '';
    if (!head.startsWith(':')) continue;
    const letter = head.split(' ').at(-1)?.[0] ?? '';
    const first = parts[++index] ?? '';
    const nothing = { binary: false, hunks: [] };
    if (letter === 'R' || letter === 'C') {
      const path = parts[++index] ?? '';
      files.push(letter === 'R' ? { path, oldPath: first, status: 'renamed', ...nothing } : { path, status: 'added', ...nothing });
    } else files.push({ path: first, status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified', ...nothing });
  }
  return files;
}

type Lines = Pick<FileDiff, 'binary' | 'hunks'>;

/** The patch of exactly these files, one entry each; undefined when it cannot be matched to them without doubt. */
function patchOf(repository: Repository, from: string, to: string, files: readonly FileDiff[]): readonly Lines[] | undefined {
  const only =
    files.length > mostFiles || files.length === 1 ? files.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [oldPath, path])) : [];
  const patch = repository.git(['diff', ...asOnGitHub, from, to, '--', ...only], { maxOutput: mostPatch });
  if (!patch.ok) return undefined;
  const sections = readPatch(patch.stdout.toString('utf8'));
  return sections.length === files.length ? sections : undefined;
}

/** Sections of a patch in its order. Within a hunk the header's counts say how far it goes, so that no content can look like a header. */
function readPatch(text: string): readonly Lines[] {
  const lines = text.split('\n');
  const sections: { binary: boolean; hunks: Hunk[] }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const section = sections.at(-1);
    if (line.startsWith('diff --git ')) sections.push({ binary: false, hunks: [] });
    else if (section && (line.startsWith('Binary files ') || line === 'GIT binary patch')) section.binary = true;
    else if (section && line.startsWith('@@ ')) {
      const { hunk, next } = readHunk(lines, at);
      if (hunk) section.hunks.push(hunk);
      at = next - 1;
    }
  }
  return sections;
}

function readHunk(lines: readonly string[], start: number): { readonly hunk?: Hunk; readonly next: number } {
  const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[start] ?? '');
  if (!match) return { next: start + 1 };
  const [oldStart, oldLines, newStart, newLines] = [match[1], match[2] ?? '1', match[3], match[4] ?? '1'].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const found: HunkLine[] = [];
  let [oldLeft, newLeft] = [oldLines, newLines];
  let at = start + 1;
  for (; at < lines.length && (oldLeft > 0 || newLeft > 0); at++) {
    const line = lines[at] ?? '';
    const text = line.slice(1).replace(/\r$/, '');
    if (line[0] === '\\') continue;
    if (line[0] !== '+') oldLeft--;
    if (line[0] !== '-') newLeft--;
    found.push({ kind: line[0] === '+' ? 'added' : line[0] === '-' ? 'removed' : 'context', text });
  }
  return { hunk: { oldStart, oldLines, newStart, newLines, lines: found }, next: at };
}
