/** npm, Yarn and pnpm: which packages ship, where each version stands, and who brings it. */
import { expect, test } from 'vitest';
import { raise, show } from './show.ts';

const manifest = JSON.stringify({ dependencies: { mkdirp: '^0.5.1' }, devDependencies: { jest: '29.0.0' } }, null, 2);

const lock3 = `{
  "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "mkdirp": "^0.5.1" } },
    "node_modules/mkdirp": {
      "version": "0.5.1", "resolved": "https://registry.npmjs.org/mkdirp/-/mkdirp-0.5.1.tgz",
      "dependencies": { "minimist": "0.0.8" }
    },
    "node_modules/mkdirp/node_modules/minimist": { "version": "0.0.8" },
    "node_modules/minimist": { "version": "1.2.8", "dev": true },
    "node_modules/jest": { "version": "29.0.0", "dev": true, "dependencies": { "minimist": "^1.2.0" } },
    "node_modules/local": { "resolved": "local", "link": true },
    "node_modules/forked": { "version": "1.0.0", "resolved": "git+ssh://git@github.com/a/forked.git#abc" }
  }
}
`;

test('package-lock 2 and 3: nested versions belong to who requires them', () => {
  expect(show({ 'package.json': manifest, 'package-lock.json': lock3 })).toEqual({
    packages: [
      'mkdirp@0.5.1 package.json:3 "^0.5.1" package-lock.json:6 "0.5.1"',
      'minimist@0.0.8 package-lock.json:9 "0.0.8" indirect by mkdirp',
      'minimist@1.2.8 dev package-lock.json:10 "1.2.8" indirect by jest',
      'jest@29.0.0 dev package.json:6 "29.0.0" package-lock.json:11 "29.0.0"',
    ],
    notices: [],
  });
});

test('npm-shrinkwrap 1: packages nest as folders do', () => {
  const lock = `{ "lockfileVersion": 1, "dependencies": {
    "mkdirp": { "version": "0.5.1", "requires": { "minimist": "0.0.8" }, "dependencies": {
      "minimist": { "version": "0.0.8" } } },
    "jest": { "version": "29.0.0", "dev": true },
    "aliased": { "version": "npm:lodash@4.17.15" },
    "fork": { "version": "github:a/fork#abc" } } }`;
  expect(show({ 'package.json': manifest, 'npm-shrinkwrap.json': lock }).packages).toEqual([
    'minimist@0.0.8 npm-shrinkwrap.json:3 "0.0.8" indirect by mkdirp',
    'mkdirp@0.5.1 package.json:3 "^0.5.1" npm-shrinkwrap.json:2 "0.5.1"',
    'jest@29.0.0 dev package.json:6 "29.0.0" npm-shrinkwrap.json:4 "29.0.0"',
    'lodash@4.17.15 npm-shrinkwrap.json:5 "4.17.15" indirect',
  ]);
});

test('Yarn 1 says nothing of development: it follows from who requires what', () => {
  const lock = `# yarn lockfile v1

jest@29.0.0:
  version "29.0.0"
  dependencies:
    minimist "^1.2.0"

minimist@0.0.8:
  version "0.0.8"

minimist@^1.2.0, minimist@^1.2.5:
  version "1.2.8"

mkdirp@^0.5.1:
  version "0.5.1"
  resolved "https://registry.yarnpkg.com/mkdirp/-/mkdirp-0.5.1.tgz#30057438eac6cf7f8c4767f38648d6697d75c903"
  dependencies:
    minimist "0.0.8"
`;
  expect(show({ 'package.json': manifest, 'yarn.lock': lock })).toEqual({
    packages: [
      'jest@29.0.0 dev package.json:6 "29.0.0" yarn.lock:4 "29.0.0"',
      'minimist@0.0.8 yarn.lock:9 "0.0.8" indirect by mkdirp',
      'minimist@1.2.8 dev yarn.lock:12 "1.2.8" indirect by jest',
      'mkdirp@0.5.1 package.json:3 "^0.5.1" yarn.lock:15 "0.5.1"',
    ],
    notices: [],
  });
});

