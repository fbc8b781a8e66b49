/** Reads templates that a test writes down, and applies what slots give. */
import { cloudFormation } from '../../../src/dialects/cloudformation/dialect.ts';
import type { Unit } from '../../../src/dialects/dialect.ts';
import { openTemplate } from '../../../src/dialects/cloudformation/read-template.ts';
import { at, type Tree } from '../../../src/evaluation/tree.ts';
import { emptyNouns } from '../../../src/model/application.ts';
import type { Value } from '../../../src/model/value.ts';
import { withEdits, type Edit } from '../../../src/source/edit.ts';
import type { FileTree } from '../../../src/source/file-tree.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';
import { readDocument } from '../../../src/syntax/read-document.ts';

/** Reads `text` as the root of the repository that `others` fill up. */
export function read(text: string, others: Readonly<Record<string, string>> = {}, path = 'template.yaml'): Unit {
  return readRoot(memoryTree({ [path]: text, ...others }), path);
}

export function readRoot(files: FileTree, path = 'template.yaml'): Unit {
  return cloudFormation.read({ dialect: 'cloudformation', path, files: [path] }, files);
}

/** What the property `Value` of the resource `R` comes to. */
export function evaluate(value: string, sections = '', path = 'template.yaml'): Tree | undefined {
  const text = `${sections}\nResources:\n  Bucket: { Type: AWS::S3::Bucket }\n  R:\n    Type: Custom::R\n    Properties:\n      Value: ${value}\n`;
  return properties(text, {}, path, 'Value');
}

export function properties(text: string, others: Readonly<Record<string, string>>, path: string, ...steps: readonly string[]): Tree | undefined {
  const files = memoryTree({ [path]: text, ...others });
  const file = files.read(path)!;
  const document = readDocument(file);
  const template = openTemplate({ unit: path, root: document.root!, document, files, folder: '', nouns: emptyNouns(), notice: () => {} });
  return at(template.resources.get('R')?.properties, ...steps);
}

/** A tree as plain data: unknown nodes as their pattern, `{A.b}` for a reference, `{}` for what is not known. */
export function plain(tree: Tree | undefined): unknown {
  if (!tree) return undefined;
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'sequence') return tree.items.map(plain);
  if (tree.kind === 'mapping') return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]));
  if (!tree.pattern) return '?';
  return tree.pattern
    .map((part) => {
      if (typeof part === 'string') return part;
      const { reference } = part;
      if (!reference) return '{}';
      return reference.attribute === undefined ? `{${reference.address}}` : `{${reference.address}.${reference.attribute}}`;
    })
    .join('');
}

/** The text that decides a value, and the texts that use it on its way. */
export function placed({ at: place, via }: Pick<Value<unknown>, 'at' | 'via'>): readonly string[] {
  return [place, ...via].map(textAt);
}

/** The template after what a slot gives; fails where it gives nothing. */
export function after(
  text: string,
  edits: readonly Edit[] | undefined,
  others: Readonly<Record<string, string>> = {},
  path = 'template.yaml',
): string {
  if (!edits) throw new Error('the slot gave no edits');
  const changed = withEdits(memoryTree({ [path]: text, ...others }), edits);
  if (!changed) throw new Error('the edits collide');
  return changed.read(path)!.text;
}
