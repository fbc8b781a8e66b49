/** What every thing in an application has: an identity, a name, a place. */
import type { Span } from '../source/span.ts';
import type { Value } from './value.ts';

export type Provider = 'aws' | 'azure' | 'gcp';

/** Unique in an application: `<unit>#<address>`. Links between nouns hold keys, so that nouns stay plain data. */
export type NounKey = string;

/** A thing that is written in an application, whether or not it is any cloud's. */
export interface Declared {
  readonly key: NounKey;
  /** As its dialect writes it: `Checkout`, `aws_lambda_function.checkout`, `module.api.aws_sns_topic.in`, `functions.checkout`. */
  readonly address: string;
  /** The dialect's own type: `AWS::Lambda::Function`, `aws_lambda_function`. */
  readonly type: string;
  /** How messages name it: what its author would call it. */
  readonly label: string;
  /** Its name in the cloud; absent where the cloud makes one up. */
  readonly name: Value<string>;
  /** The head of its definition: the key or the labels, on one line. */
  readonly at: Span;
  /** The whole definition. */
  readonly body: Span;
  /** The construct that made it, for templates that a program wrote (`Stack/Api/Handler`). */
  readonly construct?: string | undefined;
  /** Brought along by the program's framework for purposes of its own: nobody here wrote it, and nobody here can change it. */
  readonly isFrameworks?: boolean | undefined;
}

/** A thing in a cloud. */
export interface Noun extends Declared {
  readonly provider: Provider;
}

/** A reference to another noun: what is written, and the noun it means where that was found in the same application. */
export interface Link {
  readonly value: Value<string>;
  readonly to?: NounKey | undefined;
}

/** The unit that a noun was read from. */
export function rootOf(key: NounKey): string {
  return key.slice(0, Math.max(0, key.indexOf('#')));
}

/** The key that a link into another unit holds: whatever noun the joined units offer under `name`. */
export function offerKey(name: string): NounKey {
  return `offer:${name}`;
}
