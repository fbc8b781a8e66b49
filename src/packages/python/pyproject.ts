/** What pyproject.toml and Pipfile ask for: PEP 621, PEP 735, Poetry's tables, and Pipenv's. */
import type { Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { childAt, itemsOf, pairsOf, plainText, textOf } from '../formats/scalar.ts';
import { readToml } from '../formats/toml.ts';
import { syntaxNotice } from '../notices.ts';
import type { Declaration } from '../package.ts';
import { declare, readRequirement, type DeclareOptions } from './requirement.ts';

export interface PythonManifest {
  readonly file: SourceFile;
  readonly declarations: readonly Declaration[];
  readonly notices: readonly Notice[];
}

export function readPyproject(file: SourceFile, after: DeclareOptions['after']): PythonManifest {
  const document = readToml(file);
  const { root } = document;
  const project = child(root, 'project');
  const poetry = childAt(root, 'tool', 'poetry');
  const declarations = [
    ...list(child(project, 'dependencies'), { dev: false, after }),
    ...pairsOf(child(project, 'optional-dependencies')).flatMap(({ value }) => list(value, { dev: false, after })),
    ...table(child(poetry, 'dependencies'), { dev: false, after }),
    ...table(child(poetry, 'dev-dependencies'), { dev: true, after }),
    ...pairsOf(child(poetry, 'group')).flatMap(({ key, value }) =>
      table(child(value, 'dependencies'), { dev: isDevelopment(key.text) || isTrue(child(value, 'optional')), after }),
    ),
    ...pairsOf(child(root, 'dependency-groups')).flatMap(({ value }) => list(value, { dev: true, after })),
    ...list(childAt(root, 'tool', 'uv', 'dev-dependencies'), { dev: true, after }),
  ];
  return { file, declarations, notices: syntaxNotice(file, document.problems) };
}

export function readPipfile(file: SourceFile, after: DeclareOptions['after']): PythonManifest {
  const document = readToml(file);
  const declarations = [
    ...table(child(document.root, 'packages'), { dev: false, after }),
    ...table(child(document.root, 'dev-packages'), { dev: true, after }),
  ];
  return { file, declarations, notices: syntaxNotice(file, document.problems) };
}

/** Groups by the names that people give to what does not ship. */
function isDevelopment(group: string): boolean {
  return /^(?:dev|develop|development|test|tests|testing|lint|linting|docs?|typing|types|ci|tooling)$/i.test(group);
}

function list(node: DocumentNode | undefined, options: DeclareOptions): readonly Declaration[] {
  return itemsOf(node).flatMap((item) => {
    const text = plainText(item);
    return text ? (readRequirement(text.text, text.at, options) ?? []) : [];
  });
}

/** `requests = "^2.31"`, or `requests = { version = "^2.31", extras = […] }`. */
function table(node: DocumentNode | undefined, options: DeclareOptions): readonly Declaration[] {
  return pairsOf(node).flatMap(({ key, value }) => {
    if (key.text.toLowerCase() === 'python') return [];
    const text = plainText(value.kind === 'mapping' ? child(value, 'version') : value);
    return text && textOf(key) !== undefined ? [declare(key.text, text.text, text.at, options)] : [];
  });
}

function isTrue(node: DocumentNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
