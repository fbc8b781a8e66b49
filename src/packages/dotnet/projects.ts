/** The projects of NuGet: project files, central versions, and packages.lock.json: https://learn.microsoft.com/nuget/consume-packages/central-package-management. */
import { folderOf, joinPath, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { assembleLocked } from '../assemble.ts';
import { childNamed, childrenNamed, readXml, type XmlElement, type XmlText } from '../formats/xml.ts';
import { pairsOf, plainText, textOf } from '../formats/scalar.ts';
import type { Lock, LockedPackage } from '../lock.ts';
import { strangeVersions, syntaxNotice } from '../notices.ts';
import type { Declaration, Package, Project } from '../package.ts';
import { versionOrder } from '../versions/order.ts';

const order = versionOrder('NuGet');

export function readDotnetProject(file: SourceFile, files: FileTree): { project: Project; notices: readonly Notice[] } {
  const parsed = readXml(file);
  const folder = folderOf(file.path);
  const above = ['Directory.Packages.props', 'Directory.Build.props'].flatMap((name) => nearestAbove(folder, name, files) ?? []);
  const sources = [file, ...above].map((one) => ({ file: one, root: readXml(one).root }));
  const lockFile = files.read(joinPath(folder, 'packages.lock.json') ?? '');
  const refresh = lockFile ? 'dotnet restore --force-evaluate' : undefined;
  const found = references(parsed.root).flatMap(
    (reference) =>
      declare(
        reference,
        sources.flatMap(({ root }) => root ?? []),
        refresh,
      ) ?? [],
  );
  const declarations = found.map(({ declaration }) => declaration);
  const assembled = lockFile ? fromLock(readNuGetLock(lockFile), declarations) : fromManifest(found);
  const project: Project = {
    ecosystem: 'NuGet',
    manager: 'NuGet',
    folder,
    manifest: file.path,
    lock: lockFile?.path,
    files: [...sources.map((one) => one.file.path), ...(lockFile ? [lockFile.path] : [])],
    packages: assembled.packages,
    declarations,
  };
  return { project, notices: [...syntaxNotice(file, parsed.problems), ...assembled.notices] };
}

function nearestAbove(folder: string, name: string, files: FileTree): SourceFile | undefined {
  for (let up = folder; ; up = folderOf(up)) {
    const path = joinPath(up, name) ?? name;
    if (files.has(path)) return files.read(path);
    if (up === '') return undefined;
  }
}

function itemsNamed(root: XmlElement | undefined, name: string): readonly XmlElement[] {
  return childrenNamed(root, 'ItemGroup').flatMap((group) => childrenNamed(group, name));
}

function references(root: XmlElement | undefined): readonly XmlElement[] {
  return itemsNamed(root, 'PackageReference').filter(({ attributes }) => attributes.has('Include') || attributes.has('Update'));
}

interface Found {
  readonly declaration: Declaration;
  /** Where the project names it, when the version stands elsewhere. */
  readonly use: Span | undefined;
}

/** The version stands at the reference, in an override, or in the central file. */
function declare(reference: XmlElement, roots: readonly XmlElement[], refresh: string | undefined): Found | undefined {
  const id = (reference.attributes.get('Include') ?? reference.attributes.get('Update'))?.text;
  if (id === undefined || id === '') return undefined;
  const own = ['VersionOverride', 'Version'].map((name) => settingOf(reference, name)).find((text) => text !== undefined);
  const central = roots
    .flatMap((root) => itemsNamed(root, 'PackageVersion'))
    .find((one) => (one.attributes.get('Include') ?? one.attributes.get('Update'))?.text.toLowerCase() === id.toLowerCase());
  const written = own ?? settingOf(central, 'Version');
  const literal = follow(written, roots, 0);
  if (!written || !literal) return undefined;
  const dev =
    settingOf(reference, 'PrivateAssets')?.text.toLowerCase() === 'all' ||
    (/test/i.test(id) && /^(?:Microsoft\.NET\.Test\.Sdk|xunit|nunit|MSTest)/i.test(id));
  return { declaration: makeDeclaration(id, literal, dev, refresh), use: literal === own ? undefined : reference.at };
}

function makeDeclaration(name: string, { text, at }: XmlText, dev: boolean, refresh: string | undefined): Declaration {
  const [, open = '', version = '', end = ''] = /^(\[?)\s*([^[\](),*\s]+)\s*(\]?)$/.exec(text) ?? [];
  const exact = version !== '' && order.isVersion(version) && (open === '') === (end === '');
  return {
    ecosystem: 'NuGet',
    name,
    at,
    requirement: text,
    exact,
    dev,
    // A plain version is the lowest that will do, and the one that is taken.
    admits: (other) => (exact ? order.compare(other, version) >= 0 : undefined),
    raise: (other) => (exact ? { edits: [{ at, text: `${open}${other}${end}` }], command: refresh } : undefined),
  };
}

/** An attribute, or an element of that name. */
function settingOf(element: XmlElement | undefined, name: string): XmlText | undefined {
  return element?.attributes.get(name) ?? childNamed(element, name)?.text;
}

/** `$(Name)` leads to the property's literal. */
function follow(text: XmlText | undefined, roots: readonly XmlElement[], depth: number): XmlText | undefined {
  const name = text && /^\$\(([\w.-]+)\)$/.exec(text.text)?.[1];
  if (name === undefined || depth > 10) return text;
  const property = roots.flatMap((root) => childrenNamed(root, 'PropertyGroup')).map((group) => childNamed(group, name)?.text);
  const found = property.find((one) => one !== undefined);
  return found ? follow(found, roots, depth + 1) : undefined;
}

function lowest(requirement: string): string | undefined {
  const version = /^\[?\s*([^[\](),*\s]+)\s*\]?$/.exec(requirement)?.[1];
  return version !== undefined && order.isVersion(version) ? version : undefined;
}

function fromManifest(found: readonly Found[]): { readonly packages: readonly Package[]; readonly notices: readonly Notice[] } {
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const packages = found.flatMap(({ declaration, use }): Package[] => {
    const { name, at, dev, requirement, exact } = declaration;
    const version = exact ? lowest(requirement) : undefined;
    if (version === undefined) {
      if (!/[*,$]/.test(requirement)) strange.push({ name, version: requirement, at });
      return [];
    }
    return [{ ecosystem: 'NuGet', name, version, at, declaration, dev, also: () => (use ? [use] : []), broughtBy: () => [], raise: () => undefined }];
  });
  return { packages, notices: strangeVersions(strange) };
}

function fromLock(lock: Lock, declarations: readonly Declaration[]): { readonly packages: readonly Package[]; readonly notices: readonly Notice[] } {
  return assembleLocked({
    ecosystem: 'NuGet',
    declarations,
    lock,
    resolve: ({ name }) => lock.packages.get(name.toLowerCase()),
    lowest,
    raise: ({ name }, version) => ({ edits: [], command: `dotnet add package ${name} --version ${version}` }),
    refresh: 'dotnet restore --force-evaluate',
  });
}

/** Packages are known by their ids in lower case; several target frameworks mostly agree, and the first one speaks. */
function readNuGetLock(file: SourceFile): Lock {
  const document = readDocument(file);
  const packages = new Map<string, LockedPackage>();
  for (const framework of pairsOf(child(document.root, 'dependencies'))) {
    for (const { key, value } of pairsOf(framework.value)) {
      const version = plainText(child(value, 'resolved'));
      const id = key.text.toLowerCase();
      if (!version || packages.has(id) || textOf(child(value, 'type')) === 'Project') continue;
      const requires = (): { readonly key: string; readonly range: string | undefined }[] =>
        pairsOf(child(value, 'dependencies')).map((one) => ({ key: one.key.text.toLowerCase(), range: textOf(one.value) }));
      packages.set(id, { name: key.text, version: version.text, at: version.at, dev: undefined, requires });
    }
  }
  return { file, packages, notices: syntaxNotice(file, document.problems) };
}
