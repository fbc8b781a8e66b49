/** What a role is for, beyond what every function has: its logs, its traces, its place in a network. */
import type { Identity, Statement } from '../../model/access.ts';
import { textOf } from '../../model/value.ts';
import { actionsMatching, readAction } from '../../platform/aws/actions.ts';
import { hole, resourceName } from '../../platform/aws/arn.ts';
import { isExecutionPolicy } from '../../platform/aws/managed-policies.ts';
import { isCustomaryOnAll, serviceKind } from '../../platform/aws/services.ts';
import { isAllow } from '../statement.ts';

export interface Needs {
  /** Actions and managed policies as they are written. */
  readonly all: readonly string[];
  /** What they are about, by prefix or by the policy's name. */
  readonly services: ReadonlySet<string>;
}

export function needsOf({ statements, managedPolicies }: Identity): Needs {
  const actions = [...new Set(statements.filter(isAllow).flatMap(actionsOf))];
  const policies = managedPolicies.flatMap((policy) => {
    const name = resourceName(textOf(policy, hole) ?? '');
    return name === '' || name.includes(hole) || isExecutionPolicy(name) ? [] : [name];
  });
  const services = new Set([...actions.map((action) => readAction(action)?.service ?? '*'), ...policies]);
  return { all: [...actions, ...policies], services };
}

/** The actions of a statement that are no part of running and being watched. */
function actionsOf({ actions, notActions }: Statement): readonly string[] {
  if (notActions.items.length > 0) return ['*'];
  return actions.items.flatMap((item) => {
    const pattern = item.state === 'known' ? readAction(item.value) : undefined;
    if (item.state !== 'known' || !pattern || serviceKind(pattern.service) === 'telemetry') return [];
    const meant = actionsMatching(pattern);
    const customary =
      meant !== undefined && meant.length > 0 && meant.every((action) => isCustomaryOnAll(action) || isNetwork(action.name, action.service));
    return customary ? [] : [item.value];
  });
}

/** What a function in a network asks about it. */
function isNetwork(name: string, service: string): boolean {
  return service === 'ec2' && /^Describe(NetworkInterfaces|Subnets|SecurityGroups|Vpcs|DhcpOptions)$/.test(name);
}
