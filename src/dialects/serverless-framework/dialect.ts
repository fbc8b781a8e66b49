/** The dialect of the Serverless Framework, releases 1 to 4: `serverless.yml` and what it includes. */
import { emptyNouns } from '../../model/application.ts';
import { nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { readService } from './read-service.ts';

const id = 'serverless-framework';

/** `serverless.yml`, `serverless.prod.yaml`, `serverless-api.json`; compose files only list services that are read by themselves. */
const names = /^serverless(?:[.-][\w.-]+)?\.(?:ya?ml|json|[cm]?js|ts)$/i;

function wants(path: string): boolean {
  const name = nameOf(path);
  return names.test(name) && !/^serverless-compose\./i.test(name);
}

const provider = /(?:^|[{,])[ \t]*['"]?provider['"]?\s*:/m;
const others = /(?:^|[{,])[ \t]*['"]?(?:service|functions|resources|frameworkVersion|plugins|custom|stepFunctions|package|app)['"]?\s*:/m;

function recognises({ text, path }: SourceFile): boolean {
  if (isCode(path)) return /\bprovider\s*[:,]/.test(text) && /\b(?:service|functions)\s*[:,]/.test(text) && /\bexports?\b/.test(text);
  if (/\.json$/i.test(path)) return provider.test(text) && others.test(text);
  // In YAML the keys of a service stand at the beginning of their lines.
  return /^['"]?provider['"]?\s*:/m.test(text) && others.test(text);
}

function isCode(path: string): boolean {
  return /\.(?:[cm]?js|ts)$/i.test(path);
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const notices: Notice[] = [];
  const nouns = emptyNouns();
  const unit = { root, nouns, files: root.files, notices, offers: new Map(), needs: new Set<string>() };
  const file = files.read(root.files[0] ?? root.path);
  if (!file) return unit;
  if (isCode(file.path)) {
    notices.push({ level: 'info', message: 'not read: it is code, and code is never executed', path: file.path });
    return { ...unit, files: [] };
  }
  const { root: document, problems } = readDocument(file);
  if (document?.kind !== 'mapping') {
    if (problems.length === 0) notices.push({ level: 'warning', message: 'not read: it holds no service', path: file.path });
    const [problem] = problems;
    if (problem)
      notices.push({ level: 'error', message: `not read: ${problem.message}`, path: file.path, line: file.positionAt(problem.offset).line });
    return unit;
  }
  return { ...unit, ...readService({ unit: root.path, file, files, nouns, notice: (notice) => notices.push(notice) }, document) };
}

export const serverlessFramework: Dialect = { id, title: 'Serverless Framework', wants, recognises, roots, read };
