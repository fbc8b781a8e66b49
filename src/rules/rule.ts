/** The contract of a rule: one declarative object that reads an application and yields problems. A rule knows no file format. */
import type { Confidence, Severity } from '../finding/severity.ts';
import { ownAccount, takenOut } from '../model/access.ts';
import type { Application } from '../model/application.ts';
import { chosenOrigin } from '../model/endpoint.ts';
import type { Declared } from '../model/noun.ts';
import type { AnyValue, Slot, Value } from '../model/value.ts';
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';
import type { Practice } from './practice.ts';

export interface Rule<Message extends string = string> {
  /** `<family>/<defect>`: the path of its file below rules/. Public API: never renamed. */
  readonly id: string;
  readonly title: string;
  readonly practice: Practice;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** CWE numbers. */
  readonly cwe: readonly number[];
  /** Controls by standard. Only mappings that the standard's own text or its vendor's page confirms. */
  readonly controls?: Readonly<Record<string, readonly string[]>>;
  /** Why it matters: one to three sentences. */
  readonly why: string;
  /** What to do about it: one or two sentences, in the imperative. */
  readonly remedy: string;
  /** Why no machine can fix it; required when no problem of the rule carries a fix. */
  readonly unfixable?: string;
  readonly references: readonly string[];
  readonly since: string;
  readonly formerly?: readonly string[];
  /** One sentence each, without full stop, `{name}` for data. Never holds a secret. */
  readonly messages: Readonly<Record<Message, string>>;
  /** Where `why` or `remedy` is not the point of a message: what is said with it instead. */
  readonly particulars?: Readonly<Partial<Record<Message, Particulars>>>;
  /** ISO dates on which it begins to say something else of the same application: what asks for `today` must tell them. */
  readonly changesOn?: readonly string[];
  check(application: Application, context: Context): Iterable<Problem<NoInfer<Message>>>;
}

interface Particulars {
  readonly why?: string;
  readonly remedy?: string;
}

/** What a rule may know beside the application. */
export interface Context {
  /** ISO date. */
  readonly today: string;
}

export interface Problem<Message extends string = string> {
  readonly message: Message;
  readonly data?: Readonly<Record<string, string>>;
  /** The setting or the text that is wrong. A setting that came through references is shown with its way. */
  readonly at: Span | AnyValue;
  /** The noun that has the defect. */
  readonly subject: Declared;
  /** Tells two problems of one rule and message on one subject apart, where the data does not. Survives moves of the text. */
  readonly evidence?: string;
  /**
   * Problems of one rule, message and severity in one root that agree in this text are told once, at the first: advice that
   * would be the same for each of many. One fix heals all of them.
   */
  readonly together?: string;
  /** Where this problem is worse or milder than the rule's base. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Span; readonly text: string }[];
  /** Where the problem is a way from one place to another: its steps, in order. */
  readonly flow?: readonly { readonly at: Span; readonly text: string }[];
  /** The secret itself, so that it can be kept out of every output. */
  readonly secret?: string;
  /** Tried in order; the first whose edits verify is kept. */
  readonly fixes?: readonly Fix[];
}

export interface Fix {
  /** In the imperative, without full stop: `turn tracing on`. */
  readonly title: string;
  /** `safe`: behaviour cannot break. `review`: `check` says what to look at first. */
  readonly risk: 'safe' | 'review';
  /** One sentence that says what to check or do beside it. Required with `review`. */
  readonly check?: string;
  /** The milder rules that may have more to say from then on: a key is better than nothing, and less than a token. */
  readonly leaves?: readonly string[];
  readonly changes: readonly Change[];
}

/** One intention, to be spelt by the dialect that made the slot. */
export interface Change {
  edits(): readonly Edit[] | undefined;
}

/** Makes a setting `to`. */
export function set<T>(setting: Value<T>, to: NoInfer<T>): Change {
  return write(setting.slot, to);
}

/** Writes `to` through a slot that is not a setting's own. */
export function write<T>(slot: Slot<T> | undefined, to: NoInfer<T>): Change {
  return { edits: () => spelt(slot?.(to)) };
}

/** Edits that a dialect could not spell out hold the word for the own account, a chosen origin or nothing itself; those are none. */
function spelt(edits: readonly Edit[] | undefined): readonly Edit[] | undefined {
  return edits?.some(({ text }) => [ownAccount, chosenOrigin, takenOut].some((token) => text.includes(token))) ? undefined : edits;
}

export function defineRule<const Message extends string>(rule: Rule<Message>): Rule<Message> {
  return rule;
}

/** A message with its data put in. */
export function fillIn(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? `{${name}}`);
}

/** The examples of a rule: data that the tests run, and that its page shows. */
export interface Cases {
  readonly vulnerable: readonly VulnerableCase[];
  readonly safe: readonly SafeCase[];
}

/** `«…»` marks what is reported; the marks are no part of the text. */
export interface VulnerableCase {
  /** The one idea of the case, in words. */
  readonly name: string;
  /** File name or path; tells the dialect. */
  readonly file: string;
  readonly text: string;
  /** More files of the repository, path to text; marks count there too. */
  readonly files?: Readonly<Record<string, string>>;
  /** The text of `file` after the fix (marks are no part of it), or of several files by path; null states that there is no fix. */
  readonly fixed: string | Readonly<Record<string, string>> | null;
  readonly severity?: Severity;
}

export interface SafeCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Why it is silent: `near-miss` looks like the defect, `unknown` cannot be decided, `fixed` is right. */
  readonly kind: 'near-miss' | 'unknown' | 'fixed';
}
