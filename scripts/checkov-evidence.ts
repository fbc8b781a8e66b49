/**
 * Shows the examples of all rules to the real Checkov, and writes down which of its checks speak of them: on how many broken texts each
 * check fires, and on how many of those it is silent once our fix is in. A check that goes with a rule of ours is the same question; one
 * that never does stands in the table of equivalents by its name only. The tests hold that table against this file.
 *
 * Usage: node scripts/checkov-evidence.ts [--list]. Takes Checkov from .tools/; with `--list` it prints what the table does not say yet.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { defectOf, rulesOf } from '../src/report/equivalents.ts';
import type { Cases } from '../src/rules/rule.ts';
import { checkovVersion } from '../src/scanners/checkov/install.ts';
import { readOutput } from '../src/scanners/checkov/output.ts';

const root = resolve(import.meta.dirname, '..');
const rulesFolder = join(root, 'src/rules');
const target = join(root, 'test/report/tool-ids/checkov-evidence.json');

interface Example {
  readonly rule: string;
  readonly folder: string;
  readonly state: 'broken' | 'fixed' | 'safe';
  /** Of the broken text and its fixed one. */
  readonly pair: string;
}

/** Of one check and one rule: broken examples on which it fires, those of them that have a fix, and those on whose fixed text it is silent. */
interface Evidence {
  fires: number;
  fixable: number;
  gone: number;
  /** Examples of the rule that are right, and on which it fires all the same. */
  safe: number;
}

const base = mkdtempSync(join(tmpdir(), 'evidence-'));
try {
  const examples = await writeExamples(join(base, 'files'));
  const fired = runCheckov(join(base, 'files'), join(base, 'output'));
  const evidence = weigh(examples, fired);
  writeFileSync(target, `${JSON.stringify(telling(evidence), undefined, 2)}\n`);
  if (process.argv.includes('--list')) list(evidence);
} finally {
  rmSync(base, { recursive: true, force: true });
}

async function writeExamples(into: string): Promise<readonly Example[]> {
  const examples: Example[] = [];
  const ids = readdirSync(rulesFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cases.ts'))
    .map((path) => path.replaceAll(sep, '/').replace('.cases.ts', ''))
    .sort();
  for (const rule of ids) {
    const { default: cases } = (await import(join(rulesFolder, `${rule}.cases.ts`))) as { default: Cases };
    const add = (pair: string, state: Example['state'], files: Readonly<Record<string, string>>): void => {
      const folder = `${pair}-${state}`;
      for (const [path, text] of Object.entries(files)) put(join(into, folder, path), text.replaceAll(/[«»]/g, '').replace(/^\n/, ''));
      examples.push({ rule, folder, state, pair });
    };
    for (const [index, { file, text, files, fixed }] of cases.vulnerable.entries()) {
      const pair = `${rule.replace('/', '_')}-v${index}`;
      add(pair, 'broken', { ...files, [file]: text });
      if (fixed !== null) add(pair, 'fixed', { ...files, [file]: text, ...(typeof fixed === 'string' ? { [file]: fixed } : fixed) });
    }
    for (const [index, { file, text, files }] of cases.safe.entries()) add(`${rule.replace('/', '_')}-s${index}`, 'safe', { ...files, [file]: text });
  }
  return examples;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Ids by the folder of the example. */
function runCheckov(files: string, output: string): ReadonlyMap<string, ReadonlySet<string>> {
  const python = join(root, '.tools', `checkov-${checkovVersion}`, 'bin', 'python');
  const empty = join(base, 'empty');
  mkdirSync(empty);
  const options = '--output json --skip-download --soft-fail --framework cloudformation terraform serverless arm bicep'.split(' ');
  const started = spawnSync(python, ['-I', '-m', 'checkov.main', `--directory=${files}`, `--output-file-path=${output}`, ...options], {
    cwd: empty,
    env: { HOME: empty, PATH: process.env['PATH'], LOG_LEVEL: 'ERROR', PYTHONWARNINGS: 'ignore' },
    stdio: 'ignore',
  });
  if (started.status !== 0) throw new Error(`Checkov ended with ${String(started.status)}`);
  const read = readOutput(readFileSync(join(output, 'results_json.json'), 'utf8'));
  if ('why' in read) throw new Error(read.why);
  const fired = new Map<string, Set<string>>();
  for (const { results } of read.reports) {
    for (const { check_id: id, file_abs_path: path } of results.failed_checks) {
      const [folder = ''] = relative(files, path).split(sep);
      fired.set(folder, (fired.get(folder) ?? new Set()).add(id));
    }
  }
  return fired;
}

function weigh(examples: readonly Example[], fired: ReadonlyMap<string, ReadonlySet<string>>): Record<string, Record<string, Evidence>> {
  const folders = new Set(examples.map(({ folder }) => folder));
  const evidence: Record<string, Record<string, Evidence>> = {};
  for (const { rule, folder, state, pair } of examples) {
    if (state === 'fixed') continue;
    for (const id of fired.get(folder) ?? []) {
      const one = ((evidence[id] ??= {})[rule] ??= { fires: 0, fixable: 0, gone: 0, safe: 0 });
      if (state === 'safe') one.safe++;
      else {
        one.fires++;
        if (!folders.has(`${pair}-fixed`)) continue;
        one.fixable++;
        if (!(fired.get(`${pair}-fixed`)?.has(id) ?? false)) one.gone++;
      }
    }
  }
  const sorted = (of: Record<string, Record<string, Evidence>>) =>
    Object.fromEntries(
      Object.keys(of)
        .sort()
        .map((id) => [id, Object.fromEntries(Object.entries(of[id] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))]),
    );
  return sorted(evidence);
}

/** Most of what fires on an example is not about what the example shows. */
function telling(evidence: Readonly<Record<string, Readonly<Record<string, Evidence>>>>): Record<string, Record<string, Evidence>> {
  const kept = Object.entries(evidence).map(([id, byRule]) => {
    const defect = defectOf({ ruleId: `checkov/${id}` } as Parameters<typeof defectOf>[0]);
    const named = defect ? rulesOf(defect) : [];
    return [id, Object.fromEntries(Object.entries(byRule).filter(([rule, { gone }]) => gone > 0 || named.includes(rule)))] as const;
  });
  return Object.fromEntries(kept.filter(([, byRule]) => Object.keys(byRule).length > 0));
}

/** What goes with a rule whose row does not name it. */
function list(evidence: Readonly<Record<string, Readonly<Record<string, Evidence>>>>): void {
  for (const [id, byRule] of Object.entries(evidence)) {
    const defect = defectOf({ ruleId: `checkov/${id}` } as Parameters<typeof defectOf>[0]);
    const named = defect ? rulesOf(defect) : [];
    const going = Object.entries(byRule).filter(([, { gone }]) => gone > 0);
    const missing = going.filter(([rule]) => !named.includes(rule));
    if (missing.length === 0) continue;
    console.log(`${id} (${defect?.id ?? 'no row'}: ${named.join(', ')})`);
    for (const [rule, { fires, fixable, gone, safe }] of missing)
      console.log(`  ${rule}: fires ${fires}, fixable ${fixable}, gone ${gone}, safe ${safe}`);
  }
}
