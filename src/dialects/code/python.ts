/** Python in the neutral form. */
import type { Argument, Call, CatchClause, CodeFile, CodeFunction, Entry, Expression, Parameter, Statement, Target } from '../../model/code.ts';
import type { SourceFile } from '../../source/file.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, Lowering, noteBroken, type LanguageReader, type Placing } from './lowering.ts';

export const python: LanguageReader = { language: 'python', grammar: 'python', endings: /\.py$/, lower };

function lower(root: Node, file: SourceFile, place?: Placing): CodeFile {
  const reader = new PythonReader(file, place);
  noteBroken(root, reader);
  const statements = reader.statements(children(root));
  const at = reader.at(root);
  return reader.finish('python', { name: '', parameters: [], statements, annotations: [], exported: false, at, body: at });
}

class PythonReader extends Lowering {
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
        return [{ kind: 'return', value: this.#optional(children(node)[0]), at }];
      case 'raise_statement':
        return [{ kind: 'throw', value: this.#optional(children(node)[0]), at }];
      case 'if_statement':
        return [this.#if(node)];
      case 'for_statement':
        return [
          {
            kind: 'loop',
            item: this.#targets(node.childForFieldName('left'), []),
            over: this.#optional(node.childForFieldName('right')),
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
      return [{ kind: 'assign', targets: this.#targets(left, []), value, declares: false, at }];
    }
    return [{ kind: 'expression', value: this.expression(node), at }];
  }

  /** `x = y = value` writes to each of them. */
  #assignment(node: Node, before: readonly Target[]): readonly Statement[] {
    const right = node.childForFieldName('right');
    if (!right) return [];
    const targets = [...before, ...this.#targets(node.childForFieldName('left'), [])];
    if (right.type === 'assignment') return this.#assignment(right, targets);
    return [{ kind: 'assign', targets, value: this.expression(right), declares: true, at: this.at(node) }];
  }

  #targets(node: Node | null, path: readonly string[]): readonly Target[] {
    if (!node) return [];
    if (/^(?:pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(node.type))
      return children(node).flatMap((child, index) => this.#targets(child, [...path, String(index)]));
    return [{ to: this.expression(node), path }];
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
        ? [{ kind: 'assign', targets: this.#targets(alias, []), value: this.expression(source), declares: true, at: this.at(value) }]
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
      parameters: this.#parameters(node.childForFieldName('parameters')),
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

  #parameters(node: Node | null): readonly Parameter[] {
    return children(node).flatMap((child, position): Parameter[] => {
      const name = child.childForFieldName('name') ?? (child.type === 'identifier' ? child : children(child)[0]);
      if (!name || !/identifier/.test(name.type)) return [];
      return [{ name: name.text, position, type: child.childForFieldName('type')?.text, annotations: [], at: this.at(name) }];
    });
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

  #optional(node: Node | null | undefined): Expression | undefined {
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
      const targets = this.#targets(clause.childForFieldName('left'), []);
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
      parameters: this.#parameters(node.childForFieldName('parameters')),
      statements: body ? [{ kind: 'return', value: this.expression(body), at: this.at(body) }] : [],
      annotations: [],
      exported: false,
      at,
      body: at,
    };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"', '0': '\0' };

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(?:\r?\n|(.))/g, (whole, sign: string | undefined) => (sign === undefined ? '' : (escapes[sign] ?? whole)))
    : text;
}
