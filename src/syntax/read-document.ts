/** Reads a file as JSON or YAML, whichever it is, once. */
import type { SourceFile } from '../source/file.ts';
import type { ParsedDocument } from './document.ts';
import { readJson } from './json.ts';
import { readYaml } from './yaml.ts';

export function readDocument(file: SourceFile): ParsedDocument {
  return file.once(choose);
}

/** JSON by name is JSON; what only looks like it is JSON when it reads without problems, because JSON reads forty times faster than YAML. */
function choose(file: SourceFile): ParsedDocument {
  if (/\.jsonc?$/i.test(file.path)) return readJson(file);
  if (!/^\s*[{[]/.test(file.text)) return readYaml(file, file.origin?.file.made(choose));
  const json = readJson(file);
  if (json.problems.length === 0) return json;
  if (json.problems.some((problem) => problem.fatal)) return json;
  const yaml = readYaml(file);
  return yaml.problems.length > 0 && /\.template$/i.test(file.path) ? json : yaml;
}
