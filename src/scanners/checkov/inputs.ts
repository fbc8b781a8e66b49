/** The files that Checkov is shown: copies of those it can read, in a folder of their own. No settings, no links, nothing that git ignores. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOf, joinPath, nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';

type Framework = 'cloudformation' | 'terraform' | 'serverless' | 'arm' | 'bicep';

/** Files that can be looked at without the others: a template, or all of Terraform. */
export interface Part {
  readonly framework: Framework;
  readonly paths: readonly string[];
}

export interface CheckovInputs {
  readonly parts: readonly Part[];
  /** Files that it is not shown, because it would crash. */
  readonly unfit: readonly string[];
}

/** With `changed` only what a changed file takes part in. */
export function chooseInputs(files: FileTree, changed?: ReadonlySet<string>): CheckovInputs {
  const found = new Map<string, Framework>();
  const included = new Set<string>();
  const services: string[] = [];
  const modules = new ModuleFolders();
  for (const path of files.paths) {
    if (!couldMatter(path)) continue;
    const file = files.read(path);
    const framework = file && frameworkOf(file);
    if (!file || framework === undefined) continue;
    found.set(path, framework);
    if (framework === 'terraform') modules.add(file);
    if (framework === 'serverless') services.push(path);
  }
  for (const path of services) addIncluded(path, files, included);
  const wanted = changed === undefined ? undefined : affected(changed, found, included, modules);
  const paths = [...new Set([...found.keys(), ...included])].filter((path) => wanted === undefined || wanted.has(path)).sort();
  const unfit = new Set(paths.filter((path) => found.get(path) === 'cloudformation' && isUnfit(path, files)));
  const fit = paths.filter((path) => !unfit.has(path));
  return { parts: partsOf(fit, (path) => found.get(path) ?? 'serverless'), unfit: [...unfit] };
}

/**
 * A resource whose type is no plain text (templates that a preprocessor completes) ends Checkov 3.3.30 with a TypeError, and the run
 * over all other files with it. Only texts that look like it are parsed.
 */
function isUnfit(path: string, files: FileTree): boolean {
  const file = files.read(path);
  if (!file || !/\bType["']?[ \t]*:[ \t]*(?:\r?\n|[{[!])/.test(file.text)) return false;
  const resources = child(readDocument(file).root, 'Resources');
  if (resources?.kind !== 'mapping') return false;
  return resources.pairs.some(({ value }) => {
    const type = child(value, 'Type');
    return type !== undefined && (type.kind !== 'scalar' || type.tag !== undefined);
  });
}

function partsOf(paths: readonly string[], frameworkOf: (path: string) => Framework): readonly Part[] {
  const joined = (framework: Framework): readonly Part[] => {
    const own = paths.filter((path) => frameworkOf(path) === framework);
    return own.length === 0 ? [] : [{ framework, paths: own }];
  };
  const alone = paths.map((path) => ({ framework: frameworkOf(path), paths: [path] }));
  return [
    ...alone.filter(({ framework }) => framework !== 'terraform' && framework !== 'serverless'),
    ...joined('terraform'),
    ...joined('serverless'),
  ];
}

/** Writes them below `folder`. */
export function writeInputs(paths: readonly string[], files: FileTree, folder: string): void {
  for (const path of paths) {
    const file = files.read(path);
    if (!file || joinPath(path) !== path) continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    // As UTF-8 without a mark, whatever it was: Checkov's readers stumble over the others. Lines stay where they are.
    writeFileSync(target, file.text);
  }
}

/** Checkov's own settings are no input of it. */
function couldMatter(path: string): boolean {
  const name = nameOf(path);
  return (
    /\.(?:tf|tf\.json|tfvars|tfvars\.json|ya?ml|json|template|bicep)$/i.test(name) &&
    !/^\.checkov\.|^(?:package(?:-lock)?|tsconfig.*)\.json$/i.test(name)
  );
}

function frameworkOf({ path, text }: SourceFile): Framework | undefined {
  if (/\.(?:tf|tf\.json|tfvars|tfvars\.json)$/i.test(path)) return 'terraform';
  if (/\.bicep$/i.test(path)) return 'bicep';
  if (/(?:^|\/)serverless\.ya?ml$/i.test(path)) return 'serverless';
  if (/\.json$/i.test(path) && /deploymentTemplate\.json/i.test(text)) return 'arm';
  return text.includes('Resources') && /\bType["']?\s*:\s*["']?(?:AWS|Alexa|Custom)::/.test(text) ? 'cloudformation' : undefined;
}

const mostIncluded = 1000;

/** Files that a service takes parts from: `${file(resources/table.yml)}`. */
function addIncluded(path: string, files: FileTree, into: Set<string>): void {
  const open = [path];
  for (let next = open.pop(); next !== undefined && into.size < mostIncluded; next = open.pop()) {
    for (const [, written = ''] of files.read(next)?.text.matchAll(/\bfile\(\s*['"]?([^)'"\s]+\.(?:ya?ml|json))['"]?\s*\)/gi) ?? []) {
      const candidates = [joinPath(folderOf(next), written), joinPath(folderOf(path), written)];
      const target = candidates.find((candidate) => candidate !== undefined && files.has(candidate));
      if (target === undefined || into.has(target)) continue;
      into.add(target);
      open.push(target);
    }
  }
}

/** Folders of Terraform, joined where one calls the other as a module. */
class ModuleFolders {
  readonly #joined = new Map<string, Set<string>>();

  add({ path, text }: SourceFile): void {
    const folder = folderOf(path);
    for (const [, source = ''] of text.matchAll(/\bsource["']?\s*[=:]\s*"(\.{1,2}(?:\/[^"]*)?)"/g)) {
      const target = joinPath(folder, source);
      if (target === undefined || target === folder) continue;
      this.#join(folder, target);
      this.#join(target, folder);
    }
  }

  #join(from: string, to: string): void {
    const known = this.#joined.get(from);
    if (known) known.add(to);
    else this.#joined.set(from, new Set([to]));
  }

  /** All folders that one of `folders` has to do with. */
  around(folders: Iterable<string>): ReadonlySet<string> {
    const reached = new Set<string>();
    const open = [...folders];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(this.#joined.get(next) ?? []));
    }
    return reached;
  }
}

function affected(
  changed: ReadonlySet<string>,
  found: ReadonlyMap<string, Framework>,
  included: ReadonlySet<string>,
  modules: ModuleFolders,
): ReadonlySet<string> {
  const terraform = modules.around([...changed].filter((path) => found.get(path) === 'terraform').map(folderOf));
  const services = [...found].filter(([, framework]) => framework === 'serverless').map(([path]) => folderOf(path));
  const touched = services.filter((folder) => [...changed].some((path) => (found.has(path) || included.has(path)) && isBelow(path, folder)));
  const wanted = new Set<string>();
  for (const [path, framework] of found) {
    if (changed.has(path) || (framework === 'terraform' && terraform.has(folderOf(path)))) wanted.add(path);
  }
  for (const path of [...found.keys(), ...included]) {
    if (found.get(path) !== 'terraform' && touched.some((folder) => isBelow(path, folder))) wanted.add(path);
  }
  // A change in what services share: all that share it.
  if ([...changed].some((path) => included.has(path))) for (const path of [...included, ...servicesOf(found)]) wanted.add(path);
  return wanted;
}

function servicesOf(found: ReadonlyMap<string, Framework>): readonly string[] {
  return [...found].filter(([, framework]) => framework === 'serverless').map(([path]) => path);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
