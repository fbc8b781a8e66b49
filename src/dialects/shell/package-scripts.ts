/** The scripts of a package.json. */
import type { SourceFile } from '../../source/file.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { scriptOfScalar, type ScriptText } from '../../syntax/script-text.ts';

export function packageScripts(file: SourceFile): readonly ScriptText[] {
  const scripts = child(readDocument(file).root, 'scripts');
  if (scripts?.kind !== 'mapping') return [];
  return scripts.pairs.flatMap(({ value }) => (value.kind === 'scalar' && typeof value.value === 'string' ? [scriptOfScalar(value)] : []));
}
