/** How modules, resources and folders refer to each other. */
import type { Pattern } from '../../../model/value.ts';
import { joinPath } from '../../../source/file-tree.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';

/** Stands for an attribute of something, or for the whole of it. */
export function referenceTo(address: string, attribute: string | undefined): Pattern {
  return [{ reference: attribute === undefined ? { address } : { address, attribute } }];
}

/** `infra`, `modules/queue` → `../modules/queue`. */
export function relativeFolder(from: string, to: string): string {
  const [start, end] = [from, to].map((folder) => (folder === '' ? [] : folder.split('/')));
  let shared = 0;
  while (shared < start!.length && start![shared] === end![shared]) shared++;
  const steps = [...start!.slice(shared).map(() => '..'), ...end!.slice(shared)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** The folder that a module's source names; undefined for one that is fetched from elsewhere, `outside` where it leaves the repository. */
export function sourceFolder(block: HclBlock, folder: string): { readonly folder: string } | 'outside' | 'remote' {
  const source = block.body.attributes.find(({ name }) => name === 'source')?.value;
  const written = source?.kind === 'literal' && typeof source.value === 'string' ? source.value : '';
  if (!/^\.{1,2}(?:\/|$)/.test(written)) return 'remote';
  const target = joinPath(folder, written);
  return target === undefined ? 'outside' : { folder: target };
}
