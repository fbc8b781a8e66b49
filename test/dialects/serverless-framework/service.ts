/** Reads services that tests write down, and shows what was read as short sentences. */
import { serverlessFramework } from '../../../src/dialects/serverless-framework/dialect.ts';
import type { Unit } from '../../../src/dialects/dialect.ts';
import type { Statement } from '../../../src/model/access.ts';
import type { Slot, Value } from '../../../src/model/value.ts';
import { withEdits, type Edit } from '../../../src/source/edit.ts';
import type { FileTree } from '../../../src/source/file-tree.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';

export type Files = Readonly<Record<string, string>>;

/** The text of `serverless.yml`, or several files of a repository. */
export function service(files: string | Files): Unit {
  return readAll(treeOf(files))[0]!;
}

export function services(files: Files): readonly Unit[] {
  return readAll(treeOf(files));
}

export function treeOf(files: string | Files): FileTree {
  const written = typeof files === 'string' ? { 'serverless.yml': files } : files;
  return memoryTree(Object.fromEntries(Object.entries(written).map(([path, text]) => [path, text.replace(/^\n/, '')])));
}

function readAll(tree: FileTree): readonly Unit[] {
  const recognised = tree.paths.filter((path) => {
    const file = serverlessFramework.wants(path) ? tree.read(path) : undefined;
    return file !== undefined && serverlessFramework.recognises(file);
  });
  return serverlessFramework.roots(recognised, tree).map((root) => serverlessFramework.read(root, tree));
}

/** `nodejs22.x`, `unset` for what nobody wrote, `?` for what cannot be known, `arn:?:x` for a text known in part. */
export function said(value: Value<string | number | boolean>): string {
  if (value.state === 'unknown')
    return (value.pattern ?? [{}]).map((part) => (typeof part === 'string' ? part : (part.reference?.address ?? '?'))).join('');
  return value.state === 'absent' ? `unset${value.value === undefined ? '' : ` (${value.value})`}` : String(value.value);
}

/** The text that decides, with the file it stands in: `config/prod.yml: secret`; then the uses on the way to it. */
export function place({ at, via }: Value<unknown>): string {
  return [at, ...via].map((span) => `${span.file.path}:${span.file.positionAt(span.start).line} ${textAt(span)}`).join(' ← ');
}

export function environment(unit: Unit, name: string): Readonly<Record<string, string>> {
  const found = functionNamed(unit, name);
  return Object.fromEntries(found.environment.map((variable) => [variable.name, said(variable.value)]));
}

export function functionNamed(unit: Unit, name: string): Unit['nouns']['functions'][number] {
  return find(unit.nouns.functions, name);
}

export function variable(unit: Unit, functionName: string, name: string): Value<string> {
  return functionNamed(unit, functionName).environment.find((candidate) => candidate.name === name)!.value;
}

export function find<T extends { readonly label: string }>(nouns: readonly T[], label: string): T {
  const found = nouns.find((noun) => noun.label === label);
  if (!found) throw new Error(`there is no ${label}, only ${nouns.map((noun) => noun.label).join(', ')}`);
  return found;
}

/** `GET /orders: jwt`. */
export function routes(unit: Unit): readonly string[] {
  return unit.nouns.endpoints.map(({ label, authentication }) => `${label}: ${said(authentication)}`);
}

/** `allow s3:GetObject, s3:PutObject on arn:?`; the framework's own permission to write logs is passed over. */
export function permissions(statements: readonly Statement[]): readonly string[] {
  return statements
    .map(({ effect, actions, resources }) => `${said(effect)} ${actions.items.map(said).join(', ')} on ${resources.items.map(said).join(', ')}`)
    .filter((statement) => !statement.startsWith('allow logs:'));
}

/** The files after a slot wrote `to`; undefined where it cannot be written. */
export function written<T>(files: string | Files, slot: (unit: Unit) => Slot<T> | undefined, to: NoInfer<T>): Files | undefined {
  const tree = treeOf(files);
  const edits: readonly Edit[] | undefined = slot(readAll(tree)[0]!)?.(to);
  const changed = edits && withEdits(tree, edits);
  return changed && Object.fromEntries(changed.paths.map((path) => [path, changed.read(path)!.text]));
}
