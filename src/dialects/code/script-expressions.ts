/** The expressions of JavaScript and TypeScript in the neutral form. */
import type { Argument, Call, CodeFunction, Entry, Expression, Parameter, Statement, Target } from '../../model/code.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, Lowering } from './lowering.ts';

export abstract class ScriptExpressions extends Lowering {
  protected abstract statement(node: Node): readonly Statement[];

  statements(nodes: readonly Node[]): Statement[] {
    return nodes.flatMap((node) =>
      this.deeper(
        () => this.statement(node),
        () => [],
      ),
    );
  }

  /** The statements of a block, or the one statement that stands in its place. */
  protected block(node: Node | null | undefined): Statement[] {
    if (!node) return [];
    return this.statements(node.type === 'statement_block' ? children(node) : [node]);
  }

  /** Functions that were read since `from` can be used by other files. */
  protected markExported(from: number): void {
    for (let index = from; index < this.functions.length; index++) this.functions[index] = { ...this.functions[index]!, exported: true };
  }

  protected optional(node: Node | null | undefined): Expression | undefined {
    return node ? this.expression(node) : undefined;
  }

  protected part(node: Node, field: string): Expression {
    const part = node.childForFieldName(field);
    return part ? this.expression(part) : this.other(node);
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
      case 'this':
      case 'super':
      case 'undefined':
      case 'shorthand_property_identifier':
        return { kind: 'name', name: node.text, at };
      case 'number':
        return { kind: 'literal', value: Number(node.text.replaceAll('_', '')), at };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', at };
      case 'null':
        return { kind: 'literal', value: null, at };
      case 'regex':
        return { kind: 'literal', value: undefined, at };
      case 'string':
        return { kind: 'literal', value: textOf(node), at };
      case 'template_string':
        return this.#template(node);
      case 'member_expression':
        return { kind: 'member', source: this.part(node, 'object'), name: node.childForFieldName('property')?.text ?? '', at };
      case 'subscript_expression':
        return { kind: 'index', source: this.part(node, 'object'), key: this.part(node, 'index'), at };
      case 'call_expression':
        return this.#call(node, 'function', false);
      case 'new_expression':
        return this.#call(node, 'constructor', true);
      case 'binary_expression':
        return this.#binary(node);
      case 'ternary_expression':
        return {
          kind: 'choice',
          condition: this.part(node, 'condition'),
          options: [this.part(node, 'consequence'), this.part(node, 'alternative')],
          at,
        };
      case 'assignment_expression':
        return this.part(node, 'right');
      case 'array':
      case 'sequence_expression':
        return { kind: 'list', items: children(node).map((child) => this.expression(child)), at };
      case 'object':
        return { kind: 'map', entries: children(node).flatMap((child) => this.#entry(child)), at };
      case 'arrow_function':
      case 'function_expression':
      case 'generator_function':
        return { kind: 'lambda', function: this.functionOf(node), at };
      case 'unary_expression':
      case 'update_expression':
        return {
          kind: 'operation',
          operator: node.childForFieldName('operator')?.text ?? '',
          operands: children(node).map((child) => this.expression(child)),
          at,
        };
      case 'parenthesized_expression':
      case 'await_expression':
      case 'spread_element':
      case 'non_null_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'yield_expression': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'type_assertion': {
        const inner = children(node).at(-1);
        return inner ? this.expression(inner) : this.other(node);
      }
      default:
        return this.other(
          node,
          children(node)
            .filter(({ type }) => !/^type_|_type$/.test(type))
            .map((child) => this.expression(child)),
        );
    }
  }

