/** The examples, as the README's first command scans them. */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Scratch } from './bundle.ts';

const project = resolve(import.meta.dirname, '../..');
let scratch: Scratch;
afterEach(() => scratch.remove());

test.each([
  [
    'checkout',
    [
      'triggers/public-invocation',
      'iam/wildcard-action',
      'iam/admin-role',
      'secrets/secret-in-environment',
      'storage/public-store',
      'storage/unencrypted-store',
      'endpoints/unauthenticated-endpoint',
    ],
  ],
  [
    'reports',
    ['iam/wildcard-action', 'secrets/secret-in-environment', 'hardening/deprecated-runtime', 'triggers/open-trigger', 'triggers/confused-deputy'],
  ],
])('%s is reported with what is wrong in it', (name, rules) => {
  scratch = new Scratch();
  cpSync(join(project, 'examples', name), scratch.app, { recursive: true });
  const { exitCode, stdout } = scratch.run('scan', '.', '--all');
  expect(exitCode).toBe(1);
  expect(stdout.split('\n').length).toBeGreaterThan(30);
  expect(rules.filter((rule) => !stdout.includes(rule))).toEqual([]);
});
