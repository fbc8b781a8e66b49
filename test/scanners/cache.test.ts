/** What is kept from run to run: the same answers without the work, and never an answer that the files do not bear out. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { rules as allRules } from '../../src/rules/index.ts';
import deprecatedRuntime from '../../src/rules/hardening/deprecated-runtime.ts';
import untracedFunction from '../../src/rules/monitoring/untraced-function.ts';
import type { Rule } from '../../src/rules/rule.ts';
import secretInEnvironment from '../../src/rules/secrets/secret-in-environment.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { groupCache } from '../../src/scanners/builtin/cache.ts';
import type { ScanResult } from '../../src/scanners/scanner.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { openWorkspace } from '../../src/workspace.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const template = (mode: string, more = ''): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      TracingConfig:
        Mode: ${mode}
${more}`;

interface Run {
  readonly result: ScanResult;
  /** How many applications were looked at. */
  readonly looked: number;
}

interface Given {
  readonly rule?: Rule;
  readonly key?: string;
  readonly program?: string;
  readonly today?: string;
  readonly now?: Date;
}

function run(
  files: Readonly<Record<string, string>>,
  { rule = untracedFunction, key = 'k', program = 'p', today = '2026-11-22', now = new Date() }: Given = {},
): Run {
  let looked = 0;
  const counting: Rule = {
    ...rule,
    *check(application, context) {
      if (application.roots.length > 0) looked++;
      yield* rule.check(application, context);
    },
  };
  const cache = groupCache({ folder, now, key, program });
  const result = scanBuiltin(memoryTree(files), { dialects, rules: [counting], today, clock: () => 0, cache }, { withoutFixes: true });
  return { result, looked };
}

const entries = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[\da-f]{64}$/.test(path))
    .map((path) => join(folder, path));

test('a second run says the same and looks at nothing', () => {
  const files = { 'template.yaml': template('PassThrough') };
  const first = run(files);
  const second = run(files);
  expect(first.result.findings).toHaveLength(1);
  expect(JSON.stringify(second.result)).toBe(JSON.stringify(first.result));
  expect([first.looked, second.looked]).toEqual([1, 0]);
});

test('a template that was mended is looked at again, and so is one that was broken', () => {
  run({ 'template.yaml': template('PassThrough') });
  expect(run({ 'template.yaml': template('Active') }).result.findings).toEqual([]);
  expect(run({ 'template.yaml': template('PassThrough') }).result.findings).toHaveLength(1);
});

test('what nobody has read for a month is taken away by the next run that writes', () => {
  run({ 'template.yaml': template('PassThrough') });
  const [old] = entries();
  const read = new Date('2026-10-01');
  utimesSync(old!, read, read);
  run({ 'other.yaml': template('Active') }, { now: new Date('2026-11-02') });
  expect(entries()).toHaveLength(1);
  expect(entries()).not.toContain(old);
});

test('what a template nests counts as part of it', () => {
  const parent = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./inner.yaml
`;
  expect(run({ 'template.yaml': parent, 'inner.yaml': template('Active') }).result.findings).toEqual([]);
  expect(run({ 'template.yaml': parent, 'inner.yaml': template('PassThrough') }).result.findings).toHaveLength(1);
});

test('a file that appears counts where it was looked for', () => {
  const main = `variable "mode" {}
resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "r"
  tracing_config {
    mode = var.mode
  }
}
`;
  expect(run({ 'main.tf': main }).result.findings).toEqual([]);
  expect(run({ 'main.tf': main, 'terraform.tfvars': 'mode = "PassThrough"\n' }).result.findings).toHaveLength(1);
});

test('a file elsewhere changes nothing', () => {
  const many = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`app${index}/template.yaml`, template('PassThrough')]));
  run(many);
  expect(run({ ...many, 'app3/template.yaml': template('Active') }).looked).toBe(1);
  expect(run({ ...many, 'new/template.yaml': template('Active') }).looked).toBe(1);
});

test.each([
  ['empty', () => ''],
  ['cut off', (text: string) => text.slice(0, text.length / 2)],
  ['said to hold nothing', (text: string) => text.replace(/"findings":\[.*?\],"secrets"/, '"findings":[],"secrets"')],
  ['put in the place of another', (_: string, other: string) => other],
])('an entry that is %s is not believed', (_, change: (text: string, other: string) => string) => {
  const files = { 'template.yaml': template('PassThrough') };
  run(files);
  const [entry] = entries();
  run({ 'template.yaml': template('Active') });
  const other = entries().find((path) => path !== entry);
  const text = readFileSync(entry!, 'utf8');
  const changed = change(text, readFileSync(other!, 'utf8'));
  expect(changed).not.toBe(text);
  writeFileSync(entry!, changed);
  expect(run(files)).toMatchObject({ looked: 1, result: { findings: [{ ruleId: untracedFunction.id }] } });
});

test.each<[string, Given]>([
  ['another key', { key: 'other' }],
  ['another program', { program: 'other' }],
  ['another severity of a rule', { rule: { ...untracedFunction, severity: 'high' } }],
])('what was written with %s is not taken', (_, given) => {
  const files = { 'template.yaml': template('PassThrough') };
  run(files);
  expect(run(files, given).looked).toBe(1);
});

test('the calendar counts on the days on which a rule changes its mind, and on no others', () => {
  const files = { 'template.yaml': template('Active').replace('nodejs24.x', 'nodejs22.x') };
  const on = (today: string): Run => run(files, { rule: deprecatedRuntime, today });
  expect(on('2027-04-28').result.findings).toEqual([]);
  expect(on('2027-04-29').looked).toBe(0);
  expect(on('2027-04-30').result.findings).toHaveLength(1);
});

test('only rules that tell their dates ask for the day', () => {
  const asking = readdirSync('src/rules', { recursive: true, encoding: 'utf8' }).filter(
    (path) => /^\w+\/[\w-]+\.ts$/.test(path) && /\{ today \}|\.today\b/.test(readFileSync(join('src/rules', path), 'utf8')),
  );
  expect(asking.map((path) => path.replace(/\.ts$/, ''))).toEqual(allRules.filter(({ changesOn }) => changesOn).map(({ id }) => id));
});

test('a secret is told again, and does not stand in the cache', () => {
  const password = ['winter', 'Harbour', '4217'].join('-');
  const files = { 'template.yaml': template('Active', `      Environment:\n        Variables:\n          DB_PASSWORD: ${password}\n`) };
  const first = run(files, { rule: secretInEnvironment });
  const second = run(files, { rule: secretInEnvironment });
  expect(second.result.secrets).toEqual([password]);
  expect([first.looked, second.looked]).toEqual([1, 0]);
  expect(entries().filter((path) => readFileSync(path, 'utf8').includes(password))).toEqual([]);
});

test('a folder in what is scanned is refused', () => {
  const request = { path: folder, overrides: {}, category: 'scan', now: new Date(), clock: () => 0 };
  expect(() => openWorkspace({ ...request, cache: join(folder, 'kept') })).toThrow('is in the scanned folder');
});
