/** The custom domains in front of an API, where they are the only way in. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { isOneOf, known, referencesOf, textOf, unknown, type Value } from '../../../model/value.ts';
import type { Reading, TerraformResource } from '../reading.ts';

const mappings = [
  ['aws_api_gateway_base_path_mapping', 'api_id'],
  ['aws_apigatewayv2_api_mapping', 'api_id'],
] as const;
const domainTypes = ['aws_apigatewayv2_domain_name', 'aws_api_gateway_domain_name'] as const;

/**
 * What a route that asks for nothing asks for in effect. Client certificates are asked for at the domain, and guard an API
 * that has no address of its own
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html).
 */
export function behindDomain(own: Value<Authentication>, api: TerraformResource | undefined, reading: Reading): Value<Authentication> {
  const written = at(api?.properties, 'disable_execute_api_endpoint');
  if (!api || !written || (written.kind === 'scalar' && written.value === null) || isOneOf(own, 'none') !== 'yes') return own;
  const { slot } = own;
  const isOff = isOneOf(asValue(written, flag), true);
  if (isOff === 'no') return own;
  const domains = mappings.flatMap(([type, property]) =>
    reading.belonging(api, type, property).map(({ properties }) => domainNamed(at(properties, 'domain_name'), reading)),
  );
  if (domains.length === 0 || domains.includes(undefined) || isOff === 'unknown')
    return unknown('the domain that leads to it is defined elsewhere', own.at, undefined, slot, own.via);
  const certificates = domains.map((domain) => at(domain?.properties, 'mutual_tls_authentication'));
  const [first] = certificates;
  return first && !certificates.includes(undefined) ? known<Authentication>('mutual-tls', first.at, slot) : own;
}

/** By reference, or by the name that both write. */
function domainNamed(name: Tree | undefined, reading: Reading): TerraformResource | undefined {
  const found = reading.target(name, ...domainTypes);
  if (found) return found;
  const wanted = name && nameOf(name);
  return reading.ofType(...domainTypes).find(({ properties }) => {
    const own = at(properties, 'domain_name');
    return wanted !== undefined && own !== undefined && nameOf(own) === wanted;
  });
}

/** Its text, or the variable that holds it. */
function nameOf(tree: Tree): string | undefined {
  const value = asValue(tree, text);
  return textOf(value, '') || referencesOf(value)[0]?.address || undefined;
}
