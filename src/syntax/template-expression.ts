/** Expressions of Azure's template languages: what Bicep and the bracketed texts of ARM templates have in common. */
import type { Span } from '../source/span.ts';

export type TemplateExpression =
  | LiteralExpression
  | TextExpression
  | ArrayExpression
  | ObjectExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | NameExpression
  | ChoiceExpression
  | OperatorExpression
  | LoopExpression
  | LambdaExpression
  | SpreadExpression
  | UnreadExpression;

interface Expression {
  readonly at: Span;
}

interface LiteralExpression extends Expression {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** A text with expressions in it. */
interface TextExpression extends Expression {
  readonly kind: 'text';
  readonly parts: readonly (string | TemplateExpression)[];
}

export interface ArrayExpression extends Expression {
  readonly kind: 'array';
  readonly items: readonly TemplateExpression[];
}

export interface ObjectExpression extends Expression {
  readonly kind: 'object';
  readonly properties: readonly ObjectProperty[];
  /** Resources that are written inside of another's body. */
  readonly resources: readonly BicepResource[];
}

export interface ObjectProperty {
  /** Undefined for a key that is itself an expression, and for another object that is spread into this one. */
  readonly name: string | undefined;
  /** The key that is an expression. */
  readonly computed?: TemplateExpression | undefined;
  readonly key: Span;
  readonly value: TemplateExpression;
}

export interface CallExpression extends Expression {
  readonly kind: 'call';
  /** In lower case, without its namespace. */
  readonly name: string;
  /** In lower case: `contoso` of `contoso.nameOf()`, a function that an ARM template declares by itself. */
  readonly namespace?: string | undefined;
  readonly arguments: readonly TemplateExpression[];
  /** `vault.getSecret('x')`: whose method it is. */
  readonly receiver?: TemplateExpression | undefined;
}

interface MemberExpression extends Expression {
  readonly kind: 'member';
  readonly source: TemplateExpression;
  readonly name: string;
  /** `parent::child`: a resource inside of another. */
  readonly nested?: boolean | undefined;
  /** `source.?name`: null where there is none. */
  readonly safe?: boolean | undefined;
}

interface IndexExpression extends Expression {
  readonly kind: 'index';
  readonly source: TemplateExpression;
  readonly key: TemplateExpression;
  /** `source[?key]`: null where there is none. */
  readonly safe?: boolean | undefined;
}

interface NameExpression extends Expression {
  readonly kind: 'name';
  readonly name: string;
}

/** `condition ? then : otherwise` */
interface ChoiceExpression extends Expression {
  readonly kind: 'choice';
  readonly condition: TemplateExpression;
  readonly then: TemplateExpression;
  readonly otherwise: TemplateExpression;
}

interface OperatorExpression extends Expression {
  readonly kind: 'operator';
  readonly operator: string;
  /** One operand for `!` and `-`. */
  readonly operands: readonly TemplateExpression[];
}

/** `[for item, index in list: body]` */
export interface LoopExpression extends Expression {
  readonly kind: 'for';
  readonly item: string;
  readonly index: string | undefined;
  readonly list: TemplateExpression;
  /** `[for item in list: if (condition) { … }]` */
  readonly condition: TemplateExpression | undefined;
  readonly body: TemplateExpression;
}

/** `item => item.id`, `(sum, item) => sum + item`: only functions call it. */
export interface LambdaExpression extends Expression {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: TemplateExpression;
}

/** `...others` in a list or an object. */
interface SpreadExpression extends Expression {
  readonly kind: 'spread';
  readonly source: TemplateExpression;
}

/** Text that could not be read as an expression. */
interface UnreadExpression extends Expression {
  readonly kind: 'unread';
}

export interface Decorator {
  readonly name: string;
  readonly arguments: readonly TemplateExpression[];
}

export interface BicepParameter {
  readonly name: string;
  /** The first word of its type. */
  readonly type: string;
  /** `string?`: nothing at all is a value of it too. */
  readonly nullable: boolean;
  readonly default: TemplateExpression | undefined;
  readonly decorators: readonly Decorator[];
  /** The name where it is declared. */
  readonly head: Span;
  readonly at: Span;
}

export interface BicepResource {
  readonly symbol: string;
  /** `Microsoft.Web/sites`, or the last part of the type for one inside of another. */
  readonly type: string;
  /** Of the API that it is sent to: `2023-05-01`; empty where none is written. */
  readonly version: string;
  readonly existing: boolean;
  readonly condition: TemplateExpression | undefined;
  readonly loop: LoopExpression | undefined;
  readonly body: ObjectExpression | undefined;
  readonly head: Span;
  readonly at: Span;
}

export interface BicepModule {
  readonly symbol: string;
  readonly path: string;
  readonly condition: TemplateExpression | undefined;
  readonly loop: LoopExpression | undefined;
  readonly body: ObjectExpression | undefined;
  readonly head: Span;
  readonly at: Span;
}

export interface BicepDeclaration {
  readonly name: string;
  readonly value: TemplateExpression;
  readonly decorators: readonly Decorator[];
  readonly head: Span;
  readonly at: Span;
}

/** `func name(first string, second int) string => …` */
export interface BicepFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: TemplateExpression;
}

/** `@secure() type name = string` */
interface BicepType {
  readonly name: string;
  /** The first word of what it stands for. */
  readonly type: string;
  readonly decorators: readonly Decorator[];
}

/** `import { name as other } from 'path'`, `import * as namespace from 'path'` */
export interface BicepImport {
  readonly path: string;
  /** Names there, to the names here. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
  readonly namespace: string | undefined;
  readonly at: Span;
}

export interface BicepFile {
  readonly parameters: readonly BicepParameter[];
  readonly variables: readonly BicepDeclaration[];
  readonly resources: readonly BicepResource[];
  readonly modules: readonly BicepModule[];
  readonly outputs: readonly BicepDeclaration[];
  readonly functions: readonly BicepFunction[];
  readonly types: readonly BicepType[];
  readonly imports: readonly BicepImport[];
  /** `using './main.bicep'` of a file with parameters, and what it gives them. */
  readonly using: string | undefined;
  readonly given: readonly BicepDeclaration[];
  readonly problems: readonly { readonly message: string; readonly offset: number }[];
}
