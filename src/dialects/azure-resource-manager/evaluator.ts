/** Works expressions of Bicep and ARM templates out into trees. */
import {
  entriesOf,
  failure,
  hole,
  itemsOf,
  known,
  mapping,
  opaque,
  patternOf,
  scalar,
  sequence,
  textFrom,
  truth,
  usedAt,
  withWay,
  same,
  referenceOf,
  type Site,
} from '../../evaluation/computed.ts';
import type { Editor, Entry, Tree } from '../../evaluation/tree.ts';
import type { Pattern } from '../../model/value.ts';
import type { LoopExpression, ObjectExpression, TemplateExpression } from '../../syntax/template-expression.ts';
import { calculated } from './calculation.ts';
import { callFunction } from './functions.ts';
import { loopNames, withNames, type Scope } from './scope.ts';

const deepest = 100;
const mostItems = 1000;

export class Evaluator {
  #steps: number;
  #depth = 0;

  constructor(steps = 2_000_000) {
    this.#steps = steps;
  }

  get exhausted(): boolean {
    return this.#steps < 0;
  }

  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }

  evaluate(expression: TemplateExpression, scope: Scope, editor?: Editor): Tree {
    const site: Site = { at: expression.at, editor: editor ?? scope.editors?.(expression, undefined) };
    if (!this.spend(1) || this.#depth >= deepest) return opaque('the template asks for too much work', site.at);
    this.#depth++;
    try {
      return this.#evaluate(expression, scope, site);
    } finally {
      this.#depth--;
    }
  }

  #evaluate(expression: TemplateExpression, scope: Scope, site: Site): Tree {
    switch (expression.kind) {
      case 'literal':
        return scalar(expression.value, site.at, site.editor);
      case 'text':
        return textFrom(
          expression.parts.map((part) => (typeof part === 'string' ? [part] : this.#pattern(part, scope))),
          site.at,
          site.editor,
        );
      case 'array':
        return this.#array(expression.items, scope, site);
      case 'object':
        return this.#object(expression, scope, site);
      case 'call':
        return callFunction(this, expression, scope, site);
      case 'member':
        return expression.nested
          ? (scope.name(expression.name, site) ?? opaque('it is part of another resource', site.at))
          : usedAt(this.member(this.evaluate(expression.source, scope), expression.name, scope, site, expression.safe), site);
      case 'index': {
        const key = this.evaluate(expression.key, scope);
        const source = this.evaluate(expression.source, scope);
        if (key.kind !== 'scalar' || key.value === null) return opaque('the key is only known at deployment', site.at, undefined, site.editor);
        return usedAt(this.member(source, key.value, scope, site, expression.safe), site);
      }
      case 'name': {
        const found = scope.name(expression.name, site);
        return found ? usedAt(found, site) : opaque(`${expression.name} is not declared`, site.at, undefined, site.editor);
      }
      case 'choice':
        return this.choose(
          this.evaluate(expression.condition, scope),
          () => this.evaluate(expression.then, scope),
          () => this.evaluate(expression.otherwise, scope),
          site,
        );
      case 'operator':
        return this.#operate(expression.operator, expression.operands, scope, site);
      case 'for':
        return this.#loop(expression, scope, site);
      case 'spread':
        return this.evaluate(expression.source, scope);
      case 'lambda':
        return opaque('it is a function', site.at, undefined, site.editor);
      case 'unread':
        return opaque('it is not written as an expression that can be read', site.at, undefined, site.editor);
    }
  }

  #pattern(part: TemplateExpression, scope: Scope): Pattern {
    return patternOf(this.evaluate(part, scope));
  }

  #array(items: readonly TemplateExpression[], scope: Scope, site: Site): Tree {
    let partial = false;
    const trees = items.flatMap((item): readonly Tree[] => {
      const tree = item.kind === 'unread' ? undefined : this.evaluate(item, scope);
      if (item.kind !== 'spread' && tree) return [tree];
      if (tree?.kind !== 'sequence') partial = true;
      else if (tree.partial) partial = true;
      return tree ? itemsOf(tree) : [];
    });
    return sequence(trees, site.at, partial, site.editor);
  }

  #object(expression: ObjectExpression, scope: Scope, site: Site): Tree {
    const entries = new Map<string, Entry>();
    let partial = false;
    for (const { name, computed, key, value } of expression.properties) {
      if (value.kind === 'spread') partial = spreadInto(entries, this.evaluate(value, scope)) || partial;
      else {
        const written = name ?? (computed && known(this.evaluate(computed, scope)));
        if (written === undefined) partial = true;
        else entries.set(written, { key, value: this.evaluate(value, scope, scope.editors?.(value, expression)) });
      }
    }
    return mapping(entries, site.at, partial, site.editor);
  }

  /** What stands under a key: of an object, of a list, of a resource. `safe`: null where there is none. */
  member(tree: Tree, key: string | number | boolean, scope: Scope, site: Site, safe = false): Tree {
    if (safe && tree.kind === 'scalar' && tree.value === null) return tree;
    const missing = (why: string): Tree => (safe ? scalar(null, site.at) : failure(why, site.at));
    if (tree.kind === 'mapping') {
      const name = String(key);
      const entry = tree.entries.get(name) ?? [...tree.entries].find(([written]) => written.toLowerCase() === name.toLowerCase())?.[1];
      if (entry) return withWay(entry.value, tree.via);
      return tree.partial ? opaque(`it is not known what stands under ${name}`, site.at) : missing(`nothing stands under ${name}`);
    }
    if (tree.kind === 'sequence') {
      const item = tree.items.at(Number(key));
      if (item) return withWay(item, tree.via);
      return tree.partial ? opaque('it is not known how many items there are', site.at) : missing(`there is no item ${String(key)}`);
    }
    const reference = referenceOf(tree);
    if (!reference) return opaque(tree.kind === 'opaque' ? tree.why : 'nothing can be read from a single value', site.at);
    const path = reference.attribute === undefined ? String(key) : `${reference.attribute}.${String(key)}`;
    return (
      scope.attribute?.(reference.address, path, site) ??
      opaque('it is made at deployment', site.at, [{ reference: { address: reference.address, attribute: path } }])
    );
  }

  choose(condition: Tree, then: () => Tree, otherwise: () => Tree, site: Site): Tree {
    const decided = truth(condition);
    if (decided === true) return then();
    if (decided === false) return otherwise();
    const [a, b] = [then(), otherwise()];
    if (same(a, b) === 'yes') return a;
    return opaque('a condition decides that is only known at deployment', site.at, [hole], site.editor);
  }

  #operate(operator: string, operands: readonly TemplateExpression[], scope: Scope, site: Site): Tree {
    const [left, right] = operands.map((operand) => this.evaluate(operand, scope));
    if (!left) return opaque('it has nothing to work on', site.at);
    const answer = (value: boolean | undefined): Tree =>
      value === undefined ? opaque('it is only known at deployment', site.at, undefined, site.editor) : scalar(value, site.at, site.editor);
    if (operator === '!') return answer(negated(truth(left)));
    if (!right) return operator === '-' ? calculated('-', scalar(0, site.at), left, site) : opaque('it has one side only', site.at);
    if (operator === '??') {
      if (left.kind === 'scalar' && left.value === null) return right;
      // What is referred to is there; what is handed in may be nothing.
      if (left.kind !== 'opaque' || same(left, scalar(null, site.at)) === 'no' || same(left, right) === 'yes') return left;
      return opaque(left.why, site.at, [hole], site.editor);
    }
    if (operator === '&&' || operator === '||') {
      const [a, b] = [truth(left), truth(right)];
      const decides = operator === '||';
      if (a === decides || b === decides) return answer(decides);
      return answer(a === undefined || b === undefined ? undefined : !decides);
    }
    if (operator === '==' || operator === '!=') {
      const alike = same(left, right);
      return answer(alike === 'unknown' ? undefined : (alike === 'yes') === (operator === '=='));
    }
    if (operator === '=~' || operator === '!~') {
      if (left.kind !== 'scalar' || right.kind !== 'scalar') return answer(undefined);
      return answer((String(left.value).toLowerCase() === String(right.value).toLowerCase()) === (operator === '=~'));
    }
    return calculated(operator, left, right, site);
  }

  #loop(expression: LoopExpression, scope: Scope, site: Site): Tree {
    const list = this.evaluate(expression.list, scope);
    if (list.kind !== 'sequence' || list.partial) {
      const why = 'the list is only known at deployment';
      const names = loopNames(expression, opaque(why, expression.list.at), opaque(why, expression.list.at));
      return sequence([this.evaluate(expression.body, withNames(scope, names))], site.at, true, site.editor);
    }
    const items = list.items.slice(0, mostItems).map((item, index) => {
      const names = loopNames(expression, withWay(item, list.via), scalar(index, expression.list.at));
      return this.evaluate(expression.body, withNames(scope, names));
    });
    return sequence(items, site.at, list.items.length > mostItems, site.editor);
  }
}

/** Puts what another object has into this one; true where not all of it is known. */
function spreadInto(entries: Map<string, Entry>, other: Tree): boolean {
  if (other.kind === 'scalar' && other.value === null) return false;
  if (other.kind !== 'mapping') {
    // Whatever stands here already may be written over.
    for (const [name, { key, value }] of entries) entries.set(name, { key, value: opaque('something else may be put over it', value.at) });
    return true;
  }
  for (const [name, entry] of entriesOf(other)) entries.set(name, entry);
  return other.partial === true;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
