/** Reads one template, or one part of another dialect's file that is written like a template, into nouns. */
import type { Editor } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { DocumentNode, ParsedDocument } from '../../syntax/document.ts';
import { Deployment } from './deployment.ts';
import { readOutputs, readParameters } from './inputs-and-outputs.ts';
import { nestedTemplates, openNested } from './nested-stacks.ts';
import { OpenTemplate } from './open-template.ts';
import { readProtections } from './protections.ts';
import { resourceReaders } from './readers.ts';
import type { Interpolation, TemplateResource } from './template.ts';
import { gatherTexts } from './texts.ts';

export interface TemplateInput {
  readonly unit: string;
  /** The mapping that holds Resources, Parameters … */
  readonly root: DocumentNode;
  readonly document: ParsedDocument;
  readonly files: FileTree;
  /** The folder that relative paths start from. */
  readonly folder: string;
  readonly nouns: NounLists;
  notice(notice: Notice): void;
  readonly interpolation?: Interpolation | undefined;
  /** Told of every further file that takes part. */
  onFile?(path: string): void;
  /** Resources that the text does not show: those that the Serverless Framework makes up. */
  readonly extraResources?: ReadonlyMap<string, TemplateResource> | undefined;
  /** Editors of nodes of other files as well, for templates that are put together; those of the document where left out. */
  readonly editors?: ((node: DocumentNode) => Editor) | undefined;
}

/** Opens a template without reading any resource: for those who need its evaluation first. */
export function openTemplate(input: TemplateInput): OpenTemplate {
  const { unit, files, nouns, root, document, folder, interpolation, extraResources, editors } = input;
  const deployment = new Deployment(
    unit,
    files,
    nouns,
    (notice) => input.notice(notice),
    (path) => input.onFile?.(path),
  );
  const template = new OpenTemplate({ root, document, folder, prefix: '', interpolation, extraResources, editors, ancestors: [] }, deployment);
  openNested(template);
  return template;
}

/** Reads every resource, parameter, output and text of a template, and of those nested in it, into its nouns. */
export function readResources(template: OpenTemplate): void {
  for (const resource of template.resources.values()) {
    if (resource.key !== undefined) continue;
    resourceReaders[resource.type]?.(resource, template);
    readProtections(resource, template);
    gatherTexts(resource, template);
  }
  template.finish();
  readParameters(template);
  readOutputs(template);
  reportUnread(template);
  offerNames(template);
  for (const nested of nestedTemplates(template)) readResources(nested);
}

/** Says that the work ran out. */
function reportUnread(template: OpenTemplate): void {
  if (!template.deployment.exhausted) return;
  template.notice({ level: 'warning', message: 'read in part: it takes too much work to work out', path: template.file.path });
}

function offerNames(template: OpenTemplate): void {
  const { offers } = template.deployment;
  for (const [name, address] of template.physicalNames) if (!offers.has(name)) offers.set(name, template.keyAt(address));
  for (const [name, output] of template.exports) {
    const key = template.link(template.output(output), emptyOwner(template)).to;
    if (key !== undefined) offers.set(name, key);
  }
}

function emptyOwner(template: OpenTemplate) {
  return { kind: 'mapping', entries: new Map(), at: template.source.root.at, via: [] } as const;
}
