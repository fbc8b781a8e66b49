/** The grammars of programming languages: loaded when first needed, from the bundle or from where they are installed. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { Language, Parser } from 'web-tree-sitter';
import type { SourceFile } from '../source/file.ts';
import { copyTree, type SyntaxNode, type TreeRuntime } from './syntax-tree.ts';

/** Each grammar's file in its package; the bundle holds the same, compressed, under `grammars/<name>.wasm.br`. */
export const grammarFiles = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  csharp: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
} as const satisfies Record<string, string>;

export type Grammar = keyof typeof grammarFiles;

export const allGrammars = Object.keys(grammarFiles) as readonly Grammar[];

/** What the grammars run on. */
export const runtimeFile = 'web-tree-sitter/web-tree-sitter.wasm';

const parsers = new Map<Grammar, Parser>();
let started: Promise<TreeRuntime> | undefined;
let runtime: TreeRuntime | undefined;

/** Makes grammars ready; reading code needs no waiting from then on. */
export async function prepareGrammars(wanted: Iterable<Grammar>): Promise<void> {
  const missing = [...new Set(wanted)].filter((grammar) => !parsers.has(grammar));
  if (missing.length === 0) return;
  started ??= start();
  runtime = await started;
  for (const grammar of missing) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(read(grammar, grammarFiles[grammar])));
    parsers.set(grammar, parser);
  }
}

/** The options that starting is given become the runtime itself. */
async function start(): Promise<TreeRuntime> {
  const options = { wasmBinary: read('runtime', runtimeFile) };
  await Parser.init(options);
  return options as unknown as TreeRuntime;
}

/** The root of a file's syntax tree; undefined where its grammar was not made ready. */
export function parseCode(file: SourceFile, grammar: Grammar): SyntaxNode | undefined {
  const tree = parsers.get(grammar)?.parse(file.text);
  if (!tree || !runtime) return undefined;
  try {
    return copyTree(tree, file.text, runtime);
  } finally {
    tree.delete();
  }
}

function read(name: string, installed: string): Uint8Array {
  // The bundle's entries stand in its folder, shared parts of it one deeper.
  for (const folder of ['./grammars', '../grammars']) {
    const bundled = fileURLToPath(new URL(`${folder}/${name}.wasm.br`, import.meta.url));
    if (existsSync(bundled)) return brotliDecompressSync(readFileSync(bundled));
  }
  return readFileSync(createRequire(import.meta.url).resolve(installed));
}
