/** Reads Gradle: lock files, version catalogs, and coordinates that stand as plain texts in build files. */
import { folderOf, joinPath, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { linesOf } from '../formats/lines.ts';
import type { Lock, LockedPackage } from '../lock.ts';
import { assembleLocked } from '../assemble.ts';
import { strangeVersions } from '../notices.ts';
import type { Declaration, Package, Project } from '../package.ts';
import { versionOrder } from '../versions/order.ts';
import { readCatalog, type CatalogLibrary } from './catalog.ts';
import { readVariables, type Variable } from './gradle-variables.ts';

const order = versionOrder('Maven');

export interface GradleFiles {
  readonly folder: string;
  readonly builds: readonly SourceFile[];
  readonly lock: SourceFile | undefined;
  /** The catalog of the folder or of one above it. */
  readonly catalog: SourceFile | undefined;
  /** Where versions may stand under a name, the nearest first. */
  readonly variables: readonly SourceFile[];
}

/** The build files of one folder, with the catalog that they may refer to. */
export function findGradleFiles(folder: string, files: FileTree): GradleFiles {
  const at = (name: string): SourceFile | undefined => files.read(joinPath(folder, name) ?? name);
  const above = [folder];
  for (let up = folder; up !== ''; above.push(up)) up = folderOf(up);
  const all = (names: readonly string[]): readonly SourceFile[] =>
    above.flatMap((up) => names.map((name) => joinPath(up, name) ?? name)).flatMap((path) => (files.has(path) ? (files.read(path) ?? []) : []));
  return {
    folder,
    builds: ['build.gradle', 'build.gradle.kts'].flatMap((name) => at(name) ?? []),
    lock: at('gradle.lockfile'),
    catalog: all(['gradle/libs.versions.toml'])[0],
    variables: all(['build.gradle', 'build.gradle.kts', 'gradle.properties']),
  };
}

export function readGradleProject({ folder, builds, lock, catalog, variables: sources }: GradleFiles): {
  project: Project;
  notices: readonly Notice[];
} {
  const read = catalog && readCatalog(catalog);
  const refresh = lock ? './gradlew dependencies --write-locks' : undefined;
  const variables = readVariables(sources);
  const declarations = builds.flatMap((file) => [...coordinates(file, variables, refresh), ...fromCatalog(file, read?.libraries ?? [], refresh)]);
  const assembled = lock ? assembleLocked(lockedProject(readGradleLock(lock), declarations)) : unlocked(declarations);
  const project: Project = {
    ecosystem: 'Maven',
    manager: 'Gradle',
    folder,
    manifest: builds[0]?.path,
    lock: lock?.path,
    files: [...new Set([...builds, ...(lock ? [lock] : []), ...(catalog ? [catalog] : []), ...sources].map(({ path }) => path))],
    packages: assembled.packages,
    declarations,
  };
  return { project, notices: [...(read?.notices ?? []), ...assembled.notices] };
}

function lockedProject(lock: Lock, declarations: readonly Declaration[]): Parameters<typeof assembleLocked>[0] {
  const refresh = './gradlew dependencies --write-locks';
  return {
    ecosystem: 'Maven',
    declarations,
    lock,
    resolve: ({ name }) => lock.packages.get(name),
    lowest: (requirement) => (order.isVersion(requirement) ? requirement : undefined),
    raise: ({ name }, version) => ({ edits: [], command: `./gradlew dependencies --update-locks ${name}:${version}` }),
    refresh,
  };
}

function unlocked(declarations: readonly Declaration[]): { readonly packages: readonly Package[]; readonly notices: readonly Notice[] } {
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const packages = declarations.flatMap((declaration): Package[] => {
    const { name, requirement: version, at, dev } = declaration;
    if (declaration.exact) return [{ ecosystem: 'Maven', name, version, at, declaration, dev, broughtBy: () => [], raise: () => undefined }];
    if (/^[^\d+[\](),$]+$/.test(version) && !version.startsWith('latest')) strange.push({ name, version, at });
    return [];
  });
  return { packages, notices: strangeVersions(strange) };
}

/** Lines like `com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath`. */
function readGradleLock(file: SourceFile): Lock {
  const packages = new Map<string, LockedPackage>();
  let badLine: number | undefined;
  for (const { text, start, number } of linesOf(file)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#') || line.startsWith('empty=')) continue;
    const [, name, version, uses] = /^([^:=\s]+:[^:=\s]+):([^:=\s]+)=(\S*)$/.exec(line) ?? [];
    if (name === undefined || version === undefined) {
      badLine ??= number;
      continue;
    }
    const from = start + text.indexOf(line) + name.length + 1;
    const ships = (uses ?? '').split(',').some((use) => /(?:runtime|compile)classpath$/i.test(use) && !/test/i.test(use));
    packages.set(name, { name, version, at: span(file, from, from + version.length), dev: !ships, requires: () => [] });
  }
  const message = 'its packages are read in part at most: this line names no package';
  return { file, packages, notices: badLine === undefined ? [] : [{ level: 'error', path: file.path, line: badLine, message }] };
}

const configuration = /\b([a-zA-Z]*(?:[iI]mplementation|[aA]pi|[rR]untimeOnly|[cC]ompileOnly|[cC]ompile|[rR]untime))\s*(?:\(\s*)?/.source;
const literal = new RegExp(`${configuration}(['"])([\\w.-]+):([\\w.-]+):([^'"$@:\\s]+)(?:[@:][^'"]*)?\\2`, 'g');
const named = new RegExp(
  `${configuration}group\\s*[:=]\\s*(['"])([\\w.-]+)\\2\\s*,\\s*name\\s*[:=]\\s*['"]([\\w.-]+)['"]\\s*,\\s*version\\s*[:=]\\s*['"]([^'"$]+)['"]`,
  'g',
);

/** `"a:b:$version"`, `"a:b:${rootProject.ext.version}"` */
const variable = new RegExp(`${configuration}(")([\\w.-]+):([\\w.-]+):\\$\\{?(?:\\w+\\.)*(\\w+)\\}?"`, 'g');

function coordinates(file: SourceFile, variables: ReadonlyMap<string, Variable>, refresh: string | undefined): readonly Declaration[] {
  const text = withoutComments(file.text);
  const written = [literal, named].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const [whole, use = '', , group = '', artifact = '', version = ''] = match;
      const from = match.index + whole.lastIndexOf(version);
      return declare(`${group}:${artifact}`, version, span(file, from, from + version.length), doesNotShip(use), refresh);
    }),
  );
  const kept = [...text.matchAll(variable)].flatMap(([, use = '', , group = '', artifact = '', name = '']) => {
    const found = variables.get(name);
    return found ? [declare(`${group}:${artifact}`, found.text, found.at, doesNotShip(use), refresh)] : [];
  });
  return [...written, ...kept];
}

