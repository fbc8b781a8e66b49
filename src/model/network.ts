/** What firewalls of private networks let in. */
import type { Link, Noun } from './noun.ts';
import type { Slot, Value } from './value.ts';

/** What stands behind a security group. */
export type GroupUser = 'function' | 'store' | 'load-balancer' | 'other';

/** One rule of a security group that lets connections in. */
export interface Opening extends Noun {
  readonly kind: 'opening';
  readonly group: Link;
  /** Who stands behind the group, as far as the same unit tells; empty where it does not. */
  readonly users: readonly GroupUser[];
  /** Addresses: `0.0.0.0/0`, `::/0`, `10.0.0.0/8`. */
  readonly source: Value<string>;
  /** `tcp`, `udp`, `icmp`; `-1` for everything, whatever the ports say, `any` for every protocol on these ports. */
  readonly protocol: Value<string>;
  readonly fromPort: Value<number>;
  readonly toPort: Value<number>;
  /** Lets in the group of the functions alone, or the network around it, or nobody. */
  readonly narrow?: Slot<'functions' | 'network' | 'nobody'> | undefined;
}
