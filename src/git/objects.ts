/** Reads objects of a repository in batches, so that a thousand files are a few calls of git. */
import type { Repository } from './repository.ts';

/** One call reads so many bytes and objects at most, beyond the first object. */
const mostBytes = 16 * 1024 * 1024;
const mostObjects = 500;

export interface WantedObject {
  readonly id: string;
  readonly size: number;
}

/** As many of the wanted objects, from the first on, as one call should read; those that are not here are missing from the answer. */
export function readObjects(repository: Repository, wanted: Iterable<WantedObject>): ReadonlyMap<string, Buffer> {
  const ids: string[] = [];
  let bytes = 0;
  for (const { id, size } of wanted) {
    bytes += size;
    if (ids.length > 0 && (bytes > mostBytes || ids.length >= mostObjects)) break;
    ids.push(id);
  }
  const answer = repository.git(['cat-file', '--batch', '--buffer'], { input: `${ids.join('\n')}\n` });
  return answer.ok ? split(answer.stdout) : new Map();
}

/** `<id> <type> <size>\n<content>\n` for each that is there, `<id> missing\n` for each that is not. */
function split(output: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [id = '', type = '', size = ''] = output.subarray(at, end).toString('latin1').split(' ');
    at = end + 1;
    if (!/^\d+$/.test(size)) continue;
    const length = Number(size);
    if (type === 'blob' && at + length <= output.length) found.set(id, output.subarray(at, at + length));
    at += length + 1;
  }
  return found;
}
