/** What terraform-google-modules/lb-http makes in front of functions and services: https://registry.terraform.io/modules/terraform-google-modules/lb-http/google/latest (read in November 2026). */
import { scalar, sequence } from '../../../evaluation/computed.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { given, isOn, objectsIn, part, partFor, record, referring, type Expander, type Part, type RegistryCall } from './part.ts';

export const expandBalancer: Expander = (call) => {
  const backends = (objectsIn(call, 'backends') ?? []).flatMap(([key, backend]) => backendOf(key, backend, call));
  const map = isOn(call, 'create_url_map', true) === true;
  const redirects = isOn(call, 'https_redirect', false);
  const isSecure = isOn(call, 'ssl', false);
  const addresses = map && redirects !== undefined ? addressesOf(redirects, call) : [];
  return [
    ...backends,
    ...addresses,
    ...(isOn(call, 'http_forward', true) === true ? [proxy(call, 'http', addresses.length > 0)] : []),
    ...(isSecure === true ? [proxy(call, 'https', addresses.length > 0)] : []),
  ];
};

function addressesOf(redirects: boolean, call: RegistryCall): readonly Part[] {
  const https_redirect = scalar(redirects, call.block.head);
  return [part(call, 'google_compute_url_map', {}, redirects ? { default_url_redirect: record({ https_redirect }, call) } : {})];
}

function proxy(call: RegistryCall, kind: 'http' | 'https', isKnown: boolean): Part {
  const url_map = isKnown ? referring(call, 'google_compute_url_map', 'id') : given(call, 'url_map');
  return part(call, `google_compute_target_${kind}_proxy`, kind === 'https' ? { ssl_policy: 'ssl_policy' } : {}, { url_map });
}

/** Groups are named by whoever calls, or made for the services that he names. */
function backendOf(key: string, backend: Tree, call: RegistryCall): readonly Part[] {
  const own = items(at(backend, 'serverless_neg_backends')).map((group, index) => groupOf(`${key}_${index}`, group, call));
  const named = items(at(backend, 'groups')).map((group) => record({ group: at(group, 'group') }, call));
  const made = own.map(({ address }) => record({ group: reference(address, call) }, call));
  const proxied = at(backend, 'iap_config');
  const service = partFor(call, 'google_compute_backend_service', key, {
    backend: sequence([...named, ...made], call.block.head),
    security_policy: at(backend, 'security_policy') ?? given(call, 'security_policy'),
    edge_security_policy: at(backend, 'edge_security_policy') ?? given(call, 'edge_security_policy'),
    load_balancing_scheme: given(call, 'load_balancing_scheme') ?? scalar('EXTERNAL_MANAGED', call.block.head),
    iap: scalarText(at(proxied, 'enable')) === 'true' ? record({ enabled: scalar(true, call.block.head) }, call) : undefined,
  });
  return [service, ...own];
}

function groupOf(key: string, group: Tree, call: RegistryCall): Part {
  const name = at(group, 'service', 'name');
  const type = scalarText(at(group, 'type'));
  return partFor(call, 'google_compute_region_network_endpoint_group', key, {
    cloud_run: type === 'cloud-run' ? record({ service: name }, call) : undefined,
    cloud_function: type === 'cloud-function' ? record({ function: name }, call) : undefined,
  });
}

function reference(address: string, { block }: RegistryCall): Tree {
  return { kind: 'opaque', why: 'it is made at deployment', pattern: [{ reference: { address, attribute: 'id' } }], at: block.head, via: [] };
}
