/** The projects of Poetry, uv and Pipenv: a lock file with the manifest beside it; and pyproject.toml alone. */
import { folderOf, joinPath, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { assembleLocked } from '../assemble.ts';
import type { Lock } from '../lock.ts';
import type { Package, Project } from '../package.ts';
import { readPipfileLock, readPoetryLock, readUvLock } from './locks.ts';
import { readPipfile, readPyproject, type PythonManifest } from './pyproject.ts';
import { lowestPython, pinOf } from './requirement.ts';

interface Tool {
  readonly manager: string;
  readonly manifest: string;
  readonly refresh: string;
  read(file: SourceFile): Lock & { readonly members?: readonly string[] };
  readManifest(file: SourceFile, after: (name: string, version: string) => string): PythonManifest;
  /** Raises a package that nothing declares. */
  raise(name: string, version: string): string;
}

const tools: Readonly<Record<string, Tool>> = {
  'poetry.lock': {
    manager: 'Poetry',
    manifest: 'pyproject.toml',
    refresh: 'poetry lock',
    read: readPoetryLock,
    readManifest: readPyproject,
    raise: (name) => `poetry update ${name}`,
  },
  'uv.lock': {
    manager: 'uv',
    manifest: 'pyproject.toml',
    refresh: 'uv lock',
    read: readUvLock,
    readManifest: readPyproject,
    raise: (name, version) => `uv lock --upgrade-package "${name}>=${version}"`,
  },
  'Pipfile.lock': {
    manager: 'Pipenv',
    manifest: 'Pipfile',
    refresh: 'pipenv lock',
    read: readPipfileLock,
    readManifest: readPipfile,
    raise: (name, version) => `pipenv upgrade "${name}==${version}"`,
  },
};

export const pythonLockNames = Object.keys(tools);

export function readPythonProject(lockFile: SourceFile, files: FileTree): { project: Project; notices: readonly Notice[] } | undefined {
  const tool = tools[nameOf(lockFile.path)];
  if (!tool) return undefined;
  const folder = folderOf(lockFile.path);
  const lock = tool.read(lockFile);
  const paths = new Set(['.', ...(lock.members ?? [])].flatMap((member) => joinPath(folder, member, tool.manifest) ?? []));
  const manifests = [...paths].flatMap((path) => {
    const file = files.read(path);
    return file ? [tool.readManifest(file, () => tool.refresh)] : [];
  });
  const declarations = manifests.flatMap((manifest) => manifest.declarations);
  const { packages, notices } = assembleLocked({
    ecosystem: 'PyPI',
    declarations,
    lock,
    resolve: ({ name }) => lock.packages.get(name),
    lowest: lowestPython,
    raise: ({ name }, version) => ({ edits: [], command: tool.raise(name, version) }),
    refresh: tool.refresh,
  });
  const project: Project = {
    ecosystem: 'PyPI',
    manager: tool.manager,
    folder,
    manifest: manifests[0]?.file.path,
    lock: lockFile.path,
    files: [lockFile.path, ...manifests.map(({ file }) => file.path)],
    packages,
    declarations,
  };
  return { project, notices: [...manifests.flatMap((manifest) => manifest.notices), ...notices] };
}

/** Without a lock file only what is pinned is known. */
export function readUnlockedPythonProject(file: SourceFile): { project: Project; notices: readonly Notice[] } {
  const read = nameOf(file.path) === 'Pipfile' ? readPipfile : readPyproject;
  const { declarations, notices } = read(file, undefined);
  const packages = declarations.flatMap((declaration): Package[] => {
    const { name, at, dev, requirement } = declaration;
    // A bare version is Poetry's and Pipenv's pin; PEP 621 does not know it.
    const version = pinOf(requirement);
    return version === undefined ? [] : [{ ecosystem: 'PyPI', name, version, at, declaration, dev, broughtBy: () => [], raise: () => undefined }];
  });
  const folder = folderOf(file.path);
  const project: Project = {
    ecosystem: 'PyPI',
    manager: 'pip',
    folder,
    manifest: file.path,
    lock: undefined,
    files: [file.path],
    packages,
    declarations,
  };
  return { project, notices };
}
