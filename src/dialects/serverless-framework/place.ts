/** Where the definition of something stands that is written under a key. */
import type { Tree } from '../../evaluation/tree.ts';
import { cover, type Span } from '../../source/span.ts';

/** From the key to the end of its value, or of the reference that stands for it; the key alone where neither is behind it. */
export function definitionAt(key: Span, value: Tree | undefined): Span {
  if (!value) return key;
  const behind = [value.at, ...value.via].filter((place) => place.file === key.file && place.start >= key.end);
  const [nearest] = behind.sort((a, b) => a.start - b.start);
  return nearest ? cover(key, nearest) : key;
}
