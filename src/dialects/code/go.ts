/** Go in the neutral form. */
import type { Argument, CodeFile, Expression, Parameter, Statement } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';
import { TypedReader, unescaped } from './typed.ts';

export const go: LanguageReader = { language: 'go', grammar: 'go', endings: /\.go$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new GoReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('go', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class GoReader extends TypedReader {
  protected statement(node: Node): readonly Statement[] {
    const at = this.at(node);
    switch (node.type) {
      case 'import_declaration':
        for (const spec of node.descendantsOfType('import_spec')) if (spec) this.#import(spec);
        return [];
      case 'const_declaration':
      case 'var_declaration':
      case 'var_spec_list':
        return children(node).flatMap((child) => (child.type === 'var_spec_list' ? this.statement(child) : this.#spec(child)));
      case 'function_declaration':
      case 'method_declaration': {
        const receiver = children(node.childForFieldName('receiver'))[0]?.childForFieldName('type')?.text.replace(/^\*/, '');
        const parameters = this.#parameters(node.childForFieldName('parameters'));
        const name = node.childForFieldName('name');
        const fn = this.within(receiver, () => this.function(node, name, parameters, [], true));
        return [this.declared(fn, node)];
      }
      case 'short_var_declaration':
        return this.#assignment(node, true);
      case 'assignment_statement':
        return this.#assignment(node, false);
      case 'expression_statement':
      case 'go_statement':
      case 'defer_statement':
      case 'send_statement':
        return children(node).flatMap((child) => this.bare(child));
      case 'return_statement': {
        const values = children(children(node)[0]);
        return [{ kind: 'return', value: values.length > 1 ? this.#several(values, node) : this.optional(values[0]), at }];
      }
      case 'if_statement': {
        const start = node.childForFieldName('initializer');
        return [
          ...(start ? this.statements([start]) : []),
          {
            kind: 'if',
            condition: this.part(node, 'condition'),
            then: this.block(node.childForFieldName('consequence')),
            otherwise: this.block(node.childForFieldName('alternative')),
            at,
          },
        ];
      }
      case 'for_statement':
        return this.#for(node);
      case 'expression_switch_statement':
      case 'type_switch_statement':
      case 'select_statement':
        return this.#switch(node);
      case 'block':
      case 'statement_list':
      case 'labeled_statement':
        return [{ kind: 'block', body: this.statements(children(node)), at }];
      default:
        return [];
    }
  }

  #several(values: readonly Node[], whole: Node): Expression {
    return { kind: 'list', items: this.all(values), at: this.at(whole) };
  }

  #spec(node: Node): readonly Statement[] {
    const values = children(node.childForFieldName('value'));
    const names = node.childrenForFieldName('name').filter((name) => name?.type === 'identifier');
    if (values.length === 0) return [];
    return names.flatMap((name, index) => {
      const value = values[index] ?? (values.length === 1 ? values[0] : undefined);
      return name && value ? [this.assign(name, this.expression(value), node, true)] : [];
    });
  }

  /** `a, b := f()` takes a call's results apart; the last of them is an error as a rule. */
  #assignment(node: Node, declares: boolean): readonly Statement[] {
    const left = children(node.childForFieldName('left'));
    const right = children(node.childForFieldName('right'));
    const [only] = right;
    if (right.length === 1 && only) {
      const operator = node.childForFieldName('operator')?.text ?? '=';
      const first = left[0];
      if (operator !== '=' && !declares && first) return [this.assign(first, this.extended(first, only, node), node, false)];
      const value = this.expression(only);
      if (value.kind === 'lambda' && first?.type === 'identifier' && left.length === 1)
        return [this.declared({ ...value.function, name: first.text, at: this.at(first) }, node)];
      const targets = left.filter((target, index) => target.text !== '_' && (index === 0 || !/^(?:err|ok)\w*$/.test(target.text)));
      return [{ kind: 'assign', targets: targets.map((target) => this.target(target)), value, declares, at: this.at(node) }];
    }
    return left.flatMap((target, index) => {
      const value = right[index];
      return value ? [this.assign(target, this.expression(value), node, declares)] : [];
    });
  }

  #for(node: Node): readonly Statement[] {
    const at = this.at(node);
    const clause = children(node)[0];
    const body = this.block(node.childForFieldName('body'));
    if (clause?.type === 'range_clause') {
      const names = children(clause.childForFieldName('left'));
      const item = (names.length > 1 ? names.slice(1) : names).map((name) => this.target(name));
      return [{ kind: 'loop', item, over: this.optional(clause.childForFieldName('right')), body, at }];
    }
    const start = clause?.type === 'for_clause' ? clause.childForFieldName('initializer') : null;
    return [...(start ? this.statements([start]) : []), { kind: 'loop', item: [], over: undefined, body, at }];
  }

  #switch(node: Node): readonly Statement[] {
    const at = this.at(node);
    const start = node.childForFieldName('initializer');
    const value = node.childForFieldName('value');
    const alias = children(node.childForFieldName('alias'))[0];
    const cases = children(node).filter(({ type }) => type.endsWith('_case'));
    return [
      ...(start ? this.statements([start]) : []),
      ...(alias && value ? [this.assign(alias, this.expression(value), node, true)] : this.bare(value)),
      ...cases.map((one): Statement => ({ kind: 'block', body: this.statements(children(one)), at })),
    ];
  }

  #parameters(node: Node | null): readonly Parameter[] {
    let position = 0;
    return children(node).flatMap((child): Parameter[] => {
      const type = child.childForFieldName('type')?.text;
      const names = child.childrenForFieldName('name').filter((name) => name !== null);
      if (names.length === 0) position++;
      return names.map((name) => ({ name: name.text, position: position++, type, annotations: [], at: this.at(name) }));
    });
  }

  #import(spec: Node): void {
    const module = spec.childForFieldName('path')?.text.slice(1, -1) ?? '';
    const last =
      module
        .replace(/\/v\d+$/, '')
        .split('/')
        .at(-1) ?? module;
    const name = spec.childForFieldName('name')?.text ?? last.replace(/^go-|[-.]go$|\.v\d+$/g, '');
    this.imports.push({ name: name === '.' ? '*' : name, module, at: this.at(spec) });
  }

  protected read(node: Node): Expression {
    const at = this.at(node);
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
      case 'field_identifier':
      case 'package_identifier':
      case 'blank_identifier':
        return this.name(node);
      case 'qualified_type':
        return { kind: 'member', source: this.part(node, 'package'), name: node.childForFieldName('name')?.text ?? '', at };
      case 'int_literal':
      case 'float_literal':
        return { kind: 'literal', value: Number(node.text.replaceAll('_', '')), at };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', at };
      case 'nil':
        return { kind: 'literal', value: null, at };
      case 'interpreted_string_literal':
        return { kind: 'literal', value: unescaped(node.text.slice(1, -1)), at };
      case 'raw_string_literal':
        return { kind: 'literal', value: node.text.slice(1, -1), at };
      case 'selector_expression':
        return { kind: 'member', source: this.part(node, 'operand'), name: node.childForFieldName('field')?.text ?? '', at };
      case 'index_expression':
        return { kind: 'index', source: this.part(node, 'operand'), key: this.part(node, 'index'), at };
      case 'slice_expression':
      case 'type_assertion_expression':
      case 'type_conversion_expression':
        return this.part(node, 'operand');
      case 'call_expression':
        return this.call(node, this.part(node, 'function'), this.plain(children(node.childForFieldName('arguments'))));
      case 'composite_literal':
        return this.#composite(node);
      case 'literal_value':
        return this.#elements(node);
      case 'literal_element':
      case 'parenthesized_expression':
      case 'variadic_argument': {
        const [inner] = children(node);
        return inner ? this.expression(inner) : this.other(node);
      }
      case 'unary_expression':
        // What a pointer points to, and the pointer to it, are one to us.
        return /^[&*<]/.test(node.text) ? this.part(node, 'operand') : this.operation(node);
      case 'binary_expression':
        return this.binary(node);
      case 'func_literal':
        return { kind: 'lambda', function: this.function(node, null, this.#parameters(node.childForFieldName('parameters')), [], false), at };
      default:
        return this.others(node);
    }
  }

  #composite(node: Node): Expression {
    const type = node.childForFieldName('type');
    const body = node.childForFieldName('body');
    if (!type || !body || /^(?:map|slice|array|implicit_length_array)_type$/.test(type.type)) return body ? this.#elements(body) : this.other(node);
    const given = children(body).map((element): Argument => {
      if (element.type !== 'keyed_element') return { value: this.expression(element), spread: false };
      return { name: element.childForFieldName('key')?.text, value: this.part(element, 'value'), spread: false };
    });
    return this.call(node, this.expression(type), given, true);
  }

  #elements(body: Node): Expression {
    const at = this.at(body);
    const elements = children(body);
    if (!elements.some(({ type }) => type === 'keyed_element')) return { kind: 'list', items: this.all(elements), at };
    const entries = elements.flatMap((element) => {
      const [key, value] = [element.childForFieldName('key'), element.childForFieldName('value')];
      if (!key || !value) return [];
      const name = this.expression(key);
      const written = name.kind === 'literal' ? String(name.value) : name.kind === 'name' ? name.name : undefined;
      return [{ name: written, key: this.at(key), value: this.expression(value) }];
    });
    return { kind: 'map', entries, at };
  }
}
