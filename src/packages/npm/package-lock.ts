/** Reads package-lock.json and npm-shrinkwrap.json: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json. */
import { folderOf } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { pairsOf, plainText, textOf } from '../formats/scalar.ts';
import type { Lock, LockedPackage, Requirement } from '../lock.ts';
import { syntaxNotice } from '../notices.ts';

/** Packages are known by where they are installed: `node_modules/a/node_modules/b`. */
export interface PackageLock extends Lock {
  /** Folders of the workspaces, relative to the lock file. */
  readonly members: readonly string[];
}

/** Longer paths no machine could install to. */
const longestPath = 4096;

export function readPackageLock(file: SourceFile): PackageLock {
  const document = readDocument(file);
  const packages = new Map<string, LockedPackage>();
  const members: string[] = [];
  const current = child(document.root, 'packages');
  if (current) {
    for (const { key, value } of pairsOf(current)) {
      if (key.text === '' || key.text.length > longestPath) continue;
      if (key.text.includes('node_modules/')) addCurrent(packages, key.text, value);
      else members.push(key.text);
    }
  } else addOld(packages, '', child(document.root, 'dependencies'), 0);
  const notices = syntaxNotice(file, document.problems);
  const empty = document.root?.kind !== 'mapping' && notices.length === 0;
  return {
    file,
    packages,
    members,
    notices: empty ? [{ level: 'error', path: file.path, line: 1, message: 'it holds no packages that npm could read' }] : notices,
  };
}

/** Versions 2 and 3. */
function addCurrent(packages: Map<string, LockedPackage>, path: string, node: DocumentNode): void {
  const version = plainText(child(node, 'version'));
  if (!version || !fromRegistry(node, textOf(child(node, 'resolved')))) return;
  packages.set(path, {
    name: textOf(child(node, 'name')) ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: version.text,
    at: version.at,
    dev: isTrue(child(node, 'dev')) || isTrue(child(node, 'extraneous')),
    requires: () => [
      ...requirements(packages, path, child(node, 'dependencies')),
      ...requirements(packages, path, child(node, 'optionalDependencies')),
    ],
  });
}

/** Version 1 nests packages as their folders nest. */
function addOld(packages: Map<string, LockedPackage>, parent: string, node: DocumentNode | undefined, depth: number): void {
  if (depth > 100) return;
  for (const { key, value } of pairsOf(node)) {
    const path = `${parent}${parent === '' ? '' : '/'}node_modules/${key.text}`;
    addOld(packages, path, child(value, 'dependencies'), depth + 1);
    const written = plainText(child(value, 'version'));
    if (!written) continue;
    const renamed = /^npm:(@?[^@]+)@(.+)$/.exec(written.text);
    if (!renamed && /[:/]/.test(written.text)) continue;
    const version = renamed?.[2] ?? written.text;
    packages.set(path, {
      name: renamed?.[1] ?? key.text,
      version,
      at: { ...written.at, start: written.at.end - version.length },
      dev: isTrue(child(value, 'dev')),
      requires: () => requirements(packages, path, child(value, 'requires')),
    });
  }
}

/** Links, folders and git repositories are not what an advisory speaks of. */
function fromRegistry(node: DocumentNode, resolved: string | undefined): boolean {
  return !isTrue(child(node, 'link')) && !/^(?:git[+:]|file:|[\w-]+@[\w.-]+:)/.test(resolved ?? '');
}

function requirements(packages: ReadonlyMap<string, LockedPackage>, path: string, node: DocumentNode | undefined): readonly Requirement[] {
  return pairsOf(node).flatMap(({ key, value }) => {
    const found = installed(packages, path, key.text);
    return found === undefined ? [] : [{ key: found, range: textOf(value) }];
  });
}

/** Where Node finds `name` from `path`: in the nearest node_modules on the way up. */
export function installed(packages: ReadonlyMap<string, LockedPackage>, path: string, name: string): string | undefined {
  for (let folder = path; ;) {
    const candidate = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (packages.has(candidate)) return candidate;
    if (folder === '') return undefined;
    const modules = folder.lastIndexOf('node_modules/');
    folder = modules >= 0 ? folder.slice(0, Math.max(0, modules - 1)) : folderOf(folder);
  }
}

function isTrue(node: DocumentNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
