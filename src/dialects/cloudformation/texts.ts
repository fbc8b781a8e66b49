/** The literal texts of a template that could hold a secret. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Opaque, type Scalar, type Tree } from '../../evaluation/tree.ts';
import type { NounKey } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import { child, type DocumentNode, type MappingNode, type ScalarNode } from '../../syntax/document.ts';
import type { Reading, TemplateResource } from './template.ts';

type Role = TextLiteral['role'];

/** Properties whose texts are read elsewhere (code, policies), describe things, or only name other resources. */
const passedOver: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'Body',
  'Definition',
  'DefinitionBody',
  'DefinitionString',
  'Handler',
  'InlineCode',
  'KeyPolicy',
  'PolicyDocument',
  'Runtime',
  'ZipFile',
]);

/** No text that is shorter is worth a look; longer ones are data, not settings. */
const shortest = 4;
const longest = 65_536;

/** Variables of programs: there a short text may be a switch. */
const switches: ReadonlySet<Role> = new Set(['environment', 'container', 'build']);
const deepest = 12;

/** Texts of one resource that are offered at most: a template of a gigabyte of settings is no template. */
const most = 5000;

/** Gathers the texts of a resource's properties; those below `Metadata` that configure an instance count as its user data. */
export function gatherTexts(resource: TemplateResource, reading: Reading): void {
  const gather = new Gatherer(resource, reading);
  const { written } = resource;
  if (!written) {
    gather.tree('', resource.properties, 'property', 0);
    return;
  }
  const properties = child(written.node, 'Properties');
  if (properties) gather.node('', properties, 'property', 0);
  const init = child(child(written.node, 'Metadata'), 'AWS::CloudFormation::Init');
  if (init) gather.node('Init', init, 'user-data', 0);
}

/**
 * Walks the text as it is written and works out only what can hold a text, because most of a template is never looked at
 * otherwise; what a function makes is walked as the tree that it comes to.
 */
class Gatherer {
  readonly #resource: TemplateResource;
  readonly #reading: Reading;
  readonly #owner: NounKey;
  #left = most;

  constructor(resource: TemplateResource, reading: Reading) {
    this.#resource = resource;
    this.#reading = reading;
    this.#owner = reading.key(resource.id);
  }

  node(name: string, node: DocumentNode, role: Role, depth: number): void {
    if (depth > deepest || this.#left <= 0) return;
    if (node.tag !== undefined || isComputed(node)) this.#computed(name, node, role, depth);
    else if (node.kind === 'sequence') for (const item of node.items) this.#item(name, item, role, depth + 1);
    else if (node.kind === 'mapping') this.#pairs(node, role, depth);
    else if (mayBeText(node, role)) this.#computed(name, node, role, depth);
  }

  #computed(name: string, node: DocumentNode, role: Role, depth: number): void {
    const tree = this.#reading.evaluate(node, this.#resource.written?.scope);
    if (tree) this.tree(name, tree, role, depth);
  }

  #pairs(node: MappingNode, role: Role, depth: number): void {
    for (const { key, value } of node.pairs) {
      if (!passedOver.has(key.text)) this.node(key.text, value, roleBelow(key.text, role, this.#resource.type), depth + 1);
    }
  }

  /** `{ Name: DB_PASSWORD, Value: … }` is a text under the name that it gives. */
  #item(name: string, node: DocumentNode, role: Role, depth: number): void {
    const value = firstOf(valueKeys, (key) => child(node, key));
    const named = value && firstOf(nameKeys, (key) => child(node, key));
    const kind = child(node, 'Type');
    if (kind?.kind === 'scalar' && vaults.includes(kind.text)) return;
    if (value && named?.kind === 'scalar' && named.tag === undefined) this.node(named.text, value, role, depth);
    else this.node(name, node, role, depth);
  }

  tree(name: string, tree: Tree, role: Role, depth: number): void {
    if (depth > deepest || this.#left <= 0) return;
    if (tree.kind === 'sequence') for (const item of tree.items) this.#treeItem(name, item, role, depth + 1);
    else if (tree.kind === 'mapping') {
      for (const [key, { value }] of tree.entries) {
        if (!passedOver.has(key)) this.tree(key, value, roleBelow(key, role, this.#resource.type), depth + 1);
      }
    } else if (isText(tree, role)) this.#add(name, tree, role);
  }

  #treeItem(name: string, item: Tree, role: Role, depth: number): void {
    const value = firstOf(valueKeys, (key) => at(item, key));
    const named = value && firstOf(nameKeys, (key) => scalarText(at(item, key)));
    if (vaults.includes(scalarText(at(item, 'Type')) ?? '')) return;
    if (value && named !== undefined) this.tree(named, value, role, depth);
    else this.tree(name, item, role, depth);
  }

  #add(name: string, tree: Scalar | Opaque, role: Role): void {
    this.#left--;
    const { id, type } = this.#resource;
    const value = asValue(tree, text);
    this.#reading.nouns.texts.push({ role, name, value, owner: this.#owner, ownerLabel: id, ownerType: type, at: tree.at });
  }
}

/** How items of lists say under which name they hold a value: variables, parameters, options of Elastic Beanstalk, headers of CloudFront. */
const valueKeys = ['Value', 'ParameterValue', 'HeaderValue'];
/** Variables of these kinds only name what holds the secret: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html (November 2026). */
const vaults = ['PARAMETER_STORE', 'SECRETS_MANAGER'];
const nameKeys = ['Name', 'Key', 'ParameterKey', 'OptionName', 'HeaderName'];

function firstOf<T>(keys: readonly string[], read: (key: string) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = read(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Is it a function, or a mapping that loops write? */
function isComputed(node: DocumentNode): boolean {
  return node.kind === 'mapping' && node.pairs.some(({ key: { text: key } }) => key.startsWith('Fn::') || key === 'Ref');
}

/** Is it worth working out? */
function mayBeText({ value }: ScalarNode, role: Role): boolean {
  if (value !== null && switches.has(role)) return true;
  if (typeof value !== 'string') return typeof value === 'number' && value >= 1000;
  return value.length >= shortest && value.length <= longest;
}

function isText(tree: Scalar | Opaque, role: Role): boolean {
  if (tree.kind === 'scalar') {
    if (tree.value !== null && switches.has(role)) return String(tree.value).length <= longest;
    if (typeof tree.value === 'number') return tree.value >= 1000;
    return typeof tree.value === 'string' && tree.value.length >= shortest && tree.value.length <= longest;
  }
  return tree.pattern?.some((part) => typeof part === 'string' && part.length >= shortest && part.length <= longest) === true;
}

function roleBelow(key: string, role: Role, type: string): Role {
  if (role !== 'property') return role;
  if (key === 'Tags') return 'tag';
  if (key === 'UserData') return 'user-data';
  if (key === 'ContainerDefinitions') return 'container';
  if (key !== 'Environment' && key !== 'EnvironmentVariables') return role;
  return type === 'AWS::CodeBuild::Project' ? 'build' : 'environment';
}
