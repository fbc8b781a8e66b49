/** Reads ARM templates in JSON: their parameters, variables, resources and the templates nested in them. */
import { hole, known, opaque, scalar, usedAt, type Site } from '../../evaluation/computed.ts';
import { documentEditors } from '../../evaluation/document-editor.ts';
import { asValue, text } from '../../evaluation/setting.ts';
import { at, type Editor, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, known as knownValue } from '../../model/value.ts';
import { folderOf, joinPath } from '../../source/file-tree.ts';
import { isArmExpression, parseArmExpression } from '../../syntax/arm-expression.ts';
import { child, type DocumentNode, type MappingNode, type Pair, type ParsedDocument } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { parameterHole, type Deployment } from './deployment.ts';
import type { Scope } from './evaluator.ts';
import { addResource } from './resources.ts';
import type { AzureResource } from './template.ts';

/** Instances of one loop that are looked at. */
const mostCopies = 100;

/** What a template is given from outside. */
export interface Given {
  readonly prefix: string;
  readonly parameters: ReadonlyMap<string, Tree> | undefined;
}

export class ArmTemplate implements Scope {
  readonly #document: ParsedDocument;
  readonly #root: MappingNode;
  readonly #deployment: Deployment;
  readonly #given: Given;
  readonly #editorOf: (node: DocumentNode) => Editor;
  readonly #working = new Set<string>();
  readonly #known = new Map<string, Tree | undefined>();
  /** The number of the copy that is being made, where it is known. */
  #copy: number | undefined;

  constructor(document: ParsedDocument, root: MappingNode, deployment: Deployment, given: Given) {
    this.#document = document;
    this.#root = root;
    this.#deployment = deployment;
    this.#given = given;
    this.#editorOf = documentEditors(document);
  }

  name(): undefined {
    return undefined;
  }

  parameter(name: string, site: Site): Tree | undefined {
    return this.#once(`parameter ${name}`, site, () => {
      const given = lookUp(this.#given.parameters, name);
      if (given) return given;
      const pair = entry(child(this.#root, 'parameters'), name);
      const value = pair && child(pair.value, 'defaultValue');
      return value ? this.#evaluate(value) : parameterHole(name, site.at);
    });
  }

  variable(name: string, site: Site): Tree | undefined {
    return this.#once(`variable ${name}`, site, () => {
      const pair = entry(child(this.#root, 'variables'), name);
      return pair && this.#evaluate(pair.value);
    });
  }

  resourceNamed(type: string, names: readonly Tree[]): string | undefined {
    return this.#deployment.named(type, names);
  }

  attribute(): undefined {
    return undefined;
  }

  /** What asks for itself is not worked out. */
  #once(key: string, site: Site, work: () => Tree | undefined): Tree | undefined {
    const name = key.toLowerCase();
    if (this.#known.has(name)) return this.#known.get(name);
    if (this.#working.has(name)) return opaque('it refers to itself', site.at);
    this.#working.add(name);
    const tree = work();
    this.#working.delete(name);
    this.#known.set(name, tree);
    return tree;
  }

  read(): void {
    this.#readParameters();
    this.#readOutputs();
    this.#readResources(child(this.#root, 'resources'), undefined);
  }

  #readParameters(): void {
    for (const { key, value } of pairsOf(child(this.#root, 'parameters'))) {
      const type = child(value, 'type');
      const written = type?.kind === 'scalar' ? type.text.toLowerCase() : '';
      const fallback = child(value, 'defaultValue');
      const noun = this.#noun('parameter', key.text, key, value);
      const tree = fallback && this.#evaluate(fallback);
      const hidden = written.startsWith('secure');
      const typeEditor = type && this.#editorOf(type);
      const content = tree?.kind === 'scalar' && tree.value !== null ? asValue(tree, text) : absent<string>(key.at);
      this.#deployment.nouns.parameters.push({
        ...noun,
        kind: 'parameter',
        default: content,
        hidden: knownValue<boolean>(
          hidden,
          type?.at ?? key.at,
          typeEditor && ((to) => (to ? typeEditor.replace(`secure${written === 'object' ? 'Object' : 'String'}`) : undefined)),
        ),
      });
      if (content.state === 'known') this.#addText('parameter', key.text, content, noun);
    }
  }

  #readOutputs(): void {
    for (const { key, value } of pairsOf(child(this.#root, 'outputs'))) {
      const written = child(value, 'value');
      if (!written) continue;
      const noun = this.#noun('output', key.text, key, value);
      const content = asValue(this.#evaluate(written), text);
      const type = child(value, 'type');
      const hidden = type?.kind === 'scalar' && type.text.toLowerCase().startsWith('secure');
      this.#deployment.nouns.outputs.push({ ...noun, kind: 'output', value: content, hidden: knownValue<boolean>(hidden, key.at) });
      this.#addText('output', key.text, content, noun);
    }
  }

  #noun(kind: string, name: string, key: DocumentNode, body: DocumentNode): Noun {
    const address = `${this.#given.prefix}${kind}s.${name}`;
    return {
      key: this.#deployment.key(address),
      address,
      type: kind,
      provider: 'azure',
      label: name,
      name: absent(key.at),
      at: key.at,
      body: body.whole,
    };
  }

  #addText(role: 'parameter' | 'output', name: string, value: ReturnType<typeof asValue<string>>, noun: Noun): void {
    this.#deployment.nouns.texts.push({ role, name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
  }

  /** A list, or, in newer templates, an object by symbols. */
  #readResources(node: DocumentNode | undefined, holder: AzureResource | undefined): void {
    if (node?.kind === 'sequence') for (const item of node.items) this.#readResource(item, undefined, holder);
    else for (const { key, value } of pairsOf(node)) this.#readResource(value, key.text, holder);
  }

