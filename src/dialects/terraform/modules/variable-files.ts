/** The values that variables are given in files: `terraform.tfvars`, `*.auto.tfvars`, and others that are named at deployment. */
import { folderOf, nameOf, type FileTree } from '../../../source/file-tree.ts';
import type { HclAttribute } from '../../../syntax/hcl-tree.ts';
import { child } from '../../../syntax/document.ts';
import { readDocument } from '../../../syntax/read-document.ts';
import { jsonExpression } from './json-syntax.ts';
import { parseConfiguration } from './declarations.ts';

export interface GivenValues {
  /** From files that Terraform reads by itself. */
  readonly automatic: ReadonlyMap<string, HclAttribute>;
  /** From files that are named at deployment: one set of values for each file. */
  readonly named: readonly ReadonlyMap<string, HclAttribute>[];
  readonly files: readonly string[];
}

export function readVariableFiles(folder: string, paths: readonly string[], files: FileTree): GivenValues {
  const automatic = new Map<string, HclAttribute>();
  const named: ReadonlyMap<string, HclAttribute>[] = [];
  const read: string[] = [];
  for (const path of paths.filter((one) => folderOf(one) === folder).sort(byPrecedence)) {
    const values = assignments(path, files);
    if (!values) continue;
    read.push(path);
    if (!isAutomatic(path)) named.push(values);
    else for (const [name, value] of values) automatic.set(name, value);
  }
  return { automatic, named, files: read };
}

export function isVariableFile(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

function isAutomatic(path: string): boolean {
  return /(?:^|\/)terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(path);
}

/** Later ones win: `terraform.tfvars` first, then its JSON, then the others by name. */
function byPrecedence(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(path: string): number {
  return ['terraform.tfvars', 'terraform.tfvars.json'].indexOf(nameOf(path)) >>> 0;
}

function assignments(path: string, files: FileTree): ReadonlyMap<string, HclAttribute> | undefined {
  const file = files.read(path);
  if (!file) return undefined;
  if (!path.endsWith('.json')) return new Map(parseConfiguration(file).body.attributes.map((attribute) => [attribute.name, attribute]));
  const { root } = readDocument(file);
  if (root?.kind !== 'mapping') return undefined;
  return new Map(
    root.pairs.map(({ key, value }): [string, HclAttribute] => [
      key.text,
      { at: { file, start: key.at.start, end: value.at.end }, name: key.text, key: key.at, value: jsonExpression(child(root, key.text) ?? value) },
    ]),
  );
}
