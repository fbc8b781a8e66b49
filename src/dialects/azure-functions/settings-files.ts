/** Reads the JSON files of a project: function.json, host.json, local.settings.json. */
import { documentTree } from '../../evaluation/document-tree.ts';
import { asValue, setting, text, type Spelling } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import type { NounLists } from '../../model/application.ts';
import { absent, unknown, type Value } from '../../model/value.ts';
import { folderOf, nameOf } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { levelOf, type HttpFunction } from './http-function.ts';

const authLevel: Spelling<Authentication> = {
  decode: (written) => levelOf(String(written)),
  encode: (to) => (to === 'none' ? 'anonymous' : 'function'),
};

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger: `function`, where nothing is said. */
export function readBindings(file: SourceFile): readonly HttpFunction[] {
  const root = documentTree(readDocument(file));
  if (root?.kind !== 'mapping') return [];
  const name = nameOf(folderOf(file.path)) || 'function';
  return items(at(root, 'bindings')).flatMap((binding): HttpFunction[] => {
    if (binding.kind !== 'mapping' || !/^httptrigger$/i.test(scalarText(at(binding, 'type')) ?? '')) return [];
    const level = setting<Authentication>(binding, ['authLevel'], authLevel, { default: 'key' });
    const methods = items(at(binding, 'methods')).flatMap((method) => scalarText(method) ?? []);
    return [{ name, level, route: setting(binding, ['route'], text), methods, at: binding.at, body: root.at }];
  });
}

const quiet: Spelling<boolean> = { decode: (written) => !/^(?:none|off)$/i.test(String(written)), encode: (to) => (to ? 'Information' : 'None') };

/** The level of everything, or of what the host itself writes. https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels */
export function readHost(file: SourceFile, unit: string, nouns: NounLists): void {
  const root = documentTree(readDocument(file));
  if (root?.kind !== 'mapping') return;
  const head = root.at;
  const levels = at(root, 'logging', 'logLevel');
  const named =
    levels?.kind === 'mapping'
      ? ['default', 'Function', 'Host.Results'].map((name) => levels.entries.get(name)?.value).filter((one) => one !== undefined)
      : [];
  const off = named.find((level) => quiet.decode(scalarText(level) ?? '') === false);
  const isWhole = scalarText(at(levels, 'default')) !== undefined || off === undefined;
  const logs: Value<boolean> = off && isWhole ? asValue(off, quiet) : absent<boolean>(head, true);
  const key = `${unit}#${file.path}`;
  const noun = {
    key,
    address: file.path,
    type: 'host.json',
    provider: 'azure',
    label: nameOf(folderOf(file.path)) || 'the project',
    name: absent<string>(head),
    at: head,
    body: head,
  } as const;
  nouns.diagnostics.push({ ...noun, kind: 'diagnostics', of: { value: absent(head) }, subject: 'the functions', logs });
}

/** Settings for a developer's own machine, which become the app's when they are uploaded. */
export function readLocalSettings(file: SourceFile, unit: string, nouns: NounLists): void {
  const root = documentTree(readDocument(file));
  if (root?.kind !== 'mapping' || scalarText(at(root, 'IsEncrypted')) === 'true') return;
  for (const section of ['Values', 'ConnectionStrings']) gather(at(root, section), file, unit, nouns);
}

function gather(section: Tree | undefined, file: SourceFile, unit: string, nouns: NounLists): void {
  for (const [name, { value }] of entries(section)) {
    const content = value.kind === 'scalar' ? asValue(value, text) : unknown<string>('it is not a single value', value.at);
    nouns.texts.push({
      role: 'environment',
      name,
      value: content,
      owner: `${unit}#${file.path}`,
      ownerLabel: nameOf(file.path),
      ownerType: 'local.settings.json',
      at: value.at,
    });
  }
}

/** Is the project the API of a static web app? Its own configuration says who may call what. */
export function staticWebApp(path: string): boolean {
  return nameOf(path) === 'staticwebapp.config.json';
}
