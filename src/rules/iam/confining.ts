/** Narrower permissions for a statement by which an identity gets more than it was given. */
import type { Identity, ResourceText, Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import { actionsMatching, readAction } from '../../platform/aws/actions.ts';
import { passRole } from '../../platform/aws/escalation.ts';
import { takesResource } from '../../platform/aws/services.ts';
import { write, type Change, type Fix } from '../rule.ts';
import type { Allowance } from './allowance.ts';
import type { Escalation } from './escalations.ts';
import { functionsOf, trustedServices } from './holder.ts';
import { isForOthersToo, narrowResources } from './narrowing.ts';
import { comesAfter, isOwnText } from './order.ts';
import { pathOf, unitOf } from './neighbours.ts';

/** More roles in one statement would be no narrowing. */
const mostRoles = 5;

export function confine(escalation: Escalation, identity: Identity, application: Application): readonly Fix[] {
  const { kind, by } = escalation;
  const statements = [...new Set(by.map(({ statement }) => statement))];
  const [statement] = statements;
  if (!statement || statements.length > 1) return [];
  switch (kind) {
    case 'passed':
    case 'handed':
      return confinePassing(escalation, statement, identity, application);
    case 'direct':
      if (isForOthersToo(statement.resources, { statement, identity, application })) return [];
      return [...narrowResources({ statement, identity, application }), ...underPath(by, statement, pathOf(identity, application))];
    case 'own':
    case 'made':
      return [];
  }
}

/** The roles of the same unit that the services trusted with them take, else the services alone. */
function confinePassing({ hosts }: Escalation, statement: Statement, identity: Identity, application: Application): readonly Fix[] {
  const alone = statement.actions.items.every((item) => item.state === 'known' && item.value.toLowerCase() === passRole.toLowerCase());
  const condition = { operator: alone ? 'StringEquals' : 'StringEqualsIfExists', key: 'iam:PassedToService', values: hosts };
  const bound: readonly Change[] = hosts.length > 0 ? [write(statement.addCondition, condition)] : [];
  const check = 'compare with the roles that the code hands over, and with the services it hands them to: others are refused from then on';
  const roles = alone ? rolesFor(hosts, statement, identity, application) : [];
  const named: readonly Fix[] =
    roles.length > 0 ? [{ title: 'name the roles', risk: 'review', check, changes: [write(statement.resources.slot, roles), ...bound] }] : [];
  return bound.length > 0 ? [...named, { title: 'name the services that may take a role', risk: 'review', check, changes: bound }] : named;
}

function rolesFor(hosts: readonly string[], statement: Statement, identity: Identity, application: Application): readonly ResourceText[] {
  const inOwnText = isOwnText(statement, identity, application);
  const fitting = application.identities.filter(
    (role) =>
      role.identityKind === 'role' &&
      role.key !== identity.key &&
      role.isFrameworks !== true &&
      unitOf(role) === unitOf(identity) &&
      functionsOf(role, application).length === 0 &&
      isTaken(role, hosts) &&
      !(inOwnText && comesAfter(role, identity, application)),
  );
  return fitting.length <= mostRoles ? fitting.map(({ address }) => ({ address, suffix: '' })) : [];
}

/** A role that one of the services may take, or where nobody knows which, any role that a service other than Lambda takes. */
function isTaken(role: Identity, hosts: readonly string[]): boolean {
  const trusted = trustedServices(role);
  return hosts.length > 0 ? trusted.some((host) => hosts.includes(host)) : trusted.some((host) => !host.startsWith('lambda.'));
}

/** What the actions of IAM and STS work on, by the word in their ARNs. */
function kindOf(action: string): string | undefined {
  if (/^sts:assumerole$/i.test(action)) return 'role';
  if (!/^iam:/i.test(action)) return undefined;
  const name = action.slice('iam:'.length);
  if (/^(Create|Delete|Get|SetDefault|Tag|Untag)Policy(Version)?$|^SetDefaultPolicyVersion$/.test(name)) return 'policy';
  if (/^AddUserToGroup$|^RemoveUserFromGroup$|GroupPolicy$/.test(name)) return 'group';
  if (/User|LoginProfile|AccessKey/.test(name)) return 'user';
  return /Role/.test(name) ? 'role' : undefined;
}

/** Does the action work on a function that an ARN can name? */
function isOnFunctions(action: string): boolean {
  const pattern = readAction(action);
  const meant = pattern?.service === 'lambda' ? (actionsMatching(pattern) ?? []) : [];
  return meant.length > 0 && meant.every((one) => takesResource(one) && !/Layer|EventSourceMapping|CodeSigningConfig$/.test(one.name));
}

/** A path in the name of the identity or its function: what it manages has to lie under it. */
function underPath(by: readonly Allowance[], statement: Statement, path: string): readonly Fix[] {
  const { items, partial } = statement.actions;
  if (partial || by.length === 0) return [];
  const check = 'write the path or the names of what it really works on: everything else is refused from then on';
  if (items.every((item) => item.state === 'known' && isOnFunctions(item.value))) {
    const changes = [write(statement.resources.slot, [`arn:aws:lambda:*:*:function:${path}-*`])];
    return [{ title: 'limit it to functions of one name', risk: 'review', check, changes }];
  }
  const kinds = items.map((item) => (item.state === 'known' ? kindOf(item.value) : undefined));
  if (kinds.some((kind) => kind === undefined)) return [];
  const resources = [...new Set(kinds)].map((kind) => `arn:aws:iam::*:${kind}/${path}/*`);
  return [{ title: 'limit it to one path', risk: 'review', check, changes: [write(statement.resources.slot, resources)] }];
}
