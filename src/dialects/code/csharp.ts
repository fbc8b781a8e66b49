/** C# in the neutral form. */
import type { Argument, Call, CatchClause, CodeFile, Entry, Expression, Parameter, Statement } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';
import { TypedReader, unescaped } from './typed.ts';

export const csharp: LanguageReader = { language: 'csharp', grammar: 'csharp', endings: /\.csx?$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new CsharpReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('csharp', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class CsharpReader extends TypedReader {
  protected statement(node: Node): readonly Statement[] {
    const at = this.at(node);
    switch (node.type) {
      case 'using_directive':
        this.#import(node);
        return [];
      case 'class_declaration':
      case 'record_declaration':
      case 'struct_declaration':
      case 'interface_declaration':
        return [
          {
            kind: 'block',
            body: this.within(node.childForFieldName('name')?.text, () => this.statements(children(node.childForFieldName('body')))),
            at,
          },
        ];
      case 'namespace_declaration':
        return this.statements(children(node.childForFieldName('body')));
      case 'file_scoped_namespace_declaration':
      case 'global_statement':
      case 'declaration_list':
      case 'block':
      case 'checked_statement':
      case 'lock_statement':
      case 'labeled_statement':
        return [{ kind: 'block', body: this.statements(children(node)), at }];
      case 'method_declaration':
      case 'constructor_declaration':
      case 'local_function_statement':
        return [this.#method(node)];
      case 'property_declaration': {
        const [name, value] = [node.childForFieldName('name'), node.childForFieldName('value')];
        const written = value?.type === 'arrow_expression_clause' ? children(value)[0] : value;
        return name && written ? [this.assign(name, this.expression(written), node, true)] : [];
      }
      case 'field_declaration':
      case 'local_declaration_statement':
        return children(node).flatMap((child) => (child.type === 'variable_declaration' ? this.#variables(child) : []));
      case 'variable_declaration':
        return this.#variables(node);
      case 'expression_statement':
        return children(node).flatMap((child) => this.#expressionStatement(child));
      case 'return_statement':
      case 'yield_statement':
        return [{ kind: 'return', value: this.optional(children(node)[0]), at }];
      case 'throw_statement':
        return [{ kind: 'throw', value: this.optional(children(node)[0]), at }];
      case 'if_statement':
        return [
          {
            kind: 'if',
            condition: this.part(node, 'condition'),
            then: this.block(node.childForFieldName('consequence')),
            otherwise: this.block(node.childForFieldName('alternative')),
            at,
          },
        ];
      case 'foreach_statement': {
        const left = node.childForFieldName('left');
        return [
          {
            kind: 'loop',
            item: left ? [this.target(left)] : [],
            over: this.optional(node.childForFieldName('right')),
            body: this.block(node.childForFieldName('body')),
            at,
          },
        ];
      }
      case 'for_statement':
      case 'while_statement':
      case 'do_statement': {
        const start = node.childForFieldName('initializer');
        return [
          ...(start ? this.statements([start]) : []),
          ...this.bare(node.childForFieldName('condition')),
          { kind: 'loop', item: [], over: undefined, body: this.block(node.childForFieldName('body')), at },
        ];
      }
      case 'using_statement':
        return [
          ...children(node).flatMap((child) => (child.type === 'variable_declaration' ? this.#variables(child) : [])),
          ...this.block(node.childForFieldName('body')),
        ];
      case 'try_statement':
        return [this.#try(node)];
      case 'switch_statement':
        return [
          ...this.bare(node.childForFieldName('value')),
          ...children(node.childForFieldName('body')).map((one): Statement => ({ kind: 'block', body: this.statements(children(one)), at })),
        ];
      default:
        return [];
    }
  }

  #expressionStatement(node: Node): readonly Statement[] {
    if (node.type !== 'assignment_expression') return this.bare(node);
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    if (!left || !right) return [];
    const operator = node.childForFieldName('operator')?.text ?? '=';
    return [this.assign(left, operator === '=' || operator === '??=' ? this.expression(right) : this.extended(left, right, node), node, false)];
  }

  #variables(node: Node): readonly Statement[] {
    return children(node).flatMap((one) => {
      if (one.type !== 'variable_declarator') return [];
      const name = one.childForFieldName('name');
      const value = children(one).at(-1);
      return name && value && !value.isSame(name) ? [this.assign(name, this.expression(value), one, true)] : [];
    });
  }

  #try(node: Node): Statement {
    const clauses = children(node);
    return {
      kind: 'try',
      body: this.block(node.childForFieldName('body')),
      caught: clauses
        .filter(({ type }) => type === 'catch_clause')
        .map((clause): CatchClause => {
          const declaration = children(clause).find(({ type }) => type === 'catch_declaration');
          return {
            name: declaration?.childForFieldName('name')?.text,
            type: declaration?.childForFieldName('type')?.text,
            body: this.block(clause.childForFieldName('body')),
          };
        }),
      finally: clauses.filter(({ type }) => type === 'finally_clause').flatMap((clause) => this.block(children(clause)[0])),
      at: this.at(node),
    };
  }

  #method(node: Node): Statement {
    const parameters = this.#parameters(node.childForFieldName('parameters'));
    const exported = children(node).some(({ type, text }) => type === 'modifier' && text === 'public');
    return this.declared(this.function(node, node.childForFieldName('name'), parameters, this.#annotations(node), exported), node);
  }

  #parameters(node: Node | null): readonly Parameter[] {
    if (node?.type === 'implicit_parameter') return [{ name: node.text, position: 0, annotations: [], at: this.at(node) }];
    return children(node)
      .filter(({ type }) => /parameter$|^identifier$/.test(type))
      .flatMap((child, position): Parameter[] => {
        const name = child.childForFieldName('name') ?? child;
        return [{ name: name.text, position, type: child.childForFieldName('type')?.text, annotations: this.#annotations(child), at: this.at(name) }];
      });
  }

  #annotations(node: Node): readonly Call[] {
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

  /** Names of namespaces are not written before what is in them: only other names of types are kept. */
  #import(node: Node): void {
    const alias = node.childForFieldName('name');
    const path = children(node).at(-1);
    if (path) this.imports.push({ name: alias?.text ?? '*', module: path.text, at: this.at(path) });
  }

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
      case 'prefix_unary_expression':
      case 'postfix_unary_expression':
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
        return { kind: 'lambda', function: this.function(node, null, this.#parameters(node.childForFieldName('parameters')), [], false), at };
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

  #arguments(list: Node | null | undefined): readonly Argument[] {
    return children(list).map((argument): Argument => {
      const name = argument.childForFieldName('name');
      const value = children(argument).at(-1);
      if (value?.type === 'declaration_expression') return { value: this.other(argument), spread: false };
      return { ...(name ? { name: name.text } : {}), value: value ? this.expression(value) : this.expression(argument), spread: false };
    });
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
}

/** `Deserialize<Order>` → `Deserialize`, `a.B` → `B`. */
function lastName(node: Node | null): string {
  const text = node?.text ?? '';
  return /(\w+)(?:<[\s\S]*)?$/.exec(text.replace(/<[\s\S]*$/, ''))?.[1] ?? text;
}
