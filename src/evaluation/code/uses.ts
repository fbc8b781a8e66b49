/** Every call, text and named value of a file: what rules look at where no flow is asked for. */
import type {
  Call,
  CodeCall,
  CodeFile,
  CodeFunction,
  CodeText,
  CodeUses,
  Expression,
  NamedValue,
  Returned,
  Statement,
  Walk,
} from '../../model/code.ts';
import { partsOf } from '../../model/expression.ts';
import type { Span } from '../../source/span.ts';
import { keyArguments } from '../../platform/code/key-arguments.ts';
import { commentsOf } from './comments.ts';
import { fullName, type Origins } from './names.ts';

/** Stands for what is put into a text. */
const hole = '\u{1}';

const known = new WeakMap<CodeFile, CodeUses>();

export function usesOf(file: CodeFile, origins: Origins): CodeUses {
  let uses = known.get(file);
  if (!uses) {
    const walker = new Walker(file, origins);
    walker.function(file.body);
    for (const fn of file.functions) walker.function(fn);
    uses = walker.uses();
    known.set(file, uses);
  }
  return uses;
}

interface Context {
  readonly name: string;
  readonly role: CodeText['role'];
}

const nameless: Context = { name: '', role: 'plain' };

class Walker {
  readonly #file: CodeFile;
  readonly #outer: Origins;
  readonly #calls: CodeCall[] = [];
  readonly #texts: CodeText[] = [];
  readonly #values: NamedValue[] = [];
  readonly #returns: Returned[] = [];
  readonly #walks: Walk[] = [];
  #function: CodeFunction;
  #origins: Map<string, string>;
  #caught: string | undefined;
  #isInner = false;

  constructor(file: CodeFile, origins: Origins) {
    this.#file = file;
    this.#outer = origins;
    this.#function = file.body;
    this.#origins = new Map(origins);
  }

  uses(): CodeUses {
    return {
      file: this.#file,
      calls: this.#calls,
      texts: this.#texts,
      values: this.#values,
      returns: this.#returns,
      walks: this.#walks,
      comments: commentsOf(this.#file),
    };
  }

  function(fn: CodeFunction): void {
    this.#function = fn;
    this.#origins = new Map(this.#outer);
    this.#caught = undefined;
    this.#statements(fn.statements);
  }

  #statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'assign':
        this.#assign(statement);
        return;
      case 'expression':
        this.#expression(statement.value, nameless);
        return;
      case 'return':
        if (!statement.value) return;
        this.#returns.push({ value: statement.value, function: this.#function, caught: this.#caught, isInner: this.#isInner });
        this.#expression(statement.value, nameless);
        return;
      case 'throw':
        if (statement.value) this.#expression(statement.value, nameless);
        return;
      case 'if':
        this.#expression(statement.condition, nameless);
        this.#statements(statement.then);
        this.#statements(statement.otherwise);
        return;
      case 'loop':
        if (statement.over) {
          this.#expression(statement.over, nameless);
          this.#walks.push({ item: statement.item, over: statement.over, function: this.#function });
        }
        this.#statements(statement.body);
        return;
      case 'try': {
        this.#statements(statement.body);
        const before = this.#caught;
        for (const { name, body } of statement.caught) {
          this.#caught = name ?? before;
          this.#statements(body);
        }
        this.#caught = before;
        this.#statements(statement.finally);
        return;
      }
      case 'block':
        this.#statements(statement.body);
        return;
      case 'function':
        for (const annotation of statement.function.annotations) this.#expression(annotation, nameless);
    }
  }

  #assign({ targets, value }: Extract<Statement, { kind: 'assign' }>): void {
    const [target] = targets;
    const name = target && target.path.length === 0 ? lastOf(target.to) : '';
    if (target && name !== '') this.#values.push({ name, path: written(target.to), role: 'assigned', value, function: this.#function });
    // `const { body } = event` is `body = event.body`.
    for (const { to, path } of targets)
      if (to.kind === 'name' && path.length > 0)
        this.#values.push({ name: to.name, path: to.name, role: 'assigned', value: partAt(value, path, to.at), function: this.#function });
    this.#expression(value, { name, role: 'assigned' });
    if (value.kind !== 'call') return;
    const origin = fullName(value, this.#file, this.#origins);
    for (const { to, path } of targets) if (origin !== undefined && to.kind === 'name' && path.length === 0) this.#origins.set(to.name, origin);
  }

  #expression(expression: Expression, context: Context): void {
    switch (expression.kind) {
      case 'literal':
        if (typeof expression.value === 'string') this.#text(expression, expression.value, context);
        return;
      case 'text':
        this.#text(expression, textOf(expression), context);
        for (const part of expression.parts) if (typeof part !== 'string' && part.kind !== 'literal') this.#expression(part, nameless);
        return;
      case 'map':
        for (const { name, value } of expression.entries) {
          if (name !== undefined) this.#values.push({ name, path: name, role: 'entry', value, function: this.#function });
          this.#expression(value, { name: name ?? '', role: 'entry' });
        }
        return;
      case 'choice':
        if (expression.condition) this.#expression(expression.condition, nameless);
        for (const option of expression.options) this.#expression(option, context.role === 'plain' ? context : { ...context, role: 'default' });
        return;
      case 'call':
        this.#call(expression, context);
        return;
      case 'lambda': {
        const [outer, caught] = [this.#function, this.#caught];
        if (expression.function.name === '') {
          // What stands in no other function is one of its own: the handler of a route.
          const inner = this.#isInner;
          if (outer === this.#file.body) this.#function = expression.function;
          else this.#isInner = true;
          this.#statements(expression.function.statements);
          this.#isInner = inner;
          this.#function = outer;
        }
        this.#caught = caught;
        return;
      }
      case 'list':
        for (const item of expression.items) this.#expression(item, context.role === 'assigned' ? { ...context, role: 'entry' } : nameless);
        return;
      default:
        for (const part of partsOf(expression)) this.#expression(part, nameless);
    }
  }

  #call(call: Call, context: Context): void {
    const name = fullName(call.callee, this.#file, this.#origins) ?? '?';
    this.#calls.push({ call, name, function: this.#function });
    const { callee } = call;
    // `'secret'.encode()` is the text under the name around it.
    if (callee.kind === 'member')
      this.#expression(callee.source, /^(?:encode|getBytes|trim|strip|toCharArray|decode)$/.test(callee.name) ? context : nameless);
    else if (callee.kind !== 'name') this.#expression(callee, nameless);
    for (const [index, argument] of call.arguments.entries()) {
      if (argument.name !== undefined)
        this.#values.push({
          name: argument.name,
          path: `${name}(${argument.name})`,
          role: 'argument',
          value: argument.value,
          function: this.#function,
        });
      this.#expression(argument.value, contextOf(call, index, context, name));
    }
  }

  #text(expression: Expression, text: string, { name, role }: Context): void {
    this.#texts.push({ text, name, role, expression, function: this.#function });
  }
}