test('later Yarns: the resolution says which package it is', () => {
  const lock = `__metadata:
  version: 8

"mkdirp@npm:^0.5.1":
  version: 0.5.1
  resolution: "mkdirp@npm:0.5.1"
  dependencies:
    minimist: "npm:0.0.8"
  bin:
    mkdirp: bin/cmd.js

"minimist@npm:0.0.8":
  version: 0.0.8
  resolution: "minimist@npm:0.0.8"

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
`;
  expect(show({ 'package.json': manifest, 'yarn.lock': lock })).toEqual({
    packages: ['mkdirp@0.5.1 package.json:3 "^0.5.1" yarn.lock:5 "0.5.1"', 'minimist@0.0.8 yarn.lock:13 "0.0.8" indirect by mkdirp'],
    notices: [],
  });
});

const pnpm: Readonly<Record<string, string>> = {
  '5.4': `lockfileVersion: 5.4
specifiers:
  mkdirp: ^0.5.1
dependencies:
  mkdirp: 0.5.1
packages:
  /minimist/0.0.8:
    resolution: {integrity: sha1-x}
    dev: false
  /mkdirp/0.5.1:
    resolution: {integrity: sha1-x}
    dependencies:
      minimist: 0.0.8
    dev: false
`,
  '6.0': `lockfileVersion: '6.0'
dependencies:
  mkdirp:
    specifier: ^0.5.1
    version: 0.5.1
packages:
  /minimist@0.0.8:
    resolution: {integrity: sha1-x}
    dev: false
  /mkdirp@0.5.1:
    resolution: {integrity: sha1-x}
    dependencies:
      minimist: 0.0.8
    dev: false
`,
  '9.0': `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      mkdirp:
        specifier: ^0.5.1
        version: 0.5.1
packages:
  minimist@0.0.8:
    resolution: {integrity: sha1-x}
  mkdirp@0.5.1:
    resolution: {integrity: sha1-x}
snapshots:
  minimist@0.0.8: {}
  mkdirp@0.5.1:
    dependencies:
      minimist: 0.0.8
`,
};

test.each(Object.keys(pnpm))('pnpm-lock %s', (version) => {
  const { packages, notices } = show({ 'package.json': manifest, 'pnpm-lock.yaml': pnpm[version] ?? '' });
  expect(packages.map((line) => line.replace(/pnpm-lock.yaml:\d+/, 'pnpm-lock.yaml'))).toEqual([
    'minimist@0.0.8 pnpm-lock.yaml "0.0.8" indirect by mkdirp',
    'mkdirp@0.5.1 package.json:3 "^0.5.1" pnpm-lock.yaml "0.5.1"',
  ]);
  expect(notices).toEqual([]);
});

test('a workspace: one lock file serves the manifests of its members', () => {
  const lock = `{ "packages": {
    "": { "workspaces": ["fn"] },
    "fn": { "dependencies": { "lodash": "^4.17.0" } },
    "node_modules/fn": { "resolved": "fn", "link": true },
    "node_modules/lodash": { "version": "4.17.15" } } }`;
  const files = {
    'package.json': '{ "workspaces": ["fn"] }',
    'fn/package.json': '{ "dependencies": { "lodash": "^4.17.0" } }',
    'package-lock.json': lock,
  };
  expect(show(files).packages).toEqual(['lodash@4.17.15 fn/package.json:1 "^4.17.0" package-lock.json:5 "4.17.15"']);
});

test('without a lock file only exact versions are known', () => {
  const text = '{ "dependencies": { "a": "1.2.3", "b": "^1.2.3", "c": "latest", "d": "npm:lodash@4.17.15", "e": "file:../e" } }';
  expect(show({ 'package.json': text }).packages).toEqual(['a@1.2.3 package.json:1 "1.2.3"', 'lodash@4.17.15 package.json:1 "4.17.15"']);
});

