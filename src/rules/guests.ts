/** What guests of an identity pool may do beyond what is meant for people who have not signed in. */
import type { Identity, Statement } from '../model/access.ts';
import type { Application } from '../model/application.ts';
import { rememberedLast } from '../model/remembered.ts';
import type { GuestAccess } from '../model/sign-in.ts';
import { effective, textOf, type Value } from '../model/value.ts';
import { actionsMatching, readAction } from '../platform/aws/actions.ts';
import { resourceName } from '../platform/aws/arn.ts';
import { excessiveManagedPolicy, type ManagedPolicy } from '../platform/aws/managed-policies.ts';
import { reachOf } from './iam/reach.ts';
import { isAllow } from './statement.ts';

export interface GuestPower {
  readonly guest: GuestAccess;
  readonly actions: readonly { readonly item: Value<string>; readonly action: string; readonly statement: Statement }[];
  readonly policies: readonly { readonly item: Value<string>; readonly policy: ManagedPolicy }[];
}

export const guestPowers = rememberedLast((application: Application): readonly GuestPower[] =>
  application.guests.flatMap((guest) => {
    const role = effective(guest.allowed) === true ? roleOf(guest, application) : undefined;
    if (!role) return [];
    const policies = role.managedPolicies.flatMap((item) => {
      const policy = excessiveManagedPolicy(resourceName(effective(item) ?? ''));
      return policy ? [{ item, policy }] : [];
    });
    const power = { guest, actions: role.statements.flatMap(wideActions), policies };
    return power.actions.length + policies.length > 0 ? [power] : [];
  }),
);

/** Actions and policies that the rule for sign-in tells of: it knows who may use them, so that no other rule has to. */
export const givenToGuests = rememberedLast((application: Application): ReadonlySet<Value<string>> => {
  return new Set(guestPowers(application).flatMap(({ actions, policies }) => [...actions, ...policies].map(({ item }) => item)));
});

/** May they do anything in the account? */
export function isEverything({ actions, policies }: GuestPower): boolean {
  if (policies.some(({ policy }) => policy.over === 'account')) return true;
  return actions.some(({ action, statement }) => /^\*(?::\*)?$/.test(action) && reachOf(statement, '*') === 'everything');
}

/** Do they only add something beside what is there? */
export function isOnlyAdding({ actions, policies }: GuestPower): boolean {
  return policies.length === 0 && actions.every(({ action }) => adding.test(action));
}

function roleOf({ role }: GuestAccess, { identities, find }: Application): Identity | undefined {
  return identities.find(({ key }) => key === find(role.to)?.key);
}

function wideActions(statement: Statement): GuestPower['actions'] {
  if (!isAllow(statement) || statement.conditions.length > 0) return [];
  return statement.actions.items.flatMap((item) => {
    const action = effective(item);
    const isTooMuch = action !== undefined && (isWide(action) || (!isOwn(statement) && changesData(action)));
    return isTooMuch ? [{ item, action, statement }] : [];
  });
}

function isWide(action: string): boolean {
  return /^(?:\*|[a-z0-9-]+:\*)$/i.test(action);
}

/** Stores and vaults of the application itself; what counts visits, plays speech or draws maps is meant for guests. */
const stores = /^(?:s3|dynamodb|rds-data|secretsmanager|ssm|kms|iam|sqs|lambda)$/;
const vaults = /^(?:secretsmanager:GetSecretValue|ssm:GetParameter.*)$/i;
/** To call a function and to send a message is what pages do. */
const calls = /^(?:lambda:Invoke.*|sqs:SendMessage.*)$/i;
/** What comes in beside what is there. */
const adding = /^(?:s3:PutObject|dynamodb:PutItem)$/i;

/** May whoever has this change what is kept, or read what is secret? */
function changesData(action: string): boolean {
  const pattern = readAction(action);
  if (!pattern || !stores.test(pattern.service)) return false;
  return (actionsMatching(pattern) ?? []).some(({ service, name, level }) => {
    const whole = `${service}:${name}`;
    return vaults.test(whole) || ((level === 'write' || level === 'permissions') && !calls.test(whole));
  });
}

/** Every guest reaches a part of his own. */
function isOwn({ resources }: Statement): boolean {
  return resources.items.length > 0 && resources.items.every((item) => textOf(item)?.includes('cognito-identity.amazonaws.com:sub'));
}
