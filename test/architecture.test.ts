/** Who may import whom: the walls of ARCHITECTURE.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** Folder → folders it may import from, beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  source: [],
  syntax: ['source'],
  model: ['source'],
  platform: ['model'],
  evaluation: ['model', 'platform', 'source', 'syntax'],
  dialects: ['evaluation', 'model', 'platform', 'source', 'syntax'],
  finding: ['source'],
  git: ['source'],
  github: ['source'],
  packages: ['source', 'syntax'],
  rules: ['finding', 'model', 'platform', 'source'],
  answers: ['model', 'rules'],
  config: ['evaluation', 'finding', 'source', 'syntax'],
  scanners: ['answers', 'dialects', 'evaluation', 'finding', 'model', 'packages', 'platform', 'rules', 'source', 'syntax'],
  report: ['config', 'evaluation', 'finding', 'rules', 'scanners', 'source', 'syntax'],
  reporters: ['finding', 'report', 'rules', 'source'],
  'pull-request': ['config', 'finding', 'git', 'github', 'report', 'reporters', 'rules', 'scanners', 'source'],
  commands: ['', 'config', 'finding', 'github', 'pull-request', 'report', 'reporters', 'rules', 'source'],
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(source, path), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)'/gm)].map((match) =>
    relative(source, resolve(source, dirname(path), match[1]!)),
  );
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');

test.each(Object.keys(allowed))('%s/ imports only what it may', (folder) => {
  const may = [folder, ...(allowed[folder] ?? [])];
  const wrong = files
    .filter((path) => folderOf(path) === folder)
    .flatMap((path) =>
      importsOf(path)
        .filter((imported) => !may.includes(folderOf(imported)))
        .map((imported) => `${path} → ${imported}`),
    );
  expect(wrong).toEqual([]);
});

test('only entries and commands import what runs everything', () => {
  const importers = files.filter((path) => importsOf(path).includes('run.ts'));
  expect(importers.filter((path) => folderOf(path) !== 'commands' && path !== 'action.ts')).toEqual([]);
});

test('every folder has its walls', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== ''));
  expect([...folders].filter((folder) => !(folder in allowed)).sort()).toEqual([]);
});

test('every file begins with a sentence that says what it holds', () => {
  const silent = files.filter((path) => !/^(#![^\n]*\n)?\/\*\*/.test(readFileSync(join(source, path), 'utf8')));
  expect(silent).toEqual([]);
});
