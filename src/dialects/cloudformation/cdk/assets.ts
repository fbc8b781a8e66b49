/** Where the files lie that a template of the CDK deploys: the code of functions, the templates of nested stacks. */
import { at, scalarText } from '../../../evaluation/tree.ts';
import { isInTree, joinPath, nameOf } from '../../../source/file-tree.ts';
import type { Reading, TemplateResource } from '../template.ts';

/**
 * The path of the asset that `property` of a resource is deployed from, relative to the root of the repository, where it
 * is in the repository. The CDK names it in the resource's metadata
 * (https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/assets.ts), or, where that was turned off, by
 * the hash that the object's key begins with.
 */
export function assetPath(resource: TemplateResource, property: 'Code' | 'TemplateURL' | 'Content', reading: Reading): string | undefined {
  const metadata = at(resource.attributes, 'Metadata');
  const written = scalarText(at(metadata, 'aws:asset:path'));
  if (written !== undefined && (scalarText(at(metadata, 'aws:asset:property')) ?? property).startsWith(property)) {
    return inRepository(written, reading);
  }
  const key = scalarText(at(resource.properties, property, 'S3Key'));
  const hash = key && /^([0-9a-f]{64})\.zip$/.exec(nameOf(key))?.[1];
  return hash ? inRepository(`asset.${hash}`, reading) : undefined;
}

function inRepository(path: string, { folder, files }: Reading): string | undefined {
  if (path.startsWith('/')) return undefined;
  const joined = joinPath(folder, path);
  return joined !== undefined && isInTree(joined, files) ? joined : undefined;
}
