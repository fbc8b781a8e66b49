/** Programs that stand in templates: the inline code of functions, with places in the template's file. */
import type { CodeFile } from '../../model/code.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { effective, type Value } from '../../model/value.ts';
import type { FileTree } from '../../source/file-tree.ts';
import { SourceFile } from '../../source/file.ts';
import { textAt } from '../../source/span.ts';
import { parseCode, prepareGrammars, type Grammar } from '../../syntax/grammars.ts';
import type { SyntaxNode } from '../../syntax/syntax-tree.ts';
import { javascript } from './script.ts';
import { python } from './python.ts';
import type { LanguageReader } from './lowering.ts';

/** Platforms take so much inline, and templates hardly more. */
const largest = 100_000;

export function inlinePrograms(functions: readonly ServerlessFunction[]): readonly CodeFile[] {
  return functions.flatMap((fn) => {
    const program = fn.inlineCode && programIn(fn.inlineCode, fn);
    return program ? [{ ...program, inlineIn: fn.key, isQuoted: fn.inlineCode !== undefined && textAt(fn.inlineCode.at).startsWith('"') }] : [];
  });
}

/** Makes ready what reading them needs, where one of these templates holds any. */
export async function prepareInline(paths: readonly string[], files: FileTree): Promise<void> {
  const holds = (path: string): boolean =>
    /\.(?:ya?ml|json|template|tpl|cfn|txt)$/i.test(path) && /ZipFile|InlineCode/.test(files.read(path)?.text ?? '');
  if (paths.some(holds)) await prepareGrammars([python.grammar, javascript.grammar]);
}

function programIn(code: Value<string>, fn: ServerlessFunction): CodeFile | undefined {
  const { file, start } = code.at;
  const known = file.once(programsOf);
  if (!known.has(start)) known.set(start, lower(code, fn));
  return known.get(start);
}

function programsOf(): Map<number, CodeFile | undefined> {
  return new Map();
}

function lower(code: Value<string>, fn: ServerlessFunction): CodeFile | undefined {
  const raw = textAt(code.at);
  if (raw.length > largest) return undefined;
  const read = blockText(raw) ?? quotedText(raw);
  if (!read) return undefined;
  const { text, offsets } = read;
  const reader = readerFor(effective(fn.runtime), text);
  const root = reader && treeOf(text, reader.grammar, code.at.file.path);
  return root && reader.lower(root, code.at.file, (offset) => code.at.start + (offsets[offset] ?? raw.length));
}

/** While fixes are tried, a template is met again and again, with the same programs in other places. */
const trees = new Map<string, SyntaxNode>();
const mostTrees = 20;

function treeOf(text: string, grammar: Grammar, path: string): SyntaxNode | undefined {
  const key = `${grammar} ${text}`;
  const known = trees.get(key);
  if (known) return known;
  const tree = parseCode(new SourceFile(path, text), grammar);
  if (trees.size >= mostTrees) trees.clear();
  if (tree) trees.set(key, tree);
  return tree;
}

function readerFor(runtime: string | undefined, text: string): LanguageReader | undefined {
  if (runtime !== undefined) return runtime.startsWith('python') ? python : runtime.startsWith('nodejs') ? javascript : undefined;
  return /^\s*(?:import \w+(?:,|\s*$)|from \w+ import |def \w+\()/m.test(text) ? python : javascript;
}

interface Inline {
  readonly text: string;
  /** For each character of the text, and for its end, where it stands in the raw text. */
  readonly offsets: readonly number[];
}

/** `|` and lines that are moved in: what moves all of them in is no part of the text. */
function blockText(raw: string): Inline | undefined {
  const header = /^\|[-+\d]*[^\S\n]*(?:#[^\n]*)?\n/.exec(raw)?.[0];
  if (header === undefined) return undefined;
  const lines = raw.slice(header.length).split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  let at = header.length;
  const offsets: number[] = [];
  const kept = lines.map((line) => {
    const skipped = Math.min(indent, line.length);
    for (let index = skipped; index <= line.length; index++) offsets.push(at + index);
    at += line.length + 1;
    return line.slice(skipped);
  });
  return { text: kept.join('\n'), offsets };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** A text in JSON's quotes. */
function quotedText(raw: string): Inline | undefined {
  if (!raw.startsWith('"') || !raw.endsWith('"')) return undefined;
  const offsets: number[] = [];
  let text = '';
  for (let at = 1; at < raw.length - 1;) {
    const escape = raw[at] === '\\' ? (raw[at + 1] ?? '') : undefined;
    const code = escape === 'u' ? raw.slice(at + 2, at + 6) : undefined;
    offsets.push(at);
    text += escape === undefined ? raw[at] : code === undefined ? (escapes[escape] ?? escape) : String.fromCharCode(Number.parseInt(code, 16) || 32);
    at += escape === undefined ? 1 : code === undefined ? 2 : 6;
  }
  return { text, offsets: [...offsets, raw.length - 1] };
}
