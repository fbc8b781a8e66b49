/** Files that expressions read: only those of the repository, each as what it is. */
import { documentTree } from '../../../evaluation/document-tree.ts';
import type { Editor, Plain, Tree } from '../../../evaluation/tree.ts';
import { Block, Expression } from '../../../evaluation/tree.ts';
import type { SourceFile } from '../../../source/file.ts';
import { pathsBelow } from '../../../source/file-tree.ts';
import { parseTemplate } from '../../../syntax/hcl.ts';
import type { HclExpression } from '../../../syntax/hcl-tree.ts';
import { readDocument } from '../../../syntax/read-document.ts';
import type { FileAccess } from '../evaluation/scope.ts';
import { encoded, scalar, withWay, type Site } from '../../../evaluation/computed.ts';
import type { Deployment } from './deployment.ts';

/** Longer files are data, not configuration. */
const longestText = 1_000_000;

export function fileAccess(written: string, deployment: Deployment): FileAccess {
  const path = deployment.path(written);
  const file = () => {
    const found = path === undefined ? undefined : deployment.files.read(path);
    if (!found || found.text.length > longestText) return undefined;
    deployment.read.add(found.path);
    return found;
  };
  return {
    exists: path !== undefined && deployment.files.has(path),
    text: (site) => {
      const found = file();
      return found && textOf(found, site);
    },
    template: () => {
      const found = file();
      return found && templateOf(found);
    },
  };
}

/** Folders of more files than this are not listed. */
const mostFiles = 2000;

/** The paths below a folder, relative to it. */
export function filesBelow(written: string, deployment: Deployment): readonly string[] | undefined {
  const folder = deployment.path(written);
  if (folder === undefined) return undefined;
  const prefix = folder === '' ? 0 : folder.length + 1;
  const found = pathsBelow(folder, deployment.files).map((path) => path.slice(prefix));
  return found.length === 0 || found.length > mostFiles ? undefined : found;
}

function textOf(file: SourceFile, site: Site): Tree {
  return encoded(scalar(file.text, site.at, site.editor), () => {
    const document = readDocument(file);
    const tree = document.problems.some((problem) => problem.fatal) ? undefined : documentTree(document);
    return tree && (tree.kind === 'mapping' || tree.kind === 'sequence') ? withWay(withoutExpressions(tree), [site.at]) : undefined;
  });
}

function templateOf(file: SourceFile): HclExpression {
  return file.once(readTemplate);
}

function readTemplate(file: SourceFile): HclExpression {
  return parseTemplate(file).expression;
}

/** A file of its own cannot refer to resources. */
function withoutExpressions(tree: Tree): Tree {
  const editor = tree.editor && plainEditor(tree.editor);
  if (tree.kind === 'sequence') return { ...plainNode(tree), kind: 'sequence', items: tree.items.map(withoutExpressions), editor };
  if (tree.kind !== 'mapping') return { ...tree, editor };
  const entries = new Map([...tree.entries].map(([key, entry]) => [key, { key: entry.key, value: withoutExpressions(entry.value) }]));
  return { ...plainNode(tree), kind: 'mapping', entries, editor };
}

function plainEditor(inner: Editor): Editor {
  return {
    replace: (to) => (refers(to) ? undefined : inner.replace(to)),
    put: (key, to) => (refers(to) ? undefined : inner.put?.(key, to)),
    append: (item) => (refers(item) ? undefined : inner.append?.(item)),
    remove: () => inner.remove?.(),
  };
}

function plainNode({ at, via }: Tree): Pick<Tree, 'at' | 'via'> {
  return { at, via };
}

function refers(plain: Plain): boolean {
  if (plain instanceof Expression) return true;
  if (plain instanceof Block) return refers(plain.content);
  if (Array.isArray(plain)) return plain.some(refers);
  return typeof plain === 'object' && plain !== null && Object.values(plain).some(refers);
}
