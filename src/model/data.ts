/** Where data rests and what protects it: stores, secrets, keys. */
import type { Transport } from './endpoint.ts';
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

export type StoreKind =
  | 'bucket'
  | 'table'
  | 'queue'
  | 'topic'
  | 'stream'
  | 'delivery-stream'
  | 'event-bus'
  | 'database'
  | 'warehouse'
  | 'cache'
  | 'file-system'
  | 'search'
  | 'registry'
  | 'broker'
  | 'volume'
  | 'graph';

export interface Store extends Noun {
  readonly kind: 'store';
  readonly storeKind: StoreKind;
  /** `S3 bucket`, `DocumentDB cluster`: as its documentation calls it. */
  readonly service: string;
  /** Who holds the key that encrypts what rests in it. Absent: the platform's default of today. */
  readonly encryption: Value<'none' | 'provider' | 'customer'>;
  /** Undefined where the service cannot be reached over clear text or has no setting for it. */
  readonly transport?: Transport | undefined;
  /** Reachable from the internet by its own setting (databases). Undefined where no such setting exists. */
  readonly publiclyAccessible?: Value<boolean> | undefined;
  /** Nobody can make it public, whatever policies say. Undefined where the platform has no such setting. */
  readonly publicPrevented?: Value<boolean> | undefined;
  /** Buckets: the canned access list. */
  readonly acl?: Value<BucketAcl> | undefined;
  /** Buckets: the four guards. */
  readonly guards?: BucketGuards | undefined;
}

export type BucketAcl = 'private' | 'public-read' | 'public-read-write' | 'authenticated-read' | 'other';

/** The public access block; each is on by default for buckets made since April 2023, unless written otherwise. */
export interface BucketGuards {
  readonly blockAcls: Value<boolean>;
  readonly ignoreAcls: Value<boolean>;
  readonly blockPolicies: Value<boolean>;
  readonly restrictBuckets: Value<boolean>;
  /** Turns all four on. */
  readonly all: Value<boolean>;
}

/** A secret in a vault. */
export interface Secret extends Noun {
  readonly kind: 'secret';
  readonly secretKind: 'vault' | 'parameter';
  /** The secret itself, where somebody wrote it into the template. */
  readonly content: Value<string>;
  /** Made up by the vault. */
  readonly generated: Value<boolean>;
  readonly rotation: Value<boolean>;
  /** Attached to a database, whose credentials it holds. */
  readonly isOfDatabase?: boolean | undefined;
  readonly encryption: Value<'none' | 'provider' | 'customer'>;
}

/** What secrets and keys are kept in. */
export interface Vault extends Noun {
  readonly kind: 'vault';
  /** Nobody can get rid of what was deleted before its days are over. */
  readonly purgeProtected: Value<boolean>;
}

export interface Key extends Noun {
  readonly kind: 'key';
  readonly rotation: Value<boolean>;
  readonly symmetric: Value<boolean>;
}

/** A template's input. */
export interface Parameter extends Noun {
  readonly kind: 'parameter';
  readonly default: Value<string>;
  /** Kept out of consoles and logs: `NoEcho`, `sensitive`, `@secure()`. */
  readonly hidden: Value<boolean>;
  /** The names of the settings that it is handed to as it is, where they can be told. */
  readonly takers?: (() => readonly string[]) | undefined;
}

/** What a template shows to everybody who can read its outputs. */
export interface Output extends Noun {
  readonly kind: 'output';
  readonly value: Value<string>;
  readonly hidden: Value<boolean>;
  /** Its value asks the platform for a key of a resource: `listKeys(…)`. */
  readonly asksForKey?: boolean | undefined;
}

/** What a trigger of a function listens to. */
export interface Trigger extends Noun {
  readonly kind: 'trigger';
  readonly triggerKind:
    | 'bucket'
    | 'queue'
    | 'topic'
    | 'stream'
    | 'table'
    | 'schedule'
    | 'event-bus'
    | 'identity-pool'
    | 'iot'
    | 'log'
    | 'broker'
    | 'other';
  readonly source: Link;
  readonly target: Link;
  /** Does what it sends carry a token that says who sends it? Undefined where the platform sees to that itself. */
  readonly token?: Value<boolean> | undefined;
  /** What its target fails on comes again for some time, by itself. */
  readonly isRetried?: boolean | undefined;
  /** Only some of what happens there sets it off: a filter, a prefix, a pattern. */
  readonly isFiltered?: boolean | undefined;
}
