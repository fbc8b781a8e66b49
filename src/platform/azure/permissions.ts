/** What the permissions of Azure's roles let their holders do. https://learn.microsoft.com/azure/role-based-access-control/role-definitions (2026-11) */

/** Providers with data, code or rights behind them; what others have to lose is little. */
const providers =
  /^microsoft\.(?:apimanagement|app|authorization|automation|cache|compute|containerinstance|containerregistry|containerservice|datafactory|dbfor\w+|documentdb|eventgrid|eventhub|keyvault|logic|machinelearningservices|managedidentity|network|operationalinsights|relay|search|servicebus|sql|storage|synapse|web)$/i;

/** The part of Azure whose every action or every change is meant: everything, `Microsoft.Storage`, `Microsoft.Web/sites`. */
export function wholeService(action: string): string | undefined {
  if (/^\*(?:\/(?:\*|write|delete|action))?$/.test(action)) return '*';
  const [, service = ''] = /^([\w./]+)\/\*$/.exec(action) ?? [];
  return providers.test(service.split('/')[0] ?? '') ? service : undefined;
}

/** Actions by which their holder gets further rights, and what it gains: https://learn.microsoft.com/azure/role-based-access-control/permissions/management-and-governance#microsoftauthorization */
const escalating: readonly (readonly [action: string, gains: string])[] = [
  ['microsoft.authorization/roleassignments/write', 'give itself any role'],
  ['microsoft.authorization/roledefinitions/write', 'change what every role of its own kind allows'],
  ['microsoft.authorization/elevateaccess/action', 'give itself rights over every subscription'],
];

/** What an action that may hold wildcards gains; nothing where one of `excluded` takes it back. */
export function escalationBy(action: string, excluded: readonly string[]): string | undefined {
  // A wildcard over everything is told as such.
  if (wholeService(action) === '*') return undefined;
  const found = escalating.find(([one]) => matches(action, one) && !excluded.some((taken) => matches(taken, one)));
  return found?.[1];
}

function matches(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const expression = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${expression}$`).test(action);
}
