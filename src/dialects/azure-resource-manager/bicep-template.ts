/** Reads Bicep files: their resources, loops, what they import, and the modules of the repository that they call. */
import { hole, mapping, opaque, scalar, truth, usedAt, withWay, type Site } from '../../evaluation/computed.ts';
import { at, type Entry, type Tree } from '../../evaluation/tree.ts';
import { folderOf, joinPath } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { parseBicep } from '../../syntax/bicep.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type {
  BicepFile,
  BicepModule,
  BicepParameter,
  BicepResource,
  ObjectExpression,
  TemplateExpression,
} from '../../syntax/template-expression.ts';
import { ArmTemplate } from './arm-template.ts';
import type { Given } from './given.ts';
import { BicepEditor } from './bicep-editor.ts';
import { declareOutput, declareParameter } from './bicep-declarations.ts';
import { parameterHole, type Deployment } from './deployment.ts';
import { loopNames, withNames, type DeclaredFunction, type Scope } from './scope.ts';
import { addRegistryModule } from './registry-modules.ts';
import { addResource } from './resources.ts';
import type { AzureResource } from './template.ts';

/** `br:…` is kept in a registry, `ts:…` in a template spec. */
const registryPath = /^(?:br|ts)[:/]/;

/** Files that import from each other beyond this are not followed. */
const deepestImport = 20;

/** Modules within modules beyond this are not asked for their outputs. */
const deepestModule = 30;

export class BicepTemplate implements Scope {
  readonly #file: SourceFile;
  readonly #source: BicepFile;
  readonly #deployment: Deployment;
  readonly #given: Given;
  readonly #depth: number;
  readonly #working = new Set<string>();
  readonly #known = new Map<string, Tree | undefined>();
  /** Symbols of resources, those inside of others included, to their addresses. */
  readonly #addresses = new Map<string, string>();
  readonly #imported = new Map<string, BicepTemplate | undefined>();
  readonly #called = new Map<BicepModule, BicepTemplate | ArmTemplate | undefined>();
  readonly editors = (expression: TemplateExpression, parent: ObjectExpression | undefined): BicepEditor => new BicepEditor(expression, parent);

