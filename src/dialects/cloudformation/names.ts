/** What the names in a template stand for: parameters, pseudo parameters, resources, mappings, conditions, other stacks' exports. */
import { scalarText, type Tree } from '../../evaluation/tree.ts';
import type { Answer } from '../../model/value.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { hole, opaque, usedAt, type Site } from './computed.ts';
import type { Evaluator } from './evaluator.ts';
import { sectionEntries, type SectionEntry } from './for-each.ts';
import { decide } from './intrinsics/conditions.ts';
import { parameterDefault } from './parameters.ts';

export interface Names {
  /** What `!Ref name` comes to; undefined for `AWS::NoValue`. */
  reference(name: string, site: Site): Tree | undefined;
  /** What `!GetAtt name.attribute` comes to. */
  attribute(name: string, attribute: string, site: Site): Tree | undefined;
  /** The rows of a mapping, not worked out. */
  mapping(name: string): DocumentNode | undefined;
  condition(name: string): Answer;
  /** What another stack exports under a name. */
  imported(name: Tree | undefined, site: Site): Tree;
  /** What a file of the repository holds that the template includes; undefined where it cannot be read. */
  included(location: string | undefined, site: Site): DocumentNode | undefined;
}

/** What the names of one template need from what is around it. */
export interface Surroundings {
  readonly root: DocumentNode;
  /** What the parent stack hands over under a parameter's name; undefined where it hands over nothing. */
  handedOver(parameter: string): Tree | undefined;
  /** The address of a resource in the unit. */
  address(logicalId: string): string;
  /** An output of a nested stack that is read together with this template; undefined where there is none. */
  nestedOutput(logicalId: string, output: string): Tree | undefined;
  /** The value that a template of the same unit exports under a name. */
  exported(name: string): Tree | undefined;
  included(location: string | undefined, site: Site): DocumentNode | undefined;
}

export class TemplateNames implements Names {
  readonly #around: Surroundings;
  readonly #evaluator: () => Evaluator;
  readonly #parameters = new Map<string, Tree | undefined>();
  readonly #imports = new WeakMap<Tree, string>();
  readonly #sections = new Map<string, ReadonlyMap<string, SectionEntry>>();
  readonly #conditions = new Map<string, Answer>();

  constructor(around: Surroundings, evaluator: () => Evaluator) {
    this.#around = around;
    this.#evaluator = evaluator;
  }

  reference(name: string, site: Site): Tree | undefined {
    if (name === 'AWS::NoValue') return undefined;
    if (name.startsWith('AWS::')) return opaque('it depends on where the stack is deployed', site);
    if (this.isParameter(name)) {
      const value = this.parameter(name);
      return value ? usedAt(value, site) : opaque(`the parameter ${name} has no default`, site);
    }
    // SAM's `!Ref Orders.Version` names a resource that it makes beside the function.
    const dot = this.section('Resources').has(name) ? -1 : name.indexOf('.');
    const reference =
      dot < 0 ? { address: this.#around.address(name) } : { address: this.#around.address(name.slice(0, dot)), attribute: name.slice(dot + 1) };
    return opaque(`it is made up when ${name} is deployed`, site, [{ reference }]);
  }

  attribute(name: string, attribute: string, site: Site): Tree | undefined {
    const output = attribute.startsWith('Outputs.') ? attribute.slice('Outputs.'.length) : undefined;
    const nested = output === undefined ? undefined : this.#around.nestedOutput(name, output);
    if (nested) return nested.kind === 'opaque' ? { ...nested, at: site.at, via: [], editor: site.editor } : usedAt(nested, site);
    const reference = { address: this.#around.address(name), attribute };
    return opaque(`it is made up when ${name} is deployed`, site, [{ reference }]);
  }

  mapping(name: string): DocumentNode | undefined {
    return this.section('Mappings').get(name)?.node;
  }

  isParameter(name: string): boolean {
    return this.section('Parameters').has(name);
  }

  /** The entries of a section by name, those of loops included. */
  section(name: string): ReadonlyMap<string, SectionEntry> {
    const read = this.#sections.get(name) ?? sectionEntries(child(this.#around.root, name), this.#evaluator());
    this.#sections.set(name, read);
    return read;
  }

  /** The value that a parameter has as far as this repository tells. */
  parameter(name: string): Tree | undefined {
    if (this.#parameters.has(name)) return this.#parameters.get(name);
    this.#parameters.set(name, undefined);
    const definition = this.section('Parameters').get(name)?.node;
    const value = this.#around.handedOver(name) ?? (definition && parameterDefault(name, definition, this.#evaluator()));
    this.#parameters.set(name, value);
    return value;
  }

  condition(name: string): Answer {
    const decided = this.#conditions.get(name);
    if (decided) return decided;
    this.#conditions.set(name, 'unknown');
    const definition = this.section('Conditions').get(name);
    const answer = definition ? decide(this.#evaluator(), definition.node, definition.scope) : 'unknown';
    this.#conditions.set(name, answer);
    return answer;
  }

  included(location: string | undefined, site: Site): DocumentNode | undefined {
    return this.#around.included(location, site);
  }

  /** The name that another unit must export for `tree` to be known. */
  importedAs(tree: Tree): string | undefined {
    return this.#imports.get(tree);
  }

  imported(name: Tree | undefined, site: Site): Tree {
    const text = scalarText(name);
    const value = text === undefined ? undefined : this.#around.exported(text);
    if (value?.kind === 'scalar' || value?.kind === 'sequence') return usedAt(value, site);
    const pattern = value?.kind === 'opaque' ? value.pattern : undefined;
    const elsewhere = opaque('another stack exports it', site, pattern ?? [hole]);
    if (!pattern && text !== undefined) this.#imports.set(elsewhere, text);
    return elsewhere;
  }
}
