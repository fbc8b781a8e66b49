/** Finds every project of a tree of files: lock files with their manifests, and manifests that stand alone. */
import { folderOf, joinPath, nameOf, type FileTree, type Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import { readDotnetProject } from './dotnet/projects.ts';
import { readGoProject } from './go/go-mod.ts';
import { findGradleFiles, isGradleFile, readGradleProject } from './java/gradle.ts';
import { readPomProject } from './java/pom.ts';
import { npmLockNames, readNpmProject, readUnlockedNpmProject } from './npm/projects.ts';
import type { Project } from './package.ts';
import { pythonLockNames, readPythonProject, readUnlockedPythonProject } from './python/projects.ts';
import { readRequirementsProject } from './python/requirements.ts';

export interface FoundProjects {
  readonly projects: readonly Project[];
  readonly notices: readonly Notice[];
  /** Manifests and lock files that could not be opened at all. */
  readonly unread: readonly string[];
}

type Read = { readonly project: Project; readonly notices: readonly Notice[] } | undefined;

const requirementsName = /^(?:[\w.-]*-)?requirements(?:[-_.][\w.-]*)?\.txt$|^constraints\.txt$/i;

type Kind = 'npm-lock' | 'npm' | 'python-lock' | 'python' | 'requirements' | 'pom' | 'gradle' | 'go' | 'dotnet';

/** Decided by name alone; undefined for what no reader knows. */
function kindOf(path: string): Kind | undefined {
  const name = nameOf(path);
  if (npmLockNames.includes(name)) return 'npm-lock';
  if (name === 'package.json') return 'npm';
  if (pythonLockNames.includes(name)) return 'python-lock';
  if (name === 'pyproject.toml' || name === 'Pipfile') return 'python';
  if (requirementsName.test(name) || /(?:^|\/)requirements\/[^/]+\.txt$/.test(path)) return 'requirements';
  if (name === 'pom.xml') return 'pom';
  if (isGradleFile(path)) return 'gradle';
  if (name === 'go.mod') return 'go';
  return /\.(?:cs|fs|vb)proj$/.test(name) ? 'dotnet' : undefined;
}

export function findProjects(files: FileTree): FoundProjects {
  const byKind = new Map<Kind, string[]>();
  for (const path of files.paths) {
    const kind = kindOf(path);
    if (kind === undefined) continue;
    const known = byKind.get(kind);
    if (known) known.push(path);
    else byKind.set(kind, [path]);
  }
  return new Finder(files, byKind).find();
}

class Finder {
  readonly #files: FileTree;
  readonly #byKind: ReadonlyMap<Kind, readonly string[]>;
  readonly #projects: Project[] = [];
  readonly #notices: Notice[] = [];
  readonly #unread: string[] = [];
  /** Files that a project has read: they are none of their own. */
  readonly #taken = new Set<string>();

  constructor(files: FileTree, byKind: ReadonlyMap<Kind, readonly string[]>) {
    this.#files = files;
    this.#byKind = byKind;
  }

  find(): FoundProjects {
    this.#locked();
    this.#each('npm', (file) => readUnlockedNpmProject(file));
    this.#each('python', (file) => readUnlockedPythonProject(file));
    this.#requirements();
    for (const path of this.#of('pom')) this.#read(path, (file) => readPomProject(file, this.#files));
    this.#gradle();
    for (const path of this.#of('go')) this.#read(path, (file) => readGoProject(file, this.#files));
    for (const path of this.#of('dotnet')) this.#read(path, (file) => readDotnetProject(file, this.#files));
    return { projects: this.#projects, notices: this.#notices, unread: this.#unread };
  }

  /** The lock files of the outer folders first: they may serve the manifests of inner ones. */
  #locked(): void {
    const manifests = this.#of('npm');
    const locks = [...this.#of('npm-lock')].sort((a, b) => depth(a) - depth(b) || npmLockNames.indexOf(nameOf(a)) - npmLockNames.indexOf(nameOf(b)));
    const folders = new Set<string>();
    for (const path of locks) {
      if (folders.has(folderOf(path))) continue;
      folders.add(folderOf(path));
      this.#read(path, (file) => {
        const free = manifests.filter((manifest) => !this.#taken.has(manifest) && !this.#hasOwnLock(folderOf(manifest), folderOf(path)));
        return readNpmProject(file, this.#files, free);
      });
    }
    for (const path of this.#of('python-lock')) this.#read(path, (file) => readPythonProject(file, this.#files));
  }

  #hasOwnLock(folder: string, outer: string): boolean {
    return folder !== outer && npmLockNames.some((name) => this.#files.has(joinPath(folder, name) ?? name));
  }

  /** A requirements file that another one includes is part of that one. */
  #requirements(): void {
    const paths = this.#of('requirements');
    const read = paths.map((path) => this.#attempt(path, (file) => readRequirementsProject(file, this.#files, isForDevelopment(path))));
    const included = new Set(read.flatMap((one) => one?.project.files.slice(1) ?? []));
    const development = new Set(read.flatMap((one, index) => (one && isForDevelopment(paths[index] ?? '') ? one.project.files.slice(1) : [])));
    for (const [index, one] of read.entries()) {
      const path = paths[index] ?? '';
      // What only a file for development includes still ships on its own.
      const part = included.has(path) && !(development.has(path) && !isForDevelopment(path));
      if (one && !part && !/^constraints/i.test(nameOf(path))) this.#add(one);
    }
  }

  #gradle(): void {
    const folders = new Set(this.#of('gradle').map(folderOf));
    for (const folder of folders) this.#add(readGradleProject(findGradleFiles(folder, this.#files)));
  }

  #each(kind: Kind, read: (file: SourceFile) => Read): void {
    for (const path of this.#of(kind)) if (!this.#taken.has(path)) this.#read(path, read);
  }

  #read(path: string, read: (file: SourceFile) => Read): void {
    const result = this.#attempt(path, read);
    if (result) this.#add(result);
  }

  #attempt(path: string, read: (file: SourceFile) => Read): Read {
    const file = this.#files.read(path);
    if (!file) this.#unread.push(path);
    return file && read(file);
  }

  #add({ project, notices }: NonNullable<Read>): void {
    this.#projects.push(project);
    this.#notices.push(...notices);
    for (const path of project.files) this.#taken.add(path);
  }

  #of(kind: Kind): readonly string[] {
    return this.#byKind.get(kind) ?? [];
  }
}

function depth(path: string): number {
  return path.split('/').length;
}

/** `requirements-dev.txt`, `requirements/test.txt`. */
function isForDevelopment(path: string): boolean {
  return /(?:^|[-_.])(?:dev|develop|development|test|tests|testing|lint|docs?|typing|ci)(?:[-_.]|$)/i.test(nameOf(path));
}
