/** Who may do what: statements, the identities that hold them, and the grants that resources hold. */
import type { Span } from '../source/span.ts';
import type { Link, Noun } from './noun.ts';
import type { Slot, Value } from './value.ts';

/**
 * Stands in a text that a slot writes for the number of the account that the template is deployed to; each dialect spells
 * it in its own way (`AWS::AccountId`, `data.aws_caller_identity.current.account_id`).
 */
export const ownAccount = '{account}';

/** Written through the slot of an item of a list, it takes the item out. */
export const takenOut = '{nothing}';

/** One statement of a policy in a neutral form, with a place for each element. */
export interface Statement {
  readonly effect: Value<'allow' | 'deny'>;
  readonly actions: Elements;
  /** Everything but these; `actions` is empty then. */
  readonly notActions: Elements;
  readonly resources: Elements;
  readonly notResources: Elements;
  readonly principals: readonly Principal[];
  /** Everybody but these. */
  readonly notPrincipals: readonly Principal[];
  /** Some principals could not be read. */
  readonly principalsPartial: boolean;
  readonly conditions: readonly Condition[];
  /** Some conditions could not be read. */
  readonly conditionsPartial: boolean;
  readonly sid?: string | undefined;
  readonly at: Span;
  /** Adds one condition beside those there are. */
  readonly addCondition?: Slot<NewCondition> | undefined;
}

/** The actions or resources of a statement. */
export interface Elements {
  readonly items: readonly Value<string>[];
  /** Some of them could not be read. */
  readonly partial: boolean;
  /** The whole list, or the one element; the statement where nothing is written. */
  readonly at: Span;
  /** Writes another list in its place: texts, or references to resources of the unit. */
  readonly slot?: Slot<readonly (string | ResourceText)[]> | undefined;
}

/** The ARN or name of a resource of the same unit, with text behind it: `{ address: 'Bucket', attribute: 'Arn', suffix: '/*' }`. */
export interface ResourceText {
  readonly address: string;
  readonly suffix: string;
}

export interface Principal {
  /** `any`: everybody (`*`, `{ AWS: '*' }`, `allUsers`). */
  readonly type: 'any' | 'aws' | 'service' | 'federated' | 'canonical' | 'unknown';
  /** An ARN, an account id, a service host, a provider; for `any` the asterisk. */
  readonly value: Value<string>;
}

export interface Condition {
  /** `StringEquals`, `ArnLike`, `ForAnyValue:StringLike` … as written. */
  readonly operator: string;
  /** The context key in lower case: `aws:sourcearn`. */
  readonly key: string;
  readonly values: readonly Value<string>[];
  readonly at: Span;
}

export interface NewCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly (string | ResourceText)[];
}

/** Something that holds permissions: a role, a user, a group; a policy on its own when nothing holds it here. */
export interface Identity extends Noun {
  readonly kind: 'identity';
  readonly identityKind: 'role' | 'user' | 'group' | 'policy' | 'service-account' | 'managed-identity';
  /** Who may become it. */
  readonly trust: readonly Statement[];
  readonly trustPartial: boolean;
  /** What it may do: inline policies and those of its attached policies that stand in the same application. */
  readonly statements: readonly Statement[];
  /** Some of its policies could not be read. */
  readonly statementsPartial: boolean;
  /** Managed policies that are attached, by ARN, or by name where the dialect allows it. The slot of one in a list knows `takenOut`. */
  readonly managedPolicies: readonly Value<string>[];
  readonly boundary: Value<string>;
  /** Attaches one more managed policy, by its ARN. */
  readonly attach?: Slot<string> | undefined;
}

/** What a resource itself lets others do: a bucket policy, a function permission, a queue, topic, bus or key policy. */
export interface Grant extends Noun {
  readonly kind: 'grant';
  /** What it is on. */
  readonly on: Link;
  readonly resourceKind: GrantTarget;
  readonly statements: readonly Statement[];
  readonly statementsPartial: boolean;
}

export type GrantTarget =
  | 'function'
  | 'bucket'
  | 'queue'
  | 'topic'
  | 'event-bus'
  | 'key'
  | 'secret'
  | 'log-group'
  | 'api'
  | 'registry'
  | 'file-system'
  | 'search'
  | 'stream'
  | 'table'
  | 'vault'
  | 'identity'
  /** A known kind that no rule tells from others: who sends mail for a domain, a registry of packages or of schemas. */
  | 'other'
  | 'unknown';
