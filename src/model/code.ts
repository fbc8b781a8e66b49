/**
 * Programs in a neutral form: what every language's reader makes of a file, and what the analysis of flows works on. It keeps
 * what matters for where values come from and where they go, with a place for each part; the rest of a language is left out.
 */
import type { NounKey } from './noun.ts';
import type { Edit } from '../source/edit.ts';
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';

export type Language = 'python' | 'javascript' | 'typescript' | 'java' | 'go' | 'csharp';

/** One source file. */
export interface CodeFile {
  readonly file: SourceFile;
  readonly language: Language;
  /** Names that the file binds to modules or to things in them. */
  readonly imports: readonly Import[];
  /** Every function, method and lambda that has a name here, those inside of others included; the file itself is one as well. */
  readonly functions: readonly CodeFunction[];
  /** What runs when the file is loaded. */
  readonly body: CodeFunction;
  /** Parts that could not be parsed. */
  readonly broken: readonly Span[];
  /** Comments are not looked at, except for what tells a tool to let be. */
  readonly lines: number;
  /** The function whose template holds it, where it is no file of its own. */
  readonly inlineIn?: NounKey | undefined;
  /** It is delivered to browsers: what it writes to its log stays with who looks at the page. */
  readonly runsInBrowser?: boolean;
  /** It stands between the quotes of JSON there, with escapes. */
  readonly isQuoted?: boolean;
}

export interface Import {
  /** The local name: `boto3`, `execSync`, `_`. */
  readonly name: string;
  /** The module as it is written: `boto3`, `node:child_process`, `./db`, `java.sql.Statement`, `database/sql`. */
  readonly module: string;
  /** What is taken out of it; undefined for the whole module. */
  readonly member?: string | undefined;
  readonly at: Span;
}

export interface CodeFunction {
  /** `handler`, `Orders.get`; empty for one without a name. */
  readonly name: string;
  /** The class that holds it. */
  readonly owner?: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly statements: readonly Statement[];
  /** Decorators, annotations, attributes: as calls. */
  readonly annotations: readonly Call[];
  /** Can other files use it? */
  readonly exported: boolean;
  /** Its name, or its first line. */
  readonly at: Span;
  readonly body: Span;
}

export interface Parameter {
  readonly name: string;
  /** Which argument it takes, counted from 0: several names may be taken out of one. */
  readonly position: number;
  /** What is taken out of the argument, for destructured ones: `{ body }` → ['body']. */
  readonly path?: readonly string[] | undefined;
  readonly type?: string | undefined;
  readonly annotations: readonly Call[];
  readonly at: Span;
}

export type Statement =
  | { readonly kind: 'assign'; readonly targets: readonly Target[]; readonly value: Expression; readonly declares: boolean; readonly at: Span }
  | { readonly kind: 'expression'; readonly value: Expression; readonly at: Span }
  | { readonly kind: 'return'; readonly value: Expression | undefined; readonly at: Span }
  | { readonly kind: 'throw'; readonly value: Expression | undefined; readonly at: Span }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly at: Span;
    }
  | {
      readonly kind: 'loop';
      readonly item: readonly Target[];
      readonly over: Expression | undefined;
      readonly body: readonly Statement[];
      readonly at: Span;
    }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly caught: readonly CatchClause[];
      readonly finally: readonly Statement[];
      readonly at: Span;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[]; readonly at: Span }
  /** A function that is declared here: it is in `functions` of the file as well. */
  | { readonly kind: 'function'; readonly function: CodeFunction; readonly at: Span };

export interface CatchClause {
  /** The name the error is bound to. */
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly body: readonly Statement[];
}

/** What is written to: a name, a member, or a part of what is taken apart. */
export interface Target {
  readonly to: Expression;
  /** For `const { a: { b } } = x`: ['a', 'b']; for `[first] = x`: ['0']. */
  readonly path: readonly string[];
}