/** Comments become blanks, so that offsets stay. An address in a text, `https://…`, is none. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/\/\*|(?<!\S)\/\//g)) {
    if (index < from) continue;
    const block = text[index + 1] === '*';
    const found = text.indexOf(block ? '*/' : '\n', index + 2);
    const end = found < 0 ? text.length : block ? found + 2 : found;
    parts.push(text.slice(from, index), text.slice(index, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

function doesNotShip(use: string): boolean {
  return /test|compileOnly|annotationProcessor/i.test(use);
}

/** Libraries of the catalog that the build file names: `implementation(libs.log4j.core)`, or through a bundle. */
function fromCatalog(file: SourceFile, libraries: readonly CatalogLibrary[], refresh: string | undefined): readonly Declaration[] {
  const uses = new Map<string, boolean>();
  for (const [, use = '', accessor = ''] of withoutComments(file.text).matchAll(new RegExp(`${configuration}libs\\.([\\w.]+)`, 'g'))) {
    uses.set(accessor, (uses.get(accessor) ?? true) && doesNotShip(use));
  }
  return libraries.flatMap(({ name, version, accessors }) => {
    const found = accessors.map((accessor) => uses.get(accessor)).filter((dev) => dev !== undefined);
    return found.length === 0 ? [] : [declare(name, version.text, version.at, found.every(Boolean), refresh)];
  });
}

function declare(name: string, requirement: string, at: Span, dev: boolean, refresh: string | undefined): Declaration {
  const exact = order.isVersion(requirement) && !requirement.includes('+');
  return {
    ecosystem: 'Maven',
    name,
    at,
    requirement,
    exact,
    dev,
    // A lock file may hold a later version than is asked for, where others ask for more.
    admits: (version) => (exact ? order.compare(version, requirement) >= 0 : undefined),
    raise: (version) => (exact ? { edits: [{ at, text: version }], command: refresh } : undefined),
  };
}

export function isGradleFile(path: string): boolean {
  return /^(?:build\.gradle(?:\.kts)?|gradle\.lockfile)$/.test(nameOf(path));
}
