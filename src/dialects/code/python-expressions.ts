/** The expressions of Python in the neutral form. */
import type { Argument, Call, CodeFunction, Entry, Expression, Parameter, Statement, Target } from '../../model/code.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, Lowering } from './lowering.ts';

export class PythonExpressions extends Lowering {
  protected optional(node: Node | null | undefined): Expression | undefined {
    return node ? this.expression(node) : undefined;
  }

  expression(node: Node): Expression {
    return this.deeper(
      () => this.#expression(node),
      () => this.other(node),
    );
  }

  #expression(node: Node): Expression {
    const at = this.at(node);
    switch (node.type) {
      case 'identifier':
        return { kind: 'name', name: node.text, at };
      case 'integer':
      case 'float':
        return { kind: 'literal', value: Number(node.text.replaceAll('_', '')), at };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', at };
      case 'none':
        return { kind: 'literal', value: null, at };
      case 'string':
        return this.#text([node], node);
      case 'concatenated_string':
        return this.#text(children(node), node);
      case 'attribute':
        return { kind: 'member', source: this.#part(node, 'object'), name: node.childForFieldName('attribute')?.text ?? '', at };
      case 'subscript':
        return { kind: 'index', source: this.#part(node, 'value'), key: this.#part(node, 'subscript'), at };
      case 'call':
        return this.#call(node);
      case 'binary_operator':
        return this.#binary(node);
      case 'boolean_operator':
        return { kind: 'choice', options: [this.#part(node, 'left'), this.#part(node, 'right')], at };
      case 'conditional_expression': {
        const [then, condition, otherwise] = children(node).map((child) => this.expression(child));
        return { kind: 'choice', condition, options: [then, otherwise].filter((one) => one !== undefined), at };
      }
      case 'comparison_operator':
      case 'not_operator':
      case 'unary_operator':
        return { kind: 'operation', operator: node.type, operands: children(node).map((child) => this.expression(child)), at };
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
        return { kind: 'list', items: children(node).map((child) => this.expression(child)), at };
      case 'dictionary':
        return { kind: 'map', entries: children(node).flatMap((child) => this.#entry(child)), at };
      case 'lambda':
        return { kind: 'lambda', function: this.#lambda(node), at };
      case 'parenthesized_expression':
      case 'await':
      case 'list_splat':
      case 'dictionary_splat': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'named_expression':
        return this.#part(node, 'value');
      case 'list_comprehension':
      case 'generator_expression':
      case 'set_comprehension':
      case 'dictionary_comprehension':
        return this.#comprehension(node);
      default:
        return this.other(
          node,
          children(node).map((child) => this.expression(child)),
        );
    }
  }

  /** `[f(x) for x in xs if x]` goes through a list as `xs.map` does. */
  #comprehension(node: Node): Expression {
    const at = this.at(node);
    const clauses = children(node).filter(({ type }) => type === 'for_in_clause');
    const conditions = children(node).filter(({ type }) => type === 'if_clause');
    const body = node.childForFieldName('body') ?? children(node)[0];
    if (!body) return this.other(node);
    let value: Expression = this.expression(body);
    for (const clause of clauses.toReversed()) {
      const targets = this.targets(clause.childForFieldName('left'), []);
      const parameters = targets.flatMap(({ to, path }): Parameter[] =>
        to.kind === 'name' ? [{ name: to.name, position: 0, ...(path.length > 0 ? { path } : {}), annotations: [], at: to.at }] : [],
      );
      const checks = conditions.flatMap((condition) =>
        children(condition).map((child): Statement => ({ kind: 'expression', value: this.expression(child), at })),
      );
      const statements: Statement[] = [...checks, { kind: 'return', value, at }];
      const item: CodeFunction = { name: '', parameters, statements, annotations: [], exported: false, at, body: at };
      const over = this.#part(clause, 'right');
      value = {
        kind: 'call',
        callee: { kind: 'member', source: over, name: 'map', at },
        arguments: [{ value: { kind: 'lambda', function: item, at }, spread: false }],
        creates: false,
        at,
      };
    }
    return value;
  }

  #part(node: Node, field: string): Expression {
    const part = node.childForFieldName(field);
    return part ? this.expression(part) : this.other(node);
  }

  /** `'a' + b` and `'a %s' % b` put texts together; other arithmetic makes numbers. */
  #binary(node: Node): Expression {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const parts = [this.#part(node, 'left'), this.#part(node, 'right')];
    if (operator !== '+' && operator !== '%') return { kind: 'operation', operator, operands: parts, at: this.at(node) };
    const flat = parts.flatMap((part) =>
      part.kind === 'text' && operator === '+' ? part.parts : part.kind === 'list' && operator === '%' ? part.items : [part],
    );
    return { kind: 'text', parts: flat, at: this.at(node) };
  }

  /** Pieces of one text, whether they are interpolated or stand behind each other. */
  #text(pieces: readonly Node[], whole: Node): Expression {
    const parts: (string | Expression)[] = [];
    for (const piece of pieces) {
      const raw = /^[a-z]*r/i.test(children(piece)[0]?.text ?? '');
      for (const child of children(piece)) {
        if (child.type === 'string_content') parts.push(raw ? child.text : unescaped(child.text));
        else if (child.type === 'interpolation') parts.push(this.#part(child, 'expression'));
      }
    }
    const at = this.at(whole);
    if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), at };
    return { kind: 'text', parts, at };
  }

  #entry(node: Node): readonly Entry[] {
    if (node.type === 'dictionary_splat') {
      const [inner] = children(node);
      return inner ? [{ name: undefined, key: this.at(node), value: this.expression(inner) }] : [];
    }
    const [key, value] = [node.childForFieldName('key'), node.childForFieldName('value')];
    if (!key || !value) return [];
    const read = this.expression(key);
    const name = read.kind === 'literal' && read.value !== null && read.value !== undefined ? String(read.value) : undefined;
    return [{ name, key: this.at(key), value: this.expression(value) }];
  }

