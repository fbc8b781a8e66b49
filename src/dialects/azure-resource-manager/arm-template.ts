/** Reads ARM templates in JSON: their parameters, variables, resources and the templates nested in them. */
import { givenAs, givenTo, type Given } from './given.ts';
import { known, opaque, patternOf, scalar, sequence, textFrom, truth, usedAt, type Site } from '../../evaluation/computed.ts';
import { documentEditors } from '../../evaluation/document-editor.ts';
import { at, type Editor, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { isArmExpression, parseArmExpression } from '../../syntax/arm-expression.ts';
import { child, type DocumentNode, type MappingNode, type ParsedDocument } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { declareOutput, declareParameter } from './arm-declarations.ts';
import { parameterHole, type Deployment } from './deployment.ts';
import type { Copies, DeclaredFunction, Scope } from './scope.ts';
import { entry, headOf, isText, listed, pairsOf, scopeOf } from './arm-nodes.ts';
import { linkedPath } from './linked-template.ts';
import { addResource } from './resources.ts';
import type { AzureResource } from './template.ts';

/** Instances of one loop that are looked at. */
const mostCopies = 100;

/** Links that lead further down are not followed: two templates may link each other. */
const deepest = 10;

export class ArmTemplate implements Scope {
  readonly #document: ParsedDocument;
  readonly #root: MappingNode;
  readonly #deployment: Deployment;
  readonly #given: Given;
  readonly #editorOf: (node: DocumentNode) => Editor;
  readonly #working = new Set<string>();
  readonly #known = new Map<string, Tree | undefined>();
  /** The numbers of the copies that are being made, where they are known. */
  #copies: Copies | undefined;
  /** Addresses of resources by their symbols. */
  readonly #symbols = new Map<string, string>();

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
      const given = givenAs(this.#given.parameters, name);
      if (given) return given;
      const pair = entry(child(this.#root, 'parameters'), name);
      const value = pair && child(pair.value, 'defaultValue');
      if (value) return this.#evaluate(value);
      const nullable = pair && child(pair.value, 'nullable');
      if (this.#given.called && pair && nullable?.kind === 'scalar' && nullable.value === true) return scalar(null, pair.key.at);
      return parameterHole(name, site.at);
    });
  }

  variable(name: string, site: Site): Tree | undefined {
    return this.#once(`variable ${name}`, site, () => {
      const variables = child(this.#root, 'variables');
      const pair = entry(variables, name);
      if (pair) return this.#evaluate(pair.value);
      const copies = child(variables, 'copy');
      const copy = copies?.kind === 'sequence' ? copies.items.find((one) => isText(child(one, 'name'), name.toLowerCase())) : undefined;
      return copy && this.#copied(copy);
    });
  }

  /** By its symbol, where no type is given. */
  resourceNamed(type: string, names: readonly Tree[]): string | undefined {
    const symbol = type === '' ? this.#symbols.get(known(names[0]) ?? '') : undefined;
    if (symbol !== undefined) return symbol;
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
    const place = { deployment: this.#deployment, prefix: this.#given.prefix, definitions: child(this.#root, 'definitions') };
    for (const pair of pairsOf(child(this.#root, 'parameters'))) {
      const fallback = child(pair.value, 'defaultValue');
      declareParameter(pair, fallback && this.#evaluate(fallback), this.#editorOf, place);
    }
    for (const pair of pairsOf(child(this.#root, 'outputs'))) {
      const written = child(pair.value, 'value');
      if (written) declareOutput(pair, this.#evaluate(written), place);
    }
    const resources = child(this.#root, 'resources');
    const scope = scopeOf(this.#root) ?? 'resourceGroup';
    this.#plan(resources, '', undefined);
    this.#readResources(resources, undefined, scope);
  }

  /** What one of its outputs comes to, for whoever calls it. */
  output(name: string, site: Site): Tree | undefined {
    return this.#once(`output ${name}`, site, () => {
      const value = child(entry(child(this.#root, 'outputs'), name)?.value, 'value');
      return value && this.#evaluate(value);
    });
  }

  /** Says which resources there will be: expressions refer to what is written below. */
  #plan(node: DocumentNode | undefined, outerType: string, outerName: Tree | undefined): void {
    for (const { symbol, item } of listed(node)) {
      const [type, name] = [child(item, 'type'), child(item, 'name')];
      if (type?.kind !== 'scalar' || !name || child(item, 'copy')) continue;
      const own = this.#evaluate(name);
      const whole = outerName ? textFrom([patternOf(outerName), ['/'], patternOf(own)], own.at) : own;
      const typeText = outerType === '' ? type.text : `${outerType}/${type.text}`;
      const written = known(own);
      const address = `${this.#given.prefix}${symbol ?? `${typeText}${written === undefined ? '' : `/${written}`}`}`;
      this.#deployment.plan(typeText, whole, address);
      if (symbol !== undefined) this.#symbols.set(symbol, address);
      this.#plan(child(item, 'resources'), typeText, whole);
    }
  }

  /** A list, or, in newer templates, an object by symbols. */
  #readResources(node: DocumentNode | undefined, holder: AzureResource | undefined, targetScope: string): void {
    for (const { symbol, item } of listed(node)) this.#readResource(item, symbol, holder, targetScope);
  }

  #readResource(node: DocumentNode, symbol: string | undefined, holder: AzureResource | undefined, targetScope: string): void {
    const type = child(node, 'type');
    if (node.kind !== 'mapping' || type?.kind !== 'scalar' || !this.#deployment.evaluator.spend(10)) return;
    const copy = child(node, 'copy');
    for (const number of this.#numbersOf(copy)) {
      const around = this.#enterLoop(copy, number);
      const condition = child(node, 'condition');
      const definition = condition && truth(this.#evaluate(condition)) === false ? undefined : this.#evaluate(node);
      if (definition?.kind === 'mapping') {
        const resource = addResource(this.#deployment, {
          type: type.text,
          apiVersion: known(at(definition, 'apiVersion')),
          symbol,
          definition,
          at: headOf(node) ?? node.whole,
          body: node.whole,
          existing: known(at(definition, 'existing')) === 'true',
          holder,
          prefix: this.#given.prefix,
          targetScope,
        });
        if (resource.type === 'microsoft.resources/deployments') this.#readNested(node, resource, targetScope);
        this.#readResources(child(node, 'resources'), resource, targetScope);
      }
      this.#copies = around;
    }
  }

  /** The numbers of the copies that a loop makes; one that is not known where nobody knows, or where there is no loop. */
  #numbersOf(copy: DocumentNode | undefined): readonly (number | undefined)[] {
    const count = copy?.kind === 'mapping' ? child(copy, 'count') : undefined;
    const value = count ? Number(known(this.#evaluate(count))) : Number.NaN;
    if (!Number.isInteger(value) || value < 0) return [undefined];
    return Array.from({ length: Math.min(value, mostCopies) }, (_, index) => index);
  }

  /** Gives `copyIndex()` a meaning; what it meant before is given back. */
  #enterLoop(copy: DocumentNode | undefined, number: number | undefined): Copies | undefined {
    const around = this.#copies;
    const name = child(copy, 'name');
    if (number !== undefined)
      this.#copies = new Map([...(around ?? []), ['', number], [name?.kind === 'scalar' ? name.text.toLowerCase() : '', number]]);
    return around;
  }

  /** A template inside of the template, or beside it. */
  #readNested(node: MappingNode, resource: AzureResource, targetScope: string): void {
    const inline = child(child(node, 'properties'), 'template');
    const prefix = `${this.#given.prefix}${resource.label}/`;
    const depth = (this.#given.depth ?? 0) + 1;
    if (!this.#deployment.enter()) return;
    if (inline?.kind === 'mapping') {
      const isInner = /inner/i.test(known(at(resource.properties, 'expressionEvaluationOptions', 'scope')) ?? '');
      if (isInner) new ArmTemplate(this.#document, inline, this.#deployment, { prefix, parameters: givenTo(resource), depth, called: true }).read();
      else {
        const own = at(resource.definition, 'resourceGroup') ? 'resourceGroup' : (scopeOf(inline) ?? targetScope);
        this.#plan(child(inline, 'resources'), '', undefined);
        this.#readResources(child(inline, 'resources'), undefined, own);
      }
      return;
    }
    if (!at(resource.properties, 'templateLink')) return;
    const path = depth > deepest ? undefined : linkedPath(resource, this.#document.file.path, this.#deployment.files);
    const file = path === undefined ? undefined : this.#deployment.files.read(path);
    if (!file) {
      const { line } = resource.at.file.positionAt(resource.at.start);
      const message = 'not scanned: the linked template is not in the repository';
      this.#deployment.notices.push({ level: 'info', message, path: resource.at.file.path, line });
      return;
    }
    this.#deployment.took.add(file.path);
    const document = readDocument(file);
    if (document.root?.kind === 'mapping')
      new ArmTemplate(document, document.root, this.#deployment, { prefix, parameters: givenTo(resource), depth, called: true }).read();
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
      const name = child(copy, 'name');
      const list = this.#copied(copy);
      if (name?.kind === 'scalar' && list) into.set(name.text, { key: name.at, value: list });
    }
  }

  #copied(copy: DocumentNode): Tree | undefined {
    const input = child(copy, 'input');
    if (!input) return undefined;
    const numbers = this.#numbersOf(copy);
    const items = numbers.map((number) => {
      const around = this.#enterLoop(copy, number);
      const item = this.#evaluate(input);
      this.#copies = around;
      return item;
    });
    return sequence(items, input.at, numbers[0] === undefined || numbers.length >= mostCopies);
  }

  /** `copyIndex()` is a function that only a loop gives a meaning. */
  #scope(): Scope {
    return {
      name: () => undefined,
      parameter: (name, site) => this.parameter(name, site),
      variable: (name, site) => this.variable(name, site),
      declared: (name, namespace) => this.#declared(name, namespace),
      resourceNamed: (type, names) => this.resourceNamed(type, names),
      copies: this.#copies,
    };
  }

  /** `functions: [{ namespace, members: { name: { parameters, output } } }]` */
  #declared(name: string, namespace: string | undefined): DeclaredFunction | undefined {
    const spaces = namespace === undefined ? undefined : child(this.#root, 'functions');
    const space = spaces?.kind === 'sequence' ? spaces.items.find((one) => isText(child(one, 'namespace'), namespace)) : undefined;
    const member = entry(child(space, 'members'), name)?.value;
    const output = child(child(member, 'output'), 'value');
    if (!output) return undefined;
    const declared = child(member, 'parameters');
    const names = declared?.kind === 'sequence' ? declared.items.map((one) => child(one, 'name')) : [];
    return (given, site) => {
      const parameters = new Map<string, Tree>();
      for (const [index, one] of names.entries()) if (one?.kind === 'scalar' && given[index]) parameters.set(one.text, given[index]);
      const inner = new ArmTemplate(this.#document, this.#root, this.#deployment, { prefix: this.#given.prefix, parameters });
      return usedAt(inner.#evaluate(output), { at: site.at });
    };
  }
}

/** An expression without a place of its own stands where its text does. */
function usedWhole(tree: Tree, site: Site): Tree {
  return tree.via.length === 0 && tree.at.start === site.at.start ? tree : usedAt(tree, site);
}
