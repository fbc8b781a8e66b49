/** The names that `for` binds, in expressions and in templates. */
import type { HclCursor } from './hcl-cursor.ts';

/** `key, value in`, or `value in`. */
export function readForNames(cursor: HclCursor): { keyName: string | undefined; valueName: string } {
  cursor.skipBlanks();
  const first = cursor.name();
  cursor.skipBlanks();
  let second: string | undefined;
  if (cursor.take(',')) {
    cursor.skipBlanks();
    second = cursor.name();
  }
  cursor.expect('in');
  return second === undefined ? { keyName: undefined, valueName: first } : { keyName: first, valueName: second };
}
