/** What guards functions and accounts beside the application itself: signed code, image registries, the services that watch an account. */
import type { Link, Noun } from './noun.ts';
import type { Slot, Value } from './value.ts';

/** Which code a function takes. */
export interface CodeSigning extends Noun {
  readonly kind: 'code-signing';
  /** What happens to code that nobody trusted has signed. */
  readonly unsigned: Value<'refused' | 'admitted'>;
}

/** Where the images of functions and containers are kept. */
export interface ImageRegistry extends Noun {
  readonly kind: 'image-registry';
  /** Can a tag be moved to another image? */
  readonly mutableTags: Value<boolean>;
}

/** A poller that hands the records of a stream or a queue to a function. */
export interface Consumption extends Noun {
  readonly kind: 'consumption';
  readonly sourceKind: 'stream' | 'queue' | 'other';
  readonly source: Link;
  readonly target: Link;
  /** Where records go that cannot be worked off: a destination of the poller, a dead-letter queue of the queue. */
  readonly failureTarget: Value<string>;
  /** Adds a queue for them. */
  readonly addFailureTarget?: Slot<'queue'> | undefined;
}

/** A service that watches a whole account. */
export interface AccountGuard extends Noun {
  readonly kind: 'account-guard';
  readonly guard:
    | 'recorder'
    | 'config-rule'
    | 'conformance-pack'
    | 'security-hub'
    | 'access-analyzer'
    | 'threat-detection'
    | 'security-center'
    | 'web-scan'
    // What is said for the whole of an account and watches nothing: policies, sinks of its records.
    | 'baseline';
  /** Managed rules: which one it is. */
  readonly identifier: Value<string>;
  /** Recorders, scans: is it running? */
  readonly recording: Value<boolean>;
  /** Recorders: does it record what functions and their roles are changed to? The slot takes true and records everything. */
  readonly recordsFunctions: Value<boolean>;
  /** Config: adds the managed rule of this identifier. */
  readonly addRule?: Slot<string> | undefined;
}

/** Each adds a resource that a function lacks and connects the two. */
export interface Additions {
  /** A queue for events that it fails to handle. */
  readonly failureTarget?: Slot<'queue'> | undefined;
  /** A key of the customer's for its environment: the one that is there, or a new one. */
  readonly environmentKey?: Slot<'customer'> | undefined;
  /** An alarm on its errors. */
  readonly errorAlarm?: Slot<'notify'> | undefined;
  /** A log group that keeps entries for so many days. */
  readonly logGroup?: Slot<number> | undefined;
}

/** Settings that protect a resource, and that no rule asks for by itself: whether each is on is a matter of taste and of money. */
export type ProtectionName =
  | 'versions'
  | 'access-log'
  | 'point-in-time-recovery'
  | 'deletion-protection'
  | 'identity-login'
  | 'minor-upgrades'
  | 'snapshot-tags'
  | 'backups'
  | 'image-scan'
  | 'year-of-logs'
  | 'header-check'
  | 'session-tokens'
  | 'uniform-access'
  | 'soft-delete'
  | 'second-http-version';

/** One such setting of one resource. */
export interface Protection extends Noun {
  readonly kind: 'protection';
  readonly protection: ProtectionName;
  /** The slot takes true and turns it on. */
  readonly on: Value<boolean>;
}
