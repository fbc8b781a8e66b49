/** Works expressions of Bicep and ARM templates out into trees. */
import {
  failure,
  hole,
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
import { callFunction } from './functions.ts';

/** What the names in an expression stand for. */
export interface Scope {
  /** A parameter, a variable, a resource, a module, an item of a loop: by Bicep's names. */
  name(name: string, site: Site): Tree | undefined;
  /** `parameters('x')` of ARM templates. */
  parameter(name: string, site: Site): Tree | undefined;
  variable(name: string, site: Site): Tree | undefined;
  /** What a resource's attribute comes to where the template says it; the address of a resource by its full id. */
  attribute?(address: string, path: string, site: Site): Tree | undefined;
  /** The address of the resource of a type and a name. */
  resourceNamed?(type: string, names: readonly Tree[]): string | undefined;
  /** `copyIndex()`: the number of the copy that is being made. */
  readonly copy?: number | undefined;
  /** Editors of the parts of Bicep's expressions; ARM's are those of the JSON around them. */
  readonly editors?: ((expression: TemplateExpression, parent: ObjectExpression | undefined) => Editor | undefined) | undefined;
}

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
          : usedAt(this.member(this.evaluate(expression.source, scope), expression.name, scope, site), site);
      case 'index': {
        const key = this.evaluate(expression.key, scope);
        const source = this.evaluate(expression.source, scope);
        if (key.kind !== 'scalar' || key.value === null) return opaque('the key is only known at deployment', site.at, undefined, site.editor);
        return usedAt(this.member(source, key.value, scope, site), site);
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
      case 'unread':
        return opaque('it is not written as an expression that can be read', site.at, undefined, site.editor);
    }
  }

  #pattern(part: TemplateExpression, scope: Scope): Pattern {
    return patternOf(this.evaluate(part, scope));
  }

  #array(items: readonly TemplateExpression[], scope: Scope, site: Site): Tree {
    const partial = items.some((item) => item.kind === 'unread');
    const trees = items.filter((item) => item.kind !== 'unread').map((item) => this.evaluate(item, scope));
    return sequence(trees, site.at, partial, site.editor);
  }

  #object(expression: ObjectExpression, scope: Scope, site: Site): Tree {
    const entries = new Map<string, Entry>();
    let partial = expression.spread;
    for (const { name, key, value } of expression.properties) {
      if (name === undefined) partial = true;
      else entries.set(name, { key, value: this.evaluate(value, scope, scope.editors?.(value, expression)) });
    }
    return mapping(entries, site.at, partial, site.editor);
  }

  /** What stands under a key: of an object, of a list, of a resource. */
  member(tree: Tree, key: string | number | boolean, scope: Scope, site: Site): Tree {
    if (tree.kind === 'mapping') {
      const name = String(key);
      const entry = tree.entries.get(name) ?? [...tree.entries].find(([written]) => written.toLowerCase() === name.toLowerCase())?.[1];
      if (entry) return withWay(entry.value, tree.via);
      return tree.partial ? opaque(`it is not known what stands under ${name}`, site.at) : failure(`nothing stands under ${name}`, site.at);
    }
    if (tree.kind === 'sequence') {
      const item = tree.items[Number(key)];
      if (item) return withWay(item, tree.via);
      return tree.partial ? opaque('it is not known how many items there are', site.at) : failure(`there is no item ${String(key)}`, site.at);
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
    const known = truth(condition);
    if (known === true) return then();
    if (known === false) return otherwise();
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
    if (!right) return opaque('it is only known at deployment', site.at, undefined, site.editor);
    if (operator === '??') return left.kind === 'scalar' && left.value === null ? right : left.kind === 'opaque' ? opaque(left.why, site.at) : left;
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
      const item = opaque('the list is only known at deployment', expression.list.at);
      const body = this.evaluate(
        expression.body,
        withNames(scope, expression, item, opaque('its place in the list is only known at deployment', expression.list.at)),
      );
      return sequence([body], site.at, true, site.editor);
    }
    const items = list.items.slice(0, mostItems).map((item, index) => {
      const number = scalar(index, expression.list.at);
      return this.evaluate(expression.body, withNames(scope, expression, withWay(item, list.via), number));
    });
    return sequence(items, site.at, list.items.length > mostItems, site.editor);
  }
}

/** The names that a loop binds, in front of those around it. */
export function withNames(scope: Scope, { item, index }: LoopExpression, value: Tree, number: Tree): Scope {
  return {
    name: (name, site) => (name === item ? value : name === index ? number : scope.name(name, site)),
    parameter: (name, site) => scope.parameter(name, site),
    variable: (name, site) => scope.variable(name, site),
    attribute: (address, path, site) => scope.attribute?.(address, path, site),
    resourceNamed: (type, names) => scope.resourceNamed?.(type, names),
    copy: scope.copy,
    editors: scope.editors,
  };
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function calculated(operator: string, left: Tree, right: Tree, site: Site): Tree {
  const [a, b] = [left, right].map((tree) => (tree.kind === 'scalar' ? Number(tree.value) : Number.NaN));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b))
    return opaque('it is only known at deployment', site.at, undefined, site.editor);
  const results: Readonly<Record<string, number | boolean>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': Math.trunc(a / b),
    '%': a % b,
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
  };
  const result = results[operator];
  return result === undefined ? opaque('it is only known at deployment', site.at) : scalar(result, site.at, site.editor);
}