  #call(node: Node): Call {
    const given = node.childForFieldName('arguments');
    const list = given?.type === 'argument_list' ? children(given) : given ? [given] : [];
    return {
      kind: 'call',
      callee: this.#part(node, 'function'),
      arguments: list.map((argument) => this.#argument(argument)),
      creates: false,
      at: this.at(node),
    };
  }

  #argument(node: Node): Argument {
    if (node.type === 'keyword_argument') return { name: node.childForFieldName('name')?.text, value: this.#part(node, 'value'), spread: false };
    return { value: this.expression(node), spread: node.type.endsWith('_splat') };
  }

  #lambda(node: Node): CodeFunction {
    const body = node.childForFieldName('body');
    const at = this.at(node);
    return {
      name: '',
      parameters: this.parameters(node.childForFieldName('parameters')),
      statements: body ? [{ kind: 'return', value: this.expression(body), at: this.at(body) }] : [],
      annotations: [],
      exported: false,
      at,
      body: at,
    };
  }

  protected targets(node: Node | null, path: readonly string[]): readonly Target[] {
    if (!node) return [];
    if (/^(?:pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(node.type))
      return children(node).flatMap((child, index) => this.targets(child, [...path, String(index)]));
    return [{ to: this.expression(node), path }];
  }

  protected parameters(node: Node | null): readonly Parameter[] {
    return children(node).flatMap((child, position): Parameter[] => {
      const name = child.childForFieldName('name') ?? (child.type === 'identifier' ? child : children(child)[0]);
      if (!name || !/identifier/.test(name.type)) return [];
      return [{ name: name.text, position, type: child.childForFieldName('type')?.text, annotations: [], at: this.at(name) }];
    });
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"', '0': '\0' };

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(?:\r?\n|(.))/g, (whole, sign: string | undefined) => (sign === undefined ? '' : (escapes[sign] ?? whole)))
    : text;
}
