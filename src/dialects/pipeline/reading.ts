/** What the readers of pipelines share: scripts in lists, variables, and texts that may be secrets. */
import { folderOf, type FileTree } from '../../source/file-tree.ts';
import type { DocumentNode, ParsedDocument, ScalarNode } from '../../syntax/document.ts';
import { scriptOfScalar, type ScriptText } from '../../syntax/script-text.ts';
import { liftScript } from '../shell/lift.ts';
import type { Lifting } from '../shell/lifting.ts';
import { readScript } from '../shell/script.ts';
import { addText } from '../shell/script-texts.ts';
import { Word, type Piece } from '../shell/word.ts';

export interface PipelineReading {
  readonly document: ParsedDocument;
  readonly root: DocumentNode;
  readonly into: Lifting;
  readonly files: FileTree;
  readonly used: Set<string>;
}

export type Reader = (reading: PipelineReading) => void;

/** A script, or a list of commands that are run one after the other. */
export function runAll(node: DocumentNode | undefined, reading: PipelineReading, scope: ReadonlyMap<string, Word>): void {
  const texts = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  for (const text of texts) {
    if (text.kind === 'scalar' && typeof text.value === 'string') run(scriptOfScalar(text), reading, scope);
    else if (text.kind === 'sequence') runAll(text, reading, scope);
  }
}

export function run(script: ScriptText, { document, into, files, used }: PipelineReading, scope: ReadonlyMap<string, Word>): void {
  const { path } = document.file;
  liftScript(readScript(script, { files, folders: [...new Set(['', folderOf(path)])], scope, used }), into, path);
}

/** A value of the document as a word: what `hole` matches is known when the pipeline runs only, or from `scope`. */
export function wordOf(node: ScalarNode, hole: RegExp, scope: ReadonlyMap<string, Word> = new Map()): Word {
  const script = scriptOfScalar(node);
  const pieces: Piece[] = [];
  let from = 0;
  const flush = (to: number): void => {
    if (to > from) pieces.push({ text: script.text.slice(from, to), script, start: from, quoting: 'verbatim' });
  };
  for (const found of script.text.matchAll(hole)) {
    flush(found.index);
    const at = script.place(found.index, found.index + found[0].length);
    const value = scope.get(/\w+/.exec(found[0])?.[0] ?? '');
    pieces.push(value?.isKnown ? { text: value.text, of: value, at } : { hole: {}, at });
    from = found.index + found[0].length;
  }
  flush(script.text.length);
  const [only] = pieces;
  if (pieces.length === 1 && only && 'of' in only) return only.of.usedAt(only.at);
  return new Word(pieces, node.at);
}

/** Names with values; `reference` writes what asks for the value where it is kept. */
export function variables(
  node: DocumentNode | undefined,
  reading: PipelineReading,
  hole: RegExp,
  reference: (name: string) => string,
): ReadonlyMap<string, Word> {
  const scope = new Map<string, Word>();
  if (node?.kind !== 'mapping') return scope;
  for (const { key, value } of node.pairs) {
    const content = value.kind === 'mapping' ? value.pairs.find((pair) => pair.key.text === 'value')?.value : value;
    if (content?.kind === 'scalar' && content.value !== null) addVariable(key.text, content, reading, hole, reference, scope);
  }
  return scope;
}

export function addVariable(
  name: string,
  value: ScalarNode,
  { into, document }: PipelineReading,
  hole: RegExp,
  reference: (name: string) => string,
  scope: Map<string, Word>,
): void {
  const word = wordOf(value, hole);
  scope.set(name, word);
  addText(into, document.file.path, name, word, (to) => (to === '' ? [{ at: value.at, text: reference(name) }] : undefined));
}
