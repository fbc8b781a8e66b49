/** The ways in which an identity can get more than it was given. */
import type { Identity } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { referencesOf, textOf, type Value } from '../../model/value.ts';
import { matches } from '../../platform/aws/actions.ts';
import { hole, resourceName } from '../../platform/aws/arn.ts';
import { passRole, runners, takersOf, ways, type Way } from '../../platform/aws/escalation.ts';
import type { Severity } from '../../finding/severity.ts';
import { rememberedLast } from '../../model/remembered.ts';
import { Permissions, type Allowance } from './allowance.ts';

export interface Escalation {
  readonly kind: 'direct' | 'own' | 'made' | 'passed' | 'handed';
  readonly way: string;
  /** Ends the sentence "… may …". */
  readonly gives: string;
  readonly severity: Severity;
  /** What allows it, at least one. */
  readonly by: readonly Allowance[];
  /** For roles that are handed over: who takes them, as far as the other permissions tell. */
  readonly hosts: readonly string[];
  /** And the action that makes code run under them. */
  readonly partner?: string | undefined;
}

/** Two rules ask, one after the other. */
const found = rememberedLast(
  ({ identities }: Application): ReadonlyMap<Identity, readonly Escalation[]> => new Map(identities.map((one) => [one, escalationsIn(one)])),
);

/** Every way of an identity of the application. */
export function escalationsOf(identity: Identity, application: Application): readonly Escalation[] {
  return found(application).get(identity) ?? [];
}

/** None where a boundary holds the identity back, whose extent is written elsewhere. */
function escalationsIn(identity: Identity): readonly Escalation[] {
  if (isBounded(identity)) return [];
  const permissions = new Permissions(identity);
  const direct = ways.filter(({ actions }) => actions.some((action) => permissions.speakOf(action))).flatMap((way) => directWay(way, permissions));
  const throughRoles = permissions.speakOf(passRole) ? [...ownWay(identity, permissions), ...madeWay(permissions), ...passedWay(permissions)] : [];
  const all = [...direct, ...throughRoles];
  // Whoever may replace the code needs no layer for it.
  return all.some(({ way }) => way === 'code') ? all.filter(({ way }) => way !== 'configuration') : all;
}

function isBounded({ identityKind, boundary }: Identity): boolean {
  if (identityKind === 'policy' || boundary.state === 'absent') return false;
  return textOf(boundary, hole)?.endsWith(':policy/AdministratorAccess') !== true;
}

function directWay({ name, actions, gives, over }: Way, permissions: Permissions): readonly Escalation[] {
  const by = actions.flatMap((action) => permissions.unlimited(action));
  return by.length === 0 ? [] : [{ kind: 'direct', way: name, gives, severity: over === 'account' ? 'high' : 'medium', by, hosts: [] }];
}

/** Actions that add to what a role may do; on the role itself they are as good as on all. */
const adding = ['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:AttachUserPolicy', 'iam:PutUserPolicy'];

function ownWay(identity: Identity, permissions: Permissions): readonly Escalation[] {
  if (identity.identityKind !== 'role' && identity.identityKind !== 'user') return [];
  const by = adding.flatMap((action) => permissions.on(action, (resource) => isItself(resource, identity)));
  return by.length === 0 ? [] : [{ kind: 'own', way: 'itself', gives: 'give itself every permission', severity: 'high', by, hosts: [] }];
}

/**
 * Roles that do not exist yet: whoever makes one writes down who may become it, and gives it every permission. Many names are
 * meant by one asterisk; a lone one is another way's.
 */
function madeWay(permissions: Permissions): readonly Escalation[] {
  const [made] = permissions.on('iam:CreateRole', (resource) => isFamily(textOf(resource, hole) ?? ''));
  if (!made) return [];
  const family = textOf(made.resource, hole) ?? '';
  const by = ['iam:AttachRolePolicy', 'iam:PutRolePolicy'].flatMap((action) =>
    permissions.on(action, (resource) => isSameFamily(textOf(resource, hole) ?? '', family)),
  );
  const gives = 'make a role that it can become itself, and give it every permission';
  return by.length === 0 ? [] : [{ kind: 'made', way: 'made', gives, severity: 'medium', by: [...by, made], hosts: [] }];
}

function isFamily(text: string): boolean {
  return /^arn:.*:role\/.*[^*/].*\*|^arn:.*:role\/.*\*.*[^*/]/.test(text);
}

function isSameFamily(one: string, other: string): boolean {
  return isFamily(one) && (one === other || matches(one.toLowerCase(), other.toLowerCase()) || matches(other.toLowerCase(), one.toLowerCase()));
}

/** Does the resource name the identity, or a pattern that its name meets? A lone asterisk is another way's. */
function isItself(resource: Value<string>, { address, name, identityKind }: Identity): boolean {
  const [first, ...more] = referencesOf(resource);
  if (first && more.length === 0 && resource.state === 'unknown' && resource.pattern?.length === 1) return isAddress(first.address, address);
  const text = textOf(resource, hole) ?? '';
  if (name.state !== 'known' || !text.startsWith('arn:') || text.split(':')[5]?.split('/')[0] !== identityKind) return false;
  const written = resourceName(text);
  return !/^[*\u{1}]+$/u.test(written) && !written.includes(hole) && matches(written.split('/').at(-1) ?? '', name.value);
}

/** A reference says less than an address where modules and copies are counted. */
function isAddress(reference: string, address: string): boolean {
  return address === reference || address.endsWith(`.${reference}`) || address.endsWith(`/${reference}`);
}

function passedWay(permissions: Permissions): readonly Escalation[] {
  const by = permissions.unlimited(passRole);
  if (by.length === 0) return [];
  const covers = (action: string) => permissions.covers(action);
  const hosts = takersOf(covers, permissions.services);
  const partner = Object.values(runners).flat().find(covers);
  if (partner !== undefined) {
    const gives = 'hand any role of the account to code of its own';
    return [{ kind: 'passed', way: 'passed', gives, severity: 'high', by, hosts, partner }];
  }
  return [{ kind: 'handed', way: 'handed', gives: 'hand any role of the account to any service', severity: 'medium', by, hosts }];
}
