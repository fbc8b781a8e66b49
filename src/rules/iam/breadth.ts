/** How bad a permission is: by what its action covers and how far its resources reach. */
import type { Severity } from '../../finding/severity.ts';
import { remembered } from '../../model/remembered.ts';
import { actionsMatching, readAction, type Action, type ActionPattern } from '../../platform/aws/actions.ts';
import { isCustomaryOnAll, readsData, serviceKind, takesResource } from '../../platform/aws/services.ts';
import type { Reach } from './reach.ts';

/** So few actions behind an asterisk are as good as a list: `kms:GenerateDataKey*`, `dynamodb:Batch*`. */
const few = 4;

export function hasWildcard(action: string): boolean {
  return /[*?]/.test(action);
}

/** How bad a wildcard in an action is; undefined where it does no harm, and where a list of its actions would say the same. */
export function severityOfWildcard(pattern: ActionPattern, reach: Reach): Severity | undefined {
  const { service, name } = pattern;
  if (!hasWildcard(service + name)) return undefined;
  if (hasWildcard(service)) return reach === 'everything' ? 'high' : 'medium';
  if (/^\*+$/.test(name)) return severityOfService(service, reach);
  const actions = actionsMatching(pattern);
  if (!actions) return reach === 'everything' && !/^(Get|List|Describe|Search|Check|BatchGet)/i.test(name) ? 'medium' : undefined;
  return severityOfPattern(pattern, actions, reach);
}

function severityOfService(service: string, reach: Reach): Severity | undefined {
  const all = reach === 'everything';
  const kind = serviceKind(service);
  if (kind === 'telemetry') return all && (service === 'logs' || service === 'cloudwatch') ? 'low' : undefined;
  if (kind === 'stateless' || kind === 'users-only') return all ? 'medium' : undefined;
  return all ? 'high' : 'medium';
}

function severityOfPattern({ service, name }: ActionPattern, actions: readonly Action[], reach: Reach): Severity | undefined {
  const kind = serviceKind(service);
  const permissions = actions.some(({ level }) => level === 'permissions');
  if (kind === 'telemetry' || (actions.length <= few && !permissions && !(kind === 'power' && isBareVerb(name)))) return undefined;
  const writes = actions.some(({ level }) => level === 'write');
  if (reach === 'part') return permissions && writes && (isBareVerb(name) || name.startsWith('*')) ? 'low' : undefined;
  if (kind === 'stateless' || kind === 'users-only') return writes ? 'low' : undefined;
  const reads = actions.some(readsData);
  if (kind === 'power') return permissions || reads || (writes && actions.length > few) ? 'high' : undefined;
  return writes || reads ? 'medium' : undefined;
}

/** `Get*`, `Put*`: all that can be done in one way. */
function isBareVerb(name: string): boolean {
  return /^[A-Z][a-z]+\*$/.test(name);
}

/** How bad it is that one named action holds for every resource; undefined where it cannot be otherwise or does no harm. */
export const severityOnAll = remembered((text): Severity | undefined => {
  const pattern = readAction(text);
  const actions = pattern && actionsMatching(pattern);
  return worst((actions ?? []).map(severityOfAction));
});

function severityOfAction(action: Action): Severity | undefined {
  const { service, name, level } = action;
  if (!takesResource(action) || isCustomaryOnAll(action)) return undefined;
  if (readsData(action)) return serviceKind(service) === 'stateless' || service === 'ecr' ? 'low' : 'medium';
  if (level === 'list' || /^(Describe|List|Get|BatchGet|Head)/.test(name)) return undefined;
  if (serviceKind(service) === 'telemetry') return level === 'write' || level === 'permissions' ? 'low' : undefined;
  if (level === 'tagging' || serviceKind(service) === 'stateless' || name === 'CreateServiceLinkedRole') return 'low';
  return level === 'read' ? 'low' : 'medium';
}

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'note'];

export function worst(severities: readonly (Severity | undefined)[]): Severity | undefined {
  return order.find((severity) => severities.includes(severity));
}
