/** Projects of Azure Functions: function.json, host.json, local.settings.json, and functions that code declares. */
import { emptyNouns } from '../../model/application.ts';
import type { CorsPolicy } from '../../model/cors-policy.ts';
import { absent } from '../../model/value.ts';
import { folderOf, nameOf, sharedFolders, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import { prepareGrammars } from '../../syntax/grammars.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { declaresFunctions, grammarOf, readCode } from './code.ts';
import { endpointOf } from './http-function.ts';
import { readBindings, readHost, readLocalSettings, staticWebApp } from './settings-files.ts';

const id = 'azure-functions';

const settings: ReadonlySet<string> = new Set(['function.json', 'host.json', 'local.settings.json']);

/** Code that is no part of a project's own. */
const foreign = /(?:^|\/)(?:node_modules|\.venv|venv|dist|bin|obj|target|\.python_packages|test|tests|__tests__)\//;

function wants(path: string): boolean {
  return settings.has(nameOf(path)) || (grammarOf(path) !== undefined && !foreign.test(path));
}

function recognises(file: SourceFile): boolean {
  switch (nameOf(file.path)) {
    case 'function.json':
      return /"bindings"\s*:/.test(file.text);
    case 'host.json':
      return /"version"\s*:/.test(file.text);
    case 'local.settings.json':
      return /"(?:Values|ConnectionStrings|IsEncrypted)"\s*:/i.test(file.text);
    default:
      return declaresFunctions(file);
  }
}

/** A project is the folder of its host.json with everything below; files without one are projects of their own. */
function roots(recognised: readonly string[], files: FileTree): readonly Root[] {
  const projects = new Map<string, string[]>();
  for (const path of recognised) {
    const root = projectOf(path, files);
    const found = projects.get(root);
    if (found) found.push(path);
    else projects.set(root, [path]);
  }
  return [...projects].map(([path, paths]) => ({ dialect: id, path, files: paths }));
}

function projectOf(path: string, files: FileTree): string {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const host = folder === '' ? 'host.json' : `${folder}/host.json`;
    if (files.has(host)) return host;
    if (folder === '') return path;
  }
}

/** Is a static web app's configuration beside the project? Of several projects it goes with the one that is nearest to it. */
function isApiOfStaticWebApp(root: string, files: FileTree): boolean {
  const hosts = files.paths.filter((path) => nameOf(path) === 'host.json');
  return files.paths.filter(staticWebApp).some((config) => {
    const near = sharedFolders(config, root);
    return hosts.every((host) => sharedFolders(config, host) <= near);
  });
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const notices: Notice[] = [];
  const restricted = isApiOfStaticWebApp(root.path, files) ? 'unknown' : 'no';
  for (const path of root.files) {
    const file = files.read(path);
    if (!file) continue;
    const name = nameOf(path);
    if (name === 'host.json') readHost(file, root.path, nouns);
    else if (name === 'local.settings.json') readLocalSettings(file, root.path, nouns);
    else {
      const code = name === 'function.json' ? { functions: readBindings(file), origins: [] } : readCode(file);
      if (!code) notices.push({ level: 'warning', message: 'not scanned: its grammar is not there', path });
      for (const found of code?.functions ?? []) nouns.endpoints.push(endpointOf(found, root.path, restricted, path));
      if (code && code.origins.length > 0) nouns.corsPolicies.push(corsOf(code.origins, file, root.path));
    }
  }
  return { root, nouns, files: root.files, notices, offers: new Map(), needs: new Set() };
}

/** What code answers is told of the whole file: which functions use it is not looked at. */
function corsOf(origins: CorsPolicy['origins'], file: SourceFile, unit: string): CorsPolicy {
  const { at } = origins[0]!;
  const name = nameOf(file.path);
  return {
    key: `${unit}#${file.path}/cors`,
    address: `${file.path}/cors`,
    type: 'HttpTrigger',
    provider: 'azure',
    label: name,
    name: absent(at),
    at,
    body: span(file, 0, file.text.length),
    kind: 'cors-policy',
    of: { value: absent(at) },
    origins,
  };
}

function prepare(paths: readonly string[]): Promise<void> {
  return prepareGrammars(paths.flatMap((path) => grammarOf(path) ?? []));
}

export const azureFunctions: Dialect = {
  id,
  title: 'Azure Functions',
  wants,
  recognises,
  roots,
  prepare,
  read,
  isProgram: (path) => grammarOf(path) !== undefined,
};
