/** Reads a file as JSON or YAML, whichever it is, once. */
import type { SourceFile } from '../source/file.ts';
import type { ParsedDocument } from './document.ts';
import { readJson } from './json.ts';
import { readYaml } from './yaml.ts';

const read = new WeakMap<SourceFile, ParsedDocument>();

export function readDocument(file: SourceFile): ParsedDocument {
  let document = read.get(file);
  if (!document) {
    document = choose(file);
    read.set(file, document);
  }
  return document;
}

/** JSON by name is JSON; what only looks like it is JSON when it reads without problems, because JSON reads forty times faster than YAML. */
function choose(file: SourceFile): ParsedDocument {
  if (/\.jsonc?$/i.test(file.path)) return readJson(file);
  if (!/^\s*[{[]/.test(file.text)) return readYaml(file, file.origin && read.get(file.origin.file));
  const json = readJson(file);
  if (json.problems.length === 0) return json;
  if (json.problems.some((problem) => problem.fatal)) return json;
  const yaml = readYaml(file);
  return yaml.problems.length > 0 && /\.template$/i.test(file.path) ? json : yaml;
}