function partAt(value: Expression, path: readonly string[], at: Span): Expression {
  return path.reduce<Expression>((source, name) => ({ kind: 'member', source, name, at }), value);
}

/** `setPassword('x')`, `headers.set('Authorization', 'x')`, `getenv('TOKEN', 'x')`, `str('x')` under the name around it. */
function contextOf(call: Call, index: number, around: Context, whole: string): Context {
  const { name, value } = call.arguments[index]!;
  if (name !== undefined) return { name, role: 'argument' };
  const method = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : '';
  const first = call.arguments[0]?.value;
  const key = first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
  if (index === 1 && key !== undefined && /^(?:get|getenv|getEnv|GetEnv|getOrDefault|getProperty|GetValue|pop)$/.test(method))
    return { name: key, role: 'default' };
  if (
    index === 1 &&
    key !== undefined &&
    /^(?:set|Set|put|add|Add|append|setHeader|header|setProperty|setRequestHeader|addHeader|setdefault)$/.test(method)
  )
    return { name: key, role: 'argument' };
  const known = keyArguments.find(({ name: one, position }) => position === index && one.test(whole));
  if (known) return { name: known.called, role: 'argument' };
  const second = index === 1 && /(?:BasicAuth|Credentials?|PasswordAuthentication|SetBasicAuth|basicAuth)$/.test(method);
  if (second || (index === 2 && method === 'getConnection')) return { name: 'password', role: 'argument' };
  const setter =
    /^(?:set|with|use)(?=[A-Z_])_?(\w+)$/.exec(method)?.[1] ??
    (call.arguments.length === 1 ? /^(?:password|apiKey|token|secret)$/.exec(method)?.[0] : undefined);
  if (index === 0 && setter !== undefined && call.arguments.length === 1) return { name: setter, role: 'argument' };
  if (index === 0 && value.kind === 'literal' && /^(?:str|String|bytes|from|SecretStr|byte|of|GetBytes)$/.test(method)) return around;
  return nameless;
}

function textOf({ parts }: Extract<Expression, { kind: 'text' }>): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.kind === 'literal' ? String(part.value ?? '') : hole)).join('');
}

function lastOf(expression: Expression): string {
  if (expression.kind === 'name' || expression.kind === 'member') return expression.name;
  return expression.kind === 'index' && expression.key.kind === 'literal' ? String(expression.key.value) : '';
}

function written(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return `${written(expression.source)}.${expression.name}`;
  if (expression.kind === 'index') return `${written(expression.source)}.${lastOf(expression)}`;
  return '?';
}
