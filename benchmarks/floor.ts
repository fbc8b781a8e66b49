/**
 * The whole scan against its floor: just reading and parsing the same files. Two floors, because our own readers are several times
 * faster than the libraries that are usual for these formats: one with our readers, one with `yaml`, `jsonc-parser` and tree-sitter.
 * Code is parsed with tree-sitter in both.
 *
 * Processors that share a core count each other's waiting as work: `taskset -c 0` before the command tells the work alone.
 * The floor does not know how much is judged: with a list of practices the scan is made with the rules of these alone.
 *
 * Usage: node benchmarks/floor.ts FOLDER [runs [practice,practice…]]
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseTree } from 'jsonc-parser';
import { Language, Parser } from 'web-tree-sitter';
import { parseAllDocuments } from 'yaml';
import { readerOf } from '../src/dialects/code/languages.ts';
import { dialects } from '../src/dialects/index.ts';
import { rules } from '../src/rules/index.ts';
import { builtinScanner } from '../src/scanners/builtin/builtin.ts';
import { findRoots, readUnit } from '../src/scanners/builtin/units.ts';
import { openFolder } from '../src/source/folder.ts';
import type { SourceFile } from '../src/source/file.ts';
import { grammarFiles, type Grammar } from '../src/syntax/grammars.ts';
import { parseHcl } from '../src/syntax/hcl.ts';
import { readDocument } from '../src/syntax/read-document.ts';
import { compileSparingly } from '../src/v8-flags.ts';

interface Figure {
  readonly cpu: number;
  readonly megabytes: number;
  readonly findings?: number;
  readonly withFix?: number;
}

const modes: Readonly<Record<string, (folder: string) => Promise<Figure>>> = {
  own: (folder) => parseAll(folder, parseWithOurs),
  libraries: async (folder) => parseAll(folder, await librariesParser()),
  scan,
};

const [folder, mode = '3', practices] = process.argv.slice(2);
const judged = practices === undefined ? rules : rules.filter(({ practice }) => practices.split(',').includes(practice));
if (folder === undefined) {
  console.error('usage: node benchmarks/floor.ts FOLDER [runs [practice,practice…]]');
  process.exit(2);
}
const child = modes[mode];
if (child) {
  // As the product does; the floors gain by it too.
  compileSparingly();
  console.log(JSON.stringify(await child(folder)));
} else compare(folder, Number(mode));

/** One after the other in each round, so that a busy moment of the machine does not fall on one of them alone. */
function compare(target: string, runs: number): void {
  const files = claimed(target);
  const rounds = Array.from({ length: runs }, () => ({
    own: inChild(target, 'own', files),
    libraries: inChild(target, 'libraries', files),
    whole: inChild(target, 'scan', files),
  }));
  const least = (what: keyof (typeof rounds)[number]): number => Math.min(...rounds.map((round) => round[what].cpu));
  const { megabytes, findings, withFix } = rounds[0]!.whole;
  console.log(`${files.length} files, ${judged.length} of ${rules.length} rules, ${runs} rounds: the least, and the median of the rounds' ratios`);
  console.log(`read and parse, our readers     ${least('own').toFixed(2)} s CPU`);
  console.log(`read and parse, the libraries   ${least('libraries').toFixed(2)} s CPU`);
  console.log(`whole scan                      ${least('whole').toFixed(2)} s CPU, ${megabytes} MB, ${findings} findings, ${withFix} with a fix`);
  for (const [floor, name] of [
    ['own', 'our readers'],
    ['libraries', 'the libraries'],
  ] as const) {
    const ratios = rounds.map((round) => round.whole.cpu / round[floor].cpu).sort((a, b) => a - b);
    const median = ratios[ratios.length >> 1]!;
    console.log(`ratio to ${name.padEnd(23)}${(least('whole') / least(floor)).toFixed(2)} by the least, ${median.toFixed(2)} by the median`);
  }
}

/** A process of its own for each figure, so that none is warm for the next. */
function inChild(target: string, what: string, files: readonly string[]): Figure {
  const run = spawnSync(process.execPath, [import.meta.filename, target, what, ...(practices === undefined ? [] : [practices])], {
    encoding: 'utf8',
    input: files.join('\n'),
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Figure;
}

/** The files that the scan reads as templates, and what these include. */
function claimed(target: string): readonly string[] {
  const tree = openFolder(target);
  const { roots } = findRoots(tree, dialects, []);
  return [...new Set(roots.flatMap((root) => readUnit(root, tree, dialects).files))].sort();
}

/** Lists the folder, looks at every file that some dialect wants, and parses those that are claimed. */
async function parseAll(target: string, parse: (file: SourceFile) => void): Promise<Figure> {
  const files = new Set(readFileSync(0, 'utf8').split('\n'));
  const before = process.cpuUsage();
  const parsers = await codeParsers(files);
  const tree = openFolder(target);
  for (const path of tree.paths) {
    if (!dialects.some((dialect) => dialect.wants(path))) continue;
    const file = tree.read(path);
    if (!file || !files.has(path)) continue;
    const language = readerOf(path);
    if (language) parsers.get(language.grammar)?.parse(file.text)?.delete();
    else parse(file);
  }
  return figure(before);
}

/** For the languages of these files alone. */
async function codeParsers(paths: ReadonlySet<string>): Promise<ReadonlyMap<Grammar, Parser>> {
  const grammars = new Set([...paths].flatMap((path) => readerOf(path)?.grammar ?? []));
  if (grammars.size > 0) await Parser.init();
  const { resolve } = createRequire(import.meta.url);
  const made = [...grammars].map(async (grammar) => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(resolve(grammarFiles[grammar])));
    return [grammar, parser] as const;
  });
  return new Map(await Promise.all(made));
}

function isHcl({ path }: SourceFile): boolean {
  return path.endsWith('.tf') || path.endsWith('.tfvars');
}

function isJson({ text }: SourceFile): boolean {
  return text.trimStart().startsWith('{');
}

function parseWithOurs(file: SourceFile): void {
  if (isHcl(file)) parseHcl(file);
  else readDocument(file);
}

async function librariesParser(): Promise<(file: SourceFile) => void> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')));
  return (file) => {
    if (isHcl(file)) parser.parse(file.text)?.delete();
    else if (isJson(file)) parseTree(file.text);
    else parseAllDocuments(file.text, { uniqueKeys: false, logLevel: 'silent', keepSourceTokens: true });
  };
}

async function scan(target: string): Promise<Figure> {
  const before = process.cpuUsage();
  const files = openFolder(target);
  const today = new Date().toISOString().slice(0, 10);
  const { findings } = await builtinScanner({ dialects, rules: judged, today, clock: () => performance.now() }).scan(files);
  return { ...figure(before), findings: findings.length, withFix: findings.filter(({ fix }) => fix).length };
}

function figure(before: NodeJS.CpuUsage): Figure {
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
}
