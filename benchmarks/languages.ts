/**
 * How quickly programs are read, by language, and what share of the whole scan that is: parsing, bringing into the neutral form, and
 * following callers' texts through them. The programs are those that a scan of the folder looks at.
 *
 * Usage: node benchmarks/languages.ts FOLDER
 */
import { code } from '../src/dialects/code/dialect.ts';
import { readerOf } from '../src/dialects/code/languages.ts';
import { dialects } from '../src/dialects/index.ts';
import { codeFacts } from '../src/evaluation/code/facts.ts';
import type { CodeFile } from '../src/model/code.ts';
import { rules } from '../src/rules/index.ts';
import { scanBuiltin } from '../src/scanners/builtin/builtin.ts';
import { findRoots } from '../src/scanners/builtin/units.ts';
import { openFolder } from '../src/source/folder.ts';
import { parseCode } from '../src/syntax/grammars.ts';

interface Figures {
  files: number;
  megabytes: number;
  /** Seconds of CPU. */
  parse: number;
  lower: number;
  follow: number;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node benchmarks/languages.ts FOLDER');
  process.exit(2);
}

const files = openFolder(folder);
await code.prepare?.(files.paths.filter((path) => code.wants(path)));
const byLanguage = new Map<string, Figures>();
for (const root of findRoots(files, [code], []).roots) measure(root.files);
report(wholeScan(folder));

/** One project: its programs are parsed and lowered one by one, and followed together, as a scan does. */
function measure(paths: readonly string[]): void {
  const programs: CodeFile[] = [];
  for (const path of paths) {
    const reader = readerOf(path);
    const file = files.read(path);
    if (!reader || !file) continue;
    const figures = of(reader.language);
    figures.files++;
    figures.megabytes += Buffer.byteLength(file.text) / 1e6;
    const [root, parsing] = timed(() => parseCode(file, reader.grammar));
    figures.parse += parsing;
    if (!root) continue;
    const [program, lowering] = timed(() => reader.lower(root, file));
    figures.lower += lowering;
    programs.push(program);
  }
  for (const [language, own] of groups(programs)) of(language).follow += timed(() => codeFacts(own, []).flows)[1];
}

function groups(programs: readonly CodeFile[]): ReadonlyMap<string, readonly CodeFile[]> {
  return new Map([...new Set(programs.map(({ language }) => language))].map((one) => [one, programs.filter(({ language }) => language === one)]));
}

function of(language: string): Figures {
  let figures = byLanguage.get(language);
  if (!figures) byLanguage.set(language, (figures = { files: 0, megabytes: 0, parse: 0, lower: 0, follow: 0 }));
  return figures;
}

function timed<Result>(work: () => Result): readonly [Result, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}

/** After the programs were read once: what is compiled while running is compiled by then, for both. */
function wholeScan(target: string): number {
  const [, seconds] = timed(() =>
    scanBuiltin(openFolder(target), { dialects, rules, today: new Date().toISOString().slice(0, 10), clock: () => performance.now() }),
  );
  return seconds;
}

function report(whole: number): void {
  const row = (name: string, { files: count, megabytes, parse, lower, follow }: Figures): string => {
    const seconds = parse + lower + follow;
    const cells = [count, megabytes.toFixed(2), parse.toFixed(2), lower.toFixed(2), follow.toFixed(2), (megabytes / seconds).toFixed(2)];
    return [name.padEnd(11), ...[...cells, `${((100 * seconds) / whole).toFixed(1)} %`].map((cell) => String(cell).padStart(9))].join('');
  };
  console.log(['language   ', ...['files', 'MB', 'parse s', 'lower s', 'follow s', 'MB/s', 'of scan'].map((head) => head.padStart(9))].join(''));
  const all = [...byLanguage.values()];
  for (const [language, figures] of [...byLanguage].sort()) console.log(row(language, figures));
  const sum = (key: keyof Figures): number => all.reduce((total, figures) => total + figures[key], 0);
  console.log(row('all', { files: sum('files'), megabytes: sum('megabytes'), parse: sum('parse'), lower: sum('lower'), follow: sum('follow') }));
  console.log(`whole scan  ${whole.toFixed(2)} s CPU`);
}
