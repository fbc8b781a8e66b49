/** The log groups that a policy can name: those beside it, and those that Lambda makes for its functions. */
import { ownAccount, type Identity, type ResourceText, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { ServerlessFunction } from '../../model/function.ts';
import { actionsMatching, readAction } from '../../platform/aws/actions.ts';
import { functionsOf } from '../iam/holder.ts';
import { neighbours, unitOf } from '../iam/neighbours.ts';
import { comesAfter, isOwnText } from '../iam/order.ts';

/** More groups would be no narrowing. */
const most = 8;

/** Log groups in the same unit; else the groups of functions whose names are known. Empty where the statement speaks of more than groups. */
export function logGroupsOf(statement: Statement, identity: Identity, application: Application): readonly (string | ResourceText)[] {
  if (!statement.actions.items.every((item) => item.state === 'known' && isOnGroups(item.value))) return [];
  const inOwnText = isOwnText(statement, identity, application);
  const groups = neighbours('logs', identity, application).filter((group) => !(inOwnText && comesAfter(group, identity, application)));
  if (groups.length > 0) return groups.length > most ? [] : groups.map(({ address }) => ({ address, suffix: ':*' }));
  const own = functionsOf(identity, application);
  const functions = own.length > 0 ? own : application.functions.filter((fn) => fn.isFrameworks !== true && unitOf(fn) === unitOf(identity));
  const names = functions.flatMap(nameOf);
  return names.length < functions.length || names.length > most ? [] : names.map(groupOf);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
function groupOf(name: string): string {
  return `arn:aws:logs:*:${ownAccount}:log-group:/aws/lambda/${name}:*`;
}

function nameOf({ name }: ServerlessFunction): readonly string[] {
  return name.state === 'known' ? [name.value] : [];
}

function isOnGroups(action: string): boolean {
  const pattern = readAction(action);
  return pattern?.service === 'logs' && (actionsMatching(pattern) ?? []).some(({ scope }) => scope !== 'account');
}
