/** Which file of the repository a linked template is. */
import { patternOf } from '../../evaluation/computed.ts';
import { at, scalarText } from '../../evaluation/tree.ts';
import { folderOf, joinPath, type FileTree } from '../../source/file-tree.ts';
import type { AzureResource } from './template.ts';

/** Stands for what is only known at deployment, in no path. */
const unknownPart = '\0';

/**
 * `templateLink.relativePath` from the template's own folder; or the end of `templateLink.uri`, as much of it as leads from there to a
 * file: templates name the web address to which their folder is copied.
 */
export function linkedPath(resource: AzureResource, from: string, files: FileTree): string | undefined {
  const folder = folderOf(from);
  const relative = scalarText(at(resource.properties, 'templateLink', 'relativePath'));
  if (relative !== undefined) return joinPath(folder, relative);
  const address = at(resource.properties, 'templateLink', 'uri');
  if (!address) return undefined;
  const written = patternOf(address)
    .map((part) => (typeof part === 'string' ? part : unknownPart))
    .join('');
  const path = /[^\0?#]*\.json(?=[\0?#]|$)/.exec(written)?.[0];
  const steps = path?.split(/[/\\]/).filter((step) => step !== '' && step !== '.') ?? [];
  for (let index = 0; index < steps.length; index++) {
    const candidate = joinPath(folder, steps.slice(index).join('/'));
    if (candidate !== undefined && candidate !== from && files.has(candidate)) return candidate;
  }
  return undefined;
}
