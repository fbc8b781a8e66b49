/**
 * What each tool finds alone, the sum, and what is left of it after the merge. All tools are the real ones; what OSV and Snyk know comes
 * from a folder of advisories (OSV's JSON, one file each), served on loopback: their public services are not asked. Snyk gets the npm
 * ones under ids of its own, as its database is not public: what it finds beyond or short of OSV is therefore not measured.
 *
 * Usage: node benchmarks/merge.ts ADVISORIES FOLDER... [--table FILE]. A folder with `:a,b` behind it means these paths in it only. Takes
 * Checkov from .tools/ and Snyk from node_modules/, as the tests do. `--table` writes sixty decisions, half of them non-merges, to judge.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../src/finding/finding.ts';
import type { Report } from '../src/report/report.ts';
import { checkovVersion } from '../src/scanners/checkov/install.ts';
import { readAdvisory } from '../src/scanners/osv/advisory.ts';
import { isAffected } from '../src/scanners/osv/affected.ts';
import { snykVersion } from '../src/scanners/snyk/install.ts';
import { advisoriesIn, startOsv } from '../test/scanners/osv/service.ts';
import { SnykService, type Advisory } from '../test/scanners/snyk-service.ts';

const root = resolve(import.meta.dirname, '..');
const { positionals, values } = parseArgs({ allowPositionals: true, options: { table: { type: 'string' } } });
const [advisoryFolder, ...folders] = positionals;
if (advisoryFolder === undefined || folders.length === 0 || !existsSync(join(root, '.tools', `checkov-${checkovVersion}`))) {
  console.error('usage: node benchmarks/merge.ts ADVISORIES FOLDER[:paths]... [--table FILE], after: node scripts/tools.ts && npm run build');
  process.exit(2);
}

const base = mkdtempSync(join(tmpdir(), 'merge-'));
const advisories = advisoriesIn(advisoryFolder);
const token = 'token-of-nobody';
const osv = await startOsv({ advisories });
const snyk = await SnykService.start(snykAdvisories(), token);
try {
  placeTools();
  const reports = new Map<string, Report>();
  for (const folder of folders) reports.set(basename(folder.split(':')[0] ?? ''), await scan(prepared(folder)));
  show(reports);
  if (values.table !== undefined) writeFileSync(values.table, tableOf(reports));
} finally {
  snyk.stop();
  await osv.close();
  rmSync(base, { recursive: true, force: true });
}

/** Under ids as Snyk makes them, with the public ones beside. */
function snykAdvisories(): (name: string, version: string) => readonly Advisory[] {
  const read = advisories.flatMap((json) => {
    const advisory = readAdvisory(json);
    return advisory && !advisory.withdrawn ? [{ advisory, json: json as { database_specific?: { severity?: string }; summary?: string } }] : [];
  });
  const severities: Readonly<Record<string, Advisory['severity']>> = { LOW: 'low', HIGH: 'high', CRITICAL: 'critical' };
  return (name, version) =>
    read
      .filter(({ advisory }) => isAffected(advisory, { ecosystem: 'npm', name, version }))
      .map(({ advisory: { id, aliases }, json }): Advisory => {
        const all = [id, ...aliases];
        return {
          id: `SNYK-JS-${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}-${id.slice(-9).toUpperCase()}`,
          title: json.summary ?? id,
          severity: severities[json.database_specific?.severity ?? ''] ?? 'medium',
          package: name,
          version,
          cve: all.filter((one) => one.startsWith('CVE-')),
          ghsa: all.filter((one) => one.startsWith('GHSA-')),
        };
      });
}

/** Where the scanners look for tools. */
function placeTools(): void {
  const tools = join(base, 'tools');
  mkdirSync(join(tools, `snyk-${snykVersion}`), { recursive: true });
  symlinkSync(join(root, '.tools', `checkov-${checkovVersion}`), join(tools, `checkov-${checkovVersion}`));
  symlinkSync(join(root, 'node_modules'), join(tools, `snyk-${snykVersion}`, 'node_modules'));
  writeFileSync(join(tools, `snyk-${snykVersion}`, 'complete'), `${snykVersion}\n`);
  // A manifest that a tool cannot read is told, and does not end the comparison.
  writeFileSync(join(base, 'faasgate.yml'), 'optional-scanners: [checkov, snyk, osv]\n');
}

function prepared(argument: string): string {
  const [folder = '', paths] = argument.split(':');
  if (paths === undefined) return resolve(folder);
  const into = join(base, 'parts', basename(folder));
  for (const path of paths.split(',')) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    cpSync(join(folder, path), join(into, path), { recursive: true });
  }
  return into;
}

