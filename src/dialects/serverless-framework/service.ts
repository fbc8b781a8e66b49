/** One service, opened: its variables, its sections worked out, and the template that its resources make up. */
import { documentEditors } from '../../evaluation/document-editor.ts';
import type { Editor, Entry, Mapping, Plain, Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { NounKey } from '../../model/noun.ts';
import type { Edit } from '../../source/edit.ts';
import { folderOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { cover, type Span } from '../../source/span.ts';
import { child, type DocumentNode, type MappingNode, type Pair } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { intrinsicStyle } from '../cloudformation/open-template.ts';
import { openTemplate } from '../cloudformation/read-template.ts';
import type { OpenTemplate } from '../cloudformation/open-template.ts';
import type { TemplateResource } from '../cloudformation/template.ts';
import { interpolationOf } from './interpolation.ts';
import { functionId, httpApiId, httpStageId, restApiId, sharedRoleId, websocketApiId, websocketStageId } from './naming.ts';
import { ServiceFiles } from './service-document.ts';
import { templateRoot } from './template-root.ts';
import { Variables } from './variables.ts';

/** A function as the service writes it. */
export interface FunctionBlock {
  readonly name: string;
  readonly id: string;
  readonly key: NounKey;
  /** The place of its name. */
  readonly at: Span;
  readonly body: Span;
  readonly settings: Mapping;
  /** As it is written. */
  readonly node: DocumentNode;
}

export interface ServiceInput {
  readonly unit: string;
  readonly file: SourceFile;
  readonly files: FileTree;
  readonly nouns: NounLists;
  notice(notice: Notice): void;
}

/** A mapping of the service with the place of its key. */
interface Section {
  readonly head: Span;
  readonly settings: Mapping;
}

export class Service {
  readonly unit: string;
  readonly file: SourceFile;
  readonly files: FileTree;
  readonly nouns: NounLists;
  readonly root: MappingNode;
  readonly #editors = new Map<SourceFile, (node: DocumentNode) => Editor>();
  readonly variables: Variables;
  readonly included: ServiceFiles;
  readonly template: OpenTemplate;
  readonly notice: (notice: Notice) => void;
  readonly provider: Section;
  readonly functions: readonly FunctionBlock[];
  /** Some functions stand where they cannot be read. */
  readonly functionsPartial: boolean;
  #name: { readonly text: string | undefined } | undefined;
  readonly #made = new Map<string, TemplateResource>();
  readonly #extensions: ReadonlyMap<string, readonly MappingNode[]>;
  readonly #written: ReadonlyMap<DocumentNode, DocumentNode>;

  constructor(input: ServiceInput, root: MappingNode) {
    this.unit = input.unit;
    this.file = input.file;
    this.files = input.files;
    this.nouns = input.nouns;
    this.notice = (notice) => input.notice(notice);
    this.root = root;
    this.included = new ServiceFiles(input.files, folderOf(input.file.path), this.notice);
    this.variables = new Variables(root, this.included);
    const document = this.included.open(input.file);
    const written = functionPairs(child(root, 'functions'), this.variables);
    const ids = new Set(written.pairs.map((pair) => functionId(pair.key.text)));
    for (const id of frameworkIds(written.pairs, this.variables)) ids.add(id);
    const merged = templateRoot(child(root, 'resources'), this.variables, ids, { ...root, pairs: [] });
    this.#extensions = merged.extensions;
    this.#written = merged.written;
    const editors = (node: DocumentNode): Editor => this.editorOf(node);
    this.template = openTemplate({
      unit: input.unit,
      root: merged.root,
      document,
      files: input.files,
      folder: this.included.folder,
      nouns: input.nouns,
      notice: this.notice,
      onFile: (path) => this.included.add(path),
      interpolation: interpolationOf(this.variables, editors),
      extraResources: this.#made,
      editors,
    });
    for (const pair of written.pairs) this.#makeFunction(pair);
    this.provider = this.#openProvider();
    this.functionsPartial = written.partial;
    this.functions = written.pairs.flatMap((pair) => this.#openFunction(pair) ?? []);
  }

  /** What the framework calls the service, where it is known. */
  get name(): string | undefined {
    this.#name ??= this.#readName();
    return this.#name.text;
  }

  get stage(): string | undefined {
    return this.variables.stageName;
  }

  /** What the framework puts before its names: `orders-dev`. */
  get prefix(): string | undefined {
    return this.name === undefined || this.stage === undefined ? undefined : `${this.name}-${this.stage}`;
  }

  /** Older releases of the framework know fewer settings; undefined where the service does not say which it wants. */
  get release(): number | undefined {
    const node = child(this.root, 'frameworkVersion');
    const major = /\d+/.exec(node?.kind === 'scalar' ? node.text : '')?.[0];
    return major === undefined ? undefined : Number(major);
  }

  /** A section of the service, worked out. */
  section(...path: readonly string[]): Tree | undefined {
    const holder = path.length > 1 ? this.variables.at(...path.slice(0, -1)) : this.root;
    const node = child(holder, path.at(-1)!);
    return node && this.template.evaluate(node);
  }

  /** The place of the key at `path`; of what is deepest where not all of it is written. */
  keyAt(...path: readonly string[]): Span | undefined {
    let found: Span | undefined;
    let node: DocumentNode | undefined = this.root;
    for (const step of path) {
      const pair: Pair | undefined = node?.kind === 'mapping' ? node.pairs.findLast(({ key }) => key.text === step) : undefined;
      if (!pair) return found;
      found = pair.key.at;
      node = this.variables.follow(pair.value);
    }
    return found;
  }

  /** The properties that the service gives to a resource that the framework makes up. */
  extension(id: string): Mapping | undefined {
    const written = (this.#extensions.get(id) ?? []).flatMap((node) => child(node, 'Properties') ?? []);
    const trees = written.flatMap((node) => this.template.evaluate(node) ?? []).filter((tree) => tree.kind === 'mapping');
    const [first, ...others] = trees;
    if (!first || others.length === 0) return first;
    return { ...first, entries: new Map(trees.flatMap((tree) => [...tree.entries])), partial: trees.some((tree) => tree.partial) };
  }

  /** Makes a resource known that the framework makes up, so that the service's resources can refer to it. */
  make(id: string, type: string, at: Span, address = id): NounKey {
    const key = `${this.unit}#${address}`;
    const empty: Mapping = { kind: 'mapping', entries: new Map(), at, via: [] };
    this.#made.set(id, { id, type, at, body: at, properties: empty, attributes: empty, condition: 'holds', key });
    return key;
  }

  /** Adds a resource that the framework makes up out of settings; it is read like one of the service's own. */
  add(resource: TemplateResource): void {
    if (!this.#made.has(resource.id)) this.#made.set(resource.id, resource);
  }

  /** Edits that add a resource to the service's own, in a section of their own where there is none yet. */
  addResource(id: string, definition: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    const added = this.template.addResource(id, definition);
    if (added || this.template.resources.has(id)) return added;
    const written = child(this.root, 'resources');
    if (!written) return this.editorOf(this.root).put?.('resources', { Resources: { [id]: definition } });
    if (written.kind === 'sequence') return this.editorOf(written).append?.({ Resources: { [id]: definition } });
    return child(written, 'Resources') ? undefined : this.editorOf(written).put?.('Resources', { [id]: definition });
  }

  /** Edits that change a resource that the framework makes up, and that nothing changes yet. */
  addExtension(id: string, change: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    const written = child(this.root, 'resources');
    if (!written) return this.editorOf(this.root).put?.('resources', { extensions: { [id]: change } });
    if (written.kind === 'sequence') return this.editorOf(written).append?.({ extensions: { [id]: change } });
    if (written.kind !== 'mapping') return undefined;
    const extensions = child(written, 'extensions');
    if (!extensions) return this.editorOf(written).put?.('extensions', { [id]: change });
    return extensions.kind === 'mapping' ? this.editorOf(extensions).put?.(id, change) : undefined;
  }

  editorOf(node: DocumentNode): Editor {
    const own = this.#written.get(node) ?? node;
    const { file } = own.at;
    let editors = this.#editors.get(file);
    if (!editors) {
      const document = readDocument(file);
      editors = documentEditors(document, { intrinsics: intrinsicStyle(document) });
      this.#editors.set(file, editors);
    }
    return editors(own);
  }

  #readName(): { readonly text: string | undefined } {
    const node = child(this.root, 'service') ?? child(this.root, 'name');
    const pattern = node && this.variables.textOf(child(node, 'name') ?? node);
    return { text: pattern?.every((part) => typeof part === 'string') ? pattern.join('') : undefined };
  }

  #makeFunction(pair: Pair): void {
    this.make(functionId(pair.key.text), 'AWS::Lambda::Function', pair.key.at, `functions.${pair.key.text}`);
  }

  #openFunction(pair: Pair): FunctionBlock | undefined {
    const name = pair.key.text;
    const tree = this.template.evaluate(pair.value);
    if (tree?.kind !== 'mapping') return undefined;
    const at = pair.key.at;
    const id = functionId(name);
    return { name, id, key: `${this.unit}#functions.${name}`, at, body: cover(at, pair.value.whole), settings: tree, node: pair.value };
  }

  #openProvider(): Section {
    const pair = this.root.pairs.findLast(({ key }) => key.text === 'provider');
    const head = pair?.key.at ?? this.root.pairs[0]?.key.at ?? this.root.at;
    const tree = pair && this.template.evaluate(pair.value);
    if (tree?.kind === 'mapping') return { head, settings: tree };
    const entries = new Map<string, Entry>();
    if (tree?.kind === 'scalar') entries.set('name', { key: tree.at, value: tree });
    const put = (key: string, to: Plain) => {
      const name = tree?.kind === 'scalar' ? { name: tree.value } : {};
      return pair ? this.editorOf(pair.value).replace({ ...name, [key]: to }) : this.editorOf(this.root).put?.('provider', { ...name, [key]: to });
    };
    const editor: Editor = { replace: () => undefined, put };
    return { head, settings: { kind: 'mapping', entries, at: head, via: [], editor, partial: tree?.kind === 'opaque' } };
  }
}

/** The functions of a service, which may be spread over lists and files. */
function functionPairs(node: DocumentNode | undefined, variables: Variables): { pairs: readonly Pair[]; partial: boolean } {
  const whole = variables.follow(node);
  const parts = whole?.kind === 'sequence' ? whole.items.map((item) => variables.follow(item)) : whole ? [whole] : [];
  const pairs = new Map<string, Pair>();
  let partial = node !== undefined && whole === undefined;
  for (const part of parts) {
    if (part?.kind !== 'mapping') partial ||= part === undefined;
    else for (const pair of part.pairs) if (!isEmpty(pair.value)) pairs.set(pair.key.text, pair);
  }
  return { pairs: [...pairs.values()], partial };
}

function isEmpty(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The logical ids that this service makes the framework use, apart from those of its functions. */
function frameworkIds(functions: readonly Pair[], variables: Variables): ReadonlySet<string> {
  const ids = new Set<string>();
  if (sharesRole(functions, variables)) ids.add(sharedRoleId);
  const machines = variables.at('stepFunctions', 'stateMachines');
  const holders = [...functions, ...(machines?.kind === 'mapping' ? machines.pairs : [])];
  const kinds = new Set(holders.flatMap(({ value }) => eventKinds(variables.follow(child(variables.follow(value), 'events')), variables)));
  for (const { kind, foreign, made } of apis) {
    if (kinds.has(kind) && !variables.at('provider', ...foreign)) for (const id of made) ids.add(id);
  }
  return ids;
}

/** The APIs of events, and the setting that adds their routes to one of somebody else's instead. */
const apis = [
  { kind: 'http', foreign: ['apiGateway', 'restApiId'], made: [restApiId] },
  { kind: 'httpApi', foreign: ['httpApi', 'id'], made: [httpApiId, httpStageId] },
  { kind: 'websocket', foreign: ['apiGateway', 'websocketApiId'], made: [websocketApiId, websocketStageId] },
] as const;

function sharesRole(functions: readonly Pair[], variables: Variables): boolean {
  const given = variables.at('provider', 'iam', 'role');
  if (variables.at('provider', 'role') || (given && given.kind !== 'mapping')) return false;
  return functions.some(({ value }) => !child(variables.follow(value), 'role'));
}

function eventKinds(events: DocumentNode | undefined, variables: Variables): readonly string[] {
  return (events?.kind === 'sequence' ? events.items : []).flatMap((item) => {
    const event = variables.follow(item);
    return event?.kind === 'mapping' ? event.pairs.map(({ key }) => key.text) : [];
  });
}
