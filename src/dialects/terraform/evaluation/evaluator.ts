/** Works expressions out: literals as they are, everything else by what it comes to when the configuration is applied. */
import type { Entry, Tree } from '../../../evaluation/tree.ts';
import type { Span } from '../../../source/span.ts';
import type { HclAttribute, HclBody, HclExpression, HclFor, HclObject, HclSplat, HclTuple } from '../../../syntax/hcl-tree.ts';
import { callFunction } from './functions/call.ts';
import { binary, unary } from './operators.ts';
import { readReference } from './references.ts';
import type { EditorFactory, Holder, Scope } from './scope.ts';
import { evaluateTemplate } from './templates.ts';
import {
  decoded,
  failure,
  isFailure,
  isNull,
  itemsOf,
  known,
  mapping,
  opaque,
  pairsOf,
  same,
  scalar,
  sequence,
  truth,
  usedAt,
  withWay,
  type Site,
} from '../../../evaluation/computed.ts';

/** How much work one deploy root may take: forty times what the largest ones of public examples take; a hostile one ends within a second or two. */
const allowedSteps = 400_000;

/** Deeper nesting of expressions and references than anybody writes. */
const deepest = 300;

export class Evaluator {
  readonly #editors: EditorFactory;
  #steps = allowedSteps;
  #depth = 0;

  constructor(editors: EditorFactory) {
    this.#editors = editors;
  }

  get exhausted(): boolean {
    return this.#steps < 0;
  }

