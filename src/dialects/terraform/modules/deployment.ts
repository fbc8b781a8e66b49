/** What the modules of one deploy root share: files, the budget of work, notices, and what they have called. */
import type { Mapping, Tree } from '../../../evaluation/tree.ts';
import { joinPath, type FileTree, type Notice } from '../../../source/file-tree.ts';
import type { HclBlock, HclBody } from '../../../syntax/hcl-tree.ts';
import { evaluateBody } from '../evaluation/bodies.ts';
import { Evaluator } from '../evaluation/evaluator.ts';
import type { Scope } from '../evaluation/scope.ts';
import type { Site } from '../../../evaluation/computed.ts';
import { bodyEditor, expressionEditor } from '../writing/editors.ts';
import { configurationsIn, readDeclarations, type Declarations } from './declarations.ts';

/** What a provider knows of the attributes of its data sources; undefined for those it knows nothing of. */
export type DataSource = (name: string, source: DataHandle, site: Site) => Tree | undefined;

/** A data source whose attribute is asked for. */
export interface DataHandle {
  readonly address: string;
  readonly type: string;
  readonly block: HclBlock;
  readonly properties: Mapping;
}

/** What evaluation must know of the providers' resources. */
export interface ProviderFacts {
  readonly dataSources: Readonly<Record<string, DataSource>>;
  /** The attribute that holds a resource's name in the cloud: referring to it is referring to the resource. */
  nameAttribute(type: string): string;
  /** Is the module that a call names read by what its caller says? */
  isKnownModule(call: HclBlock): boolean;
}

/** Calls of modules in one root at most: a module that calls itself ten times by way of others would never end. */
const mostCalls = 1000;

export class Deployment {
  readonly unit: string;
  /** The folder of the root, empty for the root of the repository. */
  readonly folder: string;
  readonly files: FileTree;
  readonly evaluator = new Evaluator(expressionEditor);
  readonly notices: Notice[] = [];
  readonly read = new Set<string>();
  readonly provider: ProviderFacts;
  #calls = mostCalls;

  constructor(unit: string, folder: string, files: FileTree, provider: ProviderFacts) {
    this.unit = unit;
    this.folder = folder;
    this.files = files;
    this.provider = provider;
  }

  /** What the files of a folder declare; undefined where it holds none. */
  declarations(folder: string): Declarations | undefined {
    const declared = folderDeclarations(folder, this.files);
    if (declared && !this.read.has(declared.files[0] ?? '')) {
      this.notices.push(...declared.notices);
      for (const path of declared.files) this.read.add(path);
    }
    return declared;
  }

  mayCall(): boolean {
    return this.#calls-- > 0;
  }

  notice(level: Notice['level'], message: string, block: HclBlock): void {
    const { file, start } = block.head;
    this.notices.push({ level, message, path: file.path, line: file.positionAt(start).line });
  }

  /** The settings in a body; `settled` for readers, otherwise for expressions. */
  body(body: HclBody, scope: Scope, block: HclBlock, settled: boolean): Mapping {
    return evaluateBody(this.evaluator, body, scope, { editors: bodyEditor, settled }, block);
  }

  /** A path as commands of the root's folder would take it; undefined where it leaves the repository. */
  path(written: string): string | undefined {
    return written.startsWith('/') ? undefined : joinPath(this.folder, written);
  }
}

const declarations = new WeakMap<FileTree, Map<string, Declarations>>();

/** The declarations of a folder, gathered once for a tree of files. */
export function folderDeclarations(folder: string, files: FileTree): Declarations | undefined {
  let known = declarations.get(files);
  if (!known) {
    known = new Map();
    declarations.set(files, known);
  }
  let declared = known.get(folder);
  if (!declared) {
    const paths = configurationsIn(folder, files);
    if (paths.length === 0) return undefined;
    declared = readDeclarations(folder, paths, files);
    known.set(folder, declared);
  }
  return declared;
}