  constructor(file: SourceFile, deployment: Deployment, given: Given, depth = 0) {
    this.#file = file;
    this.#source = parseBicep(file);
    this.#deployment = deployment;
    this.#given = given;
    this.#depth = depth;
    for (const resource of this.#source.resources) this.#declare(resource);
  }

  read(): void {
    for (const { message, offset } of this.#source.problems.slice(0, 1)) this.#note('warning', `not wholly read: ${message}`, offset);
    const place = { deployment: this.#deployment, prefix: this.#given.prefix, file: this.#file };
    for (const parameter of this.#source.parameters) {
      const tree = parameter.default && this.#deployment.evaluator.evaluate(parameter.default, this);
      declareParameter(parameter, tree, this.#secrecyOf(parameter), place);
    }
    for (const resource of this.#source.resources) this.#readResource(resource, undefined);
    for (const module of this.#source.modules) this.#readModule(module);
    for (const output of this.#source.outputs) declareOutput(output, this.#deployment.evaluator.evaluate(output.value, this), place);
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

  /** `storage.name` is what is written as its name, and a module's output what it says there. */
  attribute(address: string, path: string, site: Site): Tree | undefined {
    const [first = '', output] = path.split('.');
    if (first === 'outputs' && output !== undefined && path.split('.').length === 2) {
      const module = this.#source.modules.find(({ symbol }) => `${this.#given.prefix}${symbol}` === address);
      const found = module && !module.loop ? (this.#template(module)?.output(output, site) ?? this.#givenName(module, output)) : undefined;
      return found && usedAt(found, site);
    }
    const name = path === 'name' ? this.#deployment.find(address)?.name : undefined;
    return name && usedAt(name, site);
  }

  /** A module of the registry gives back the name that it was given. */
  #givenName(module: BicepModule, output: string): Tree | undefined {
    return output === 'name' && registryPath.test(module.path) ? at(this.#argumentsOf(module, this), 'name') : undefined;
  }

  /** What one of its outputs comes to, for whoever calls it. */
  output(name: string, site: Site): Tree | undefined {
    const output = this.#source.outputs.find((one) => one.name === name);
    const key = `output ${name}`;
    if (!output || this.#working.has(key)) return output && opaque('it refers to itself', site.at);
    this.#working.add(key);
    const tree = this.#deployment.evaluator.evaluate(output.value, this);
    this.#working.delete(key);
    return tree;
  }

  file(path: string): SourceFile | undefined {
    if (path === '') return undefined;
    const full = joinPath(folderOf(this.#file.path), path);
    return full === undefined ? undefined : this.#deployment.files.read(full);
  }

  declared(name: string, namespace: string | undefined): DeclaredFunction | undefined {
    for (const { path, names, namespace: space } of this.#source.imports) {
      const origin = namespace === undefined ? names.find((one) => one.as.toLowerCase() === name)?.name : space === namespace ? name : undefined;
      const found = origin === undefined ? undefined : this.#importedFrom(path)?.declared(origin.toLowerCase(), undefined);
      if (found) return found;
    }
    const own = namespace === undefined ? this.#source.functions.find((one) => one.name.toLowerCase() === name) : undefined;
    if (!own) return undefined;
    return (given, site) => {
      const names = new Map(own.parameters.map((parameter, index) => [parameter, given[index] ?? scalar(null, site.at)]));
      return usedAt(this.#deployment.evaluator.evaluate(own.body, withNames(this, names)), site);
    };
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
    return this.#findImported(name, site);
  }

  #findImported(name: string, site: Site): Tree | undefined {
    for (const { path, names, namespace } of this.#source.imports) {
      if (namespace === name) return this.#importedFrom(path)?.exports(site) ?? opaque('what is imported cannot be read', site.at);
      const origin = names.find((one) => one.as === name)?.name;
      if (origin !== undefined) return this.#importedFrom(path)?.name(origin, site) ?? opaque('what is imported cannot be read', site.at);
    }
    return undefined;
  }

  /** All that a file offers to others, as one object. */
  exports(site: Site): Tree {
    const entries = new Map<string, Entry>();
    for (const { name, head } of this.#source.variables) {
      const value = this.name(name, site);
      if (value) entries.set(name, { key: head, value });
    }
    return mapping(entries, site.at);
  }

  #importedFrom(path: string): BicepTemplate | undefined {
    if (this.#imported.has(path)) return this.#imported.get(path);
    const file = this.#depth < deepestImport && path.endsWith('.bicep') ? this.file(path) : undefined;
    const found =
      file && new BicepTemplate(file, this.#deployment, { prefix: `${this.#given.prefix}${path}/`, parameters: undefined }, this.#depth + 1);
    this.#imported.set(path, found);
    return found;
  }

  /** `@secure()` on the parameter, or on the type that it names; undefined for what is no text, or has parts that are hidden by themselves. */
  #secrecyOf({ type, decorators }: BicepParameter): boolean | undefined {
    if (decorators.some(({ name }) => name === 'secure')) return true;
    return type === 'string' ? false : this.isSecureType(type);
  }

  /** Undefined for everything but texts. */
  isSecureType(name: string, left = 10): boolean | undefined {
    const own = this.#source.types.find((one) => one.name === name);
    if (own?.decorators.some((one) => one.name === 'secure')) return true;
    if (own) return own.type === 'string' ? false : left > 0 ? this.isSecureType(own.type, left - 1) : undefined;
    const found = this.#source.imports.find(({ names }) => names.some((one) => one.as === name));
    if (!found) return undefined;
    const origin = found.names.find((one) => one.as === name)?.name ?? name;
    return left > 0 ? this.#importedFrom(found.path)?.isSecureType(origin, left - 1) : undefined;
  }

  /** Nothing at all, where a caller leaves out what may be left out; who deploys a template by hand may give anything. */
  #valueOf(parameter: BicepParameter): Tree {
    const given = this.#given.parameters?.get(parameter.name);
    const isNothing = given?.kind === 'scalar' && given.value === null;
    if (given && !(isNothing && parameter.default)) return given;
    if (parameter.default) return this.#deployment.evaluator.evaluate(parameter.default, this);
    if (parameter.nullable && this.#given.called) return scalar(null, parameter.head);
    return parameterHole(parameter.name, parameter.head);
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
        apiVersion: source.version,
        symbol: source.symbol,
        definition,
        at: source.head,
        body: source.at,
        existing: source.existing,
        holder,
        prefix: this.#given.prefix,
        targetScope: targetScopeOf(this.#file.text) ?? 'resourceGroup',
      });
      for (const inner of source.body.resources) this.#readResource(inner, resource);
    }
  }

  /** One scope for each instance of a loop; none for what is certainly not deployed. */
  #instances({ loop, condition }: Pick<BicepResource, 'loop' | 'condition'>): readonly Scope[] {
    const { evaluator } = this.#deployment;
    const isDeployed = (scope: Scope): boolean => !condition || truth(evaluator.evaluate(condition, scope)) !== false;
    if (!loop) return isDeployed(this) ? [this] : [];
    const list = evaluator.evaluate(loop.list, this);
    if (list.kind !== 'sequence' || list.partial || list.items.length > 100) {
      const unknown = opaque('the list is only known at deployment', loop.list.at, [hole]);
      return [withNames(this, loopNames(loop, unknown, unknown))].filter(isDeployed);
    }
    return list.items.map((item, index) => withNames(this, loopNames(loop, withWay(item, list.via), scalar(index, loop.list.at)))).filter(isDeployed);
  }

  #readModule(module: BicepModule): void {
    const isLocal = !registryPath.test(module.path);
    const file = isLocal ? this.file(module.path) : undefined;
    if (!file || !this.#deployment.enter()) {
      const read = !isLocal && this.#instances(module).map((scope) => this.#readFromRegistry(module, scope));
      if (read && !read.includes(false)) return;
      const why = isLocal ? `the module ${module.path} is not in the repository` : `the module ${module.path} is kept in a registry`;
      this.#note('info', `not scanned: ${why}`, module.at.start);
      return;
    }
    this.#deployment.took.add(file.path);
    if (!module.loop) {
      if (this.#instances(module).length > 0) this.#template(module)?.read();
      return;
    }
    for (const scope of this.#instances(module)) this.#open(file, module, scope)?.read();
  }

  /** The one template that a module without a loop calls. */
  #template(module: BicepModule): BicepTemplate | ArmTemplate | undefined {
    if (this.#called.has(module)) return this.#called.get(module);
    this.#called.set(module, undefined);
    const file = registryPath.test(module.path) ? undefined : this.file(module.path);
    const found = file && this.#depth < deepestModule ? this.#open(file, module, this) : undefined;
    this.#called.set(module, found);
    return found;
  }

  #open(file: SourceFile, module: BicepModule, scope: Scope): BicepTemplate | ArmTemplate | undefined {
    const parameters = new Map<string, Tree>();
    const written = this.#argumentsOf(module, scope);
    if (written?.kind === 'mapping') for (const [name, { value }] of written.entries) parameters.set(name, value);
    const isWhole = !written || (written.kind === 'mapping' && !written.partial);
    const given: Given = { prefix: `${this.#given.prefix}${module.symbol}/`, parameters, called: isWhole };
    if (file.path.endsWith('.bicep')) return new BicepTemplate(file, this.#deployment, given, this.#depth + 1);
    const document = readDocument(file);
    return document.root?.kind === 'mapping' ? new ArmTemplate(document, document.root, this.#deployment, given) : undefined;
  }

  #argumentsOf(module: BicepModule, scope: Scope): Tree | undefined {
    return at(module.body && this.#deployment.evaluator.evaluate(module.body, scope), 'params');
  }

  #readFromRegistry(module: BicepModule, scope: Scope): boolean {
    const written = this.#argumentsOf(module, scope);
    return addRegistryModule(this.#deployment, {
      path: module.path,
      parameters: written,
      symbol: module.symbol,
      at: module.head,
      body: module.at,
      prefix: this.#given.prefix,
      targetScope: targetScopeOf(this.#file.text) ?? 'resourceGroup',
    });
  }

  #note(level: 'info' | 'warning', message: string, offset: number): void {
    this.#deployment.notices.push({ level, message, path: this.#file.path, line: this.#file.positionAt(offset).line });
  }
}

/** `targetScope = 'subscription'` */
function targetScopeOf(source: string): string | undefined {
  return /^\s*targetScope\s*=\s*'(\w+)'/m.exec(source)?.[1];
}
