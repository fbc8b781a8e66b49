/** What the tests of the OSV scanner share: doubles and folders that are gone when a test ends, and a scan of files in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import { osvScanner, type OsvOptions } from '../../../src/scanners/osv/osv.ts';
import type { ScanResult } from '../../../src/scanners/scanner.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { startOsv, type DoubleOptions, type OsvDouble } from './service.ts';

const running: OsvDouble[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const double of running.splice(0)) await double.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export async function start(options?: DoubleOptions): Promise<OsvDouble> {
  const double = await startOsv(options);
  running.push(double);
  return double;
}

export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'osv-'));
  folders.push(folder);
  return folder;
}

export const still = { clock: () => 0, wait: () => Promise.resolve() };

export function scan(files: Readonly<Record<string, string>>, double: OsvDouble, more: Partial<OsvOptions> = {}): Promise<ScanResult> {
  return osvScanner({ url: double.url, ...still, ...more }).scan(memoryTree(files));
}

/** `package.json:3 high message` */
export function lines({ findings }: { readonly findings: readonly Finding[] }): readonly string[] {
  return findings.map(({ place, severity, message }) => `${place.path}:${place.startLine} ${severity} ${message}`);
}

export const lodash = {
  'package.json': '{\n  "dependencies": {\n    "lodash": "^4.17.15"\n  }\n}\n',
  'package-lock.json': '{ "packages": {\n  "node_modules/lodash": { "version": "4.17.15" } } }\n',
};
