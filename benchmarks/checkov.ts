/**
 * A paired run against Checkov over every tenth folder of a collection: wall and CPU seconds of each, and their ratio.
 *
 * Usage: node benchmarks/checkov.ts FOLDER CHECKOV [runs], where CHECKOV is the path of the program.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [collection, checkov, runs = '3'] = process.argv.slice(2);
if (collection === undefined || checkov === undefined) {
  console.error('usage: node benchmarks/checkov.ts FOLDER CHECKOV [runs]');
  process.exit(2);
}
const base = mkdtempSync(join(tmpdir(), 'paired-'));
try {
  compare(collection, checkov, Number(runs));
} finally {
  rmSync(base, { recursive: true, force: true });
}

function compare(from: string, program: string, times: number): void {
  const tenth = join(base, 'tenth');
  const folders = readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
    .filter((_, index) => index % 10 === 0);
  mkdirSync(tenth);
  for (const name of folders) cpSync(join(from, name), join(tenth, name), { recursive: true, verbatimSymlinks: true });
  const empty = join(base, 'empty');
  mkdirSync(empty);
  const ours = () =>
    timed(
      process.execPath,
      [resolve(import.meta.dirname, '../dist/cli.js'), 'scan', tenth, '--fail-severity', 'none', '--sarif', join(base, 'ours.sarif')],
      empty,
    );
  const theirs = () =>
    timed(
      program,
      [
        `--directory=${tenth}`,
        '-o',
        'json',
        '--output-file-path',
        join(base, 'theirs'),
        '--skip-download',
        '--soft-fail',
        '--framework',
        'cloudformation',
        'terraform',
        'serverless',
      ],
      empty,
    );
  const pairs = Array.from({ length: times }, () => ({ ours: ours(), theirs: theirs() }));
  console.log(`${folders.length} folders, ${times} pairs, medians`);
  for (const unit of ['wall', 'cpu'] as const) {
    const [a, b] = [median(pairs.map(({ ours: one }) => one[unit])), median(pairs.map(({ theirs: one }) => one[unit]))];
    console.log(`${unit.padEnd(5)} faasgate ${a.toFixed(1)} s   checkov ${b.toFixed(1)} s   ratio ${(a / b).toFixed(3)}`);
  }
}

interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

/** In seconds; CPU is that of the child and its children. */
function timed(program: string, args: readonly string[], home: string): Timing {
  const run = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$0" "$@" >/dev/null 2>"$HOME/errors"', program, ...args], {
    cwd: home,
    encoding: 'utf8',
    env: { HOME: home, PATH: process.env['PATH'] },
  });
  const [wall = 0, user = 0, system = 0] = run.stderr.trim().split(/\s+/).map(Number);
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}: ${run.stderr}`);
  return { wall, cpu: user + system };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
