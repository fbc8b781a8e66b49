/** What the files of one folder declare: variables, locals, resources, calls of modules, outputs. */
import { nameOf, pathsIn, type FileTree, type Notice } from '../../../source/file-tree.ts';
import type { SourceFile } from '../../../source/file.ts';
import { readDocument } from '../../../syntax/read-document.ts';
import { parseHcl } from '../../../syntax/hcl.ts';
import type { HclAttribute, HclBlock, ParsedHcl } from '../../../syntax/hcl-tree.ts';
import { jsonBody } from './json-syntax.ts';

export interface Declarations {
  readonly folder: string;
  /** Its files, in order. */
  readonly files: readonly string[];
  readonly variables: ReadonlyMap<string, HclBlock>;
  readonly locals: ReadonlyMap<string, HclAttribute>;
  readonly outputs: ReadonlyMap<string, HclBlock>;
  readonly calls: ReadonlyMap<string, HclBlock>;
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, HclBlock>;
  readonly data: ReadonlyMap<string, HclBlock>;
  readonly providers: readonly HclBlock[];
  /** Blocks called `terraform`: which providers are needed, and in which versions. */
  readonly requirements: readonly HclBlock[];
  readonly notices: readonly Notice[];
}

/** Files of a configuration, in HCL or in JSON; OpenTofu's own endings included. */
export function isConfiguration(path: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(path);
}

/** One file, parsed once. */
export function parseConfiguration(file: SourceFile): ParsedHcl {
  return file.once(parseOne);
}

function parseOne(file: SourceFile): ParsedHcl {
  return file.path.endsWith('.json') ? jsonBody(readDocument(file)) : parseHcl(file);
}

/** Problems of one file that are told one by one; a slip at its beginning can make hundreds. */
const toldProblems = 3;

export function readDeclarations(folder: string, paths: readonly string[], files: FileTree): Declarations {
  const gathered = new Gathered(folder);
  // Override files come last: what they say replaces what was said before.
  const ordered = [...paths].sort((a, b) => Number(isOverride(a)) - Number(isOverride(b)) || (a < b ? -1 : 1));
  for (const path of ordered) {
    const file = files.read(path);
    if (!file) continue;
    const { body, problems } = parseConfiguration(file);
    gathered.files.push(path);
    for (const { message, offset, fatal } of problems.slice(0, toldProblems)) {
      const { line } = file.positionAt(offset);
      gathered.notices.push({ level: 'warning', message: `${fatal ? 'not read from here on' : 'unreadable here'}: ${message}`, path, line });
    }
    for (const block of body.blocks) gathered.add(block, isOverride(path));
  }
  return gathered;
}

function isOverride(path: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(nameOf(path));
}

class Gathered implements Declarations {
  readonly folder: string;
  readonly files: string[] = [];
  readonly variables = new Map<string, HclBlock>();
  readonly locals = new Map<string, HclAttribute>();
  readonly outputs = new Map<string, HclBlock>();
  readonly calls = new Map<string, HclBlock>();
  readonly resources = new Map<string, HclBlock>();
  readonly data = new Map<string, HclBlock>();
  readonly providers: HclBlock[] = [];
  readonly requirements: HclBlock[] = [];
  readonly notices: Notice[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  add(block: HclBlock, overrides: boolean): void {
    const [first, second] = block.labels;
    if (block.type === 'locals') for (const attribute of block.body.attributes) this.locals.set(attribute.name, attribute);
    else if (block.type === 'terraform') this.requirements.push(block);
    else if (first === undefined) return;
    else if (block.type === 'variable') this.#merge(this.variables, first, block, overrides);
    else if (block.type === 'output') this.#merge(this.outputs, first, block, overrides);
    else if (block.type === 'module') this.#merge(this.calls, first, block, overrides);
    else if (block.type === 'provider') this.providers.push(block);
    else if (second === undefined) return;
    else if (block.type === 'resource') this.#merge(this.resources, `${first}.${second}`, block, overrides);
    else if (block.type === 'data') this.#merge(this.data, `${first}.${second}`, block, overrides);
  }

  #merge(blocks: Map<string, HclBlock>, name: string, block: HclBlock, overrides: boolean): void {
    const before = blocks.get(name);
    if (!before) blocks.set(name, block);
    else if (overrides) blocks.set(name, overridden(before, block));
    else {
      const { file, start } = block.head;
      this.notices.push({ level: 'warning', message: `not read: ${name} is declared twice`, path: file.path, line: file.positionAt(start).line });
    }
  }
}

/** An overriding block replaces the attributes, and the nested blocks by type, of the one it overrides. */
function overridden(before: HclBlock, block: HclBlock): HclBlock {
  const names = new Set(block.body.attributes.map((attribute) => attribute.name));
  const types = new Set(block.body.blocks.map((nested) => nested.type));
  return {
    ...before,
    body: {
      ...before.body,
      attributes: [...before.body.attributes.filter((attribute) => !names.has(attribute.name)), ...block.body.attributes],
      blocks: [...before.body.blocks.filter((nested) => !types.has(nested.type)), ...block.body.blocks],
    },
  };
}

/** The configuration files of a folder. */
export function configurationsIn(folder: string, files: FileTree): readonly string[] {
  return pathsIn(folder, files).filter(isConfiguration);
}
