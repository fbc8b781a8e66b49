/** Runs the cases that stand beside every rule: what is marked is reported, what is fixed is silent, what is safe stays silent. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import type { Finding, FixEdit, Place } from '../../src/finding/finding.ts';
import { severities } from '../../src/finding/severity.ts';
import { practices } from '../../src/rules/practice.ts';
import type { Cases, Rule, SafeCase, VulnerableCase } from '../../src/rules/rule.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { withEdits } from '../../src/source/edit.ts';
import type { FileTree } from '../../src/source/file-tree.ts';
import type { SourceFile } from '../../src/source/file.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../src/syntax/grammars.ts';
import { readMarked, withoutLead } from './marks.ts';

/** The day on which the cases are true: runtimes go out of support by the calendar. */
const today = '2026-11-22';

await prepareGrammars(allGrammars);

const folder = fileURLToPath(new URL('../../src/rules/', import.meta.url));
const only = process.env['RULE'];

interface Subject {
  readonly id: string;
  readonly rule: Rule;
  readonly cases: Cases;
}

const subjects = await Promise.all(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^[^/]+\/[^/]+\.cases\.ts$/.test(path))
    .map((path) => path.replace('.cases.ts', ''))
    .filter((id) => only === undefined || id.startsWith(only))
    .sort()
    .map(async (id): Promise<Subject> => {
      const rule = (await import(`${folder}${id}.ts`)) as { default: Rule };
      const cases = (await import(`${folder}${id}.cases.ts`)) as { default: Cases };
      return { id, rule: rule.default, cases: cases.default };
    }),
);

describe.each(subjects)('$id', ({ id, rule, cases }) => {
  test('describes itself', () => {
    expect(rule.id).toBe(id);
    expect(Object.keys(practices)).toContain(rule.practice);
    expect(severities).toContain(rule.severity);
    expect(['high', 'medium', 'low']).toContain(rule.confidence);
    for (const text of [rule.title, rule.why, rule.remedy]) expect(text.trim()).not.toBe('');
    for (const message of Object.values(rule.messages)) expect(message).not.toMatch(/[.!]$/);
    expect(rule.references.length).toBeGreaterThan(0);
    for (const reference of rule.references) expect(reference).toMatch(/^https:\/\/\S+$/);
  });

  test('has enough cases', () => {
    expect(cases.vulnerable.length).toBeGreaterThanOrEqual(2);
    expect(cases.safe.length).toBeGreaterThanOrEqual(2);
    const kinds = new Set(cases.safe.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['unknown', 'near-miss']));
    const names = [...cases.vulnerable, ...cases.safe].map(({ name }) => name);
    expect(new Set(names).size, 'names of cases tell them apart').toBe(names.length);
  });

  test('says why it has no fix, if it has none', () => {
    const fixable = cases.vulnerable.some(({ fixed }) => fixed !== null);
    expect(rule.unfixable === undefined, 'unfixable is stated exactly when no case has a fix').toBe(fixable);
  });

  test('uses each of its messages', () => {
    const used = cases.vulnerable.flatMap((example) => scan(rule, treeOf(example)).map(({ evidence }) => evidence.split(' ')[0]));
    expect(new Set(used)).toEqual(new Set(Object.keys(rule.messages)));
  });

  test.each(cases.vulnerable)('reports: $name ($file)', (example) => {
    const tree = treeOf(example);
    const findings = scan(rule, tree);
    expect(inOrder(findings.map(({ place }) => shown(tree, place)))).toEqual(inOrder(expectedPlaces(example, tree)));
    expect(findings.map(({ severity }) => example.severity ?? severity)).toEqual(findings.map(({ severity }) => severity));
    for (const { message } of findings) expect(message).not.toMatch(/\{\w+\}/);
  });

  test.each(cases.vulnerable.filter(({ fixed }) => fixed === null))('has no fix: $name ($file)', (example) => {
    expect(scan(rule, treeOf(example)).flatMap(({ fix }) => fix?.title ?? [])).toEqual([]);
  });

  test.each(cases.vulnerable.filter(({ fixed }) => fixed !== null))('fixes: $name ($file)', (example) => {
    const tree = treeOf(example);
    const findings = scan(rule, tree);
    expect(
      findings.filter(({ fix }) => fix === undefined),
      'every finding of the case has a fix',
    ).toEqual([]);
    const after = applyFixes(tree, findings);
    expect(textsOf(after)).toEqual({ ...textsOf(tree), ...expectedTexts(example) });
    expect(scan(rule, after).map(({ message }) => message)).toEqual([]);
  });

  test.each(cases.safe)('is silent: $name ($file)', (example) => {
    const tree = treeOf(example);
    expect(scan(rule, tree).map(({ place, message }) => `${shown(tree, place)}: ${message}`)).toEqual([]);
  });
});

function treeOf({ file, text, files = {} }: VulnerableCase | SafeCase): FileTree {
  const all = Object.entries({ [file]: text, ...files });
  return memoryTree(Object.fromEntries(all.map(([path, marked]) => [path, readMarked(marked).text])));
}

function scan(rule: Rule, tree: FileTree): readonly Finding[] {
  const result = scanBuiltin(tree, { dialects, rules: [rule], today, clock: () => 0 });
  const troubles = result.notices.filter(({ level }) => level !== 'info').map(({ message }) => message);
  expect(troubles, 'the example is read without a notice').toEqual([]);
  expect(result.status, 'the example is recognised').toBe('ok');
  return result.findings;
}

function expectedPlaces({ file, text, files = {} }: VulnerableCase, tree: FileTree): string[] {
  return Object.entries({ [file]: text, ...files }).flatMap(([path, marked]) => {
    const source = tree.read(path);
    return readMarked(marked).marks.map(({ start, end }) => describePlace(source!, start, end));
  });
}

function expectedTexts({ file, fixed }: VulnerableCase): Readonly<Record<string, string>> {
  const expected = typeof fixed === 'string' ? { [file]: fixed } : (fixed ?? {});
  return Object.fromEntries(Object.entries(expected).map(([path, text]) => [path, withoutLead(text)]));
}

function textsOf(tree: FileTree): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(tree.paths.map((path) => [path, tree.read(path)?.text]));
}

function inOrder(places: readonly string[]): readonly string[] {
  return places.toSorted((a, b) => (a < b ? -1 : 1));
}

function shown(tree: FileTree, place: Place): string {
  const file = tree.read(place.path);
  if (!file) return `${place.path}: no such file`;
  return describePlace(file, offsetOf(file, place.startLine, place.startColumn), offsetOf(file, place.endLine, place.endColumn));
}

function describePlace(file: SourceFile, start: number, end: number): string {
  const { line, column } = file.positionAt(start);
  return `${file.path}:${line}:${column} «${file.text.slice(start, end)}»`;
}

function applyFixes(tree: FileTree, findings: readonly Finding[]): FileTree {
  const edits = findings
    .flatMap(({ fix }) => fix?.edits ?? [])
    .map(({ place, text }: FixEdit) => {
      const file = tree.read(place.path)!;
      return { at: { file, start: offsetOf(file, place.startLine, place.startColumn), end: offsetOf(file, place.endLine, place.endColumn) }, text };
    });
  const after = withEdits(tree, edits);
  if (!after) throw new Error('the fixes of the case touch the same text: make it two cases');
  return after;
}

function offsetOf(file: SourceFile, line: number, column: number): number {
  return (file.lineStarts[line - 1] ?? 0) + column - 1;
}
