/** What the readers of Java, Go and C# share: blocks, names, texts that are put together, calls. */
import type { Argument, Call, CodeFunction, Expression, Parameter, Statement, Target } from '../../model/code.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { children, Lowering } from './lowering.ts';

export abstract class TypedReader extends Lowering {
  /** The class whose body is being read. */
  protected owner: string | undefined;

  protected abstract statement(node: Node): readonly Statement[];
  protected abstract read(node: Node): Expression;

  statements(nodes: readonly Node[]): Statement[] {
    return nodes.flatMap((node) =>
      this.deeper(
        () => this.statement(node),
        () => [],
      ),
    );
  }

  expression(node: Node): Expression {
    return this.deeper(
      () => this.read(node),
      () => this.other(node),
    );
  }

  protected optional(node: Node | null | undefined): Expression | undefined {
    return node ? this.expression(node) : undefined;
  }

  protected part(node: Node, field: string): Expression {
    const part = node.childForFieldName(field);
    return part ? this.expression(part) : this.other(node);
  }

  protected all(nodes: readonly Node[]): Expression[] {
    return nodes.map((node) => this.expression(node));
  }

  /** The statements of a block, or the one statement that stands in its place. */
  protected block(node: Node | null | undefined): Statement[] {
    if (!node) return [];
    return this.statements(/(?:block|body|statement_list)$/.test(node.type) ? children(node) : [node]);
  }

  protected bare(node: Node | null | undefined): readonly Statement[] {
    return node ? [{ kind: 'expression', value: this.expression(node), at: this.at(node) }] : [];
  }

  protected assign(to: Node, value: Expression, whole: Node, declares: boolean): Statement {
    return { kind: 'assign', targets: [this.target(to)], value, declares, at: this.at(whole) };
  }

  protected target(node: Node): Target {
    return { to: this.expression(node), path: [] };
  }

  /** `x += y` keeps what was there. */
  protected extended(left: Node, right: Node, whole: Node): Expression {
    return { kind: 'text', parts: [this.expression(left), this.expression(right)], at: this.at(whole) };
  }

  protected name(node: Node): Expression {
    return { kind: 'name', name: node.text, at: this.at(node) };
  }

  protected choice(node: Node): Expression {
    return {
      kind: 'choice',
      condition: this.part(node, 'condition'),
      options: [this.part(node, 'consequence'), this.part(node, 'alternative')],
      at: this.at(node),
    };
  }

  protected binary(node: Node): Expression {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const at = this.at(node);
    const parts = [this.part(node, 'left'), this.part(node, 'right')];
    if (operator === '+') return { kind: 'text', parts: parts.flatMap((part) => (part.kind === 'text' ? part.parts : [part])), at };
    if (operator === '??') return { kind: 'choice', options: parts, at };
    return { kind: 'operation', operator, operands: parts, at };
  }

  protected operation(node: Node): Expression {
    const operator = node.childForFieldName('operator')?.text ?? node.children[0]?.text ?? '';
    return { kind: 'operation', operator, operands: this.all(children(node)), at: this.at(node) };
  }

  protected others(node: Node): Expression {
    return this.other(node, this.all(children(node).filter(({ type }) => !/type/.test(type))));
  }

  protected call(node: Node, callee: Expression, given: readonly Argument[], creates = false): Call {
    return { kind: 'call', callee, arguments: given, creates, at: this.at(node) };
  }

  protected plain(nodes: readonly Node[]): readonly Argument[] {
    return nodes.map((node) => ({ value: this.expression(node), spread: false }));
  }

  protected function(node: Node, name: Node | null, parameters: readonly Parameter[], annotations: readonly Call[], exported: boolean): CodeFunction {
    const body = node.childForFieldName('body');
    const isBlock = body !== null && /(?:block|body)$/.test(body.type);
    const value = body?.type === 'arrow_expression_clause' ? children(body)[0] : body;
    const at = this.at(name ?? node);
    return {
      name: name?.text ?? '',
      owner: this.owner,
      parameters,
      statements: !value ? [] : isBlock ? this.block(body) : [{ kind: 'return', value: this.expression(value), at: this.at(value) }],
      annotations,
      exported,
      at,
      body: this.at(node),
    };
  }

  protected declared(fn: CodeFunction, node: Node): Statement {
    this.functions.push(fn);
    return { kind: 'function', function: fn, at: this.at(node) };
  }

  /** Reads what stands inside of a class. */
  protected within<T>(owner: string | undefined, read: () => T): T {
    const before = this.owner;
    this.owner = owner;
    try {
      return read();
    } finally {
      this.owner = before;
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** What a text of C's kind stands for. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_whole, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (escapes[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
