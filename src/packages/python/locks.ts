/** Reads poetry.lock, uv.lock and Pipfile.lock. */
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { canonicalName } from '../ecosystem.ts';
import { childAt, itemsOf, pairsOf, part, plainText, textOf } from '../formats/scalar.ts';
import { readToml } from '../formats/toml.ts';
import type { Lock, LockedPackage, Requirement } from '../lock.ts';
import { syntaxNotice } from '../notices.ts';

/** Packages are known by their names; where a lock file holds several versions of one, the later ones by name and version. */
export function readPoetryLock(file: SourceFile): Lock {
  const document = readToml(file);
  const packages = new Map<string, LockedPackage>();
  for (const node of itemsOf(child(document.root, 'package'))) {
    if (/^(?:git|directory|file|url)$/.test(textOf(childAt(node, 'source', 'type')) ?? '')) continue;
    add(packages, node, poetryDev(node), () => pairsOf(child(node, 'dependencies')).map(({ key, value }) => required(key.text, poetryRange(value))));
  }
  return { file, packages, notices: syntaxNotice(file, document.problems) };
}

/** A workspace has one lock file for several manifests. */
export interface UvLock extends Lock {
  /** Folders of its own projects, relative to the lock file. */
  readonly members: readonly string[];
}

export function readUvLock(file: SourceFile): UvLock {
  const document = readToml(file);
  const packages = new Map<string, LockedPackage>();
  const members: string[] = [];
  for (const node of itemsOf(child(document.root, 'package'))) {
    const source = child(node, 'source');
    const own = textOf(child(source, 'editable')) ?? textOf(child(source, 'virtual')) ?? textOf(child(source, 'directory'));
    if (own !== undefined) members.push(own);
    if (own !== undefined || ['path', 'git', 'url'].some((kind) => child(source, kind))) continue;
    const extras = pairsOf(child(node, 'optional-dependencies')).map(({ value }) => value);
    add(packages, node, undefined, () =>
      [child(node, 'dependencies'), ...extras].flatMap((list) =>
        itemsOf(list).flatMap((item) => {
          const name = textOf(child(item, 'name'));
          return name === undefined ? [] : [required(name, undefined)];
        }),
      ),
    );
  }
  return { file, packages, members, notices: syntaxNotice(file, document.problems) };
}

export function readPipfileLock(file: SourceFile): Lock {
  const document = readDocument(file);
  const packages = new Map<string, LockedPackage>();
  for (const [section, dev] of [
    ['develop', true],
    ['default', false],
  ] as const) {
    for (const { key, value } of pairsOf(child(document.root, section))) {
      const text = plainText(child(value, 'version'));
      const equals = text && /^\s*===?\s*/.exec(text.text)?.[0].length;
      if (!text || equals === undefined) continue;
      const version = text.text.slice(equals);
      const name = canonicalName('PyPI', key.text);
      packages.set(name, { name, version, at: part(text.at, equals, version.length), dev, requires: () => [] });
    }
  }
  return { file, packages, notices: syntaxNotice(file, document.problems) };
}

function add(packages: Map<string, LockedPackage>, node: DocumentNode, dev: boolean | undefined, requires: LockedPackage['requires']): void {
  const [written, version] = [textOf(child(node, 'name')), plainText(child(node, 'version'))];
  if (written === undefined || !version) return;
  const name = canonicalName('PyPI', written);
  packages.set(packages.has(name) ? `${name}@${version.text}` : name, { name, version: version.text, at: version.at, dev, requires });
}

function required(name: string, range: string | undefined): Requirement {
  return { key: canonicalName('PyPI', name), range };
}

/** Poetry 1 to 1.4 say `category`, Poetry 2 says `groups`; those between say nothing. */
function poetryDev(node: DocumentNode): boolean | undefined {
  const groups = child(node, 'groups');
  if (groups) return !itemsOf(groups).some((group) => textOf(group) === 'main');
  const category = textOf(child(node, 'category'));
  return category === undefined ? undefined : category !== 'main';
}

function poetryRange(node: DocumentNode): string | undefined {
  return textOf(node) ?? textOf(child(node, 'version'));
}
