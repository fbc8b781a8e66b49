/** Reads Bicep files: their parameters, variables, resources, loops, and the modules of the repository that they call. */
import { hole, opaque, scalar, truth, usedAt, withWay, type Site } from '../../evaluation/computed.ts';
import { asValue, text } from '../../evaluation/setting.ts';
import { at, type Tree } from '../../evaluation/tree.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, known as knownValue } from '../../model/value.ts';
import { insertText } from '../../source/edit.ts';
import { folderOf, joinPath } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { parseBicep } from '../../syntax/bicep.ts';
import type {
  BicepFile,
  BicepModule,
  BicepParameter,
  BicepResource,
  ObjectExpression,
  TemplateExpression,
} from '../../syntax/template-expression.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { ArmTemplate, type Given } from './arm-template.ts';
import { BicepEditor } from './bicep-editor.ts';
import { parameterHole, type Deployment } from './deployment.ts';
import { withNames, type Scope } from './evaluator.ts';
import { addResource } from './resources.ts';
import type { AzureResource } from './template.ts';

export class BicepTemplate implements Scope {
  readonly #file: SourceFile;
  readonly #source: BicepFile;
  readonly #deployment: Deployment;
  readonly #given: Given;
  readonly #working = new Set<string>();
  readonly #known = new Map<string, Tree | undefined>();
  /** Symbols of resources, those inside of others included, to their addresses. */
  readonly #addresses = new Map<string, string>();
  readonly editors = (expression: TemplateExpression, parent: ObjectExpression | undefined): BicepEditor => new BicepEditor(expression, parent);

  constructor(file: SourceFile, deployment: Deployment, given: Given) {
    this.#file = file;
    this.#source = parseBicep(file);
    this.#deployment = deployment;
    this.#given = given;
  }

