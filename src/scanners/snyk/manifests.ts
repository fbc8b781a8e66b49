/** The manifests that Snyk is run for, one by one, and what each needs beside it. */
import { folderOf, nameOf, type FileTree } from '../../source/file-tree.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';

export interface Manifest {
  /** Where dependencies are named by people. */
  readonly path: string;
  /** What Snyk is pointed at, with the path. */
  readonly target: string;
  readonly kind: Kind;
  /** Files that must lie around it. */
  readonly files: readonly string[];
}

export interface UnreadManifest {
  readonly path: string;
  readonly why: string;
}

type Kind = (typeof kinds)[number]['id'];

/** A build tool that must be there, and that runs code of the project. */
const kinds = [
  { id: 'npm', manifest: /^package\.json$/, locks: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'] },
  { id: 'poetry', manifest: /^pyproject\.toml$/, locks: ['poetry.lock'], probes: 'python' },
  { id: 'composer', manifest: /^composer\.json$/, locks: ['composer.lock'] },
  { id: 'rubygems', manifest: /^Gemfile$/, locks: ['Gemfile.lock'] },
  { id: 'pip', manifest: /^requirements[\w.-]*\.txt$/, tool: 'python3', around: /(?:^|\/)requirements[\w.-]*\.txt$/ },
  { id: 'pipenv', manifest: /^Pipfile$/, tool: 'python3', around: /(?:^|\/)Pipfile(?:\.lock)?$/ },
  { id: 'maven', manifest: /^pom\.xml$/, tool: 'mvn', around: /(?:^|\/)(?:pom\.xml|\.mvn\/[^/]+)$/ },
  {
    id: 'gradle',
    manifest: /^build\.gradle(?:\.kts)?$/,
    tool: 'gradle',
    around: /\.gradle(?:\.kts)?$|(?:^|\/)(?:gradle\.(?:properties|lockfile)|libs\.versions\.toml)$|(?:^|\/)buildSrc\//,
  },
  { id: 'sbt', manifest: /^build\.sbt$/, tool: 'sbt', around: /\.sbt$|(?:^|\/)project\// },
  { id: 'go', manifest: /^go\.mod$/, tool: 'go', around: /\.go$|(?:^|\/)go\.(?:mod|sum|work)$/ },
  {
    id: 'nuget',
    manifest: /\.(?:csproj|fsproj|vbproj)$/,
    tool: 'dotnet',
    around: /\.(?:csproj|fsproj|vbproj|props|targets|sln)$|(?:^|\/)packages\.(?:config|lock\.json)$/,
  },
] as const satisfies readonly {
  readonly id: string;
  readonly manifest: RegExp;
  readonly locks?: readonly string[];
  readonly tool?: string;
  readonly around?: RegExp;
  /** A program that must be there, and that gets nothing of the project to run. */
  readonly probes?: string;
}[];

/** The build tool that reads manifests of this kind; undefined where Snyk reads them itself. */
export function toolOf(kind: Kind): string | undefined {
  const found = kinds.find(({ id }) => id === kind);
  return found && 'tool' in found ? found.tool : undefined;
}

/** A program that Snyk asks for its version before it reads a manifest of this kind. */
export function probedBy(kind: Kind): string | undefined {
  const found = kinds.find(({ id }) => id === kind);
  return found && 'probes' in found ? found.probes : undefined;
}

export function findManifests(
  files: FileTree,
  changed?: ReadonlySet<string>,
): { readonly manifests: readonly Manifest[]; readonly unread: readonly UnreadManifest[] } {
  const manifests: Manifest[] = [];
  const unread: UnreadManifest[] = [];
  for (const path of files.paths) {
    const kind = kinds.find(({ manifest }) => manifest.test(nameOf(path)));
    if (!kind) continue;
    const found = 'locks' in kind ? withLock(path, kind.id, kind.locks, files) : withTool(path, kind.id, kind.around, files);
    if (found === undefined) continue;
    if ('why' in found) unread.push(found);
    else if (!changed || found.files.some((file) => changed.has(file))) manifests.push(found);
  }
  return { manifests, unread: changed ? unread.filter(({ path }) => changed.has(path)) : unread };
}

function withLock(path: string, kind: Kind, locks: readonly string[], files: FileTree): Manifest | UnreadManifest | undefined {
  const folder = folderOf(path);
  const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const lock = locks.map(inFolder).find((candidate) => files.has(candidate));
  if (lock !== undefined) return { path, target: lock, kind, files: [path, lock, ...workspaceParts(folder, kind, files)] };
  if (kind === 'npm' && (!hasDependencies(path, files) || isWorkspacePart(folder, locks, files))) return undefined;
  // Most files of this name configure tools and name no packages.
  if (kind === 'poetry') return undefined;
  return { path, why: 'it has no lock file' };
}

function withTool(path: string, kind: Kind, around: RegExp, files: FileTree): Manifest {
  const folder = folderOf(path);
  // A project's parents and modules may lie anywhere; those of other kinds lie below it.
  const near = (other: string): boolean => kind === 'maven' || kind === 'nuget' || folder === '' || other.startsWith(`${folder}/`);
  return { path, target: path, kind, files: [...new Set([path, ...files.paths.filter((other) => around.test(other) && near(other))])] };
}

/** A lock file of workspaces is read together with their manifests. */
function workspaceParts(folder: string, kind: Kind, files: FileTree): readonly string[] {
  if (kind !== 'npm') return [];
  const below = folder === '' ? '' : `${folder}/`;
  const root = `${below}package.json`;
  const file = files.read(root);
  const isWorkspace = (file && child(readDocument(file).root, 'workspaces')) !== undefined || files.has(`${below}pnpm-workspace.yaml`);
  if (!isWorkspace) return [];
  return files.paths.filter((path) => path !== root && path.startsWith(below) && /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml)$/.test(path));
}

function isWorkspacePart(folder: string, locks: readonly string[], files: FileTree): boolean {
  for (let above = folder; above !== '';) {
    above = folderOf(above);
    const prefix = above === '' ? '' : `${above}/`;
    if (locks.some((name) => files.has(prefix + name))) return true;
  }
  return false;
}

function hasDependencies(path: string, files: FileTree): boolean {
  const file = files.read(path);
  const node = file && child(readDocument(file).root, 'dependencies');
  return node?.kind === 'mapping' && node.pairs.length > 0;
}