function scan(folder: string): Promise<Report> {
  const output = join(base, 'report.json');
  const args = [
    'scan',
    folder,
    '--scanners',
    'builtin,checkov,snyk,osv',
    '--fail-severity',
    'none',
    '--all',
    '--json',
    output,
    '--config',
    join(base, 'faasgate.yml'),
  ];
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: base,
      FAASGATE_TOOLS: join(base, 'tools'),
      FAASGATE_OSV_URL: osv.url,
      SNYK_TOKEN: token,
      SNYK_API: snyk.url,
    },
  });
  return new Promise((done, fail) => {
    child.on('exit', (code) =>
      code === 0 ? done(JSON.parse(readFileSync(output, 'utf8')) as Report) : fail(new Error(`${folder}: ended with ${code}`)),
    );
  });
}

function show(reports: ReadonlyMap<string, Report>): void {
  const tools = ['builtin', 'checkov', 'snyk', 'osv'];
  console.log(['', ...tools, 'sum', 'merged', 'removed'].map((word) => word.padStart(10)).join(''));
  const total = { sum: 0, merged: 0 };
  const line = (name: string, counts: readonly (number | string)[], sum: number, merged: number): void =>
    console.log(
      [name, ...counts, sum, merged, `${((1 - merged / Math.max(1, sum)) * 100).toFixed(1)} %`].map((cell) => String(cell).padStart(10)).join(''),
    );
  for (const [name, { scanners, results }] of reports) {
    const counts = tools.map((tool) => scanners.find(({ id }) => id === tool)?.findings ?? 0);
    const sum = counts.reduce((a, b) => a + b, 0);
    line(name, counts, sum, results.length);
    for (const { id, status, why = '' } of scanners) if (status !== 'ok') console.log(`${' '.repeat(10)}${id}: ${status} (${why})`);
    total.sum += sum;
    total.merged += results.length;
  }
  line(
    'all',
    tools.map(() => ''),
    total.sum,
    total.merged,
  );
}

/** Merges are findings that more than one id speaks of; non-merges are findings that share a resource or a line with another one. */
function tableOf(reports: ReadonlyMap<string, Report>): string {
  const all = [...reports].flatMap(([name, { results }]) =>
    results.map(({ finding, fingerprints: { semantic } }) => ({
      name,
      finding,
      key: semantic,
      near: neighboursOf(
        finding,
        results.map((one) => one.finding),
      ),
    })),
  );
  const ordered = all.sort((a, b) => (a.key < b.key ? -1 : 1));
  const merged = ordered.filter(({ finding }) => finding.detectedBy.length > 1).slice(0, 30);
  const apart = ordered.filter(({ finding, near }) => finding.detectedBy.length === 1 && near.length > 0).slice(0, 30);
  const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
  const rows = (list: typeof all, last: (one: (typeof all)[number]) => string): string =>
    list
      .map((one, index) => {
        const { name, key, finding } = one;
        const ids = finding.detectedBy.map(({ tool, ruleId }) => `${tool}/${ruleId}`).join(' ');
        return `| ${index + 1} | ${key.slice(0, 8)} | ${name} | ${finding.place.path}:${finding.place.startLine} ${cell(finding.subject.label)} | ${ids} | ${cell(last(one))} |`;
      })
      .join('\n');
  return [
    '## Merged\n\n| # | key | repository | place | ids | says |\n|--:|---|---|---|---|---|',
    rows(merged, ({ finding }) => finding.message),
    '\n## Not merged\n\n| # | key | repository | place | id | says, and beside it |\n|--:|---|---|---|---|---|',
    rows(
      apart,
      ({ finding, near }) =>
        `${finding.message} — ${near
          .slice(0, 4)
          .map((one) => one.detectedBy.map(({ ruleId }) => ruleId).join('+'))
          .join(', ')}`,
    ),
    '',
  ].join('\n');
}

function neighboursOf(finding: Finding, all: readonly Finding[]): readonly Finding[] {
  const tools = new Set(finding.detectedBy.map(({ tool }) => tool));
  return all.filter(
    (other) =>
      other !== finding &&
      other.place.path === finding.place.path &&
      (other.subject.address === finding.subject.address || other.place.startLine === finding.place.startLine) &&
      (other.detectedBy.some(({ tool }) => !tools.has(tool)) || tools.has('checkov')),
  );
}
