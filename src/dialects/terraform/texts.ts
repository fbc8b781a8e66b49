/** The literal texts of a configuration that could hold a secret. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Mapping, type Opaque, type Scalar, type Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { NounKey } from '../../model/noun.ts';
import type { TextLiteral } from '../../model/text.ts';
import type { Edit } from '../../source/edit.ts';
import type { Evaluator } from './evaluation/evaluator.ts';

type Role = TextLiteral['role'];

/** Whose texts are gathered. */
export interface TextOwner {
  readonly key: NounKey | undefined;
  readonly label: string;
  readonly type: string;
  /** Puts a reference to an entry of a vault in the place of a text, where the platform reads settings from there. */
  readonly reference?: ((tree: Tree, entry: string) => readonly Edit[] | undefined) | undefined;
}

/** Arguments whose texts are read elsewhere (code, policies), describe things, or only name other resources. */
const passedOver: ReadonlySet<string> = new Set([
  'assume_role_policy',
  'body',
  'definition',
  'description',
  'handler',
  'inline_policy',
  'policy',
  'policy_document',
  'runtime',
  'source_code_hash',
  'triggers',
]);

/** Arguments that hold further settings as an encoded document. */
const encodedArguments: ReadonlySet<string> = new Set(['container_definitions', 'container_properties', 'secret_string']);

const roles: Readonly<Record<string, Role>> = {
  tags: 'tag',
  tags_all: 'tag',
  labels: 'tag',
  user_labels: 'tag',
  user_data: 'user-data',
  user_data_base64: 'user-data',
  user_data_replace_on_change: 'user-data',
  metadata_startup_script: 'user-data',
  provisioner: 'user-data',
  container_definitions: 'container',
  container_properties: 'container',
  app_settings: 'environment',
  environment: 'environment',
  environment_variables: 'environment',
  env_vars: 'environment',
  env_variables: 'environment',
  runtime_environment_variables: 'environment',
};

/** No text that is shorter is worth a look; longer ones are data, not settings. */
const shortest = 4;
const longest = 65_536;

/** Variables of programs: there a short text may be a switch. */
const switches: ReadonlySet<Role> = new Set(['environment', 'container', 'build', 'tag']);
const deepest = 12;

/** Texts of one resource that are offered at most. */
const most = 5000;

/** Gathers the texts of a resource's or a provider's settings. */
export function gatherTexts(owner: TextOwner, settings: Mapping, evaluator: Evaluator, into: NounLists['texts']): void {
  new Gatherer(owner, evaluator, into).mapping(settings, 'property', 0);
}

class Gatherer {
  readonly #owner: TextOwner;
  readonly #evaluator: Evaluator;
  readonly #into: NounLists['texts'];
  #left = most;

  constructor(owner: TextOwner, evaluator: Evaluator, into: NounLists['texts']) {
    this.#owner = owner;
    this.#evaluator = evaluator;
    this.#into = into;
  }

  mapping(mapping: Mapping, role: Role, depth: number): void {
    for (const [key, { value }] of mapping.entries) {
      if (passedOver.has(key) && role === 'property') continue;
      const inner = encodedArguments.has(key) ? (this.#evaluator.document(value) ?? value) : value;
      this.#tree(key, inner, this.#roleBelow(key, role), depth + 1);
    }
  }

  #tree(name: string, tree: Tree, role: Role, depth: number): void {
    if (depth > deepest || this.#left <= 0) return;
    if (tree.kind === 'mapping') this.#pairOrMapping(tree, role, depth);
    else if (tree.kind === 'sequence') for (const item of tree.items) this.#tree(name, item, role, depth + 1);
    else if (isText(tree, role)) this.#add(name, tree, role);
  }

  /** `{ name = "DB_PASSWORD", value = … }` is a text under the name that it gives. */
  #pairOrMapping(mapping: Mapping, role: Role, depth: number): void {
    const name = scalarText(at(mapping, 'name')) ?? scalarText(at(mapping, 'key'));
    const value = at(mapping, 'value');
    if (name === undefined || !value) this.mapping(mapping, role, depth);
    // Of these kinds, the value only names what holds the secret (aws_codebuild_project).
    else if (!['PARAMETER_STORE', 'SECRETS_MANAGER'].includes(scalarText(at(mapping, 'type')) ?? '')) this.#tree(name, value, role, depth);
  }

  #add(name: string, tree: Scalar | Opaque, role: Role): void {
    this.#left--;
    const { key, label, type, reference } = this.#owner;
    const refer = reference && role === 'environment' ? { reference: (entry: string) => reference(tree, entry) } : {};
    this.#into.push({ role, name, value: asValue(tree, text), owner: key, ownerLabel: label, ownerType: type, at: tree.at, ...refer });
  }

  #roleBelow(key: string, role: Role): Role {
    // A command of a provisioner is given variables as a program is.
    if (key === 'environment' && role === 'user-data') return 'environment';
    if (role !== 'property') return role;
    if (key === 'environment_variable') return 'build';
    if (key === 'environment' && this.#owner.type.includes('codebuild')) return 'build';
    return (Object.hasOwn(roles, key) && roles[key]) || 'property';
  }
}

function isText(tree: Scalar | Opaque, role: Role): boolean {
  if (tree.kind === 'scalar') {
    if (tree.value !== null && switches.has(role)) return String(tree.value).length <= longest;
    if (typeof tree.value === 'number') return tree.value >= 1000;
    return typeof tree.value === 'string' && tree.value.length >= shortest && tree.value.length <= longest;
  }
  return tree.pattern?.some((part) => typeof part === 'string' && part.length >= shortest && part.length <= longest) === true;
}
