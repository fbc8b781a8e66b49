/** Reads YAML into documents: every value with its exact place, whatever is broken as a problem. */
import type { SourceFile } from '../source/file.ts';
import type { ParsedDocument } from './document.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { YamlComposer } from './yaml-composer.ts';
import { reparsePlainYaml } from './yaml-reparse.ts';
import { readTokens } from './yaml-tokens.ts';

/** What was read as plain YAML: that alone can be read again in part. */
const plain = new WeakSet<ParsedDocument>();

/** `before` is what the file was read into before it was edited. */
export function readYaml(file: SourceFile, before?: ParsedDocument): ParsedDocument {
  const again = before?.root && plain.has(before) ? reparsePlainYaml(file, before.root) : undefined;
  const root = again ?? readPlainYaml(file);
  if (!root) return readWholeYaml(file);
  const document: ParsedDocument = { file, format: 'yaml', root, roots: [root], problems: [] };
  plain.add(document);
  return document;
}

/** Reads everything that YAML knows, and finds what is wrong. */
export function readWholeYaml(file: SourceFile): ParsedDocument {
  const { tokens, limit } = readTokens(file.text);
  const composer = new YamlComposer(file);
  for (const token of tokens) composer.take(token);
  const { roots, problems } = composer;
  if (limit) problems.push({ ...limit, fatal: true });
  return { file, format: 'yaml', root: roots[0], roots, problems };
}
