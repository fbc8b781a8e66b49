/**
 * A paired run against Checkov over every tenth folder of a collection: wall and CPU seconds of Checkov alone, of our own rules alone, and
 * of a whole run with both, and how much the whole run costs beyond Checkov alone.
 *
 * Usage: node benchmarks/checkov.ts FOLDER [runs]. Takes Checkov from .tools/, as the tests do, and the bundle from dist/.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkovVersion } from '../src/scanners/checkov/install.ts';

const start = ['-I', '-m', 'checkov.main'];
const options = '--output json --skip-download --soft-fail --framework cloudformation terraform serverless arm bicep'.split(' ');

const [collection, runs = '3'] = process.argv.slice(2);
const tools = resolve(import.meta.dirname, '../.tools');
const python = join(tools, `checkov-${checkovVersion}`, 'bin', 'python');
if (collection === undefined || !existsSync(python)) {
  console.error('usage: node benchmarks/checkov.ts FOLDER [runs], after: node scripts/tools.ts');
  process.exit(2);
}
const base = mkdtempSync(join(tmpdir(), 'paired-'));
try {
  compare(collection, Number(runs));
} finally {
  rmSync(base, { recursive: true, force: true });
}

function compare(from: string, times: number): void {
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
  const cli = resolve(import.meta.dirname, '../dist/cli.js');
  const ours = (scanners: string) =>
    timed(process.execPath, [cli, 'scan', tenth, '--fail-severity', 'none', '--scanners', scanners, '--sarif', join(base, 'ours.sarif')], empty);
  const theirs = () => timed(python, [...start, `--directory=${tenth}`, `--output-file-path=${join(base, 'theirs')}`, ...options], empty);
  const rounds = Array.from({ length: times }, () => ({ checkov: theirs(), builtin: ours('builtin'), both: ours('builtin,checkov') }));
  console.log(`${folders.length} folders, ${times} rounds, medians`);
  for (const unit of ['wall', 'cpu'] as const) {
    const of = (which: 'checkov' | 'builtin' | 'both') => median(rounds.map((round) => round[which][unit]));
    const [alone, own, both] = [of('checkov'), of('builtin'), of('both')];
    const overhead = ((both / alone - 1) * 100).toFixed(1);
    console.log(`${unit.padEnd(5)} checkov ${alone.toFixed(1)} s   builtin ${own.toFixed(1)} s   both ${both.toFixed(1)} s   overhead ${overhead} %`);
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
    env: { HOME: home, PATH: process.env['PATH'], FAASGATE_TOOLS: tools },
  });
  const [wall = 0, user = 0, system = 0] = run.stderr.trim().split(/\s+/).map(Number);
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}: ${run.stderr}`);
  return { wall, cpu: user + system };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
