/** Reads faasgate.yml: errors name file, line, key and what was expected. */
import type { z } from 'zod';
import { entries, items, type Tree } from '../evaluation/tree.ts';
import { documentTree } from '../evaluation/document-tree.ts';
import type { FileTree } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';
import { readDocument } from '../syntax/read-document.ts';
import { ConfigurationError } from './errors.ts';
import { configSchema, type Config, type Overrides } from './schema.ts';

/** Names that are looked for when none is given, in this order. */
const configNames = ['faasgate.yml', 'faasgate.yaml', '.github/faasgate.yml', '.github/faasgate.yaml'] as const;

/** The file that is asked for, or the first of the usual ones that is there. */
export function findConfig(files: FileTree, path: string | undefined): string | undefined {
  return path ?? configNames.find((candidate) => files.has(candidate));
}

/** @throws ConfigurationError for a file that is missing, broken, or says what cannot be. */
export function loadConfig(files: FileTree, path: string | undefined, overrides: Overrides = {}): Config {
  const read = path === undefined ? {} : readConfig(files, path);
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const result = configSchema.safeParse({ ...read, ...given });
  if (result.success) return result.data;
  throw new ConfigurationError(result.error.issues.map((issue) => explain(issue, undefined, 'the options')).join('\n'));
}

function readConfig(files: FileTree, name: string): Record<string, unknown> {
  const file = files.read(name);
  if (!file) throw new ConfigurationError(`${name}: no such file, or it cannot be read`);
  const document = readDocument(file);
  const [problem] = document.problems;
  if (problem) throw new ConfigurationError(`${name}:${file.positionAt(problem.offset).line}: ${problem.message}`);
  if (!document.root) return {};
  const tree = documentTree(document, document.root);
  const result = configSchema.partial().safeParse(plain(tree));
  if (result.success) return result.data;
  throw new ConfigurationError(result.error.issues.map((issue) => explain(issue, { file, tree }, name)).join('\n'));
}

function explain(issue: z.core.$ZodIssue, source: { file: SourceFile; tree: Tree } | undefined, name: string): string {
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  const key = path.map(String).join('.') || 'the file';
  const line = source ? `:${source.file.positionAt(placeOf(source.tree, path)).line}` : '';
  if (unknownKey !== undefined) {
    const near = nearest(unknownKey, issue.path.length === 0 ? Object.keys(configSchema.shape) : []);
    return `${name}${line}: unknown key "${key}"${near ? `; did you mean "${near}"?` : ''}`;
  }
  return `${name}${line}: ${key}: ${expectation(issue)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `expected ${issue.values.map((value) => `"${String(value)}"`).join(', ')}`;
  if (issue.code === 'invalid_union') return issue.errors.flatMap((alternative) => alternative.map(expectation)).join(', or ');
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_format') return `expected ${issue.message}`;
  return issue.message;
}

/** The offset of the key at `path`, or of the deepest part of it that exists. */
function placeOf(tree: Tree, path: readonly PropertyKey[]): number {
  let node = tree;
  let offset = tree.at.start;
  for (const step of path) {
    const entry = node.kind === 'mapping' ? node.entries.get(String(step)) : undefined;
    const item = node.kind === 'sequence' ? node.items[Number(step)] : undefined;
    if (entry) offset = entry.key.start;
    else if (item) offset = item.at.start;
    const next = entry?.value ?? item;
    if (!next) break;
    node = next;
  }
  return offset;
}

function plain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'sequence') return items(tree).map(plain);
  if (tree.kind === 'mapping') return Object.fromEntries(entries(tree).map(([key, { value }]) => [key, plain(value)]));
  return undefined;
}

/** The known key that shares the longest beginning, when it is long enough to be a likely slip. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const shared = (other: string): number => {
    let count = 0;
    while (count < Math.min(word.length, other.length) && word[count] === other[count]) count++;
    return count;
  };
  const [best] = [...known].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) >= 3 ? best : undefined;
}