  #readResource(node: DocumentNode, symbol: string | undefined, holder: AzureResource | undefined): void {
    const type = child(node, 'type');
    if (node.kind !== 'mapping' || type?.kind !== 'scalar' || !this.#deployment.evaluator.spend(10)) return;
    const count = this.#countOf(child(node, 'copy'));
    for (let index = 0; index < (count ?? 1); index++) {
      this.#copy = count === undefined ? undefined : index;
      const definition = this.#evaluate(node);
      this.#copy = undefined;
      if (definition.kind !== 'mapping') continue;
      const resource = addResource(this.#deployment, {
        type: type.text,
        symbol,
        definition,
        at: headOf(node) ?? node.whole,
        body: node.whole,
        existing: known(at(definition, 'existing')) === 'true',
        holder,
        prefix: this.#given.prefix,
      });
      if (resource.type === 'microsoft.resources/deployments') this.#readNested(node, resource);
      this.#readResources(child(node, 'resources'), resource);
    }
  }

  /** How many copies a loop makes; undefined where there is no loop, or nobody knows. */
  #countOf(copy: DocumentNode | undefined): number | undefined {
    const count = copy?.kind === 'mapping' ? child(copy, 'count') : undefined;
    const value = count ? Number(known(this.#evaluate(count))) : Number.NaN;
    return Number.isInteger(value) && value >= 0 ? Math.min(value, mostCopies) : undefined;
  }

  /** A template inside of the template, or beside it. */
  #readNested(node: MappingNode, resource: AzureResource): void {
    const properties = child(node, 'properties');
    const inline = child(properties, 'template');
    const prefix = `${this.#given.prefix}${resource.label}/`;
    if (!this.#deployment.enter()) return;
    if (inline?.kind === 'mapping') {
      const isInner = /inner/i.test(known(at(resource.properties, 'expressionEvaluationOptions', 'scope')) ?? '');
      const template = new ArmTemplate(this.#document, inline, this.#deployment, { prefix, parameters: isInner ? givenTo(resource) : undefined });
      if (isInner) template.read();
      else this.#readResources(child(inline, 'resources'), undefined);
      return;
    }
    const relative = known(at(resource.properties, 'templateLink', 'relativePath'));
    const folder = folderOf(this.#document.file.path);
    const path = relative === undefined ? undefined : joinPath(folder, relative);
    const file = path === undefined || this.#deployment.took.has(path) ? undefined : this.#deployment.files.read(path);
    if (!file) {
      if (relative !== undefined || at(resource.properties, 'templateLink')) {
        const { line } = resource.at.file.positionAt(resource.at.start);
        this.#deployment.notices.push({
          level: 'info',
          message: 'not scanned: the linked template is not in the repository',
          path: resource.at.file.path,
          line,
        });
      }
      return;
    }
    this.#deployment.took.add(file.path);
    const document = readDocument(file);
    if (document.root?.kind === 'mapping')
      new ArmTemplate(document, document.root, this.#deployment, { prefix, parameters: givenTo(resource) }).read();
  }

  #evaluate(node: DocumentNode): Tree {
    const editor = this.#editorOf(node);
    const site: Site = { at: node.whole, editor };
    if (!this.#deployment.evaluator.spend(1)) return opaque('the template asks for too much work', node.whole);
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'string' || !isArmExpression(node.value)) {
        const value = typeof node.value === 'string' && node.value.startsWith('[[') ? node.value.slice(1) : node.value;
        return scalar(value, node.at, editor);
      }
      return usedWhole(this.#deployment.evaluator.evaluate(parseArmExpression(node.value, node.whole), this.#scope(), editor), site);
    }
    if (node.kind === 'sequence') return { kind: 'sequence', items: node.items.map((item) => this.#evaluate(item)), at: node.at, via: [], editor };
    return this.#mapping(node, editor);
  }

  #mapping(node: MappingNode, editor: Editor): Mapping {
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.pairs) {
      if (key.text === 'copy' && value.kind === 'sequence') this.#addCopies(value.items, entries);
      else if (key.text !== 'resources' || !child(node, 'type')) entries.set(key.text, { key: key.at, value: this.#evaluate(value) });
    }
    return { kind: 'mapping', entries, at: node.at, via: [], editor };
  }

  /** `copy: [{ name, count, input }]` writes a list under each name. */
  #addCopies(copies: readonly DocumentNode[], into: Map<string, Entry>): void {
    for (const copy of copies) {
      const [name, input] = [child(copy, 'name'), child(copy, 'input')];
      if (name?.kind !== 'scalar' || !input) continue;
      const item = this.#evaluate(input);
      into.set(name.text, { key: name.at, value: { kind: 'sequence', items: [item], at: input.at, via: [], partial: true } });
    }
  }

  /** `copyIndex()` is a function that only a loop gives a meaning. */
  #scope(): Scope {
    return {
      name: () => undefined,
      parameter: (name, site) => this.parameter(name, site),
      variable: (name, site) => this.variable(name, site),
      resourceNamed: (type, names) => this.resourceNamed(type, names),
      copy: this.#copy,
    };
  }
}

