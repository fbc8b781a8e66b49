/** Firebase's security rules: what clients may read and write that speak to Firestore, Cloud Storage and the Realtime Database themselves. */
import { emptyNouns } from '../../model/application.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { nameOf } from '../../source/file-tree.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { addRules } from './reading.ts';
import { addDatabaseRules, isDatabaseRules } from './realtime-database.ts';

const id = 'firebase-rules';

const foreign = /(?:^|\/)(?:node_modules|vendor|\.venv|venv|site-packages|testdata|fixtures|_*(?:tests?|emulators?|e2e)_*)\//i;

/** Rules of emulators and tests guard nothing, and samples are deployed nowhere. */
const rehearsed = /(?:^|[._-])(?:tests?|spec|emulators?|examples?|samples?|local)(?:[._-]|$)/i;

function wants(path: string): boolean {
  return (/\.rules$/i.test(path) || /rules[\w.-]*\.json$/i.test(nameOf(path))) && !foreign.test(path) && !rehearsed.test(nameOf(path));
}

const service = /^[ \t]*service\s+(?:cloud\.firestore|firebase\.storage)\s*\{/m;

/** Larger files are data. */
const largest = 1_000_000;

function recognises({ path, text }: SourceFile): boolean {
  if (text.length > largest) return false;
  return /\.json$/i.test(path) ? isDatabaseRules(text) : service.test(text) || isDatabaseRules(text);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const notices: Notice[] = [];
  const file = files.read(root.path);
  if (file && service.test(file.text)) {
    const { broken } = addRules(root.path, file, nouns);
    if (broken !== undefined)
      notices.push({ level: 'warning', message: 'read in part: a rule is not understood', path: root.path, line: file.positionAt(broken).line });
  } else if (file) addDatabaseRules(root.path, file, nouns);
  return { root, nouns, files: [root.path], notices, offers: new Map(), needs: new Set() };
}

export const firebaseRules: Dialect = { id, title: 'Firebase security rules', wants, recognises, roots, read };
