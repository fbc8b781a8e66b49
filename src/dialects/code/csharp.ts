/** C# in the neutral form. */
import type { CatchClause, CodeFile, Statement } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { CsharpExpressions } from './csharp-expressions.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';

export const csharp: LanguageReader = { language: 'csharp', grammar: 'csharp', endings: /\.csx?$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new CsharpReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('csharp', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class CsharpReader extends CsharpExpressions {
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
    const parameters = this.parameters(node.childForFieldName('parameters'));
    const exported = children(node).some(({ type, text }) => type === 'modifier' && text === 'public');
    return this.declared(this.function(node, node.childForFieldName('name'), parameters, this.annotations(node), exported), node);
  }

  /** Names of namespaces are not written before what is in them: only other names of types are kept. */
  #import(node: Node): void {
    const alias = node.childForFieldName('name');
    const path = children(node).at(-1);
    if (path) this.imports.push({ name: alias?.text ?? '*', module: path.text, at: this.at(path) });
  }
}
