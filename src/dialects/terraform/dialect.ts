/** Terraform and OpenTofu: folders of configuration, in HCL or in JSON, with the modules of the repository that they call. */
import { placeCode, type TaggedApp } from '../../evaluation/azure-developer.ts';
import { at } from '../../evaluation/tree.ts';
import { emptyNouns } from '../../model/application.ts';
import type { NounKey } from '../../model/noun.ts';
import { pathsIn, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { HclBlock } from '../../syntax/hcl-tree.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { readLoosePolicies } from './aws/identities.ts';
import { readOutputs, readVariables } from './inputs-and-outputs.ts';
import { sourceFolder } from './modules/addresses.ts';
import { isConfiguration } from './modules/declarations.ts';
import { readAzapi } from './azure/azapi.ts';
import { armTypeOf } from './azure/azapi-trees.ts';
import { Deployment } from './modules/deployment.ts';
import { ModuleInstance } from './modules/module-instance.ts';
import { isVariableFile, readVariableFiles } from './modules/variable-files.ts';
import { labelOf } from './nouns.ts';
import { readProtections } from './protections.ts';
import { dataSources, isNamedElsewhere, naming, readersOf } from './providers.ts';
import { Reading } from './reading.ts';
import { expanderFor } from './registry/known-modules.ts';
import { dialectId, findRoots } from './roots.ts';
import { vaultReference } from './azure/vault-references.ts';
import { gatherTexts } from './texts.ts';
import { tidy } from './writing/tidying.ts';

export const terraform: Dialect = {
  id: dialectId,
  title: 'Terraform',
  wants: isConfiguration,
  recognises: isTerraform,
  roots: findRoots,
  read,
  tidy,
};

const nativeBlock = /^[ \t]*(?:resource|data|module|variable|output|locals|provider|terraform|ephemeral|moved|import|removed|check)\b[^\n=]*[{"]/m;
const jsonBlock = /"(?:resource|data|module|variable|output|locals|provider|terraform)"\s*:/;

function isTerraform({ path, text }: SourceFile): boolean {
  return (path.endsWith('.json') ? jsonBlock : nativeBlock).test(text);
}

function read(root: Root, files: FileTree): Unit {
  const folder = root.path === '.' ? '' : root.path;
  const deployment = new Deployment(root.path, folder, files, {
    dataSources,
    nameAttribute: naming.nameAttribute,
    isKnownModule: (call) => expanderFor(call) !== undefined,
  });
  const nouns = emptyNouns();
  const offers = new Map<string, NounKey>();
  const declarations = deployment.declarations(folder);
  if (!declarations) return { root, nouns, files: root.files, notices: deployment.notices, offers, needs: new Set() };
  const given = readVariableFiles(folder, pathsIn(folder, files).filter(isVariableFile), files);
  for (const path of given.files) deployment.read.add(path);
  const main = new ModuleInstance(deployment, declarations, '', undefined, given);
  const reading = new Reading(deployment, modulesOf(main), nouns, naming);
  readResources(reading);
  readAzapi(reading);
  readVariables(reading);
  readOutputs(main, reading);
  placeCode(azureApps(reading), nouns, folder, files, { files: deployment.read, notices: deployment.notices });
  for (const resource of reading.resources) {
    const name = reading.nameOf(resource);
    if (name !== undefined && isNamedElsewhere(resource.type) && !offers.has(name)) offers.set(name, reading.key(resource.address));
  }
  const needs = new Set([...reading.needs].filter((name) => !offers.has(name)));
  if (deployment.evaluator.exhausted)
    deployment.notices.push({
      level: 'warning',
      message: 'not wholly read: the configuration asks for too much work',
      path: root.files[0] ?? root.path,
    });
  return { root, nouns, files: [...deployment.read], notices: deployment.notices, offers, needs };
}

const hosts: readonly (readonly [type: RegExp, host: TaggedApp['host']])[] = [
  [/^azurerm_container_app$|^Microsoft\.App\/containerApps$/i, 'containerapp'],
  [/^azurerm_\w*function_app(?:_flex_consumption)?$|^Microsoft\.Web\/sites$/i, 'function'],
];

/** The apps of Azure that run code, with the tags by which tools find them. */
function azureApps(reading: Reading): readonly TaggedApp[] {
  const functions = new Set(reading.nouns.functions.map(({ key }) => key));
  return reading.resources.flatMap((resource): TaggedApp[] => {
    const { type, address, properties } = resource;
    const host = hosts.find(([pattern]) => pattern.test(armTypeOf(resource) ?? type))?.[1];
    return host && functions.has(reading.key(address)) ? [{ key: reading.key(address), host, tags: at(properties, 'tags') }] : [];
  });
}

/** The root's own module and every module of the repository that it leads to, in the order of their calls. */
function modulesOf(main: ModuleInstance): readonly ModuleInstance[] {
  const modules = [main];
  for (let index = 0; index < modules.length; index++) {
    const module = modules[index]!;
    for (const name of module.declarations.calls.keys()) modules.push(...(module.call(name)?.modules ?? []));
  }
  return modules;
}

function readResources(reading: Reading): void {
  for (const resource of reading.resources) {
    for (const reader of readersOf(resource.type)) reader(resource, reading);
    readProtections(resource, reading);
    // What Google's modules are given has other names there than in what they make: it is gathered where it is written.
    if (resource.isPart && resource.type.startsWith('google_')) continue;
    gatherTexts(
      { key: reading.key(resource.address), label: labelOf(resource), type: resource.type, reference: vaultReference(resource) },
      resource.properties,
      reading.deployment.evaluator,
      reading.nouns.texts,
    );
  }
  for (const module of reading.modules) {
    for (const block of module.declarations.providers) {
      const owner = { key: undefined, label: block.labels[0] ?? '', type: 'provider' };
      gatherTexts(owner, reading.deployment.body(block.body, module.scope, block, true), reading.deployment.evaluator, reading.nouns.texts);
    }
  }
  for (const module of reading.modules) for (const [name, block] of module.declarations.calls) readForeignCall(name, block, module, reading);
  readLoosePolicies(reading);
}

/** What a module from a registry is given is not read, but for secrets, which stand here whatever it does with them. */
function readForeignCall(name: string, block: HclBlock, module: ModuleInstance, reading: Reading): void {
  if (sourceFolder(block, module.declarations.folder) !== 'remote') return;
  const [instance] = module.repetition(block).instances;
  const owner = { key: undefined, label: name, type: 'module' };
  const { deployment } = reading;
  const properties = deployment.body(block.body, instance?.scope ?? module.scope, block, true);
  gatherTexts(owner, properties, deployment.evaluator, reading.nouns.texts);
}
