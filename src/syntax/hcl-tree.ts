/** The syntax tree of HCL (Terraform's native syntax): bodies of attributes and blocks, and expressions, with exact places. */
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';
import type { DocumentNode, SyntaxProblem } from './document.ts';

/** One parsed file. What cannot be parsed is a problem, and the rest of the tree stands. */
export interface ParsedHcl {
  readonly file: SourceFile;
  readonly body: HclBody;
  readonly problems: readonly SyntaxProblem[];
}

/** What stands between the braces of a block, or the whole of a file. */
export interface HclBody {
  /** The text between the braces; the whole file at the top. */
  readonly at: Span;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
  /** The object it was converted from, for files in JSON. */
  readonly origin?: DocumentNode | undefined;
}

export interface HclAttribute {
  /** From the name to the end of the value. */
  readonly at: Span;
  readonly name: string;
  /** The place of the name. */
  readonly key: Span;
  readonly value: HclExpression;
}

export interface HclBlock {
  /** From its type to its closing brace. */
  readonly at: Span;
  /** Its type and labels. */
  readonly head: Span;
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
}

export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclObject
  | HclTuple
  | HclName
  | HclMember
  | HclIndex
  | HclSplat
  | HclSplatItem
  | HclCall
  | HclConditional
  | HclFor
  | HclUnary
  | HclBinary
  | HclParentheses
  | HclBroken;

interface Node {
  readonly at: Span;
  /** What it was converted from, for files in JSON. */
  readonly origin?: DocumentNode | undefined;
}

/** `12`, `true`, `null`, and texts without interpolation, with their quotes. */
interface HclLiteral extends Node {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** A quoted text with interpolations or escapes, or a heredoc. */
export interface HclTemplate extends Node {
  readonly kind: 'template';
  /** `file`: the whole text of a file (`templatefile`). */
  readonly style: 'quoted' | 'heredoc' | 'file';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateText | TemplateInterpolation | TemplateIf | TemplateFor;

/**
 * A run of text. Either `value` is exactly the text that stands at `at`, or `at` is one escape (`\n`, `$${`).
 * The lines of a heredoc with `<<-` are one part each, without their indentation.
 */
export interface TemplateText extends Node {
  readonly kind: 'text';
  readonly value: string;
}

/** `${…}`. */
interface TemplateInterpolation extends Node {
  readonly kind: 'interpolation';
  readonly expression: HclExpression;
}

/** `%{ if … }…%{ else }…%{ endif }`. */
interface TemplateIf extends Node {
  readonly kind: 'if';
  readonly condition: HclExpression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

/** `%{ for … in … }…%{ endfor }`. */
interface TemplateFor extends Node {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: HclExpression;
  readonly parts: readonly TemplatePart[];
}

export interface HclObject extends Node {
  readonly kind: 'object';
  readonly items: readonly HclItem[];
}

export interface HclItem {
  /** From the key to the end of the value. */
  readonly at: Span;
  /** A bare name is a literal here. */
  readonly key: HclExpression;
  readonly value: HclExpression;
}

export interface HclTuple extends Node {
  readonly kind: 'tuple';
  readonly items: readonly HclExpression[];
}

/** The first name of a reference: `var`, `local`, `aws_sqs_queue`, `each`. */
interface HclName extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `source.name`. */
interface HclMember extends Node {
  readonly kind: 'member';
  readonly source: HclExpression;
  readonly name: string;
}

/** `source[key]`, and the old `source.0`. */
interface HclIndex extends Node {
  readonly kind: 'index';
  readonly source: HclExpression;
  readonly key: HclExpression;
}

/** `source[*].…` and `source.*.…`: `each` is what is done to every item. */
export interface HclSplat extends Node {
  readonly kind: 'splat';
  readonly source: HclExpression;
  readonly each: HclExpression;
}

/** Stands for the item at the root of a splat's `each`. */
interface HclSplatItem extends Node {
  readonly kind: 'splat-item';
}

export interface HclCall extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly HclExpression[];
  /** The last argument is spread out: `merge(list...)`. */
  readonly spread: boolean;
}

interface HclConditional extends Node {
  readonly kind: 'conditional';
  readonly condition: HclExpression;
  readonly then: HclExpression;
  readonly otherwise: HclExpression;
}

/** `[for v in list : v]`, `{for k, v in map : k => v if …}`. */
export interface HclFor extends Node {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: HclExpression;
  /** Undefined: makes a tuple. */
  readonly key: HclExpression | undefined;
  readonly value: HclExpression;
  /** `value...`: values of the same key are gathered. */
  readonly grouped: boolean;
  readonly condition: HclExpression | undefined;
}

export interface HclUnary extends Node {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: HclExpression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

interface HclBinary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: HclExpression;
  readonly right: HclExpression;
}

interface HclParentheses extends Node {
  readonly kind: 'parentheses';
  readonly inner: HclExpression;
}

/** Text that could not be parsed; there is a problem for it. */
interface HclBroken extends Node {
  readonly kind: 'broken';
}
