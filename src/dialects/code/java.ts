/** Java in the neutral form. */
import type { Call, CodeFile, Expression, Parameter, Statement } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';
import { TypedReader, unescaped } from './typed.ts';

export const java: LanguageReader = { language: 'java', grammar: 'java', endings: /\.java$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new JavaReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('java', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class JavaReader extends TypedReader {
  protected statement(node: Node): readonly Statement[] {
    const at = this.at(node);
    switch (node.type) {
      case 'import_declaration':
        this.#import(node);
        return [];
      case 'class_declaration':
      case 'record_declaration':
      case 'interface_declaration':
      case 'enum_declaration':
        return [
          {
            kind: 'block',
            body: this.within(node.childForFieldName('name')?.text, () => this.statements(children(node.childForFieldName('body')))),
            at,
          },
        ];
      case 'enum_body_declarations':
      case 'static_initializer':
      case 'block':
      case 'synchronized_statement':
      case 'labeled_statement':
        return [{ kind: 'block', body: this.statements(children(node)), at }];
      case 'method_declaration':
      case 'constructor_declaration':
      case 'compact_constructor_declaration':
        return [this.#method(node)];
      case 'field_declaration':
      case 'local_variable_declaration':
      case 'constant_declaration':
        return node.childrenForFieldName('declarator').flatMap((one) => (one ? this.#variable(one) : []));
      case 'resource':
        return this.#variable(node);
      case 'expression_statement':
      case 'yield_statement':
        return children(node).flatMap((child) => this.#expressionStatement(child));
      case 'return_statement':
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
      case 'enhanced_for_statement': {
        const name = node.childForFieldName('name');
        return [
          {
            kind: 'loop',
            item: name ? [this.target(name)] : [],
            over: this.optional(node.childForFieldName('value')),
            body: this.block(node.childForFieldName('body')),
            at,
          },
        ];
      }
      case 'for_statement':
      case 'while_statement':
      case 'do_statement':
        return [
          ...this.statements(node.childrenForFieldName('init').filter((child) => child !== null)),
          ...(node.type === 'for_statement' ? [] : this.bare(node.childForFieldName('condition'))),
          { kind: 'loop', item: [], over: undefined, body: this.block(node.childForFieldName('body')), at },
        ];
      case 'try_statement':
      case 'try_with_resources_statement':
        return [this.#try(node)];
      case 'switch_expression':
        return this.#switch(node);
      default:
        return [];
    }
  }

  #expressionStatement(node: Node): readonly Statement[] {
    if (node.type === 'switch_expression') return this.#switch(node);
    if (node.type !== 'assignment_expression') return this.bare(node);
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    if (!left || !right) return [];
    const value = node.childForFieldName('operator')?.text === '=' ? this.expression(right) : this.extended(left, right, node);
    return [this.assign(left, value, node, false)];
  }

  #variable(node: Node): readonly Statement[] {
    const [name, value] = [node.childForFieldName('name'), node.childForFieldName('value')];
    return name && value ? [this.assign(name, this.expression(value), node, true)] : [];
  }

  #switch(node: Node): readonly Statement[] {
    const branches = children(node.childForFieldName('body')).map((branch) => this.statements(children(branch)));
    return [...this.bare(node.childForFieldName('condition')), ...branches.map((body): Statement => ({ kind: 'block', body, at: this.at(node) }))];
  }

  #try(node: Node): Statement {
    const clauses = children(node);
    return {
      kind: 'try',
      body: [...this.statements(children(node.childForFieldName('resources'))), ...this.block(node.childForFieldName('body'))],
      caught: clauses
        .filter(({ type }) => type === 'catch_clause')
        .map((clause) => {
          const parameter = children(clause).find(({ type }) => type === 'catch_formal_parameter');
          return {
            name: parameter?.childForFieldName('name')?.text,
            type: children(parameter).find(({ type }) => type === 'catch_type')?.text,
            body: this.block(clause.childForFieldName('body')),
          };
        }),
      finally: clauses.filter(({ type }) => type === 'finally_clause').flatMap((clause) => this.block(children(clause)[0])),
      at: this.at(node),
    };
  }

  #method(node: Node): Statement {
    const annotations = this.#annotations(node);
    const exported = children(node).some(({ type, text }) => type === 'modifiers' && /\bpublic\b/.test(text));
    return this.declared(
      this.function(node, node.childForFieldName('name'), this.#parameters(node.childForFieldName('parameters')), annotations, exported),
      node,
    );
  }

  #parameters(node: Node | null): readonly Parameter[] {
    if (node?.type === 'identifier') return [{ name: node.text, position: 0, annotations: [], at: this.at(node) }];
    return children(node).flatMap((child, position): Parameter[] => {
      const name = child.type === 'identifier' ? child : child.childForFieldName('name');
      if (!name) return [];
      return [{ name: name.text, position, type: child.childForFieldName('type')?.text, annotations: this.#annotations(child), at: this.at(name) }];
    });
  }

  #annotations(node: Node): readonly Call[] {
    const found = children(node)
      .filter(({ type }) => type === 'modifiers')
      .flatMap((modifiers) => children(modifiers))
      .filter(({ type }) => type === 'annotation' || type === 'marker_annotation');
    return found.flatMap((one): Call[] => {
      const name = one.childForFieldName('name');
      if (!name) return [];
      const given = children(one.childForFieldName('arguments')).map((argument) =>
        argument.type === 'element_value_pair'
          ? { name: argument.childForFieldName('key')?.text, value: this.part(argument, 'value'), spread: false }
          : { value: this.expression(argument), spread: false },
      );
      return [this.call(one, { kind: 'name', name: name.text, at: this.at(name) }, given)];
    });
  }

  #import(node: Node): void {
    const path = children(node)[0];
    if (!path) return;
    const isWild = children(node).some(({ type }) => type === 'asterisk');
    const module = isWild ? path.text : (path.childForFieldName('scope')?.text ?? '');
    const member = path.childForFieldName('name')?.text ?? path.text;
    this.imports.push(isWild ? { name: '*', module, at: this.at(path) } : { name: member, module, member, at: this.at(path) });
  }

  protected read(node: Node): Expression {
    const at = this.at(node);
    switch (node.type) {
      case 'identifier':
      case 'this':
      case 'super':
      case 'type_identifier':
      case 'scoped_type_identifier':
        return this.name(node);
      case 'generic_type': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'decimal_integer_literal':
      case 'decimal_floating_point_literal':
        return { kind: 'literal', value: Number.parseFloat(node.text.replaceAll('_', '')), at };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', at };
      case 'null_literal':
        return { kind: 'literal', value: null, at };
      case 'string_literal':
      case 'character_literal':
        return { kind: 'literal', value: textOf(node.text), at };
      case 'field_access':
        return { kind: 'member', source: this.part(node, 'object'), name: node.childForFieldName('field')?.text ?? '', at };
      case 'array_access':
        return { kind: 'index', source: this.part(node, 'array'), key: this.part(node, 'index'), at };
      case 'method_invocation':
        return this.#invocation(node);
      case 'object_creation_expression':
        return this.#creation(node);
      case 'binary_expression':
        return this.binary(node);
      case 'unary_expression':
      case 'update_expression':
        return this.operation(node);
      case 'ternary_expression':
        return this.choice(node);
      case 'assignment_expression':
        return this.part(node, 'right');
      case 'cast_expression':
      case 'array_creation_expression':
        return this.optional(node.childForFieldName('value')) ?? this.other(node);
      case 'array_initializer':
      case 'element_value_array_initializer':
        return { kind: 'list', items: this.all(children(node)), at };
      case 'lambda_expression': {
        const fn = this.function(node, null, this.#parameters(node.childForFieldName('parameters')), [], false);
        return { kind: 'lambda', function: fn, at };
      }
      case 'switch_expression':
        return { kind: 'choice', condition: this.part(node, 'condition'), options: this.#results(node), at };
      case 'parenthesized_expression': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'instanceof_expression':
        return { kind: 'operation', operator: 'instanceof', operands: [this.part(node, 'left')], at };
      default:
        return this.others(node);
    }
  }

  #results(node: Node): readonly Expression[] {
    return children(node.childForFieldName('body')).flatMap((rule) =>
      children(rule).flatMap((child) => (child.type === 'expression_statement' ? this.all(children(child)) : [])),
    );
  }

  #invocation(node: Node): Call {
    const name = node.childForFieldName('name');
    const object = node.childForFieldName('object');
    const written = name?.text ?? '';
    const at = this.at(name ?? node);
    const callee: Expression = object
      ? { kind: 'member', source: this.expression(object), name: written, at: { ...at, start: this.at(object).start } }
      : { kind: 'name', name: written, at };
    return this.call(node, callee, this.plain(children(node.childForFieldName('arguments'))));
  }

  /** Classes without a name are read like others: their methods are called by somebody. */
  #creation(node: Node): Call {
    const type = node.childForFieldName('type');
    const body = children(node).find((child) => child.type === 'class_body');
    const statements = body ? this.within(type?.text, () => this.statements(children(body))) : [];
    const given = this.plain(children(node.childForFieldName('arguments')));
    const methods = statements.flatMap((one) =>
      one.kind === 'function'
        ? [{ name: one.function.name, value: { kind: 'lambda', function: one.function, at: one.at } as const, spread: false }]
        : [],
    );
    return this.call(node, type ? this.expression(type) : this.other(node), [...given, ...methods], true);
  }
}

function textOf(written: string): string {
  if (!written.startsWith('"""')) return unescaped(written.slice(1, -1));
  const lines = written
    .slice(3, -3)
    .replace(/^[^\n]*\n/, '')
    .split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return unescaped(lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n'));
}
