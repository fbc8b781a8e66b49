/** Policy documents inside templates. */
import type { Tree } from '../../evaluation/tree.ts';
import type { Grant, GrantTarget, Statement } from '../../model/access.ts';
import type { Link, Noun } from '../../model/noun.ts';
import type { Span } from '../../source/span.ts';
import { readPolicyDocument } from '../iam-policy/policy-document.ts';
import { spellOwnAccount } from './own-account.ts';
import type { Reading } from './template.ts';

export interface Statements {
  readonly statements: readonly Statement[];
  readonly partial: boolean;
}

/** The statements of a policy document; none where there is no document. */
export function statementsOf(document: Tree | undefined, reading: Reading, head: Span): Statements {
  if (!document) return { statements: [], partial: false };
  return readPolicyDocument(document, { head, reference: (text) => reading.reference(text), account: spellOwnAccount });
}

/** What a policy on `on` lets others do. */
export function grantOf(noun: Noun, resourceKind: GrantTarget, on: Link, document: Tree | undefined, reading: Reading): Grant {
  const { statements, partial } = statementsOf(document, reading, noun.at);
  return { ...noun, kind: 'grant', resourceKind, on, statements, statementsPartial: partial };
}