  read(): void {
    for (const { message, offset } of this.#source.problems.slice(0, 1)) {
      this.#deployment.notices.push({
        level: 'warning',
        message: `not wholly read: ${message}`,
        path: this.#file.path,
        line: this.#file.positionAt(offset).line,
      });
    }
    for (const parameter of this.#source.parameters) this.#readParameter(parameter);
    for (const resource of this.#source.resources) this.#declare(resource);
    for (const resource of this.#source.resources) this.#readResource(resource, undefined);
    for (const module of this.#source.modules) this.#readModule(module);
    this.#readOutputs();
  }

  name(name: string, site: Site): Tree | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    if (this.#working.has(name)) return opaque('it refers to itself', site.at);
    this.#working.add(name);
    const tree = this.#find(name, site);
    this.#working.delete(name);
    this.#known.set(name, tree);
    return tree;
  }

  parameter(): undefined {
    return undefined;
  }

  variable(): undefined {
    return undefined;
  }

  resourceNamed(type: string, names: readonly Tree[]): string | undefined {
    return this.#deployment.named(type, names);
  }

  /** `storage.name` is what is written as its name. */
  attribute(address: string, path: string, site: Site): Tree | undefined {
    const name = path === 'name' ? this.#deployment.find(address)?.name : undefined;
    return name && usedAt(name, site);
  }

  #find(name: string, site: Site): Tree | undefined {
    const parameter = this.#source.parameters.find((one) => one.name === name);
    if (parameter) return this.#valueOf(parameter);
    const variable = this.#source.variables.find((one) => one.name === name);
    if (variable) return this.#deployment.evaluator.evaluate(variable.value, this);
    const address = this.#addresses.get(name);
    if (address !== undefined) return opaque('it is made at deployment', site.at, [{ reference: { address } }]);
    if (this.#source.modules.some(({ symbol }) => symbol === name))
      return opaque('it is deployed by a module', site.at, [{ reference: { address: `${this.#given.prefix}${name}` } }]);
    return undefined;
  }

  #valueOf(parameter: BicepParameter): Tree {
    const given = this.#given.parameters?.get(parameter.name);
    if (given) return given;
    return parameter.default ? this.#deployment.evaluator.evaluate(parameter.default, this) : parameterHole(parameter.name, parameter.head);
  }

  #readParameter(parameter: BicepParameter): void {
    const { name, head, at: body, decorators } = parameter;
    const noun = this.#noun('param', name, head, body);
    const tree = parameter.default && this.#deployment.evaluator.evaluate(parameter.default, this);
    const value = tree?.kind === 'scalar' && tree.value !== null ? asValue(tree, text) : absent<string>(head);
    const secure = decorators.some((decorator) => decorator.name === 'secure');
    const { lineEnding } = this.#file;
    this.#deployment.nouns.parameters.push({
      ...noun,
      kind: 'parameter',
      default: value,
      hidden: knownValue<boolean>(secure, head, (to) => (to ? [insertText(this.#file, body.start, `@secure()${lineEnding}`)] : undefined)),
    });
    if (value.state === 'known') this.#addText('parameter', name, value, noun);
  }

  #readOutputs(): void {
    for (const { name, value, head, at: body, decorators } of this.#source.outputs) {
      const noun = this.#noun('output', name, head, body);
      const content = asValue(this.#deployment.evaluator.evaluate(value, this), text);
      const secure = decorators.some((decorator) => decorator.name === 'secure');
      this.#deployment.nouns.outputs.push({ ...noun, kind: 'output', value: content, hidden: knownValue<boolean>(secure, head) });
      this.#addText('output', name, content, noun);
    }
  }

  #addText(role: 'parameter' | 'output', name: string, value: ReturnType<typeof asValue<string>>, noun: Noun): void {
    this.#deployment.nouns.texts.push({ role, name, value, owner: noun.key, ownerLabel: name, ownerType: noun.type, at: value.at });
  }

  #noun(kind: string, name: string, head: Noun['at'], body: Noun['body']): Noun {
    const address = `${this.#given.prefix}${kind}.${name}`;
    return { key: this.#deployment.key(address), address, type: kind, provider: 'azure', label: name, name: absent(head), at: head, body };
  }

  /** Symbols can be used before they are declared. */
  #declare(resource: BicepResource): void {
    this.#addresses.set(resource.symbol, `${this.#given.prefix}${resource.symbol}`);
    for (const inner of resource.body?.resources ?? []) this.#declare(inner);
  }

  #readResource(source: BicepResource, holder: AzureResource | undefined): void {
    if (!source.body) return;
    for (const scope of this.#instances(source)) {
      const definition = this.#deployment.evaluator.evaluate(source.body, scope);
      if (definition.kind !== 'mapping') continue;
      const resource = addResource(this.#deployment, {
        type: source.type,
        symbol: source.symbol,
        definition,
        at: source.head,
        body: source.at,
        existing: source.existing,
        holder,
        prefix: this.#given.prefix,
      });
      for (const inner of source.body.resources) this.#readResource(inner, resource);
    }
  }

  /** One scope for each instance of a loop; none for what is certainly not deployed. */
  #instances({ loop, condition }: Pick<BicepResource, 'loop' | 'condition'>): readonly Scope[] {
    if (condition && truth(this.#deployment.evaluator.evaluate(condition, this)) === false) return [];
    if (!loop) return [this];
    const list = this.#deployment.evaluator.evaluate(loop.list, this);
    if (list.kind !== 'sequence' || list.partial || list.items.length > 100) {
      const unknown = opaque('the list is only known at deployment', loop.list.at, [hole]);
      return [withNames(this, loop, unknown, unknown)];
    }
    return list.items.map((item, index) => withNames(this, loop, withWay(item, list.via), scalar(index, loop.list.at)));
  }

  #readModule(module: BicepModule): void {
    const isLocal = !/^(?:br|ts)[:/]/.test(module.path);
    const path = isLocal ? joinPath(folderOf(this.#file.path), module.path) : undefined;
    const file = path === undefined ? undefined : this.#deployment.files.read(path);
    if (!file || !this.#deployment.enter()) {
      const { line } = this.#file.positionAt(module.at.start);
      const why = isLocal ? `the module ${module.path} is not in the repository` : `the module ${module.path} is kept in a registry`;
      this.#deployment.notices.push({ level: 'info', message: `not scanned: ${why}`, path: this.#file.path, line });
      return;
    }
    this.#deployment.took.add(file.path);
    for (const scope of this.#instances(module)) {
      const definition = module.body && this.#deployment.evaluator.evaluate(module.body, scope);
      const parameters = new Map<string, Tree>();
      const written = at(definition, 'params');
      if (written?.kind === 'mapping') for (const [name, { value }] of written.entries) parameters.set(name, value);
      const given: Given = { prefix: `${this.#given.prefix}${module.symbol}/`, parameters };
      if (file.path.endsWith('.bicep')) new BicepTemplate(file, this.#deployment, given).read();
      else {
        const document = readDocument(file);
        if (document.root?.kind === 'mapping') new ArmTemplate(document, document.root, this.#deployment, given).read();
      }
    }
  }
}

/** `targetScope = 'subscription'` */
export function targetScopeOf(source: string): string | undefined {
  return /^\s*targetScope\s*=\s*'(\w+)'/m.exec(source)?.[1];
}
