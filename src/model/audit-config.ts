/** Which access an account records by itself, and whose it leaves out. */
import type { Noun } from './noun.ts';
import type { Slot, Value } from './value.ts';

export interface AuditConfig extends Noun {
  readonly kind: 'audit-config';
  /** `allServices`, or one service. */
  readonly service: Value<string>;
  readonly logs: readonly AuditLog[];
}

interface AuditLog {
  /** `DATA_READ`, `DATA_WRITE`, `ADMIN_READ`. */
  readonly type: Value<string>;
  /** Members whose access is not recorded. */
  readonly exempted: readonly Value<string>[];
  /** Takes the exemptions away. */
  readonly clear?: Slot<true> | undefined;
}
