/** What a statement lets whom do: readings of policy statements that several rules share. */
import type { Condition, Principal, Statement } from '../model/access.ts';
import { effective, textOf, type Answer, type Value } from '../model/value.ts';
import { matches } from '../platform/aws/actions.ts';
import { accountOf, hole } from '../platform/aws/arn.ts';
import { callerKeyPrefixes, callerKeys, type KeyValues } from '../platform/aws/condition-keys.ts';

export function isAllow(statement: Statement): boolean {
  return effective(statement.effect) === 'allow';
}

/** The principal that stands for everybody, if there is one. */
export function everybody(statement: Statement): Principal | undefined {
  return statement.principals.find(({ type }) => type === 'any');
}

/**
 * The first element that covers one of the `wanted` actions (`s3:GetObject`), or undefined. An element of which only a part
 * is known counts when that part cannot be anything else.
 */
export function covering(statement: Statement, wanted: readonly string[]): Value<string> | undefined {
  return statement.actions.items.find((item) => {
    const pattern = item.state === 'known' ? item.value : undefined;
    return pattern !== undefined && wanted.some((action) => matchesAction(pattern, action));
  });
}

/** Does an action as policies write it (`s3:Get*`, `*`) cover `action`? Case does not matter. */
export function matchesAction(pattern: string, action: string): boolean {
  return matches(pattern.toLowerCase(), action.toLowerCase());
}

/** The number of the account that owns what the statement is about, where the ARNs of its resources say it. */
export function ownerAccount(statement: Statement): string | undefined {
  return statement.resources.items.map((item) => accountOf(textOf(item, hole) ?? '')).find((account) => account !== undefined);
}

/** Do the conditions of the statement hold whoever calls to known callers? `unknown` where conditions cannot be read. */
export function isBound(statement: Statement): Answer {
  if (statement.conditions.some((condition) => binds(condition, statement.conditions))) return 'yes';
  return statement.conditionsPartial ? 'unknown' : 'no';
}

/** Does a Deny beside the statement turn away everybody who is not known (`StringNotEquals aws:PrincipalOrgID`)? */
export function isBoundByDenial(statement: Statement, all: readonly Statement[]): boolean {
  return all.some(
    (other) =>
      other !== statement &&
      effective(other.effect) === 'deny' &&
      everybody(other) !== undefined &&
      coversActionsOf(other, statement) &&
      other.conditions.length > 0 &&
      other.conditions.every(({ operator, key }) => isNegative(operator) && keyValues(key) !== undefined),
  );
}

function coversActionsOf(denial: Statement, statement: Statement): boolean {
  const denied = denial.actions.items.map((item) => textOf(item, hole));
  return statement.actions.items.every((item) => {
    const action = textOf(item, hole);
    return action !== undefined && denied.some((pattern) => pattern !== undefined && matchesAction(pattern, action));
  });
}

function binds({ operator, key, values }: Condition, all: readonly Condition[]): boolean {
  const kind = keyValues(key);
  if (kind === undefined || isNegative(operator) || /forallvalues:/i.test(operator)) return false;
  if (/ifexists$/i.test(operator) && !all.some((other) => /^null$/i.test(other.operator) && other.key === key)) return false;
  if (/^(null|bool)$/i.test(operator.replace(/^.*:/, ''))) return key.startsWith('elasticfilesystem:') && /bool/i.test(operator);
  const literal = /^string(equals|equalsignorecase)/i.test(operator.replace(/^.*:/, ''));
  return values.length > 0 && values.every((value) => isNarrow(value, kind, literal));
}

function keyValues(key: string): KeyValues | undefined {
  return callerKeys[key] ?? (callerKeyPrefixes.some((prefix) => key.startsWith(prefix)) ? 'names' : undefined);
}

function isNegative(operator: string): boolean {
  return /not(equals|like|ipaddress|equalsignorecase)|notipaddress/i.test(operator);
}

/** Does the value name somebody, or would anybody meet it? Where it cannot be known it is taken to name somebody. */
function isNarrow(value: Value<string>, kind: KeyValues, literal: boolean): boolean {
  const text = textOf(value, hole);
  if (text === undefined) return true;
  if (kind === 'addresses') return isNarrowAddress(text);
  if (literal) return true;
  return kind === 'arns' && text.startsWith('arn:') ? isNarrowArn(text) : !/^[*?:/]*$/.test(text);
}

/** S3 takes ranges wider than these for public. */
function isNarrowAddress(range: string): boolean {
  const slash = range.lastIndexOf('/');
  const bits = slash < 0 ? Number.NaN : Number(range.slice(slash + 1));
  if (Number.isNaN(bits)) return !/^[*]/.test(range);
  return bits >= (range.includes(':') ? 32 : 8);
}

/**
 * An ARN names somebody by its account; bucket ARNs have none, there the name does it, and the ids of APIs and distributions
 * are as good as an account.
 */
function isNarrowArn(arn: string): boolean {
  const [, , service = '', , account, ...rest] = arn.split(':');
  if (account === undefined) return !arn.includes('*');
  const resource = rest.join(':');
  const named = !/^[*?]*$/.test(resource.replace(/^distribution\//, '').split('/')[0] ?? '');
  if (account === '' || service === 'execute-api' || service === 'cloudfront') return named;
  return !/^[*?]+$/.test(account);
}
