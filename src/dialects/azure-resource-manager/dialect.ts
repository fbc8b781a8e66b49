/** Templates of the Azure Resource Manager: ARM in JSON, and Bicep. */
import { placeCode, type TaggedApp } from '../../evaluation/azure-developer.ts';
import { at } from '../../evaluation/tree.ts';
import { emptyNouns } from '../../model/application.ts';
import { folderOf, nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { parseBicep } from '../../syntax/bicep.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { ArmTemplate } from './arm-template.ts';
import { readerOf } from './azure/readers.ts';
import { BicepTemplate } from './bicep-template.ts';
import { Deployment } from './deployment.ts';
import { givenParameters } from './parameter-files.ts';
import { gatherTexts } from './texts.ts';

const id = 'azure-resource-manager';

function wants(path: string): boolean {
  const name = nameOf(path);
  return (
    name.endsWith('.bicep') ||
    (/\.jsonc?$/i.test(name) && !/^(?:package(?:-lock)?|tsconfig|host|function|local\.settings)\.json$|\.parameters\.json$/i.test(name))
  );
}

const schema = /schema\.management\.azure\.com\/schemas\/[\w-]+\/(?:subscription|managementGroup|tenant)?[dD]eploymentTemplate\.json/;
const statement = /^\s*(?:resource\s+\w+\s+'|module\s+\w+\s+'|param\s+\w+\s|targetScope\s*=|var\s+\w+\s*=|output\s+\w+\s|@)/m;

function recognises({ path, text }: SourceFile): boolean {
  return path.endsWith('.bicep') ? statement.test(text) : schema.test(text);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const deployment = new Deployment(root.path, files, nouns);
  const [path = root.path] = root.files;
  const file = files.read(path);
  if (file) {
    deployment.took.add(path);
    const parameters = givenParameters(path, files, deployment);
    if (path.endsWith('.bicep')) openBicep(file, deployment, parameters);
    else openArm(file, deployment, parameters);
    for (const resource of deployment.resources) {
      readerOf(resource.type)?.(resource, deployment);
      if (!resource.existing) gatherTexts(resource, deployment);
    }
    placeCode(appsIn(deployment), nouns, folderOf(path), files, { files: deployment.took, notices: deployment.notices });
    if (deployment.evaluator.exhausted)
      deployment.notices.push({ level: 'warning', message: 'not wholly read: the template asks for too much work', path });
  }
  return { root, nouns, files: [...deployment.took], notices: deployment.notices, offers: new Map(), needs: new Set() };
}

const hosts: ReadonlyMap<string, TaggedApp['host']> = new Map([
  ['microsoft.web/sites', 'function'],
  ['microsoft.app/containerapps', 'containerapp'],
]);

/** The apps that run code, with the tags by which tools find them. */
function appsIn(deployment: Deployment): readonly TaggedApp[] {
  const functions = new Set(deployment.nouns.functions.map(({ key }) => key));
  return deployment.resources.flatMap(({ type, address, definition }): TaggedApp[] => {
    const [key, host] = [deployment.key(address), hosts.get(type)];
    return host && functions.has(key) ? [{ key, host, tags: at(definition, 'tags') }] : [];
  });
}

function openBicep(file: SourceFile, deployment: Deployment, parameters: ReturnType<typeof givenParameters>): void {
  const { resources, modules, parameters: declared, variables, outputs, problems } = parseBicep(file);
  if (resources.length + modules.length + declared.length + variables.length + outputs.length === 0 && problems.length > 0) {
    deployment.notices.push({ level: 'error', message: 'not read: nothing in it can be read as Bicep', path: file.path, line: 1 });
    return;
  }
  new BicepTemplate(file, deployment, { prefix: '', parameters }).read();
}

function openArm(file: SourceFile, deployment: Deployment, parameters: ReturnType<typeof givenParameters>): void {
  const document = readDocument(file);
  for (const { message, offset, fatal } of document.problems.slice(0, 1)) {
    deployment.notices.push({
      level: fatal ? 'error' : 'warning',
      message: `${fatal ? 'not' : 'not wholly'} read: ${message}`,
      path: file.path,
      line: file.positionAt(offset).line,
    });
  }
  if (document.root?.kind !== 'mapping') return;
  new ArmTemplate(document, document.root, deployment, { prefix: '', parameters }).read();
}

export const azureResourceManager: Dialect = { id, title: 'ARM and Bicep', wants, recognises, roots, read };
