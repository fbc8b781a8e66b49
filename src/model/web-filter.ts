/** Firewalls that look at requests before an API or a CDN does. */
import type { Link, Noun } from './noun.ts';
import type { Answer } from './value.ts';

/** One thing that a firewall stands in front of. */
export interface WebFilter extends Noun {
  readonly kind: 'web-filter';
  /** An API, a stage of one, a CDN, a directory of users. */
  readonly protects: Link;
  /** Does one of its rules count requests? */
  readonly limitsRate: Answer;
}
