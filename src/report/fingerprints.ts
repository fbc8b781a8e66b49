/** Gives each finding the names by which it is known again in the next run. */
import type { Finding } from '../finding/finding.ts';
import { lineHashes } from '../finding/line-hash.ts';
import { semanticKey } from '../finding/semantic-key.ts';
import type { SourceFile } from '../source/file.ts';
import { compareByPlace } from './merge.ts';
import type { Fingerprints } from './report.ts';

/** In the order of `findings`. Only files with findings are hashed; an unreadable file gives an empty line hash. */
export function fingerprintsOf(findings: readonly Finding[], read: (path: string) => SourceFile | undefined): readonly Fingerprints[] {
  const lines = new Map<string, Set<number>>();
  for (const { place } of findings) {
    const ofFile = lines.get(place.path);
    if (ofFile) ofFile.add(place.startLine);
    else lines.set(place.path, new Set([place.startLine]));
  }
  const hashes = new Map<string, ReadonlyMap<number, string>>();
  for (const [path, wanted] of lines) {
    const file = read(path);
    if (file) hashes.set(path, lineHashes(file, wanted));
  }
  const semantic = semanticKeys(findings);
  return findings.map((finding) => ({
    primaryLocationLineHash: hashes.get(finding.place.path)?.get(finding.place.startLine) ?? '',
    semantic: semantic.get(finding) ?? '',
  }));
}

function semanticKeys(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const counts = new Map<string, number>();
  const keys = new Map<Finding, string>();
  for (const finding of [...findings].sort(compareByPlace)) {
    const key = semanticKey(finding);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    keys.set(finding, `${key}:${count}`);
  }
  return keys;
}
