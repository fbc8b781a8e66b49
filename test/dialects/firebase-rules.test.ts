/** What Firebase's security rules mean, and what happens to those that are broken. */
import { expect, test } from 'vitest';
import type { Unit } from '../../src/dialects/dialect.ts';
import { firebaseRules } from '../../src/dialects/firebase-rules/dialect.ts';
import { effective } from '../../src/model/value.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { textAt } from '../../src/source/span.ts';

function read(files: Readonly<Record<string, string>>): readonly Unit[] {
  const tree = memoryTree(files);
  const recognised = tree.paths.filter((path) => firebaseRules.wants(path) && firebaseRules.recognises(tree.read(path)!));
  return firebaseRules.roots(recognised, tree).map((root) => firebaseRules.read(root, tree));
}

const rules = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /teams/{team} {
      allow list: if (request.auth != null) || false;
      match /notes/{note=**} { allow create, get; }
    }
    match /{collection}/{id} {
      allow delete: if request.time < timestamp.date(2030, 1, 9) && !(request.auth == null);
      allow update: if "a;b}" == 'x' || resource.data.open;
    }
  }
}
service firebase.storage {
  match /b/{bucket}/o { match /{all=**} { allow write: if request.resource.size < 5 * 1024; } }
}
`;

test('a statement has the path of all matches around it, and those who meet its condition', () => {
  const [unit] = read({ 'firestore.rules': rules });
  expect(unit?.notices).toEqual([]);
  expect(
    unit?.nouns.accessRules.map(({ service, collection, reads, writes, callers, until }) => [
      service,
      collection,
      reads,
      writes,
      effective(callers),
      textAt(callers.at),
      until,
    ]),
  ).toEqual([
    ['Firestore', 'teams', true, 'no', 'signed-in', '(request.auth != null) || false', undefined],
    ['Firestore', 'notes', true, 'add', 'anybody', 'allow create, get', undefined],
    ['Firestore', undefined, false, 'change', 'signed-in', 'request.time < timestamp.date(2030, 1, 9) && !(request.auth == null)', '2030-01-09'],
    ['Firestore', undefined, false, 'change', undefined, `"a;b}" == 'x' || resource.data.open`, undefined],
    ['Cloud Storage', undefined, false, 'change', 'anybody', 'request.resource.size < 5 * 1024', undefined],
  ]);
});

test('what is not understood is told with its line, and what stands before it is read', () => {
  const [unit] = read({ 'firestore.rules': rules.replace('match /{collection}', 'permit /{collection}') });
  expect(unit?.notices).toEqual([{ level: 'warning', message: 'read in part: a rule is not understood', path: 'firestore.rules', line: 8 }]);
  expect(unit?.nouns.accessRules).toHaveLength(2);
});

test('no beginning of a file is too much', () => {
  for (let end = 0; end < rules.length; end++) expect(() => read({ 'firestore.rules': rules.slice(0, end) })).not.toThrow();
});

test('a database has its rules in texts, and what is granted above holds below', () => {
  const text = `{"rules": {".read": "now < 1893456000000", "users": {"$id": {".write": "$id === auth.uid", ".read": "auth == null || true"}}}}`;
  const [unit] = read({
    'database.rules.json': text,
    'database.test.rules.json': text,
    '_emulator/database.rules.json': text,
    'rules.json': '{"rules": {}}',
  });
  expect(unit?.nouns.accessRules.map(({ collection, callers, until }) => [collection, effective(callers), until])).toEqual([
    [undefined, 'for-now', '2030-01-01'],
    ['users', undefined, undefined],
    ['users', 'anybody', undefined],
  ]);
});
