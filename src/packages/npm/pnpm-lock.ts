/** Reads pnpm-lock.yaml, versions 5 to 9: https://github.com/pnpm/spec/tree/master/lockfile. */
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import { child, type DocumentNode, type ScalarNode } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { childAt, pairsOf, textOf } from '../formats/scalar.ts';
import type { Lock, LockedPackage, Requirement } from '../lock.ts';
import { syntaxNotice } from '../notices.ts';
import { overriddenIn } from './manifest.ts';

export interface PnpmLock extends Lock {
  /** Folders of the workspace's projects, relative to the lock file; `.` is its own. */
  readonly members: readonly string[];
  readonly overridden: ReadonlySet<string>;
  /** The key of what a project gets under a name. */
  resolve(member: string, alias: string): string | undefined;
}

/** Packages are known by `name@version`. */
export function readPnpmLock(file: SourceFile): PnpmLock {
  const document = readDocument(file);
  const { root } = document;
  const packages = new Map<string, LockedPackage>();
  const snapshots = child(root, 'snapshots');
  const details = new Map(pairsOf(snapshots).map(({ key, value }) => [withoutPeers(key.text), value]));
  for (const { key, value } of pairsOf(child(root, 'packages'))) {
    const found = identify(key, value);
    if (!found) continue;
    const dev = child(value, 'dev');
    const id = `${found.name}@${found.version}`;
    const source = details.get(id) ?? value;
    packages.set(id, {
      ...found,
      dev: dev?.kind === 'scalar' && typeof dev.value === 'boolean' ? dev.value : undefined,
      requires: () => [...requirements(child(source, 'dependencies')), ...requirements(child(source, 'optionalDependencies'))],
    });
  }
  const importers = child(root, 'importers');
  return {
    file,
    packages,
    notices: syntaxNotice(file, document.problems),
    members: importers ? pairsOf(importers).map(({ key }) => key.text) : ['.'],
    overridden: overriddenIn([child(root, 'overrides')]),
    resolve: (member, alias) => resolveIn(importers ? child(importers, member) : root, alias),
  };
}

function identify(key: ScalarNode, node: DocumentNode): { readonly name: string; readonly version: string; readonly at: Span } | undefined {
  const plain = withoutPeers(key.text);
  // 9: `lodash@4.17.21`, 6: `/lodash@4.17.21`, 5: `/lodash/4.17.21`; what begins otherwise is no package of the registry.
  const match = /^\/?(@[^/@]+\/[^/@]+|[^/@]+)[@/](\d[^/@]*)$/.exec(plain);
  const name = textOf(child(node, 'name')) ?? match?.[1];
  const version = match?.[2]?.replace(/_.*$/, '');
  if (name === undefined || version === undefined || childAt(node, 'resolution', 'repo') || childAt(node, 'resolution', 'directory'))
    return undefined;
  const from = key.at.start + key.at.file.text.slice(key.at.start, key.at.end).indexOf(version);
  return { name, version, at: { file: key.at.file, start: from, end: from + version.length } };
}

/** `react-dom@18.0.0(react@18.0.0)` → `react-dom@18.0.0`. */
function withoutPeers(text: string): string {
  const open = text.indexOf('(');
  return open < 0 ? text : text.slice(0, open);
}

function requirements(node: DocumentNode | undefined): readonly Requirement[] {
  return pairsOf(node).flatMap(({ key, value }) => {
    const text = textOf(value) ?? (value.kind === 'scalar' ? value.text : undefined);
    return text === undefined ? [] : [{ key: keyOf(key.text, text) }];
  });
}

/** A version, or the whole key where the package is installed under another name. */
function keyOf(alias: string, text: string): string {
  const plain = withoutPeers(text).replace(/^\//, '');
  const other = /^(@?[^@]+)@(\d.*)$/.exec(plain) ?? /^((?:@[^/]+\/)?[^/]+)\/(\d.*)$/.exec(plain);
  return other ? `${other[1]}@${other[2]}` : `${alias}@${plain.replace(/_.*$/, '')}`;
}

function resolveIn(project: DocumentNode | undefined, alias: string): string | undefined {
  for (const section of ['dependencies', 'optionalDependencies', 'devDependencies']) {
    const found = child(child(project, section), alias);
    const node = found?.kind === 'mapping' ? child(found, 'version') : found;
    if (node?.kind === 'scalar') return keyOf(alias, node.text);
  }
  return undefined;
}
