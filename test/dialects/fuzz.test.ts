/**
 * Truncated and mutated files: every dialect reads what is left, and never throws. A fixed seed here; for a long run over real files
 * `FUZZ_DIALECT=terraform FUZZ_RUNS=20000 FUZZ_CORPUS=/path/to/repositories npx vitest run test/dialects/fuzz.test.ts`.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { rules } from '../../src/rules/index.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { SourceFile } from '../../src/source/file.ts';
import { memoryTree } from '../../src/source/memory.ts';

const project = resolve(import.meta.dirname, '../..');
const runs = Number(process.env['FUZZ_RUNS'] ?? 250);
const corpus = process.env['FUZZ_CORPUS'];
/** Only files that this dialect recognises. */
const only = process.env['FUZZ_DIALECT'];

const isText = (path: string): boolean => ['.yaml', '.yml', '.json', '.tf', '.tfvars', '.template', '.bicep'].includes(extname(path));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => isText(path) && !path.includes('node_modules') && statSync(path).isFile() && statSync(path).size < 60_000)
    .sort();
}

/** Path (as its dialect expects it) and text of files to break. */
const seeds = (corpus === undefined ? [join(project, 'test/dialects/contract'), join(project, 'examples')] : [corpus])
  .flatMap((folder) => filesBelow(folder).map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') })))
  .filter(({ path, text }) =>
    dialects.some((dialect) => (only === undefined || dialect.id === only) && dialect.wants(path) && dialect.recognises(new SourceFile(path, text))),
  );

/** Pieces that mean something to some reader. */
const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  '- ',
  '\n',
  '\t',
  '${',
  '}',
  '!Ref ',
  '!Sub ',
  '&a ',
  '*a',
  '<<: ',
  '%{',
  '<<EOT\n',
  '#',
  '/*',
  '\\',
  '\u0000',
  '\u2028',
  '\ud800',
  'null',
  '*',
  '${self:',
  'Fn::',
  '[concat(',
  '[for x in ',
  "resource a 'b@c' = {",
];

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), from: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('drop' as const), from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ kind: fc.constant('insert' as const), from: fc.double({ min: 0, max: 1, noNaN: true }), piece: fc.constantFrom(...pieces) }),
  fc.record({ kind: fc.constant('repeat' as const), from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 1, max: 200 }) }),
);

function mutate(text: string, changes: readonly (typeof mutation extends fc.Arbitrary<infer T> ? T : never)[]): string {
  return changes.reduce((result, change) => {
    const at = Math.floor(change.from * result.length);
    switch (change.kind) {
      case 'cut':
        return result.slice(0, at);
      case 'drop':
        return result.slice(0, at) + result.slice(at + change.length);
      case 'insert':
        return result.slice(0, at) + change.piece + result.slice(at);
      case 'repeat':
        return result.slice(0, at + change.length) + result.slice(at);
    }
  }, text);
}

test('there are files to break', () => {
  expect(seeds.length).toBeGreaterThan(5);
});

test('broken files never make a reader or a rule throw', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }), ({ path, text }, changes) => {
      const files = memoryTree({ [path]: mutate(text, changes) });
      const { notices } = scanBuiltin(files, { dialects, rules, today: '2026-11-22', clock: () => 0 });
      expect(notices.filter(({ message }) => message.includes("faasgate's own"))).toEqual([]);
    }),
    { seed: 20261122, numRuns: runs, endOnFailure: true },
  );
});
