/** A commit read from git is the folder that it would be checked out to. */
import { symlinkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitTree } from '../../src/git/commit-tree.ts';
import { listCommit } from '../../src/git/listing.ts';
import { openRepository } from '../../src/git/repository.ts';
import { openFolder, type FolderOptions, type FolderTree } from '../../src/source/folder.ts';
import { gitIn, ScratchRepository } from './scratch-repository.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = new ScratchRepository();
});
afterEach(() => repository.remove());

function atCommit(commit: string, options: FolderOptions = {}, folder = repository.folder): FolderTree {
  const opened = openRepository(folder)!;
  return commitTree(opened, listCommit(opened, commit)!, options);
}

function contents(tree: FolderTree): object {
  const files = tree.paths.map((path) => [path, tree.read(path)?.text, tree.read(path)?.encoding, tree.has(path)]);
  return { files, notices: [...tree.notices].sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1)) };
}

test('files, encodings, limits, exclusions and folders of tools are those of the folder', () => {
  const commit = repository.commit({
    'a.yaml': 'a: 1\n',
    'b/c.json': '{}',
    'b/ü "quoted"\tname.yml': 'b: 2\r\n',
    'empty.tf': '',
    'utf16.yaml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('x: ü', 'utf16le')]),
    'binary.yaml': Uint8Array.from([0x41, 0, 1, 2]),
    'large.tf': 'x'.repeat(3000),
    'docs/skip.yaml': 'x',
    'node_modules/m/index.js': 'x',
    '.terraform/modules/x.tf': 'x',
    'lfs.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
  });
  const options = { exclude: ['docs/'], maxFileBytes: 2000 };
  const tree = atCommit(commit, options);
  expect(contents(tree)).toEqual(contents(openFolder(repository.folder, options)));
  expect(tree.paths).toHaveLength(8);
  expect(tree.notices.map(({ path }) => path).sort()).toEqual(['binary.yaml', 'large.tf', 'lfs.json']);
  expect(tree.notices.find(({ path }) => path === 'lfs.json')?.message).toContain('lfs: true');
});

test('links are followed inside and nowhere else', () => {
  mkdirSync(join(repository.folder, 'real'));
  mkdirSync(join(repository.base, 'outside'));
  repository.write({ 'real/policy.json': '{"a": 1}', 'top.json': '{}' });
  symlinkSync('real', join(repository.folder, 'folder-link'));
  symlinkSync('../top.json', join(repository.folder, 'real/up.json'));
  symlinkSync('/etc/passwd', join(repository.folder, 'absolute.json'));
  symlinkSync('../../outside', join(repository.folder, 'real/out.json'));
  symlinkSync('gone', join(repository.folder, 'dangling.json'));
  symlinkSync('circle.json', join(repository.folder, 'circle.json'));
  const [tree, folder] = [atCommit(repository.commit()), openFolder(repository.folder)];
  const asked = ['folder-link/policy.json', 'real/up.json', 'absolute.json', 'real/out.json', 'dangling.json', 'circle.json', 'folder-link'];
  const answers = (from: FolderTree): object => asked.map((path) => [path, from.has(path), from.read(path)?.text]);
  expect(tree.paths).toEqual(folder.paths);
  expect(answers(tree)).toEqual(answers(folder));
  expect(
    tree.notices
      .filter(({ level }) => level === 'info')
      .map(({ path, message }) => `${path}: ${message}`)
      .sort(),
  ).toEqual(
    folder.notices
      .filter(({ level }) => level === 'info')
      .map(({ path, message }) => `${path}: ${message}`)
      .sort(),
  );
});

test('a submodule is named and left alone', () => {
  const other = new ScratchRepository('other');
  try {
    other.commit({ 'template.yaml': 'x: 1' });
    repository.commit({ 'a.yaml': 'a: 1' });
    gitIn(repository.folder, 'submodule', '--quiet', 'add', `file://${other.folder}`, 'vendored');
    const tree = atCommit(repository.commit());
    expect(tree.paths).toEqual(['.gitmodules', 'a.yaml']);
    expect(tree.notices).toEqual([{ level: 'info', path: 'vendored', message: 'not scanned: a submodule, whose files are of another repository' }]);
  } finally {
    other.remove();
  }
});

test('a folder of the repository sees itself only', () => {
  const commit = repository.commit({ 'services/a/x.yaml': 'x: 1', 'services/ab/y.yaml': 'y: 1', 'top.yaml': 't: 1' });
  const tree = atCommit(commit, {}, join(repository.folder, 'services/a'));
  expect([tree.paths, tree.read('x.yaml')?.text, tree.has('../../top.yaml')]).toEqual([['x.yaml'], 'x: 1', false]);
});

test('a thousand files are read whole', () => {
  const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}.yaml`, `n: ${index}\n`]));
  const tree = atCommit(repository.commit(files));
  expect(tree.paths.map((path) => tree.read(path)?.text).join('')).toBe(tree.paths.map((path) => files[path]).join(''));
});

test('nothing that the repository or the environment says makes git run a program or look elsewhere', () => {
  const witness = join(repository.base, 'witness');
  const commit = repository.commit({ 'a.yaml': 'a: 1\n', '.gitattributes': '* diff=evil filter=evil\n' });
  const trap = `touch ${witness}; cat`;
  const keys = [
    'core.fsmonitor',
    'core.pager',
    'diff.external',
    'diff.evil.textconv',
    'diff.evil.command',
    'core.sshCommand',
    'core.alternateRefsCommand',
  ];
  for (const key of keys) repository.git('config', key, trap);
  const environment = {
    GIT_DIR: '/nowhere',
    GIT_EXTERNAL_DIFF: trap,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.bare',
    GIT_CONFIG_VALUE_0: 'true',
  };
  Object.assign(process.env, environment);
  try {
    expect(atCommit(commit).read('a.yaml')?.text).toBe('a: 1\n');
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
  }
  expect(openFolder(repository.base).paths).not.toContain('witness');
});
