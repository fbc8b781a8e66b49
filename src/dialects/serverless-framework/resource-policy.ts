/** Whether a REST API turns strangers away before any of its routes is asked. */
import { at } from '../../evaluation/tree.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { restrictedBy } from '../../evaluation/network-restriction.ts';
import { readStatements } from './roles.ts';
import type { Service } from './service.ts';

/** `provider.endpointType` and `provider.apiGateway.resourcePolicy`. */
export function restrictionOf(service: Service): Endpoint['restricted'] {
  const provider = service.provider.settings;
  const endpoint = at(provider, 'endpointType');
  if (endpoint?.kind === 'scalar' && /^private$/i.test(String(endpoint.value))) return 'yes';
  const policy = at(provider, 'apiGateway', 'resourcePolicy');
  const answer = restrictedBy(policy && readStatements(policy, policy.at, service));
  return answer === 'no' && (endpoint?.kind === 'opaque' || provider.partial) ? 'unknown' : answer;
}