export type Expression =
  | Literal
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'member'; readonly source: Expression; readonly name: string; readonly at: Span }
  | { readonly kind: 'index'; readonly source: Expression; readonly key: Expression; readonly at: Span }
  | Call
  /** Texts that are put together: by `+`, by interpolation, by templates. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[]; readonly at: Span }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly at: Span }
  | { readonly kind: 'lambda'; readonly function: CodeFunction; readonly at: Span }
  /** `a ? b : c`, `a or b`, `a ?? b`: one of several values. */
  | { readonly kind: 'choice'; readonly condition?: Expression | undefined; readonly options: readonly Expression[]; readonly at: Span }
  /** Comparisons and arithmetic: what they come to holds nothing of a text any more, except for `%` and `+`, which are `text`. */
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[]; readonly at: Span }
  /** Anything else, with the expressions in it. */
  | { readonly kind: 'other'; readonly parts: readonly Expression[]; readonly at: Span };

export interface Literal {
  readonly kind: 'literal';
  /** Of texts what they stand for, without quotes and escapes; undefined for regular expressions. */
  readonly value: string | number | boolean | null | undefined;
  readonly at: Span;
}

export interface Entry {
  /** Undefined for what is spread in. */
  readonly name: string | undefined;
  readonly key: Span;
  readonly value: Expression;
}

export interface Call {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** `new X(…)`. */
  readonly creates: boolean;
  readonly at: Span;
}

export interface Argument {
  /** Of a keyword argument. */
  readonly name?: string | undefined;
  readonly value: Expression;
  /** `*args`, `...rest`. */
  readonly spread: boolean;
}

/** What the analysis found out about one application's code. */
export interface CodeFacts {
  readonly files: readonly CodeFile[];
  readonly handlers: readonly Handler[];
  readonly flows: readonly Flow[];
  /** Every call, every text and every value that is given a name. */
  readonly uses: readonly CodeUses[];
  readonly spelling: CodeSpelling;
  /** The program that a function of the application runs; undefined where its handler is not in the repository, or not read. */
  programOf(fn: NounKey): Program | undefined;
  /**
   * Where the code of a function looks at who calls it; undefined where it does not, or where its handler is not known. `declared`: where
   * the code itself says that it can be called.
   */
  callerCheckOf(fn: NounKey | undefined, declared?: Span): Span | undefined;
}

/** What runs when a function is called: its handler's file and all that it imports from the repository. */
export interface Program {
  readonly files: readonly CodeFile[];
  /** What it asks of AWS through the SDK. */
  readonly sdkCalls: readonly SdkCall[];
}

export interface SdkCall {
  /** As policies call it: `dynamodb`. */
  readonly service: string;
  /** As the program writes it: `put_item`, `PutItem`, `putItemAsync`. */
  readonly operation: string;
  readonly at: Span;
}

/** What one file does, in order. */
export interface CodeUses {
  readonly file: CodeFile;
  readonly calls: readonly CodeCall[];
  readonly texts: readonly CodeText[];
  readonly values: readonly NamedValue[];
  readonly returns: readonly Returned[];
  readonly walks: readonly Walk[];
  /** Each line of each comment, without its marks. */
  readonly comments: readonly CodeComment[];
}

export interface CodeComment {
  readonly text: string;
  readonly at: Span;
}

export interface CodeCall {
  readonly call: Call;
  /** With what stands behind imports and variables: `child_process.exec`, `psycopg2.connect().cursor`. */
  readonly name: string;
  readonly function: CodeFunction;
}

/** A text with the name it is given; what is put into it stands as U+0001. */
export interface CodeText {
  readonly text: string;
  /** The variable, the argument or the key; empty where it has none. */
  readonly name: string;
  readonly role: 'assigned' | 'argument' | 'entry' | 'default' | 'plain';
  readonly expression: Expression;
  readonly function: CodeFunction;
}

/** What is assigned, handed over under a name, or an entry of a map. */
export interface NamedValue {
  /** The last part of what it is written to: `verify` of `session.verify`. */
  readonly name: string;
  /** All of it as it is written: `session.verify`; for arguments the name of what is called and theirs. */
  readonly path: string;
  readonly role: 'assigned' | 'argument' | 'entry';
  readonly value: Expression;
  readonly function: CodeFunction;
}

