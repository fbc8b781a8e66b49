/** The custom domains in front of an API, where they are the only way in. */
import { asValue, flag, text } from '../../../evaluation/setting.ts';
import { at, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { isOneOf, known, referencesOf, textOf, unknown, type Value } from '../../../model/value.ts';
import type { Reading, TemplateResource } from '../template.ts';

const mappings = [
  ['AWS::ApiGateway::BasePathMapping', 'RestApiId'],
  ['AWS::ApiGatewayV2::ApiMapping', 'ApiId'],
] as const;

/**
 * What a route that asks for nothing asks for in effect. Client certificates are asked for at the domain, and guard an API
 * that has no address of its own
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html).
 */
export function behindDomain(own: Value<Authentication>, api: TemplateResource | undefined, reading: Reading): Value<Authentication> {
  const written = at(api?.properties, 'DisableExecuteApiEndpoint');
  if (!api || !written || isOneOf(own, 'none') !== 'yes') return own;
  const { slot } = own;
  const isOff = isOneOf(asValue(written, flag), true);
  if (isOff === 'no') return own;
  const domains = domainsOf(api, reading);
  if (domains.length === 0 || domains.includes(undefined) || isOff === 'unknown')
    return unknown('the domain that leads to it is defined elsewhere', own.at, undefined, slot, own.via);
  const certificates = domains.map((domain) => at(domain?.properties, 'MutualTlsAuthentication'));
  const [first] = certificates;
  return first && !certificates.includes(undefined) ? known<Authentication>('mutual-tls', first.at, slot) : own;
}

/** Of each mapping that leads to the API the domain; undefined for one that is not here. */
function domainsOf(api: TemplateResource, reading: Reading): readonly (TemplateResource | undefined)[] {
  const key = reading.key(api.id);
  return mappings.flatMap(([type, property]) =>
    reading
      .ofType(type)
      .filter(({ properties }) => reading.link(at(properties, property), properties).to === key)
      .map(({ properties }) => domainNamed(at(properties, 'DomainName'), properties, reading)),
  );
}

/** By reference, or by the name that both write. */
function domainNamed(name: Tree | undefined, owner: TemplateResource['properties'], reading: Reading): TemplateResource | undefined {
  const behind = reading.behind(reading.link(name, owner));
  if (behind?.type.endsWith('::DomainName')) return behind;
  const wanted = name && nameOf(name);
  return ['AWS::ApiGatewayV2::DomainName', 'AWS::ApiGateway::DomainName']
    .flatMap((type) => reading.ofType(type))
    .find(({ properties }) => {
      const own = at(properties, 'DomainName');
      return wanted !== undefined && own !== undefined && nameOf(own) === wanted;
    });
}

/** Its text, or the parameter that holds it. */
function nameOf(tree: Tree): string | undefined {
  const value = asValue(tree, text);
  return textOf(value, '') || referencesOf(value)[0]?.address || undefined;
}
