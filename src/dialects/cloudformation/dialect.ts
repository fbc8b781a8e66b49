/** The dialect of CloudFormation templates, in YAML and JSON; SAM and the CDK's output are spellings of it. */
import { emptyNouns } from '../../model/application.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { folderOf, nameOf } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { cdkOutputs } from './cdk/manifest.ts';
import { Deployment } from './deployment.ts';
import { nestedTemplates, openNested } from './nested-stacks.ts';
import { OpenTemplate } from './open-template.ts';
import { reportProblems } from './problems.ts';
import { readResources } from './read-template.ts';

const id = 'cloudformation';

/** Names that other tools' files have for certain. */
const foreign =
  /^(?:package|package-lock|tsconfig|cdk|cdk\.context|manifest|tree)\.json$|^(?:samconfig|docker-compose|pnpm-lock)\.ya?ml$|\.assets\.json$/i;

function wants(path: string): boolean {
  const name = nameOf(path);
  return /\.(?:ya?ml|json|template|cfn|txt)$/i.test(name) && !foreign.test(name);
}

/** A section and a resource's type, as both spellings write them. */
const section = /\bResources["']?\s*:/;
const resourceType = /\bType["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::/;
/** What only a service of the Serverless Framework has at its first column, or, in JSON, under its own name. */
const service = /^(?:service|provider|functions)\s*:/gm;
const serviceFile = /(?:^|\/)serverless\.json$/i;

function recognises({ text, path }: SourceFile): boolean {
  const marked = text.includes('AWSTemplateFormatVersion');
  if (!marked && !text.includes('AWS::')) return false;
  if (!text.includes('Resources') || !section.test(text)) return marked && !path.endsWith('.txt');
  return (marked || resourceType.test(text)) && (text.match(service) ?? []).length < 2 && !(serviceFile.test(path) && /"provider"\s*:/.test(text));
}

/** Each template is a root of its own; the templates of one output of the CDK are one root together. */
function roots(recognised: readonly string[], files: FileTree): readonly Root[] {
  const assemblies = cdkOutputs(recognised, files).map(({ folder, templates }) => ({ dialect: id, path: folder, files: templates }));
  const taken = new Set(assemblies.flatMap(({ files: templates }) => templates));
  const alone = recognised.filter((path) => !taken.has(path)).map((path) => ({ dialect: id, path, files: [path] }));
  return [...assemblies, ...alone];
}

function read(root: Root, files: FileTree): Unit {
  const notices: Notice[] = [];
  const nouns = emptyNouns();
  const took = new Set<string>();
  const assembly = root.files.length > 1 || root.files[0] !== root.path;
  const deployment = new Deployment(
    root.path,
    files,
    nouns,
    (notice) => notices.push(notice),
    (path) => took.add(path),
  );
  // A template of an assembly that another one nests is read there, with the parameters it is given.
  const open = root.files.flatMap((path) => openFile(path, assembly ? `${stackName(path)}/` : '', deployment) ?? []);
  for (const path of root.files) took.add(path);
  const nested = new Set(open.flatMap((template) => nestedTemplates(template).map(({ file }) => file.path)));
  for (const template of open) if (!nested.has(template.file.path)) readResources(template);
  return { root, nouns, files: [...took], notices, offers: deployment.offers, needs: deployment.needs };
}

function openFile(path: string, prefix: string, deployment: Deployment): OpenTemplate | undefined {
  const file = deployment.files.read(path);
  if (!file) return undefined;
  const document = readDocument(file);
  reportProblems(document, deployment);
  const root = document.root;
  if (root?.kind !== 'mapping') {
    if (document.problems.length === 0) deployment.notice({ level: 'warning', message: 'not read: it holds no template', path });
    return undefined;
  }
  const template = new OpenTemplate({ root, document, folder: folderOf(path), prefix, ancestors: [] }, deployment);
  openNested(template);
  return template;
}

/** `OrdersStack` of `cdk.out/OrdersStack.template.json`. */
function stackName(path: string): string {
  return nameOf(path).replace(/(?:\.template)?\.[a-z]+$/i, '');
}

export const cloudFormation: Dialect = { id, title: 'CloudFormation', wants, recognises, roots, read };