/** A loop over a collection. */
export interface Walk {
  readonly item: readonly Target[];
  readonly over: Expression;
  readonly function: CodeFunction;
}

export interface Returned {
  readonly value: Expression;
  readonly function: CodeFunction;
  /** The error that has been caught around it, by name. */
  readonly caught: string | undefined;
  /** In a function without a name that stands in this one: who takes what it gives, is not known. */
  readonly isInner: boolean;
}

/** Writes small things in the words of each language; undefined where this place cannot take them. */
export interface CodeSpelling {
  literal(at: Literal, file: CodeFile, to: boolean | number | string): readonly Edit[] | undefined;
  /** Reads a text from the environment instead, with the import that it takes. */
  environment(text: CodeText, file: CodeFile, variable: string): readonly Edit[] | undefined;
  /** Writes a mark in the place of what is shown. */
  masked(shown: Expression, within: Call, file: CodeFile): readonly Edit[] | undefined;
  /** Writes what tells one request from another, or the names of its parts, in the place of the whole. */
  summarised(whole: LoggedWhole, handler: Handler | undefined, file: CodeFile): readonly Edit[] | undefined;
  /** Verifies the signature of what a handler is sent, before it is read. */
  signed(handler: Handler, sender: 'Stripe' | 'GitHub'): readonly Edit[] | undefined;
  /** Asks for a version of TLS that is safe, where an older one is written. */
  withVersion(at: Span, file: CodeFile): readonly Edit[] | undefined;
  /** Has certificates verified, where the words at this place say that they are not. */
  withVerification(at: Span, file: CodeFile): readonly Edit[] | undefined;
  /** Takes a check of certificates away that lets everything through, so that the platform's own is made. */
  trustingPlatform(check: CodeFunction, file: CodeFile): readonly Edit[] | undefined;
  /** Holds the body of a request against the schema that its file declares. */
  validated(parsed: Expression, file: CodeFile): readonly Edit[] | undefined;
  /** Keeps a caller's text from doing harm where it arrives; `files` are the application's. */
  repair(flow: Flow, files: readonly CodeFile[]): readonly Edit[] | undefined;
}

/** A whole that is shown where some parts of it would do. */
export interface LoggedWhole {
  readonly kind: 'event' | 'headers' | 'body' | 'environment';
  readonly shown: Expression;
  /** What makes a text of it. */
  readonly around?: Expression | undefined;
  /** A body as it came, before anything was read in it. */
  readonly isText?: boolean | undefined;
}

/** Where the platform enters the code. */
export interface Handler {
  readonly file: CodeFile;
  readonly function: CodeFunction;
  /** The function of the application that runs it, where one is known. */
  readonly serves?: NounKey | undefined;
  /** The app that runs it beside others, where no template names it: by the folder that it lies in. */
  readonly runsIn?: NounKey | undefined;
  /** Which parameters carry what a caller sends, by position. */
  readonly inputs: readonly number[];
  readonly trigger: 'http' | 'event' | 'unknown';
}

/** A way that a caller's text takes, step by step, into a call where it does harm. */
export interface Flow {
  readonly handler: Handler;
  readonly source: Span;
  readonly steps: readonly { readonly at: Span; readonly text: string }[];
  readonly sink: Sink;
  /** The parts of texts and the arguments of calls that hold the text somewhere in the handler's code. */
  readonly carriers: ReadonlySet<Expression>;
  /** What arrives is what a store holds under what the caller sends. */
  readonly stored: boolean;
}

export interface Sink {
  readonly kind: SinkKind;
  readonly call: Expression;
  /** The argument that the text arrives in. */
  readonly argument: Expression;
  readonly at: Span;
  readonly file: CodeFile;
  /** How a message names it: `cursor.execute`, `child_process.exec`. */
  readonly name: string;
  /** With what stands behind imports and variables: `psycopg2.connect().cursor().execute`. */
  readonly whole: string;
}

export type SinkKind = 'sql' | 'command' | 'code' | 'nosql' | 'path' | 'request' | 'html' | 'deserialization' | 'xml' | 'log' | 'redirect' | 'token';
