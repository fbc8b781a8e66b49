/**
 * The whole scan against its floor: just reading and parsing the same files. Prints CPU seconds, memory and the ratio.
 *
 * Usage: node benchmarks/floor.ts FOLDER [runs]
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dialects } from '../src/dialects/index.ts';
import { rules } from '../src/rules/index.ts';
import { scanBuiltin } from '../src/scanners/builtin/builtin.ts';
import { findRoots, readUnit } from '../src/scanners/builtin/units.ts';
import { openFolder } from '../src/source/folder.ts';
import { readDocument } from '../src/syntax/read-document.ts';
import { parseHcl } from '../src/syntax/hcl.ts';
import type { SourceFile } from '../src/source/file.ts';

interface Figure {
  readonly cpu: number;
  readonly megabytes: number;
  readonly findings?: number;
  readonly withFix?: number;
}

const [folder, mode = '3'] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node benchmarks/floor.ts FOLDER [runs]');
  process.exit(2);
}
if (mode === 'parse' || mode === 'scan') console.log(JSON.stringify(mode === 'parse' ? parse(folder) : scan(folder)));
else compare(folder, Number(mode));

function compare(target: string, runs: number): void {
  const files = claimed(target);
  const child = (what: string): Figure => {
    const run = spawnSync(process.execPath, [import.meta.filename, target, what], { encoding: 'utf8', input: files.join('\n'), maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as Figure;
  };
  const floors = Array.from({ length: runs }, () => child('parse'));
  const scans = Array.from({ length: runs }, () => child('scan'));
  const least = (figures: readonly Figure[]): number => Math.min(...figures.map(({ cpu }) => cpu));
  const [floor, whole] = [least(floors), least(scans)];
  const last = scans.at(-1)!;
  console.log(`${files.length} files`);
  console.log(`read and parse  ${floor.toFixed(2)} s CPU`);
  console.log(`whole scan      ${whole.toFixed(2)} s CPU, ${last.megabytes} MB, ${last.findings} findings, ${last.withFix} with a fix`);
  console.log(`ratio           ${(whole / floor).toFixed(2)}`);
}

/** The files that the scan reads as templates, and what these include. */
function claimed(target: string): readonly string[] {
  const tree = openFolder(target);
  const { roots } = findRoots(tree, dialects, []);
  return [...new Set(roots.flatMap((root) => readUnit(root, tree, dialects).files))].sort();
}

/** Lists the folder, looks at every file that some dialect wants, and parses those that are claimed. */
function parse(target: string): Figure {
  const files = new Set(readStandardInput().split('\n'));
  const before = process.cpuUsage();
  const tree = openFolder(target);
  for (const path of tree.paths) {
    if (!dialects.some((dialect) => dialect.wants(path))) continue;
    const file = tree.read(path);
    if (file && files.has(path)) parseOne(file);
  }
  return figure(before);
}

function parseOne(file: SourceFile): void {
  if (file.path.endsWith('.tf') || file.path.endsWith('.tfvars')) parseHcl(file);
  else readDocument(file);
}

function scan(target: string): Figure {
  const before = process.cpuUsage();
  const { findings } = scanBuiltin(openFolder(target), { dialects, rules, today: new Date().toISOString().slice(0, 10), clock: () => performance.now() });
  return { ...figure(before), findings: findings.length, withFix: findings.filter(({ fix }) => fix).length };
}

function figure(before: NodeJS.CpuUsage): Figure {
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
}

function readStandardInput(): string {
  return readFileSync(0, 'utf8');
}
