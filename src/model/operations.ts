/** What watches an application: logs, alarms, trails, orchestrations with their logging. */
import type { Link, Noun } from './noun.ts';
import type { Value } from './value.ts';

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
}

/** A record of what was done in an account. */
export interface Trail extends Noun {
  readonly kind: 'trail';
  readonly logging: Value<boolean>;
  readonly allRegions: Value<boolean>;
  readonly validated: Value<boolean>;
  readonly functionData: Value<boolean>;
}
