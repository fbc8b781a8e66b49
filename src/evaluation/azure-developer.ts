/** The layout of the Azure Developer CLI: which folder of code azure.yaml has deployed into which app. https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-schema (2026-11) */
import type { NounLists } from '../model/application.ts';
import type { NounKey } from '../model/noun.ts';
import { folderOf, isInTree, joinPath, type FileTree, type Notice } from '../source/file-tree.ts';
import { readDocument } from '../syntax/read-document.ts';
import { documentTree } from './document-tree.ts';
import { asValue, text } from './setting.ts';
import { at, entries, scalarText, type Tree } from './tree.ts';
import { effective } from '../model/value.ts';

/** An app that code can be deployed into, with the tags that its template gives it. */
export interface TaggedApp {
  readonly key: NounKey;
  readonly host: 'function' | 'containerapp';
  readonly tags: Tree | undefined;
}

interface Service {
  readonly name: string;
  readonly host: string;
  /** The folder of its code, where it is in the repository. */
  readonly code: string | undefined;
}

interface Project {
  readonly path: string;
  /** The folder of the templates that it provisions. */
  readonly templates: string | undefined;
  readonly services: readonly Service[];
}

/** What reading azure.yaml leaves behind. */
interface Account {
  readonly files: { add(path: string): unknown };
  readonly notices: { push(notice: Notice): unknown };
}

/** Gives the functions of one deployment the folder of their code; `folder` is where its template lies. */
export function placeCode(apps: readonly TaggedApp[], nouns: NounLists, folder: string, tree: FileTree, account: Account): void {
  if (apps.length === 0) return;
  const projects = projectsAbove(folder, tree, account);
  if (projects.length === 0) return;
  const codeOf = new Map<NounKey, string>();
  const place = (key: NounKey, code: string | undefined, { path }: Project): void => {
    if (code === undefined) return;
    codeOf.set(key, code);
    account.files.add(path);
  };
  const named = apps.map((app) => ({ app, name: serviceName(app) }));
  for (const { app, name } of named) {
    const project = projects.find(({ services }) => services.some((service) => service.name === name));
    if (project) place(app.key, project.services.find((service) => service.name === name)?.code, project);
  }
  const [nearest] = projects;
  const [untagged, ...others] = named.filter(({ app, name }) => app.host === 'function' && name === undefined);
  const services = nearest?.services.filter(({ host }) => host === 'function') ?? [];
  const [only] = services;
  const isProvisioned = nearest?.templates !== undefined && (folder === nearest.templates || folder.startsWith(`${nearest.templates}/`));
  if (nearest && isProvisioned && untagged && others.length === 0 && only && services.length === 1 && !named.some(({ name }) => name === only.name))
    place(untagged.app.key, only.code, nearest);
  for (const [index, fn] of nouns.functions.entries()) {
    const codeRoot = fn.codeRoot ?? codeOf.get(fn.key);
    if (codeRoot !== undefined && codeRoot !== fn.codeRoot) nouns.functions[index] = { ...fn, codeRoot };
  }
}

/** The names of tags are not told apart by case. https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources (2026-11) */
function serviceName({ tags }: TaggedApp): string | undefined {
  const tag = entries(tags).find(([name]) => name.toLowerCase() === 'azd-service-name')?.[1].value;
  return tag && effective(asValue(tag, text));
}

const names = ['azure.yaml', 'azure.yml'];

/** Those in the folder and above it, the nearest first. */
function projectsAbove(folder: string, tree: FileTree, account: Account): readonly Project[] {
  const found: Project[] = [];
  for (let current = folder; ; current = folderOf(current)) {
    const path = names.map((name) => (current === '' ? name : `${current}/${name}`)).find((one) => tree.has(one));
    const project = path === undefined ? undefined : projectOf(path, tree, account);
    if (project) found.push(project);
    if (current === '') return found;
  }
}

function projectOf(path: string, tree: FileTree, account: Account): Project | undefined {
  const file = tree.read(path);
  if (!file) return undefined;
  const document = readDocument(file);
  for (const { message, offset, fatal } of document.problems.slice(0, 1))
    account.notices.push({
      level: 'warning',
      message: `${fatal ? 'not' : 'not wholly'} read, so that its code may not be joined with its apps: ${message}`,
      path,
      line: file.positionAt(offset).line,
    });
  const root = documentTree(document);
  const folder = folderOf(path);
  const services = entries(at(root, 'services')).map(([name, { value }]): Service => ({
    name,
    host: scalarText(at(value, 'host')) ?? '',
    code: codeIn(folder, scalarText(at(value, 'project')), tree),
  }));
  return { path, templates: joinPath(folder, scalarText(at(root, 'infra', 'path')) ?? 'infra'), services };
}

/** `./src/api`, or the file of a project of .NET in there. Paths that leave the repository lead nowhere. */
function codeIn(folder: string, project: string | undefined, tree: FileTree): string | undefined {
  if (project === undefined || project.startsWith('/')) return undefined;
  const path = joinPath(folder, project);
  if (path === undefined || !isInTree(path, tree)) return undefined;
  return path !== '' && tree.has(path) ? folderOf(path) : path;
}
