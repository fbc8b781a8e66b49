/** Stacks in stacks: a template that another one deploys from a path in the repository is read as a part of it. */
import { at, scalarText } from '../../evaluation/tree.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { folderOf, joinPath } from '../../source/file-tree.ts';
import { assetPath } from './cdk/assets.ts';
import { OpenTemplate } from './open-template.ts';
import { reportProblems } from './problems.ts';
import type { TemplateResource } from './template.ts';

/** The property that says where the nested template is. */
const locations: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

const deepest = 8;
const mostTemplates = 200;

/** Makes the resources of `template` that nest others open them when they are first asked for. */
export function openNested(template: OpenTemplate): void {
  const opened = new Map<string, OpenTemplate | undefined>();
  template.nestWith((logicalId) => {
    if (!opened.has(logicalId)) {
      opened.set(logicalId, undefined);
      const resource = template.resources.get(logicalId);
      if (resource && locations[resource.type]) opened.set(logicalId, open(resource, template));
    }
    return opened.get(logicalId);
  });
}

/** Every template that a resource of `template` nests. */
export function nestedTemplates(template: OpenTemplate): readonly OpenTemplate[] {
  return [...template.resources.values()].flatMap(({ id, type }) => (locations[type] ? (template.nested(id) ?? []) : []));
}

function open(resource: TemplateResource, parent: OpenTemplate): OpenTemplate | undefined {
  const { deployment, source } = parent;
  const path = localPath(resource, parent);
  const ancestors = [...source.ancestors, parent.file.path];
  const refusal =
    path === undefined
      ? 'its template is not in the repository'
      : ancestors.includes(path)
        ? 'its template nests itself'
        : ancestors.length > deepest || deployment.templates.size >= mostTemplates
          ? 'too many stacks are nested'
          : undefined;
  if (path === undefined || refusal !== undefined) {
    const { line } = parent.file.positionAt(resource.at.start);
    const level = path === undefined ? 'info' : 'warning';
    parent.notice({ level, message: `the nested stack ${resource.id} is not read: ${refusal}`, path: parent.file.path, line });
    return undefined;
  }
  const file = deployment.files.read(path);
  const document = file && readDocument(file);
  if (!document) return undefined;
  deployment.onFile(path);
  reportProblems(document, parent);
  if (document.root?.kind !== 'mapping') return undefined;
  const nested = new OpenTemplate(
    {
      root: document.root,
      document,
      folder: folderOf(path),
      prefix: `${parent.address(resource.id)}/`,
      handedOver: (parameter) => at(resource.properties, 'Parameters', parameter),
      ancestors,
    },
    deployment,
  );
  openNested(nested);
  return nested;
}

/** The path of the template in the repository; undefined for one that lies elsewhere. */
function localPath(resource: TemplateResource, parent: OpenTemplate): string | undefined {
  const asset = assetPath(resource, 'TemplateURL', parent);
  if (asset !== undefined) return asset;
  const written = scalarText(at(resource.properties, locations[resource.type] ?? ''));
  if (written === undefined || /^[a-z][a-z0-9+.-]*:|^\//i.test(written)) return undefined;
  const path = joinPath(parent.folder, written);
  const candidates = path === undefined ? [] : [path, `${path}/template.yaml`, `${path}/template.yml`];
  return candidates.find((candidate) => parent.files.has(candidate)) ?? elsewhere(written, parent);
}

/**
 * Templates that are put together in a folder of their own name their parts from there: `../../shared/dlq.yaml` is then a
 * file of the project whose path ends so, where only one near the parent does.
 */
function elsewhere(written: string, { file, files }: OpenTemplate): string | undefined {
  const rest = written.replace(/^(?:\.{1,2}\/)+/, '');
  if (!/[^/]+\/[^/]+\.(?:ya?ml|json|template)$/i.test(rest)) return undefined;
  const found = files.paths.filter((path) => path === rest || path.endsWith(`/${rest}`));
  for (let near = folderOf(file.path); ; near = folderOf(near)) {
    const below = near === '' ? found : found.filter((path) => path.startsWith(`${near}/`));
    if (below.length > 0 || near === '') return below.length === 1 ? below[0] : undefined;
  }
}
