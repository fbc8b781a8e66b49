/** Reads little configurations for tests, and applies what slots write. */
import { expect } from 'vitest';
import type { Unit } from '../../../src/dialects/dialect.ts';
import { terraform } from '../../../src/dialects/terraform/dialect.ts';
import type { Slot, Value } from '../../../src/model/value.ts';
import { orderEdits, withEdits, type Edit } from '../../../src/source/edit.ts';
import type { FileTree } from '../../../src/source/file-tree.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';

export interface Configuration {
  readonly files: FileTree;
  readonly units: readonly Unit[];
  /** The only unit. */
  readonly unit: Unit;
}

/** One text is `main.tf`; several are given by path. */
export function read(texts: string | Readonly<Record<string, string>>): Configuration {
  return readTree(memoryTree(typeof texts === 'string' ? { 'main.tf': texts } : texts));
}

function readTree(files: FileTree): Configuration {
  const recognised = files.paths.filter((path) => {
    const file = terraform.wants(path) ? files.read(path) : undefined;
    return file !== undefined && terraform.recognises(file);
  });
  const units = terraform.roots(recognised, files).map((root) => terraform.read(root, files));
  return {
    files,
    units,
    get unit() {
      expect(units).toHaveLength(1);
      return units[0]!;
    },
  };
}

/** The value of the output `name`: what an expression comes to. */
export function output(texts: string | Readonly<Record<string, string>>, name = 'it'): Value<string> {
  return read(texts).unit.nouns.outputs.find(({ label }) => label === name)!.value;
}

/** A value as text: what is known of it, `{address.attribute}` for references, `{}` for holes. */
export function said(value: Value<string | number | boolean>): string {
  if (value.state !== 'unknown') return value.value === undefined ? 'unset' : String(value.value);
  const parts = (value.pattern ?? [{}]).map((part) => {
    if (typeof part === 'string') return part;
    const { reference } = part;
    return reference ? `{${reference.address}${reference.attribute === undefined ? '' : `.${reference.attribute}`}}` : '{}';
  });
  return parts.join('');
}

/** The text that decides a value, behind those that used it. */
export function way(value: Value<unknown>): readonly string[] {
  return [...value.via, value.at].map((place) => textAt(place).replace(/\s+/g, ' '));
}

/** The texts of the files once what a slot writes is applied. */
export function written<T>({ files }: Configuration, slot: Slot<T> | undefined, to: T): Readonly<Record<string, string>> | undefined {
  const edits = slot?.(to);
  return edits && applied(files, edits);
}

function applied(files: FileTree, edits: readonly Edit[]): Readonly<Record<string, string>> | undefined {
  const ordered = orderEdits(edits);
  const changed = ordered && withEdits(files, ordered);
  return changed && Object.fromEntries(files.paths.map((path) => [path, changed.read(path)!.text]));
}