  /** Takes `steps` from the budget; false when it is used up. */
  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }

  evaluate(expression: HclExpression, scope: Scope, holder?: Holder): Tree {
    if (--this.#steps < 0 || this.#depth >= deepest) return opaque('the configuration asks for too much work', expression.at);
    this.#depth++;
    const tree = this.#evaluate(expression, scope, holder);
    this.#depth--;
    return tree;
  }

  /** The value of an attribute, to be handed to readers: every item of a collection knows the whole way to it. */
  attribute(attribute: HclAttribute, body: HclBody, scope: Scope): Tree {
    return this.settled(this.evaluate(attribute.value, scope, { kind: 'attribute', attribute, body }));
  }

  /** The tree with the way of each collection added to those of its items. */
  settled(tree: Tree, way: readonly Span[] = []): Tree {
    const whole = withWay(tree, way);
    if (whole.kind === 'scalar' || whole.kind === 'opaque') return whole;
    if (--this.#steps < 0) return opaque('the configuration asks for too much work', whole.at);
    if (whole.kind === 'sequence') {
      const items = whole.items.map((item) => this.settled(item, whole.via));
      return items.every((item, index) => item === whole.items[index]) ? whole : { ...whole, items };
    }
    let changed = false;
    const entries = new Map<string, Entry>();
    for (const [key, entry] of whole.entries) {
      const value = this.settled(entry.value, whole.via);
      changed ||= value !== entry.value;
      entries.set(key, value === entry.value ? entry : { key: entry.key, value });
    }
    return changed ? { ...whole, entries } : whole;
  }

  site(expression: HclExpression, holder?: Holder): Site {
    return { at: expression.at, editor: this.#editors(expression, holder) };
  }

  /** What a text or a collection in settled settings says when it is read as a document. */
  document(tree: Tree): Tree | undefined {
    if (tree.kind === 'mapping' || tree.kind === 'sequence') return tree;
    const read = decoded(tree);
    return read && this.settled(read);
  }

  #evaluate(expression: HclExpression, scope: Scope, holder: Holder | undefined): Tree {
    switch (expression.kind) {
      case 'literal':
        return scalar(expression.value, expression.at, this.#editors(expression, holder));
      case 'template':
        return evaluateTemplate(this, expression, scope, this.site(expression, holder));
      case 'object':
        return this.#object(expression, scope, holder);
      case 'tuple':
        return this.#tuple(expression, scope, holder);
      case 'name':
      case 'member':
      case 'index':
        return readReference(this, expression, scope, this.site(expression, holder));
      case 'splat-item':
        return scope.item ?? failure('there is no item here', expression.at);
      case 'splat':
        return this.#splat(expression, scope, holder);
      case 'call':
        return callFunction(this, expression, scope, this.site(expression, holder));
      case 'conditional':
        return this.#conditional(expression, scope, holder);
      case 'for':
        return this.#for(expression, scope, this.site(expression, holder));
      case 'unary':
        return unary(expression.operator, this.evaluate(expression.operand, scope), this.site(expression, holder));
      case 'binary':
        return binary(
          expression.operator,
          this.evaluate(expression.left, scope),
          this.evaluate(expression.right, scope),
          this.site(expression, holder),
        );
      case 'parentheses':
        return this.evaluate(expression.inner, scope, holder);
      default:
        return opaque('it cannot be read', expression.at);
    }
  }

  #object(object: HclObject, scope: Scope, holder: Holder | undefined): Tree {
    const entries = new Map<string, Entry>();
    let partial = false;
    for (const item of object.items) {
      const key = item.key.kind === 'literal' ? String(item.key.value ?? '') : known(this.evaluate(item.key, scope));
      if (key === undefined) {
        partial = true;
        continue;
      }
      const value = this.evaluate(item.value, scope, { kind: 'object', object, item });
      entries.set(key, { key: item.key.at, value });
    }
    return mapping(entries, object.at, partial, this.#editors(object, holder));
  }

  #tuple(tuple: HclTuple, scope: Scope, holder: Holder | undefined): Tree {
    const items = tuple.items.map((item, index) => this.evaluate(item, scope, { kind: 'tuple', tuple, index }));
    return sequence(items, tuple.at, false, this.#editors(tuple, holder));
  }

  #splat(splat: HclSplat, scope: Scope, holder: Holder | undefined): Tree {
    const source = this.evaluate(splat.source, scope);
    if (isFailure(source)) return source;
    const items = source.kind === 'sequence' ? itemsOf(source) : isNull(source) ? [] : [source];
    const partial = source.kind === 'opaque' || (source.kind === 'sequence' && source.partial === true);
    const results = items.map((item) => this.evaluate(splat.each, { ...scope, item }));
    return sequence(results, splat.at, partial, this.#editors(splat, holder));
  }

  #conditional(expression: Extract<HclExpression, { kind: 'conditional' }>, scope: Scope, holder: Holder | undefined): Tree {
    const condition = truth(this.evaluate(expression.condition, scope));
    const site = this.site(expression, holder);
    if (condition !== undefined) return computed(this.evaluate(condition ? expression.then : expression.otherwise, scope), site);
    const [then, otherwise] = [this.evaluate(expression.then, scope), this.evaluate(expression.otherwise, scope)];
    if (same(then, otherwise) === 'yes') return computed(then, site);
    return opaque('it depends on a condition that is only known at deployment', site.at, undefined, site.editor);
  }

  #for(expression: HclFor, scope: Scope, site: Site): Tree {
    const collection = this.evaluate(expression.collection, scope);
    if (collection.kind === 'opaque') return isFailure(collection) ? collection : opaque(collection.why, site.at, undefined, site.editor);
    if (collection.kind === 'scalar') return failure('it goes through something that is no collection', site.at);
    let partial = collection.partial === true;
    const items: Tree[] = [];
    const entries = new Map<string, Entry>();
    for (const [key, value] of pairsOf(collection)) {
      const names = new Map(scope.names);
      if (expression.keyName !== undefined) names.set(expression.keyName, key);
      names.set(expression.valueName, value);
      const inner = { ...scope, names };
      const wanted = expression.condition ? truth(this.evaluate(expression.condition, inner)) : true;
      if (wanted !== true) {
        partial ||= wanted === undefined;
        continue;
      }
      const result = this.evaluate(expression.value, inner);
      if (!expression.key) items.push(result);
      else partial = !this.#addTo(entries, expression.key, result, inner, expression.grouped) || partial;
    }
    return expression.key ? mapping(entries, site.at, partial, site.editor) : sequence(items, site.at, partial, site.editor);
  }

  /** False where the key is not known. */
  #addTo(entries: Map<string, Entry>, key: HclExpression, value: Tree, scope: Scope, grouped: boolean): boolean {
    const tree = this.evaluate(key, scope);
    const name = known(tree);
    if (name === undefined) return false;
    if (!grouped) {
      entries.set(name, { key: tree.at, value });
      return true;
    }
    const before = entries.get(name)?.value;
    entries.set(name, { key: tree.at, value: sequence([...(before?.kind === 'sequence' ? before.items : []), value], value.at) });
    return true;
  }
}

/** What a choice comes to stands where the choice is written; the items of a collection stay where they are. */
function computed(tree: Tree, site: Site): Tree {
  if (isFailure(tree)) return tree;
  if (tree.kind === 'sequence' || tree.kind === 'mapping') return tree.via.length === 0 ? tree : usedAt(tree, site);
  return { ...tree, at: site.at, via: [], editor: site.editor };
}