  #template(node: Node): Expression {
    const parts = children(node).map((child): string | Expression => {
      if (child.type === 'string_fragment') return child.text;
      if (child.type === 'escape_sequence') return unescaped(child.text);
      const [inner] = children(child);
      return inner ? this.expression(inner) : '';
    });
    const at = this.at(node);
    if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), at };
    return { kind: 'text', parts, at };
  }

  #binary(node: Node): Expression {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const parts = [this.part(node, 'left'), this.part(node, 'right')];
    const at = this.at(node);
    if (operator === '+') return { kind: 'text', parts: parts.flatMap((part) => (part.kind === 'text' ? part.parts : [part])), at };
    if (operator === '||' || operator === '??') return { kind: 'choice', options: parts, at };
    // Of what stands before it only the answer counts.
    if (operator === '&&') return { kind: 'choice', condition: parts[0], options: parts.slice(1), at };
    return { kind: 'operation', operator, operands: parts, at };
  }

  #entry(node: Node): readonly Entry[] {
    const at = this.at(node);
    if (node.type === 'shorthand_property_identifier') return [{ name: node.text, key: at, value: { kind: 'name', name: node.text, at } }];
    if (node.type === 'spread_element') {
      const [inner] = children(node);
      return inner ? [{ name: undefined, key: at, value: this.expression(inner) }] : [];
    }
    if (node.type === 'method_definition') {
      const name = node.childForFieldName('name');
      return [{ name: name?.text, key: this.at(name ?? node), value: { kind: 'lambda', function: this.functionOf(node), at } }];
    }
    const [key, value] = [node.childForFieldName('key'), node.childForFieldName('value')];
    if (!key || !value) return [];
    const name = key.type === 'property_identifier' || key.type === 'number' ? key.text : key.type === 'string' ? textOf(key) : undefined;
    return [{ name, key: this.at(key), value: this.expression(value) }];
  }

  #call(node: Node, field: string, creates: boolean): Call {
    const given = node.childForFieldName('arguments');
    const list = given?.type === 'arguments' ? children(given) : given ? [given] : [];
    const arguments_ = list.map((argument): Argument => ({ value: this.expression(argument), spread: argument.type === 'spread_element' }));
    return { kind: 'call', callee: this.part(node, field), arguments: arguments_, creates, at: this.at(node) };
  }

  protected annotation(decorator: Node): readonly Call[] {
    const [inner] = children(decorator);
    if (!inner) return [];
    const read = this.expression(inner);
    return [read.kind === 'call' ? read : { kind: 'call', callee: read, arguments: [], creates: false, at: read.at }];
  }

  functionOf(node: Node): CodeFunction {
    const body = node.childForFieldName('body');
    const at = this.at(node);
    const isBlock = body?.type === 'statement_block';
    return {
      name: '',
      parameters: this.#parameters(node),
      statements: !body ? [] : isBlock ? this.statements(children(body)) : [{ kind: 'return', value: this.expression(body), at: this.at(body) }],
      annotations: [],
      exported: false,
      at,
      body: at,
    };
  }

  #parameters(node: Node): readonly Parameter[] {
    const single = node.childForFieldName('parameter');
    const list = single ? [single] : children(node.childForFieldName('parameters'));
    return list.flatMap((parameter, index) => this.#parameter(parameter, index));
  }

  /** One for each name that is taken out of the argument; all of them stand for the same position. */
  #parameter(node: Node, position: number): readonly Parameter[] {
    const pattern = node.childForFieldName('pattern') ?? node;
    const type = node.childForFieldName('type')?.text.replace(/^:\s*/, '');
    const annotations = node.childrenForFieldName('decorator').flatMap((one) => (one ? this.annotation(one) : []));
    const targets = this.targets(pattern, []);
    return targets.flatMap(({ to, path }) =>
      to.kind === 'name' ? [{ name: to.name, ...(path.length > 0 ? { path } : {}), position, type, annotations, at: to.at }] : [],
    );
  }

  targets(node: Node | null, path: readonly string[]): readonly Target[] {
    if (!node) return [];
    switch (node.type) {
      case 'object_pattern':
        return children(node).flatMap((child) => this.#patternEntry(child, path));
      case 'array_pattern':
        return children(node).flatMap((child, index) => this.targets(child, [...path, String(index)]));
      case 'assignment_pattern':
        return this.targets(node.childForFieldName('left'), path);
      case 'rest_pattern':
        return this.targets(children(node)[0] ?? null, path);
      case 'lexical_declaration':
      case 'variable_declaration':
        return this.targets(children(node)[0] ?? null, path);
      default:
        return [{ to: this.expression(node), path }];
    }
  }

  #patternEntry(node: Node, path: readonly string[]): readonly Target[] {
    const at = this.at(node);
    switch (node.type) {
      case 'shorthand_property_identifier_pattern':
        return [{ to: { kind: 'name', name: node.text, at }, path: [...path, node.text] }];
      case 'object_assignment_pattern': {
        const left = node.childForFieldName('left');
        return left ? this.#patternEntry(left, path) : [];
      }
      case 'pair_pattern': {
        const key = node.childForFieldName('key');
        const name = key?.type === 'string' ? textOf(key) : (key?.text ?? '');
        return this.targets(node.childForFieldName('value'), [...path, name]);
      }
      default:
        return this.targets(node, path);
    }
  }
}

function textOf(node: Node): string {
  return children(node)
    .map((child) => (child.type === 'escape_sequence' ? unescaped(child.text) : child.text))
    .join('');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', b: '\b', f: '\f', v: '\v' };

function unescaped(written: string): string {
  const code = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})$/i.exec(written);
  const point = code ? Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16) : undefined;
  if (point !== undefined) return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  return escapes[written[1] ?? ''] ?? written.slice(1);
}
