/** One application, written in every dialect, reads as the same application. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialect, Unit } from '../../../src/dialects/dialect.ts';
import type { Application } from '../../../src/model/application.ts';
import { makeApplication } from '../../../src/scanners/builtin/applications.ts';
import type { Notice } from '../../../src/source/file-tree.ts';
import { openFolder, type FolderTree } from '../../../src/source/folder.ts';
import { allGrammars, prepareGrammars } from '../../../src/syntax/grammars.ts';
import { outline, places } from './outline.ts';

const orders = join(import.meta.dirname, 'orders');
const dialectsFolder = join(import.meta.dirname, '../../../src/dialects');

/** Spellings are found, not listed: a dialect joins by adding a folder. */
const spellings = readdirSync(orders, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

await prepareGrammars(allGrammars);
const dialects = await loadDialects();

async function loadDialects(): Promise<readonly Dialect[]> {
  const paths = readdirSync(dialectsFolder)
    .map((name) => join(dialectsFolder, name, 'dialect.ts'))
    .filter((path) => existsSync(path));
  const modules = await Promise.all(paths.map((path) => import(path) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).filter(isDialect));
}

function isDialect(value: unknown): value is Dialect {
  return typeof value === 'object' && value !== null && 'recognises' in value && 'roots' in value;
}

function read(spelling: string): { readonly application: Application; readonly notices: readonly Notice[] } {
  const files = openFolder(join(orders, spelling));
  const units = dialects.flatMap((dialect) => readUnits(dialect, files));
  return { application: makeApplication(units), notices: [...files.notices, ...units.flatMap((unit) => unit.notices)] };
}

function readUnits(dialect: Dialect, files: FolderTree): readonly Unit[] {
  const recognised = files.paths.filter((path) => {
    const file = dialect.wants(path) ? files.read(path) : undefined;
    return file !== undefined && dialect.recognises(file);
  });
  return dialect.roots(recognised, files).map((root) => dialect.read(root, files));
}

const expected = JSON.parse(readFileSync(join(orders, 'outline.json'), 'utf8')) as string[];

/** What a dialect cannot say, or says by itself: sentences that it leaves out, and sentences that it adds. */
interface Differences {
  readonly without: readonly string[];
  readonly with: readonly string[];
}

function differencesOf(spelling: string): Differences {
  const path = join(orders, `${spelling}.differences.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Differences) : { without: [], with: [] };
}

describe.each(spellings)('the orders application in %s', (spelling) => {
  const { application, notices } = read(spelling);

  it('reads as every other spelling does', () => {
    const differences = differencesOf(spelling);
    expect(expected).toEqual(expect.arrayContaining([...differences.without]));
    const own = expected.filter((sentence) => !differences.without.includes(sentence));
    expect(outline(application)).toEqual([...own, ...differences.with].sort());
  });

  it('places every setting at the text that decides it', async () => {
    await expect(`${places(application).join('\n')}\n`).toMatchFileSnapshot(join(orders, `${spelling}.places.txt`));
  });

  it('is read without a warning', () => {
    expect(notices.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