test('a manifest that has outrun its lock file counts, and says so', () => {
  expect(show({ 'package.json': manifest.replace('^0.5.1', '^0.5.6'), 'package-lock.json': lock3 })).toMatchObject({
    packages: expect.arrayContaining(['mkdirp@0.5.6 package.json:3 "^0.5.6"']) as unknown,
    notices: ['info package.json:3 it asks for mkdirp ^0.5.6, package-lock.json still holds 0.5.1: npm install brings them together'],
  });
});

test.each([
  ['^8.5.1', '"^9.0.0"'],
  ['~8.5.1', '"~9.0.0"'],
  ['8.5.1', '"9.0.0"'],
  ['>=8.0.0', '">=9.0.0"'],
  ['8.x', '"^9.0.0"'],
  ['8', '"^9.0.0"'],
  ['~8.5', '"~9.0.0"'],
  ['=8.5.1', '"=9.0.0"'],
  ['^7 || ^8', '"^9.0.0"'],
  ['npm:other@^8.0.0', '"npm:other@^9.0.0"'],
])('%s is raised in its own style', (range, text) => {
  const name = range.startsWith('npm:') ? 'other' : 'jsonwebtoken';
  const lock = `{ "packages": { "node_modules/jsonwebtoken": { "name": "${name}", "version": "8.5.1" } } }`;
  expect(raise({ 'package.json': `{ "dependencies": {\n"jsonwebtoken": "${range}" } }`, 'package-lock.json': lock }, name, '9.0.0').text).toBe(
    `"jsonwebtoken": ${text} } }`,
  );
});

test('what no edit can make right is a command', () => {
  const files = { 'package.json': manifest, 'package-lock.json': lock3 };
  expect(raise(files, 'mkdirp', '0.5.6').command).toBe('npm install mkdirp@0.5.6');
  expect(raise(files, 'jest', '29.1.0').command).toBe('npm install jest@29.1.0 --save-dev --save-exact');
  expect(raise(files, 'minimist', '0.2.4')).toEqual({ command: 'npm pkg set "overrides.minimist=0.2.4" && npm install' });
});

test('a broken lock file is told with its line, and what stands before the break is read', () => {
  const { packages, notices } = show({
    'package-lock.json': '{ "packages": {\n"node_modules/a": { "version": "1.0.0" },\n"node_modules/b": { "version": ',
  });
  expect(packages).toEqual(['a@1.0.0 package-lock.json:2 "1.0.0" indirect']);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/^error package-lock.json:3 its packages are read in part at most/);
});

test.each([
  ['package-lock.json', '<<<<<<< HEAD\n'],
  ['package-lock.json', '[]'],
  ['yarn.lock', '<html>\n<body>\n'],
  ['pnpm-lock.yaml', 'packages: {a: [\n'],
])('%s that is none is never clean: %j', (name, text) => {
  const { packages, notices } = show({ [name]: text });
  expect(packages).toEqual([]);
  expect(notices[0]).toMatch(/^error /);
});

test('versions that are no versions are told once', () => {
  const lock =
    '{ "packages": { "node_modules/a": { "version": "latest" }, "node_modules/b": { "version": "?" }, "node_modules/c": { "version": "1.0.0" } } }';
  expect(show({ 'package-lock.json': lock })).toEqual({
    packages: ['c@1.0.0 package-lock.json:1 "1.0.0" indirect'],
    notices: ['warning package-lock.json:1 "latest" of a is no version: not checked (and 1 more like it)'],
  });
});

test.each([
  ['package-lock.json', { overrides: { mkdirp: '0.5.1' } }],
  ['package-lock.json', { resolutions: { '**/mkdirp': '0.5.1' } }],
  ['package-lock.json', { pnpm: { overrides: { 'parent>mkdirp@1': '0.5.1' } } }],
])('an override may lock what the manifest does not let in: %s %j', (name, more) => {
  const text = JSON.stringify({ dependencies: { mkdirp: '^1.0.0' }, ...more });
  expect(show({ 'package.json': text, [name]: '{ "packages": { "node_modules/mkdirp": { "version": "0.5.1" } } }' })).toEqual({
    packages: ['mkdirp@0.5.1 package.json:1 "^1.0.0" package-lock.json:1 "0.5.1"'],
    notices: [],
  });
});