/** An expression without a place of its own stands where its text does. */
function usedWhole(tree: Tree, site: Site): Tree {
  return tree.via.length === 0 && tree.at.start === site.at.start ? tree : usedAt(tree, site);
}

/** `parameters: { name: { value } }` */
function givenTo(resource: AzureResource): ReadonlyMap<string, Tree> {
  const given = new Map<string, Tree>();
  const written = at(resource.properties, 'parameters');
  if (written?.kind === 'mapping') {
    for (const [name, { value }] of written.entries) given.set(name, at(value, 'value') ?? opaque('it is read at deployment', value.at, [hole]));
  }
  return given;
}

function lookUp(given: ReadonlyMap<string, Tree> | undefined, name: string): Tree | undefined {
  return given?.get(name) ?? [...(given ?? [])].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function entry(node: DocumentNode | undefined, name: string): Pair | undefined {
  return pairsOf(node).find(({ key }) => key.text.toLowerCase() === name.toLowerCase());
}

function pairsOf(node: DocumentNode | undefined): readonly Pair[] {
  return node?.kind === 'mapping' ? node.pairs : [];
}

/** The line that says what it is. */
function headOf(node: MappingNode) {
  const name = node.pairs.find(({ key }) => key.text === 'name') ?? node.pairs.find(({ key }) => key.text === 'type');
  return name && { ...name.value.whole, start: name.key.at.start };
}
