/** Finds the code of a function by its handler's path. */
import { at, scalarText, type Mapping } from '../../evaluation/tree.ts';
import type { Value } from '../../model/value.ts';
import { folderOf, isInTree, joinPath } from '../../source/file-tree.ts';
import type { Service } from './service.ts';

/** The endings of files that a handler's path leaves out. */
const endings = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx', 'py', 'rb', 'go', 'java', 'kt', 'cs', 'rs', 'php'];

/**
 * The file of `src/orders.handler`; the folder that it would be in where the file is made by a build (`bin/orders`,
 * `com.example.Handler`). Undefined when the code is packed elsewhere.
 */
export function codeRootOf(handler: Value<string>, settings: Mapping, service: Service): string | undefined {
  if (handler.state !== 'known') return undefined;
  const artifact = scalarText(at(settings, 'package', 'artifact'));
  if (artifact !== undefined && /^(https?|s3):/.test(artifact)) return undefined;
  const { folder } = service.included;
  const written = handler.value.split('::')[0]!;
  const path = joinPath(folder, written.replace(/\.[^./]*$/, ''));
  const module = fileOf(path, service);
  if (module !== undefined) return module;
  // Python's modules may be written with dots: `handlers.orders.create`.
  const dotted = fileOf(joinPath(folder, written.replace(/\.[^./]*$/, '').replaceAll('.', '/')), service);
  if (dotted !== undefined) return dotted;
  const nearest = joinPath(folder, folderOf(written)) ?? folder;
  return isInTree(nearest, service.files) ? nearest : folder;
}

function fileOf(path: string | undefined, { files }: Service): string | undefined {
  if (path === undefined || path === '') return undefined;
  const candidates = endings.flatMap((ending) => [`${path}.${ending}`, `${path}/index.${ending}`]);
  return [path, ...candidates].find((candidate) => files.has(candidate) && /\.\w+$/.test(candidate));
}
