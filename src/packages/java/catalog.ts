/** Reads Gradle's version catalog: https://docs.gradle.org/current/userguide/version_catalogs.html. */
import type { Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { itemsOf, pairsOf, part, plainText, textOf, type PlainText } from '../formats/scalar.ts';
import { readToml } from '../formats/toml.ts';
import { syntaxNotice } from '../notices.ts';

export interface CatalogLibrary {
  /** `group:artifact` */
  readonly name: string;
  /** The literal that decides, wherever in the catalog it stands. */
  readonly version: PlainText;
  /** What follows `libs.` in a build file: its own name and those of its bundles. */
  readonly accessors: readonly string[];
}

export function readCatalog(file: SourceFile): { readonly libraries: readonly CatalogLibrary[]; readonly notices: readonly Notice[] } {
  const document = readToml(file);
  const { root } = document;
  const versions = child(root, 'versions');
  const bundles = pairsOf(child(root, 'bundles'));
  const libraries = pairsOf(child(root, 'libraries')).flatMap(({ key, value }): CatalogLibrary[] => {
    const found = library(value, versions);
    if (!found) return [];
    const inBundles = bundles.filter((bundle) => itemsOf(bundle.value).some((item) => textOf(item) === key.text));
    return [{ ...found, accessors: [accessor(key.text), ...inBundles.map((bundle) => `bundles.${accessor(bundle.key.text)}`)] }];
  });
  return { libraries, notices: syntaxNotice(file, document.problems) };
}

function accessor(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}

function library(node: DocumentNode, versions: DocumentNode | undefined): { readonly name: string; readonly version: PlainText } | undefined {
  const short = plainText(node);
  if (short) {
    const [, name = '', version = ''] = /^([^:]+:[^:]+):([^:@]+)/.exec(short.text) ?? [];
    return version === '' ? undefined : { name, version: { text: version, at: part(short.at, name.length + 1, version.length) } };
  }
  const [group, artifact] = [textOf(child(node, 'group')), textOf(child(node, 'name'))];
  const name = textOf(child(node, 'module')) ?? (group === undefined || artifact === undefined ? undefined : `${group}:${artifact}`);
  const written = child(node, 'version');
  const reference = textOf(child(written, 'ref'));
  const version = plainVersion(reference === undefined ? written : child(versions, reference));
  return name === undefined || !version ? undefined : { name, version };
}

/** `"1.2"`, or a table that says how strictly it is meant. */
function plainVersion(node: DocumentNode | undefined): PlainText | undefined {
  if (node?.kind !== 'mapping') return plainText(node);
  return ['strictly', 'require', 'prefer'].map((key) => plainText(child(node, key))).find((text) => text !== undefined);
}
