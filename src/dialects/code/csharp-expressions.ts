/** The expressions of C# in the neutral form. */
import type { Argument, Call, Entry, Expression, Parameter } from '../../model/code.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children } from './lowering.ts';
import { TypedReader, unescaped } from './typed.ts';

export abstract class CsharpExpressions extends TypedReader {
  protected read(node: Node): Expression {
    const at = this.at(node);
    switch (node.type) {
      case 'identifier':
      case 'this':
      case 'base':
      case 'predefined_type':
      case 'qualified_name':
        return this.name(node);
      case 'generic_name': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'integer_literal':
      case 'real_literal':
        return { kind: 'literal', value: Number.parseFloat(node.text.replaceAll('_', '')), at };
      case 'boolean_literal':
        return { kind: 'literal', value: node.text === 'true', at };
      case 'null_literal':
        return { kind: 'literal', value: null, at };
      case 'string_literal':
      case 'character_literal':
        return { kind: 'literal', value: unescaped(node.text.replace(/"u8$/, '"').slice(1, -1)), at };
      case 'verbatim_string_literal':
        return { kind: 'literal', value: node.text.slice(2, -1).replaceAll('""', '"'), at };
      case 'raw_string_literal':
        return { kind: 'literal', value: node.text.replace(/^"{3,}|"{3,}$/g, ''), at };
      case 'interpolated_string_expression':
        return this.#interpolated(node);
      case 'member_access_expression':
        return { kind: 'member', source: this.part(node, 'expression'), name: lastName(node.childForFieldName('name')), at };
      case 'conditional_access_expression': {
        const binding = children(node).at(-1);
        const source = this.part(node, 'condition');
        if (binding?.type === 'member_binding_expression') return { kind: 'member', source, name: lastName(binding.childForFieldName('name')), at };
        return this.other(node, [source]);
      }
      case 'element_access_expression': {
        const [key] = children(node.childForFieldName('subscript'));
        return { kind: 'index', source: this.part(node, 'expression'), key: key ? this.expression(key) : this.other(node), at };
      }
      case 'invocation_expression':
        return this.call(node, this.part(node, 'function'), this.#arguments(node.childForFieldName('arguments')));
      case 'object_creation_expression':
      case 'implicit_object_creation_expression':
        return this.#creation(node);
      case 'anonymous_object_creation_expression':
        return { kind: 'map', entries: this.#anonymous(node), at };
      case 'binary_expression':
        return this.binary(node);
      case 'postfix_unary_expression': {
        // `name!` says that it is not null, and changes nothing.
        const [operand] = children(node);
        return operand && node.text.endsWith('!') ? this.expression(operand) : this.operation(node);
      }
      case 'prefix_unary_expression':
      case 'is_pattern_expression':
        return this.operation(node);
      case 'conditional_expression':
        return this.choice(node);
      case 'switch_expression':
        return {
          kind: 'choice',
          options: children(node).flatMap((arm) => (arm.type === 'switch_expression_arm' ? this.all(children(arm).slice(-1)) : [])),
          at,
        };
      case 'assignment_expression':
        return this.part(node, 'right');
      case 'cast_expression':
        return this.part(node, 'value');
      case 'initializer_expression':
      case 'collection_expression':
        return { kind: 'list', items: this.all(children(node)), at };
      case 'lambda_expression':
      case 'anonymous_method_expression':
        return { kind: 'lambda', function: this.function(node, null, this.parameters(node.childForFieldName('parameters')), [], false), at };
      case 'parenthesized_expression':
      case 'await_expression':
      case 'argument':
      case 'array_creation_expression':
      case 'implicit_array_creation_expression': {
        const inner = children(node).at(-1);
        return inner ? this.expression(inner) : this.other(node);
      }
      default:
        return this.others(node);
    }
  }

  #interpolated(node: Node): Expression {
    const at = this.at(node);
    const raw = children(node)[0]?.text.includes('@') === true;
    const parts = children(node).flatMap((child): (string | Expression)[] => {
      if (child.type === 'string_content') return [raw ? child.text : unescaped(child.text)];
      if (child.type !== 'interpolation') return child.type === 'escape_sequence' ? [unescaped(child.text)] : [];
      const inner = children(child).find(({ type }) => !type.startsWith('interpolation_'));
      return inner ? [this.expression(inner)] : [];
    });
    return parts.every((part) => typeof part === 'string') ? { kind: 'literal', value: parts.join(''), at } : { kind: 'text', parts, at };
  }

  /** `new X(a) { B = c }`: what is set at once is handed over under a name. */
  #creation(node: Node): Expression {
    const type = node.childForFieldName('type');
    // `new(a) { B = c }` has no names for its parts.
    const part = (name: string, kind: string): Node | null =>
      node.childForFieldName(name) ?? children(node).find(({ type: one }) => one === kind) ?? null;
    const set = children(part('initializer', 'initializer_expression'));
    const named = set.flatMap((one): Argument[] => {
      const [left, right] = [one.childForFieldName('left'), one.childForFieldName('right')];
      if (one.type === 'assignment_expression' && left && right) {
        const key = left.type === 'element_binding_expression' ? this.expression(children(left)[0] ?? left) : undefined;
        return [{ name: key?.kind === 'literal' ? String(key.value) : left.text, value: this.expression(right), spread: false }];
      }
      const [key, value] = one.type === 'initializer_expression' ? children(one) : [];
      const name = key && this.expression(key);
      return key && value
        ? [{ name: name?.kind === 'literal' ? String(name.value) : key.text, value: this.expression(value), spread: false }]
        : [{ value: this.expression(one), spread: false }];
    });
    const callee = type ? this.expression(type) : this.other(node);
    return this.call(node, callee, [...this.#arguments(part('arguments', 'argument_list')), ...named], true);
  }

  /** `new { status, code = x }`: names and values come one behind the other, with `=` between them where both are written. */
  #anonymous(node: Node): readonly Entry[] {
    const entries: Entry[] = [];
    const parts = node.children;
    for (let index = 0; index < parts.length; index++) {
      const child = parts[index];
      if (!child?.isNamed) continue;
      const value = parts[index + 1]?.text === '=' ? parts[index + 2] : undefined;
      entries.push({ name: lastName(child), key: this.at(child), value: this.expression(value ?? child) });
      if (value) index += 2;
    }
    return entries;
  }

  #arguments(list: Node | null | undefined): readonly Argument[] {
    return children(list).map((argument): Argument => {
      const name = argument.childForFieldName('name');
      const value = children(argument).at(-1);
      if (value?.type === 'declaration_expression') return { value: this.other(argument), spread: false };
      return { ...(name ? { name: name.text } : {}), value: value ? this.expression(value) : this.expression(argument), spread: false };
    });
  }

  protected parameters(node: Node | null): readonly Parameter[] {
    if (node?.type === 'implicit_parameter') return [{ name: node.text, position: 0, annotations: [], at: this.at(node) }];
    return children(node)
      .filter(({ type }) => /parameter$|^identifier$/.test(type))
      .flatMap((child, position): Parameter[] => {
        const name = child.childForFieldName('name') ?? child;
        return [{ name: name.text, position, type: child.childForFieldName('type')?.text, annotations: this.annotations(child), at: this.at(name) }];
      });
  }

  protected annotations(node: Node): readonly Call[] {
    const attributes = children(node)
      .filter(({ type }) => type === 'attribute_list')
      .flatMap((list) => children(list))
      .filter(({ type }) => type === 'attribute');
    return attributes.flatMap((one): Call[] => {
      const name = one.childForFieldName('name');
      const list = children(one).find(({ type }) => type === 'attribute_argument_list');
      return name ? [this.call(one, { kind: 'name', name: name.text, at: this.at(name) }, this.#arguments(list))] : [];
    });
  }
}

/** `Deserialize<Order>` → `Deserialize`, `a.B` → `B`. */
function lastName(node: Node | null): string {
  const text = node?.text ?? '';
  return /(\w+)(?:<[\s\S]*)?$/.exec(text.replace(/<[\s\S]*$/, ''))?.[1] ?? text;
}
