/** What callers of a route must prove, read from `authorizer`, and how an authorizer is written. */
import { asValue, text } from '../../evaluation/setting.ts';
import { entries, Expression, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, referencesOf, textOf, unknown, type Slot, type Value } from '../../model/value.ts';
import { textAt, type Span } from '../../source/span.ts';
import type { Service } from './service.ts';

/** How each way to authenticate is written at a route of this API. */
export type AuthorizerSpelling = (to: Authentication) => Plain | undefined;

/** A route without authorizer; `put` writes one into its event. */
export function withoutAuthorizer(
  head: Span,
  put: (authorizer: Plain) => ReturnType<Slot<Authentication>>,
  spell: AuthorizerSpelling,
): Value<Authentication> {
  return absent<Authentication>(head, 'none', (to) => {
    const authorizer = spell(to);
    return authorizer === undefined ? undefined : put(authorizer);
  });
}

/** A route with one; `meaning` is undefined where it cannot be told. */
export function withAuthorizer(tree: Tree, meaning: Authentication | undefined, spell: AuthorizerSpelling): Value<Authentication> {
  const { editor } = tree;
  const slot: Slot<Authentication> | undefined =
    editor &&
    ((to) => {
      const authorizer = spell(to);
      return authorizer === undefined ? undefined : editor.replace(authorizer);
    });
  if (meaning === undefined) return unknown('what its authorizer is cannot be told', tree.at, undefined, slot, tree.via);
  return known(meaning, tree.at, slot, tree.via);
}

/** Is the setting written as nothing: `authorizer: false`, `authorizer: ''`? */
export function isNothing(tree: Tree | undefined): boolean {
  return tree === undefined || (tree.kind === 'scalar' && (tree.value === null || tree.value === false || tree.value === ''));
}

/** Does the ARN name a user pool of Cognito? */
export function isUserPool(arn: Tree | undefined, { template }: Service): boolean {
  if (!arn) return false;
  const value = asValue(arn, text);
  if (/:cognito-idp:|:userpool\//.test(textOf(value, '*') ?? '')) return true;
  return referencesOf(value).some(({ address }) => template.find(address)?.type === 'AWS::Cognito::UserPool');
}

/** A tree as data that writes it again; undefined where it holds an expression of several lines. */
export function plainOf(tree: Tree): Plain | undefined {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'opaque') {
    const written = textAt(tree.via[0] ?? tree.at);
    return written.includes('\n') ? undefined : new Expression(written);
  }
  if (tree.kind === 'sequence') {
    const list = tree.items.map(plainOf);
    return list.every((item) => item !== undefined) ? list : undefined;
  }
  const content: Record<string, Plain> = {};
  for (const [key, { value }] of entries(tree)) {
    const plain = plainOf(value);
    if (plain === undefined) return undefined;
    content[key] = plain;
  }
  return content;
}
