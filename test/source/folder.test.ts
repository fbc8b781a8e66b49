/** What is read from a folder, what is not, and what is said about it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder } from '../../src/source/folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

test('lists files in order, without what tools made', () => {
  put('b/template.yaml', 'x');
  put('a.tf', 'x');
  put('node_modules/p/template.yaml', 'x');
  put('.git/config', 'x');
  expect(openFolder(root).paths).toEqual(['a.tf', 'b/template.yaml']);
});

test('leaves out what is excluded', () => {
  put('a/template.yaml', 'x');
  put('fixtures/template.yaml', 'x');
  expect(openFolder(root, { exclude: ['fixtures/'] }).paths).toEqual(['a/template.yaml']);
});

test('a link that leads out is not followed, and is told', () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'secret.yaml'), 'outside');
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
  symlinkSync(outside, join(root, 'folder'));
  const tree = openFolder(root);
  expect(tree.paths).toEqual([]);
  expect(tree.read('link.yaml')).toBeUndefined();
  expect(tree.read('folder/secret.yaml')).toBeUndefined();
  expect(tree.has('link.yaml')).toBe(false);
  expect(tree.notices.map(({ path, message }) => `${path}: ${message}`)).toContain('link.yaml: leads out of the scanned folder and was not followed');
  rmSync(outside, { recursive: true });
});

test('a link to a file inside can be read by its name', () => {
  put('modules/a/main.tf', 'inside');
  symlinkSync(join(root, 'modules/a'), join(root, 'linked'));
  expect(openFolder(root).read('linked/main.tf')?.text).toBe('inside');
});

test('a path with .. cannot leave the folder', () => {
  expect(openFolder(root).read('../../../../etc/hostname')).toBeUndefined();
});

test('a file over the limit is named, with the limit', () => {
  put('big.yaml', 'x'.repeat(3 * 1024 * 1024));
  const tree = openFolder(root, { maxFileBytes: 1024 * 1024 });
  expect(tree.read('big.yaml')).toBeUndefined();
  expect(tree.notices).toEqual([
    { level: 'error', path: 'big.yaml', message: 'not scanned: 3.0 MB, larger than the limit of 1.0 MB (max-file-size)' },
  ]);
});

test('binary content and broken encodings are named', () => {
  put('a.yaml', Uint8Array.from([1, 2, 0, 4]));
  put('b.yaml', Uint8Array.from([0x61, 0xff, 0x62]));
  const tree = openFolder(root);
  expect([tree.read('a.yaml'), tree.read('b.yaml')]).toEqual([undefined, undefined]);
  expect(tree.notices.map(({ message }) => message)).toEqual(['not scanned: it holds binary data', 'not scanned: its bytes are not UTF-8 text']);
});

test.each([
  ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, 0x61])],
  ['UTF-16 little endian', Uint8Array.from([0xff, 0xfe, 0x61, 0])],
  ['UTF-16 big endian', Uint8Array.from([0xfe, 0xff, 0, 0x61])],
])('reads %s', (_, bytes) => {
  put('a.yaml', bytes);
  expect(openFolder(root).read('a.yaml')?.text).toBe('a');
});

test('a folder that does not exist is an error', () => {
  expect(() => openFolder(join(root, 'nowhere'))).toThrow(/ENOENT/);
});
