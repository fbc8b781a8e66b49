/** Python in the neutral form. */
import type { Call, CatchClause, CodeFile, CodeFunction, Expression, Statement, Target } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, noteBroken, type LanguageReader, type Placing } from './lowering.ts';
import { PythonExpressions } from './python-expressions.ts';

export const python: LanguageReader = { language: 'python', grammar: 'python', endings: /\.py$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new PythonReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('python', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class PythonReader extends PythonExpressions {
  /** The class whose body is being read. */
  #owner: string | undefined;

  statements(nodes: readonly Node[]): Statement[] {
    return nodes.flatMap((node) =>
      this.deeper(
        () => this.#statement(node),
        () => [],
      ),
    );
  }

  #block(node: Node | null): Statement[] {
    return this.statements(children(node));
  }

  #statement(node: Node): readonly Statement[] {
    const at = this.at(node);
    switch (node.type) {
      case 'import_statement':
      case 'import_from_statement':
        this.#import(node);
        return [];
      case 'expression_statement':
        return children(node).flatMap((child) => this.#expressionStatement(child));
      case 'return_statement':
        return [{ kind: 'return', value: this.optional(children(node)[0]), at }];
      case 'raise_statement':
        return [{ kind: 'throw', value: this.optional(children(node)[0]), at }];
      case 'if_statement':
        return [this.#if(node)];
      case 'for_statement':
        return [
          {
            kind: 'loop',
            item: this.targets(node.childForFieldName('left'), []),
            over: this.optional(node.childForFieldName('right')),
            body: this.#block(node.childForFieldName('body')),
            at,
          },
        ];
      case 'while_statement':
        return [
          ...this.#bare(node.childForFieldName('condition')),
          { kind: 'loop', item: [], over: undefined, body: this.#block(node.childForFieldName('body')), at },
        ];
      case 'try_statement':
        return [this.#try(node)];
      case 'with_statement':
        return this.#with(node);
      case 'match_statement':
        return [
          ...this.#bare(node.childForFieldName('subject')),
          ...node.descendantsOfType('case_clause').flatMap((clause) => (clause ? this.#block(clause.childForFieldName('consequence')) : [])),
        ];
      case 'function_definition':
        return [this.#function(node, [])];
      case 'class_definition':
        return this.#class(node);
      case 'decorated_definition': {
        const definition = node.childForFieldName('definition');
        const annotations = children(node).flatMap((child) => (child.type === 'decorator' ? this.#annotation(child) : []));
        if (definition?.type === 'function_definition') return [this.#function(definition, annotations)];
        return definition ? this.#statement(definition) : [];
      }
      case 'delete_statement':
      case 'assert_statement':
        return children(node).flatMap((child) => this.#bare(child));
      default:
        return [];
    }
  }

  #bare(node: Node | null | undefined): readonly Statement[] {
    return node ? [{ kind: 'expression', value: this.expression(node), at: this.at(node) }] : [];
  }

  #expressionStatement(node: Node): readonly Statement[] {
    const at = this.at(node);
    if (node.type === 'assignment') return this.#assignment(node, []);
    if (node.type === 'augmented_assignment') {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      if (!left || !right) return [];
      const value: Expression = { kind: 'text', parts: [this.expression(left), this.expression(right)], at };
      return [{ kind: 'assign', targets: this.targets(left, []), value, declares: false, at }];
    }
    return [{ kind: 'expression', value: this.expression(node), at }];
  }

  /** `x = y = value` writes to each of them. */
  #assignment(node: Node, before: readonly Target[]): readonly Statement[] {
    const right = node.childForFieldName('right');
    if (!right) return [];
    const targets = [...before, ...this.targets(node.childForFieldName('left'), [])];
    if (right.type === 'assignment') return this.#assignment(right, targets);
    return [{ kind: 'assign', targets, value: this.expression(right), declares: true, at: this.at(node) }];
  }

  #if(node: Node): Statement {
    const alternatives = node.childrenForFieldName('alternative').filter((child) => child !== null);
    return this.#branches(node, node.childForFieldName('condition'), node.childForFieldName('consequence'), alternatives);
  }

  #branches(node: Node, condition: Node | null, then: Node | null, rest: readonly Node[]): Statement {
    const [next, ...others] = rest;
    const otherwise = !next
      ? []
      : next.type === 'elif_clause'
        ? [this.#branches(next, next.childForFieldName('condition'), next.childForFieldName('consequence'), others)]
        : this.#block(next.childForFieldName('body'));
    return {
      kind: 'if',
      condition: condition ? this.expression(condition) : this.other(node),
      then: this.#block(then),
      otherwise,
      at: this.at(node),
    };
  }

  #try(node: Node): Statement {
    const caught = children(node).filter(({ type }) => type.startsWith('except'));
    const last = children(node).find(({ type }) => type === 'finally_clause');
    const otherwise = children(node).find(({ type }) => type === 'else_clause');
    return {
      kind: 'try',
      body: [...this.#block(node.childForFieldName('body')), ...this.#block(otherwise?.childForFieldName('body') ?? null)],
      caught: caught.map((clause) => this.#caught(clause)),
      finally: this.statements(children(children(last).find(({ type }) => type === 'block'))),
      at: this.at(node),
    };
  }

  #caught(clause: Node): CatchClause {
    const value = clause.childForFieldName('value');
    const name = value?.type === 'as_pattern' ? value.childForFieldName('alias')?.text : undefined;
    return {
      name,
      type: (value?.type === 'as_pattern' ? children(value)[0] : value)?.text,
      body: this.statements(children(children(clause).find(({ type }) => type === 'block'))),
    };
  }

  #with(node: Node): readonly Statement[] {
    const items = children(children(node).find(({ type }) => type === 'with_clause'));
    const opened = items.flatMap((item): readonly Statement[] => {
      const value = item.childForFieldName('value');
      if (value?.type !== 'as_pattern') return this.#bare(value);
      const [source] = children(value);
      const alias = children(value.childForFieldName('alias'))[0];
      return source && alias
        ? [{ kind: 'assign', targets: this.targets(alias, []), value: this.expression(source), declares: true, at: this.at(value) }]
        : [];
    });
    return [...opened, ...this.#block(node.childForFieldName('body'))];
  }

  #function(node: Node, annotations: readonly Call[]): Statement {
    const owner = this.#owner;
    this.#owner = undefined;
    const name = node.childForFieldName('name');
    const found: CodeFunction = {
      name: name?.text ?? '',
      owner,
      parameters: this.parameters(node.childForFieldName('parameters')),
      statements: this.#block(node.childForFieldName('body')),
      annotations,
      exported: true,
      at: this.at(name ?? node),
      body: this.at(node),
    };
    this.#owner = owner;
    this.functions.push(found);
    return { kind: 'function', function: found, at: this.at(node) };
  }

  #class(node: Node): readonly Statement[] {
    const before = this.#owner;
    this.#owner = node.childForFieldName('name')?.text;
    const statements = this.#block(node.childForFieldName('body'));
    this.#owner = before;
    return [{ kind: 'block', body: statements, at: this.at(node) }];
  }

  #annotation(decorator: Node): readonly Call[] {
    const [inner] = children(decorator);
    if (!inner) return [];
    const read = this.expression(inner);
    return [read.kind === 'call' ? read : { kind: 'call', callee: read, arguments: [], creates: false, at: read.at }];
  }

  #import(node: Node): void {
    const module = node.childForFieldName('module_name')?.text;
    for (const name of node.childrenForFieldName('name')) {
      if (!name) continue;
      const alias = name.childForFieldName('alias')?.text;
      const written = name.type === 'aliased_import' ? (name.childForFieldName('name')?.text ?? '') : name.text;
      // `import a.b` binds `a`, through which `b` is reached.
      const top = written.split('.')[0] ?? written;
      const from = module ?? (alias === undefined ? top : written);
      this.imports.push({
        name: alias ?? (module === undefined ? top : written),
        module: from,
        ...(module === undefined ? {} : { member: written }),
        at: this.at(name),
      });
    }
    if (module !== undefined && children(node).some(({ type }) => type === 'wildcard_import'))
      this.imports.push({ name: '*', module, at: this.at(node) });
  }
}
