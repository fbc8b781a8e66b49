/** Files of Google Cloud: services of Cloud Run, app.yaml, definitions of its API gateways, Deployment Manager. */
import { documentTree } from '../../evaluation/document-tree.ts';
import { emptyNouns } from '../../model/application.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { isApiDefinition, readApiDefinition } from './api-definition.ts';
import { isAppEngine, readAppEngine } from './app-engine.ts';
import { isDeployment, readDeployment } from './deployment-manager.ts';
import { isFirebaseProject, readFirebaseProject } from './firebase-project.ts';
import { isKnative, readKnative } from './knative.ts';
import type { Reader, Reading } from './reading.ts';

const id = 'google-cloud';

interface Kind {
  /** Is it ever JSON? */
  readonly json?: boolean;
  readonly is: (path: string, text: string) => boolean;
  readonly read: Reader;
}

const kinds: readonly Kind[] = [
  { is: (_, text) => isKnative(text), read: readKnative },
  { is: isAppEngine, read: readAppEngine },
  { json: true, is: (_, text) => isApiDefinition(text), read: readApiDefinition },
  { json: true, is: isFirebaseProject, read: readFirebaseProject },
  { is: (_, text) => isDeployment(text), read: readDeployment },
];

/** Larger files are data. */
const largest = 2_000_000;

function kindOf({ path, text }: SourceFile): Kind | undefined {
  if (text.length > largest) return undefined;
  const isJson = /\.json$/i.test(path);
  return kinds.find(({ json = false, is }) => (json || !isJson) && is(path, text));
}

const foreign = /(?:^|\/)(?:node_modules|vendor|\.venv|venv|site-packages|cdk\.out|\.aws-sam|\.serverless)\//;

function wants(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path) && !foreign.test(path) && !/(?:^|\/)(?:package|package-lock|tsconfig)\.json$/.test(path);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const notices: Notice[] = [];
  const offers = new Map<string, string>();
  const reading: Reading = { path: root.path, files, nouns, notices, offers, needs: new Set() };
  const file = files.read(root.path);
  const document = file?.once(readDocument);
  const kind = file && kindOf(file);
  for (const node of document?.roots ?? []) {
    const tree = document && documentTree(document, node);
    if (tree?.kind === 'mapping') kind?.read(tree, reading);
  }
  const [problem] = document?.problems ?? [];
  if (file && problem) {
    const message = `${problem.fatal ? 'not wholly read' : 'read in part'}: ${problem.message.charAt(0).toLowerCase()}${problem.message.slice(1)}`;
    notices.push({ level: 'warning', message, path: root.path, line: file.positionAt(problem.offset).line });
  }
  return { root, nouns, files: [root.path], notices, offers, needs: reading.needs };
}

export const googleCloud: Dialect = { id, title: 'Google Cloud files', wants, recognises: (file) => kindOf(file) !== undefined, roots, read };
