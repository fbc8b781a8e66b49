/** JavaScript and TypeScript in the neutral form. */
import type { CodeFile, CodeFunction, Expression, Language, Statement } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';
import { ScriptExpressions } from './script-expressions.ts';

/** One grammar reads JavaScript with and without markup; plain TypeScript has casts that look like markup. */
export const javascript: LanguageReader = reader('javascript', 'tsx', /\.(?:[cm]?js|jsx)$/);
export const typescript: LanguageReader = reader('typescript', 'typescript', /\.[cm]?ts$/);
export const typescriptMarkup: LanguageReader = reader('typescript', 'tsx', /\.tsx$/);

function reader(language: Language, grammar: LanguageReader['grammar'], endings: RegExp): LanguageReader {
  return { language, grammar, endings, lower: (root, file, place) => lower(root, file, language, place) };
}

function lower(root: Node, file: SourceFile, language: Language, place: Placing | undefined): CodeFile {
  const script = new ScriptReader(file, place);
  noteBroken(root, script);
  const statements = script.statements(children(root));
  const at = script.at(root);
  return script.finish(language, { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class ScriptReader extends ScriptExpressions {
  #owner: string | undefined;

  protected statement(node: Node): readonly Statement[] {
    const at = this.at(node);
    switch (node.type) {
      case 'import_statement':
        this.#import(node);
        return [];
      case 'export_statement':
        return this.#export(node);
      case 'lexical_declaration':
      case 'variable_declaration':
        return children(node).flatMap((child) => this.#declaration(child));
      case 'expression_statement': {
        const [child] = children(node);
        return child ? this.#expressionStatement(child) : [];
      }
      case 'return_statement':
        return [{ kind: 'return', value: this.optional(children(node)[0]), at }];
      case 'throw_statement':
        return [{ kind: 'throw', value: this.optional(children(node)[0]), at }];
      case 'if_statement': {
        const otherwise = children(node.childForFieldName('alternative'))[0];
        return [
          {
            kind: 'if',
            condition: this.part(node, 'condition'),
            then: this.block(node.childForFieldName('consequence')),
            otherwise: otherwise ? this.block(otherwise) : [],
            at,
          },
        ];
      }
      case 'for_in_statement':
        return [
          {
            kind: 'loop',
            item: this.targets(node.childForFieldName('left'), []),
            over: this.optional(node.childForFieldName('right')),
            body: this.block(node.childForFieldName('body')),
            at,
          },
        ];
      case 'for_statement': {
        const start = node.childForFieldName('initializer');
        return [
          ...(start ? this.statements([start]) : []),
          { kind: 'loop', item: [], over: undefined, body: this.block(node.childForFieldName('body')), at },
        ];
      }
      case 'while_statement':
      case 'do_statement':
        return [
          { kind: 'expression', value: this.part(node, 'condition'), at },
          { kind: 'loop', item: [], over: undefined, body: this.block(node.childForFieldName('body')), at },
        ];
      case 'try_statement':
        return [this.#try(node)];
      case 'switch_statement':
        return [
          { kind: 'expression', value: this.part(node, 'value'), at },
          ...children(node.childForFieldName('body')).flatMap((branch) =>
            this.statements(branch.childrenForFieldName('body').filter((child) => child !== null)),
          ),
        ];
      case 'statement_block':
        return [{ kind: 'block', body: this.statements(children(node)), at }];
      case 'labeled_statement':
        return this.block(node.childForFieldName('body'));
      case 'function_declaration':
      case 'generator_function_declaration':
        return [this.named(node, node.childForFieldName('name')?.text ?? '', this.at(node.childForFieldName('name') ?? node), false)];
      case 'class_declaration':
      case 'abstract_class_declaration':
        return this.#class(node);
      default:
        return [];
    }
  }

  /** A function under a name: declared, or put into something. */
  named(node: Node, name: string, at: CodeFunction['at'], exported: boolean): Statement {
    const found: CodeFunction = { ...this.functionOf(node), name, owner: this.#owner, exported, at };
    this.functions.push(found);
    return { kind: 'function', function: found, at: this.at(node) };
  }

  #export(node: Node): readonly Statement[] {
    const declaration = node.childForFieldName('declaration') ?? node.childForFieldName('value');
    if (!declaration) return [];
    const before = this.functions.length;
    const isFunction = /function|arrow/.test(declaration.type) && declaration.type !== 'function_declaration';
    const statements = isFunction
      ? [this.named(declaration, 'default', this.at(node), true)]
      : /_declaration$|_statement$/.test(declaration.type)
        ? this.statements([declaration])
        : this.#expressionStatement(declaration);
    this.markExported(before);
    return statements;
  }

  #declaration(node: Node): readonly Statement[] {
    const [name, value] = [node.childForFieldName('name'), node.childForFieldName('value')];
    if (!name || !value) return [];
    if (this.#require(name, value)) return [];
    if (name.type === 'identifier' && isFunction(value)) return [this.named(value, name.text, this.at(name), false)];
    return [{ kind: 'assign', targets: this.targets(name, []), value: this.expression(value), declares: true, at: this.at(node) }];
  }

  #expressionStatement(node: Node): readonly Statement[] {
    const at = this.at(node);
    if (node.type === 'assignment_expression') {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      if (!left || !right) return [];
      const exported = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(left.text);
      if (exported && isFunction(right)) return [this.named(right, exported[1] ?? 'default', this.at(left), true)];
      if (left.type === 'member_expression' && isFunction(right))
        return [this.named(right, left.childForFieldName('property')?.text ?? '', this.at(left), false)];
      return [{ kind: 'assign', targets: this.targets(left, []), value: this.expression(right), declares: false, at }];
    }
    if (node.type === 'augmented_assignment_expression') {
      const left = node.childForFieldName('left');
      const value: Expression = { kind: 'text', parts: [this.part(node, 'left'), this.part(node, 'right')], at };
      return [{ kind: 'assign', targets: this.targets(left, []), value, declares: false, at }];
    }
    return [{ kind: 'expression', value: this.expression(node), at }];
  }

  #try(node: Node): Statement {
    const handler = node.childForFieldName('handler');
    const caught = handler
      ? [{ name: handler.childForFieldName('parameter')?.text, type: undefined, body: this.block(handler.childForFieldName('body')) }]
      : [];
    const last = node.childForFieldName('finalizer');
    return {
      kind: 'try',
      body: this.block(node.childForFieldName('body')),
      caught,
      finally: this.block(last?.childForFieldName('body') ?? null),
      at: this.at(node),
    };
  }

  #class(node: Node): readonly Statement[] {
    const before = this.#owner;
    this.#owner = node.childForFieldName('name')?.text;
    let annotations: CodeFunction['annotations'] = [];
    const body = children(node.childForFieldName('body')).flatMap((member): readonly Statement[] => {
      if (member.type === 'decorator') {
        annotations = [...annotations, ...this.annotation(member)];
        return [];
      }
      const own = annotations;
      annotations = [];
      if (member.type === 'method_definition') {
        const name = member.childForFieldName('name');
        const found: CodeFunction = {
          ...this.functionOf(member),
          name: name?.text ?? '',
          owner: this.#owner,
          annotations: own,
          exported: true,
          at: this.at(name ?? member),
        };
        this.functions.push(found);
        return [{ kind: 'function', function: found, at: this.at(member) }];
      }
      const [name, value] = [member.childForFieldName('name') ?? member.childForFieldName('property'), member.childForFieldName('value')];
      if (!name || !value) return [];
      if (isFunction(value)) return [this.named(value, name.text, this.at(name), true)];
      return [
        {
          kind: 'assign',
          targets: [{ to: { kind: 'name', name: name.text, at: this.at(name) }, path: [] }],
          value: this.expression(value),
          declares: true,
          at: this.at(member),
        },
      ];
    });
    this.#owner = before;
    return [{ kind: 'block', body, at: this.at(node) }];
  }

  #import(node: Node): void {
    const module = node.childForFieldName('source')?.text.slice(1, -1) ?? '';
    for (const clause of children(node)) {
      if (clause.type !== 'import_clause') continue;
      for (const part of children(clause)) {
        if (part.type === 'identifier') this.imports.push({ name: part.text, module, member: 'default', at: this.at(part) });
        else if (part.type === 'namespace_import') this.imports.push({ name: children(part)[0]?.text ?? '', module, at: this.at(part) });
        else for (const one of children(part)) this.#importOne(one, module);
      }
    }
  }

  #importOne(specifier: Node, module: string): void {
    const member = specifier.childForFieldName('name')?.text;
    const name = specifier.childForFieldName('alias')?.text ?? member;
    if (name !== undefined) this.imports.push({ name, module, member, at: this.at(specifier) });
  }

  /** `const x = require('m')`, `const { a: b } = require('m')`, `const x = require('m').y` */
  #require(name: Node, value: Node): boolean {
    const member = value.type === 'member_expression' ? value.childForFieldName('property')?.text : undefined;
    const call = member === undefined ? value : value.childForFieldName('object');
    if (call?.type !== 'call_expression' || call.childForFieldName('function')?.text !== 'require') return false;
    const [source] = children(call.childForFieldName('arguments'));
    if (source?.type !== 'string') return false;
    const module = source.text.slice(1, -1);
    if (name.type === 'identifier') this.imports.push({ name: name.text, module, ...(member === undefined ? {} : { member }), at: this.at(name) });
    for (const { to, path } of name.type === 'object_pattern' ? this.targets(name, []) : []) {
      if (to.kind === 'name') this.imports.push({ name: to.name, module, member: path.at(-1) ?? to.name, at: to.at });
    }
    return true;
  }
}

function isFunction(node: Node): boolean {
  return node.type === 'arrow_function' || node.type === 'function_expression' || node.type === 'generator_function';
}
