/** What watches an application: logs, alarms, trails, orchestrations with their logging. */
import type { Link, Noun } from './noun.ts';
import type { Slot, Value } from './value.ts';

export interface LogGroup extends Noun {
  readonly kind: 'log-group';
  readonly retentionDays: Value<number>;
  readonly encryption: Value<'provider' | 'customer'>;
}

/** A state machine or a pipe: something that runs steps and can log and trace them. */
export interface Orchestration extends Noun {
  readonly kind: 'orchestration';
  readonly identity: Link;
  readonly logLevel: Value<'off' | 'error' | 'fatal' | 'all'>;
  readonly tracing: Value<'active' | 'pass-through'>;
  /** Inputs and outputs of steps are written to the log. */
  readonly logsData: Value<boolean>;
}

export interface Alarm extends Noun {
  readonly kind: 'alarm';
  readonly metric: Value<string>;
  readonly namespace: Value<string>;
  readonly dimensions: readonly { readonly name: string; readonly value: Link }[];
  readonly actions: readonly Value<string>[];
  readonly actionsEnabled: Value<boolean>;
  /** Puts an action where there is none: a topic that the deployment names. */
  readonly addAction?: Slot<'notify'> | undefined;
  /** A deployment or a health check looks at it, so that it need not tell anybody. */
  readonly isRead?: boolean | undefined;
  /** Computed from several metrics, or from other alarms: what it watches is not told. */
  readonly composed?: boolean | undefined;
}

/** A record of what was done in an account. */
export interface Trail extends Noun {
  readonly kind: 'trail';
  readonly logging: Value<boolean>;
  readonly allRegions: Value<boolean>;
  readonly validated: Value<boolean>;
  readonly functionData: Value<boolean>;
  /** What it leaves out of what everybody would expect in it: the calls of global services, those that read, those that manage. */
  readonly leavesOut: Value<boolean>;
}
