/** Another issuer whose tokens are accepted: workload identity pools of Google Cloud, federated credentials of Azure. */
import type { Noun } from './noun.ts';
import type { Value } from './value.ts';

export interface Federation extends Noun {
  readonly kind: 'federation';
  /** `https://token.actions.githubusercontent.com`. */
  readonly issuer: Value<string>;
  /** What a token must say to be let in: its subject, or an expression over its claims. Absent: nothing is asked for. */
  readonly admission: Value<string>;
  /** `claims`: a flexible credential of Microsoft Entra, `claims['sub'] matches 'repo:owner/*'`. */
  readonly admissionKind: 'subject' | 'expression' | 'claims';
}
