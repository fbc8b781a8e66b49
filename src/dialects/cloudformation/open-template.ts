/** A template that is open for reading: its names, its resources, and what its readers ask of it. */
import { scalarText, type Mapping, type Plain, type Tree, type Editor } from '../../evaluation/tree.ts';
import { asValue, text } from '../../evaluation/setting.ts';
import type { ResourceText } from '../../model/access.ts';
import type { NounLists } from '../../model/application.ts';
import { offerKey, type Link, type NounKey } from '../../model/noun.ts';
import type { Edit } from '../../source/edit.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode, type ParsedDocument } from '../../syntax/document.ts';
import type { Deployment } from './deployment.ts';
import { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { Includes } from './includes.ts';
import { linkTo, physicalNames, type Linked } from './links.ts';
import { TemplateNames } from './names.ts';
import { arnAttribute } from './physical-names.ts';
import { templateResource } from './template-resource.ts';
import type { Interpolation, Reading, Shared, TemplateResource } from './template.ts';

export { intrinsicStyle } from './includes.ts';

export interface TemplateSource {
  readonly root: DocumentNode;
  readonly document: ParsedDocument;
  readonly folder: string;
  /** What stands before the addresses of its resources. */
  readonly prefix: string;
  readonly interpolation?: Interpolation | undefined;
  readonly extraResources?: ReadonlyMap<string, TemplateResource> | undefined;
  /** Editors of nodes of other files as well; those of the document where left out. */
  readonly editors?: ((node: DocumentNode) => Editor) | undefined;
  /** What the parent stack gives for a parameter. */
  handedOver?(parameter: string): Tree | undefined;
  /** The paths of the templates it is nested in. */
  readonly ancestors: readonly string[];
}

export class OpenTemplate implements Reading, Linked {
  readonly source: TemplateSource;
  readonly deployment: Deployment;
  readonly names: TemplateNames;
  readonly evaluator: Evaluator;
  readonly file: SourceFile;
  readonly folder: string;
  readonly shared: Shared = {};
  #nested: ((logicalId: string) => OpenTemplate | undefined) | undefined;
  readonly #editors: (node: DocumentNode) => Editor;
  readonly #includes: Includes;
  readonly #tasks: (() => void)[] = [];
  readonly #exporting = new Set<string>();
  #resources: ReadonlyMap<string, TemplateResource> | undefined;
  #byType: Map<string, TemplateResource[]> | undefined;
  #physicalNames: ReadonlyMap<string, string> | undefined;
  #exports: ReadonlyMap<string, string> | undefined;

  constructor(source: TemplateSource, deployment: Deployment) {
    this.source = source;
    this.deployment = deployment;
    this.file = source.document.file;
    this.folder = source.folder;
    this.#includes = new Includes(source.document, source.folder, deployment);
    this.#editors = source.editors ?? ((node) => this.#includes.editorOf(node));
    this.names = new TemplateNames(
      {
        root: source.root,
        handedOver: (parameter) => source.handedOver?.(parameter),
        address: (id) => this.address(id),
        nestedOutput: (id, output) => this.nested(id)?.output(output),
        exported: (name) => this.#exportedByOthers(name),
        included: (location, site) => this.#includes.open(location, site),
      },
      () => this.evaluator,
    );
    this.evaluator = new Evaluator(this.names, this.#editors, deployment.budget, source.interpolation);
    deployment.templates.set(source.prefix, this);
  }

  /** Says how the templates are opened that resources of this one nest. */
  nestWith(open: (logicalId: string) => OpenTemplate | undefined): void {
    this.#nested = open;
  }

  /** Opens the template that a resource nests. */
  nested(logicalId: string): OpenTemplate | undefined {
    return this.#nested?.(logicalId);
  }

  include(location: Tree): Tree | undefined {
    const written = scalarText(location);
    const path = this.#includes.path(written);
    const root = path !== undefined && this.files.has(path) ? this.#includes.open(written, location) : undefined;
    return root && this.evaluator.included(root);
  }

  get offers(): ReadonlyMap<string, NounKey> {
    return this.deployment.offers;
  }

  get needs(): ReadonlySet<string> {
    return this.deployment.needs;
  }

  get unit(): string {
    return this.deployment.unit;
  }

  get files(): FileTree {
    return this.deployment.files;
  }

  get nouns(): NounLists {
    return this.deployment.nouns;
  }

  get resources(): ReadonlyMap<string, TemplateResource> {
    this.#resources ??= this.#openResources();
    return this.#resources;
  }

  #openResources(): ReadonlyMap<string, TemplateResource> {
    const resources = new Map<string, TemplateResource>();
    for (const [id, entry] of this.names.section('Resources')) {
      const resource = templateResource(id, entry, this.evaluator, this.source.root);
      if (resource) resources.set(id, resource);
    }
    for (const [id, resource] of this.source.extraResources ?? []) if (!resources.has(id)) resources.set(id, resource);
    return resources;
  }

  notice(notice: Notice): void {
    this.deployment.notice(notice);
  }

  key(logicalId: string): NounKey {
    return this.source.extraResources?.get(logicalId)?.key ?? `${this.unit}#${this.source.prefix}${logicalId}`;
  }

  address(logicalId: string): string {
    const key = this.source.extraResources?.get(logicalId)?.key;
    return key === undefined ? this.source.prefix + logicalId : key.slice(this.unit.length + 1);
  }

  keyAt(address: string): NounKey {
    return `${this.unit}#${address}`;
  }

  find(address: string): TemplateResource | undefined {
    const start = address.lastIndexOf('/') + 1;
    const template = this.deployment.templates.get(address.slice(0, start));
    return template?.resources.get(address.slice(start)) ?? this.#extra(address);
  }

  behind({ to }: Link): TemplateResource | undefined {
    return to?.startsWith(`${this.unit}#`) ? this.find(to.slice(this.unit.length + 1)) : undefined;
  }

  ofType(type: string): readonly TemplateResource[] {
    if (!this.#byType) {
      this.#byType = new Map();
      for (const resource of this.resources.values()) {
        const others = this.#byType.get(resource.type);
        if (others) others.push(resource);
        else this.#byType.set(resource.type, [resource]);
      }
    }
    return this.#byType.get(type) ?? [];
  }

  /** A resource that stands for a noun with an address of its own. */
  #extra(address: string): TemplateResource | undefined {
    const key = this.keyAt(address);
    for (const resource of this.source.extraResources?.values() ?? []) if (resource.key === key) return resource;
    return undefined;
  }

  section(name: string): Tree | undefined {
    const node = child(this.source.root, name);
    return node && this.evaluator.evaluate(node);
  }

  evaluate(node: DocumentNode, scope?: Scope): Tree | undefined {
    return this.evaluator.evaluate(node, scope);
  }

  link(tree: Tree | undefined, owner: Mapping): Link {
    const imported = tree && this.names.importedAs(tree);
    if (tree && imported !== undefined) return { value: asValue(tree, text), to: offerKey(imported) };
    return linkTo(tree, owner, this);
  }

  named(name: string): string | undefined {
    this.#physicalNames ??= physicalNames([...this.resources].map(([id, resource]) => [this.address(id), resource] as const));
    return this.#physicalNames.get(name);
  }

  get physicalNames(): ReadonlyMap<string, string> {
    this.named('');
    return this.#physicalNames ?? new Map();
  }

  need(name: string): void {
    this.deployment.needs.add(name);
  }

  reference({ address, suffix }: ResourceText): Plain | undefined {
    const { prefix } = this.source;
    if (!address.startsWith(prefix)) return undefined;
    const id = [...this.resources].find(([logicalId]) => this.address(logicalId) === address)?.[0];
    const resource = id === undefined ? undefined : this.resources.get(id);
    if (id === undefined || !resource) return undefined;
    const attribute = arnAttribute(resource.type);
    if (suffix !== '') return { 'Fn::Sub': `\${${attribute === undefined ? id : `${id}.${attribute}`}}${suffix.replaceAll('${', '${!')}` };
    return attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
  }

  addResource(id: string, definition: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    const section = child(this.source.root, 'Resources');
    if (section?.kind !== 'mapping' || this.resources.has(id)) return undefined;
    return this.#editors(section).put?.(id, definition);
  }

  addEntry(section: string, name: string, content: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    const node = child(this.source.root, section);
    if (!node) return this.addSection(section, { [name]: content });
    return node.kind === 'mapping' && !child(node, name) ? this.#editors(node).put?.(name, content) : undefined;
  }

  addParameter(id: string, definition: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    const { root, handedOver, interpolation } = this.source;
    if (handedOver || interpolation) return undefined;
    const section = child(root, 'Parameters');
    if (!section) return this.addSection('Parameters', { [id]: definition });
    if (section.kind !== 'mapping') return undefined;
    return child(section, id) ? [] : this.#editors(section).put?.(id, definition);
  }

  addSection(name: string, content: { readonly [key: string]: Plain }): readonly Edit[] | undefined {
    return child(this.source.root, name) ? undefined : this.#editors(this.source.root).put?.(name, content);
  }

  afterwards(task: () => void): void {
    this.#tasks.push(task);
  }

  /** Runs what readers put off; what they put off meanwhile runs as well. */
  finish(): void {
    for (const task of this.#tasks) task();
    this.#tasks.length = 0;
  }

  /** What an output comes to; undefined where there is none, or where it asks for itself. */
  output(name: string): Tree | undefined {
    const entry = this.names.section('Outputs').get(name);
    const value = entry && child(entry.node, 'Value');
    if (!value || this.#exporting.has(name)) return undefined;
    this.#exporting.add(name);
    try {
      return this.evaluator.evaluate(value, entry.scope);
    } finally {
      this.#exporting.delete(name);
    }
  }

  /** The names that outputs are exported under, with the outputs' own. */
  get exports(): ReadonlyMap<string, string> {
    this.#exports ??= this.#readExports();
    return this.#exports;
  }

  #readExports(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [output, { node, scope }] of this.names.section('Outputs')) {
      const nameNode = child(child(node, 'Export'), 'Name');
      const name = nameNode && this.evaluator.evaluate(nameNode, scope);
      if (name?.kind === 'scalar') found.set(String(name.value), output);
    }
    return found;
  }

  #exportedByOthers(name: string): Tree | undefined {
    for (const template of this.deployment.templates.values()) {
      const output = template.exports.get(name);
      if (output !== undefined) return template.output(output);
    }
    this.need(name);
    return undefined;
  }
}
