/** The projects of npm, Yarn and pnpm: each lock file with the manifests that it serves, and manifests without one. */
import { folderOf, joinPath, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { assembleLocked } from '../assemble.ts';
import type { Lock, LockedPackage } from '../lock.ts';
import type { Package, Project, Raise } from '../package.ts';
import { noticeAt } from '../notices.ts';
import { admits, lowest, readNpmManifest, type NpmDeclaration, type NpmManifest } from './manifest.ts';
import { installed, readPackageLock } from './package-lock.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readYarnLock } from './yarn-lock.ts';

/** In the order in which one is taken where several lie in one folder. */
export const npmLockNames = ['npm-shrinkwrap.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** A lock file, and how its tool works. */
interface Opened {
  readonly manager: string;
  readonly lock: Lock;
  /** Folders of the manifests it serves beside the one in its own. */
  readonly members: readonly string[] | 'below';
  readonly overridden: ReadonlySet<string>;
  resolve(folder: string, declaration: NpmDeclaration): LockedPackage | undefined;
  readonly refresh: string;
  after(declaration: NpmDeclaration, version: string): string;
  raise(locked: LockedPackage, version: string, ranges: readonly (string | undefined)[]): Raise;
}

export function readNpmProject(
  lockFile: SourceFile,
  files: FileTree,
  manifests: readonly string[],
): { project: Project; notices: readonly Notice[] } {
  const opened = open(lockFile);
  const folder = folderOf(lockFile.path);
  const own = joinPath(folder, 'package.json') ?? 'package.json';
  const paths = [own, ...memberManifests(opened, folder, manifests, own, files)];
  const read = paths.flatMap((path): NpmManifest[] => {
    const file = files.read(path);
    return file ? [readNpmManifest(file, (declaration, version) => opened.after(declaration, version))] : [];
  });
  const overridden = new Set([...opened.overridden, ...read.flatMap((one) => [...one.overridden])]);
  const decided = (one: NpmDeclaration): NpmDeclaration => (overridden.has(one.name) ? { ...one, admits: () => undefined } : one);
  const homes = new Map(read.flatMap(({ file, declarations }) => declarations.map((one) => [decided(one), folderOf(file.path)] as const)));
  const declarations = [...homes.keys()];
  const { packages, notices } = assembleLocked({
    ecosystem: 'npm',
    declarations,
    lock: opened.lock,
    resolve: (declaration) => {
      const home = homes.get(declaration as NpmDeclaration);
      return home === undefined ? undefined : opened.resolve(relative(folder, home), declaration as NpmDeclaration);
    },
    lowest,
    raise: (locked, version, ranges) => opened.raise(locked, version, ranges),
    refresh: opened.refresh,
  });
  const project: Project = {
    ecosystem: 'npm',
    manager: opened.manager,
    folder,
    manifest: read.find(({ file }) => file.path === own)?.file.path,
    lock: lockFile.path,
    files: [lockFile.path, ...read.map(({ file }) => file.path)],
    packages,
    declarations,
  };
  return { project, notices: [...read.flatMap((one) => one.notices), ...notices] };
}

/** Without a lock file only what names one version is known. */
export function readUnlockedNpmProject(file: SourceFile): { project: Project; notices: readonly Notice[] } {
  const { declarations, notices } = readNpmManifest(file, undefined);
  const packages = declarations.flatMap((declaration): Package[] => {
    if (!declaration.exact) return [];
    const { name, requirement, at, dev } = declaration;
    const version = lowest(requirement);
    return version === undefined ? [] : [{ ecosystem: 'npm', name, version, at, declaration, dev, broughtBy: () => [], raise: () => undefined }];
  });
  const folder = folderOf(file.path);
  const project: Project = {
    ecosystem: 'npm',
    manager: 'npm',
    folder,
    manifest: file.path,
    lock: undefined,
    files: [file.path],
    packages,
    declarations,
  };
  return { project, notices: [...notices, ...strange(declarations)] };
}

/** What npm itself would refuse: neither range nor tag nor address. */
function strange(declarations: readonly NpmDeclaration[]): readonly Notice[] {
  const wrong = declarations.filter(
    ({ requirement }) => /^\d/.test(requirement) && admits(requirement, '0.0.0') === undefined && !/[:/]/.test(requirement),
  );
  return wrong
    .slice(0, 1)
    .map(({ at, name, requirement }) => noticeAt(at, 'warning', `"${requirement.slice(0, 40)}" of ${name} is no version: not checked`));
}

function memberManifests(opened: Opened, folder: string, manifests: readonly string[], own: string, files: FileTree): readonly string[] {
  if (opened.members !== 'below') {
    return opened.members.flatMap((member) => {
      const path = joinPath(folder, member, 'package.json');
      return path !== undefined && path !== own && files.has(path) ? [path] : [];
    });
  }
  const root = files.read(own);
  if (!root || !readNpmManifest(root, undefined).hasWorkspaces) return [];
  return manifests.filter((path) => path !== own && (folder === '' || path.startsWith(`${folder}/`)));
}

function relative(folder: string, home: string): string {
  return home === folder ? '' : folder === '' ? home : home.slice(folder.length + 1);
}

function open(file: SourceFile): Opened {
  const name = nameOf(file.path);
  if (name === 'pnpm-lock.yaml') return openPnpm(file);
  return name === 'yarn.lock' ? openYarn(file) : openNpm(file);
}

function openNpm(file: SourceFile): Opened {
  const lock = readPackageLock(file);
  return {
    manager: 'npm',
    lock,
    members: lock.members,
    overridden: new Set(),
    refresh: 'npm install',
    resolve: (folder, { alias }) => {
      const path = installed(lock.packages, folder, alias);
      return path === undefined ? undefined : lock.packages.get(path);
    },
    after: ({ alias, name, dev, exact }, version) =>
      `npm install ${alias === name ? '' : `${alias}@npm:`}${name}@${version}${dev ? ' --save-dev' : ''}${exact ? ' --save-exact' : ''}`,
    raise: ({ name }, version, ranges) => {
      const open = ranges.every((range) => range !== undefined && admits(range, version) === true);
      return { edits: [], command: open ? `npm update ${name}` : `npm pkg set "${overriding('overrides', name)}=${version}" && npm install` };
    },
  };
}

function openYarn(file: SourceFile): Opened {
  const lock = readYarnLock(file);
  return {
    manager: 'Yarn',
    lock,
    members: 'below',
    overridden: new Set(),
    refresh: 'yarn install',
    resolve: (_, { alias, requirement, name }) => {
      const keys = [`${alias}@${requirement}`, `${alias}@npm:${requirement}`, `${alias}@npm:${name}@${requirement}`];
      return keys.map((key) => lock.packages.get(key)).find((found) => found !== undefined) ?? onlyOne(lock, name);
    },
    after: () => 'yarn install',
    raise: ({ name }, version) => ({
      edits: [],
      command: `npm pkg set "${overriding('resolutions', name)}=${version}" && yarn install`,
    }),
  };
}

/** A manifest that has outrun its lock file asks for what is not in it: the only package of that name is meant. */
function onlyOne(lock: Lock, name: string): LockedPackage | undefined {
  const found = new Set<LockedPackage>();
  for (const locked of lock.packages.values()) if (locked.name === name) found.add(locked);
  return found.size === 1 ? [...found][0] : undefined;
}

function openPnpm(file: SourceFile): Opened {
  const lock = readPnpmLock(file);
  return {
    manager: 'pnpm',
    lock,
    members: lock.members.filter((member) => member !== '.'),
    overridden: lock.overridden,
    refresh: 'pnpm install',
    resolve: (folder, { alias }) => {
      const key = lock.resolve(folder === '' ? '.' : folder, alias);
      return key === undefined ? undefined : lock.packages.get(key);
    },
    after: () => 'pnpm install',
    raise: ({ name }, version) => ({ edits: [], command: `npm pkg set "${overriding('pnpm.overrides', name)}=${version}" && pnpm install` }),
  };
}

/** Names with dots need brackets: https://docs.npmjs.com/cli/v11/commands/npm-pkg. */
function overriding(section: string, name: string): string {
  return /[./]/.test(name) ? `${section}[${name}]` : `${section}.${name}`;
}
