/** The folder or file that an archive is packed from, where it is in the repository. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../evaluation/tree.ts';
import { referencesOf } from '../../model/value.ts';
import { isInTree } from '../../source/file-tree.ts';
import type { Reading, TerraformResource } from './reading.ts';

/** Where the code comes from that stands in the file `packed`. */
export function packedFrom(packed: Tree, resource: TerraformResource, reading: Reading): string | undefined {
  for (const tree of [archiveOf(packed, resource, reading), packed]) {
    const written = scalarText(tree);
    const path = written === undefined ? undefined : reading.deployment.path(written);
    if (path !== undefined && isInTree(path, reading.files)) return path;
  }
  return undefined;
}

/** What an `archive_file` packs into the file that the function names. */
function archiveOf(filename: Tree, resource: TerraformResource, reading: Reading): Tree | undefined {
  const wanted = scalarText(filename);
  const references = referencesOf(asValue(filename, text)).map(({ address }) => address);
  for (const module of reading.modules) {
    if (module !== resource.module && references.length === 0) continue;
    for (const [name, block] of [...module.declarations.data, ...module.declarations.resources]) {
      if (!name.startsWith('archive_file.')) continue;
      for (const archive of module.resources(block, module.declarations.data.get(name) === block)) {
        const { entries: settings } = archive.properties;
        const isMeant = references.includes(archive.address) || (wanted !== undefined && scalarText(settings.get('output_path')?.value) === wanted);
        if (isMeant) return settings.get('source_dir')?.value ?? settings.get('source_file')?.value ?? at(archive.properties, 'source', 'content');
      }
    }
  }
  return undefined;
}
