/** Projects as short texts, so that tests read like the files they are about. */
import { findProjects } from '../../src/packages/projects.ts';
import type { Package } from '../../src/packages/package.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { textAt, type Span } from '../../src/source/span.ts';

/** `package.json:3 "^1.0"` */
function placed(span: Span): string {
  return `${span.file.path}:${span.file.positionAt(span.start).line} "${textAt(span)}"`;
}

function shown(used: Package): string {
  const parents = used.broughtBy().map(({ name }) => name);
  return [
    `${used.name}@${used.version}`,
    ...(used.dev ? ['dev'] : []),
    ...(used.declaration && used.declaration.at !== used.at ? [placed(used.declaration.at)] : []),
    placed(used.at),
    ...(used.declaration ? [] : ['indirect']),
    ...(parents.length > 0 ? [`by ${parents.join(', ')}`] : []),
  ].join(' ');
}

export function show(files: Readonly<Record<string, string>>): { readonly packages: readonly string[]; readonly notices: readonly string[] } {
  const { projects, notices } = findProjects(memoryTree(files));
  return {
    packages: projects.flatMap(({ packages }) => packages.map(shown)),
    notices: notices.map(({ level, path = '', line = 0, message }) => `${level} ${path}:${line} ${message}`),
  };
}

/** The files with every package raised that can be, and what must run. */
export function raise(
  files: Readonly<Record<string, string>>,
  name: string,
  version: string,
): { readonly text?: string; readonly command?: string | undefined } {
  const used = findProjects(memoryTree(files))
    .projects.flatMap(({ packages }) => packages)
    .find((one) => one.name === name);
  const found = used?.declaration?.raise(version) ?? used?.raise(version);
  const [edit] = found?.edits ?? [];
  if (!edit) return { command: found?.command };
  const { file, start, end } = edit.at;
  const line = file.positionAt(start).line;
  const from = file.lineStarts[line - 1] ?? 0;
  const text = `${file.text.slice(from, start)}${edit.text}${file.text.slice(end).split('\n')[0] ?? ''}`.trim();
  return { text, command: found?.command };
}
