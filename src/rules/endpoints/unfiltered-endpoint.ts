/** Entrances from the internet without a web firewall, and ways around one. */
import type { Application } from '../../model/application.ts';
import type { Api, Listener } from '../../model/endpoint.ts';
import { effective } from '../../model/value.ts';
import { strangersIn } from '../binding.ts';
import { invokesThrough } from '../bound-role.ts';
import { defineRule, set, type Problem } from '../rule.ts';
import { filtersOf, straying } from './filters.ts';

export default defineRule({
  id: 'endpoints/unfiltered-endpoint',
  title: 'No web firewall stands in front',
  practice: 'api-no-throttle',
  severity: 'note',
  confidence: 'high',
  cwe: [693],
  controls: { 'aws-fsbp': ['APIGateway.4', 'CloudFront.6'] },
  why:
    'A web firewall turns away floods, known attackers and the usual attacks before they reach code. It is of no use where the ' +
    'thing that it guards has a second address.',
  remedy: 'Decide whether the entrance needs a web ACL; where it has one, close the ways that lead past it.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html',
    'https://cloud.google.com/armor/docs/integrating-cloud-armor',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-4',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6',
  ],
  since: '0.1.0',
  messages: {
    none: 'No web firewall stands in front of {name}',
    around: 'The web firewall in front of {name} can be passed by: {origin} answers on its own address as well',
  },
  particulars: {
    around: {
      why: 'A firewall is of no use where the thing that it guards has a second address.',
      remedy: 'Let the origin answer to the entrance with the firewall only.',
    },
  },

  *check(application) {
    const { apis, listeners } = application;
    // Of a filter whose place is not known, it is not known either what it leaves out.
    const isSure = straying(application).length === 0;
    for (const api of apis) {
      if (!filterable.has(api.apiKind) || !isPublic(api, application)) continue;
      if (api.fronts) yield* waysAround(api, application);
      if (!isSure) continue;
      if (isFiltered(api, application) || isBehindCdn(api, application)) continue;
      yield { message: 'none', data: { name: api.label }, at: api.at, subject: api, severity: 'note' };
    }
    for (const listener of listeners) {
      if (listener.listenerKind !== 'cdn' || !listener.origins) continue;
      const hasFilter = filtersOf(new Set([listener.key]), application).length > 0;
      if (!hasFilter) {
        if (isSure) yield { message: 'none', data: { name: listener.label }, at: listener.at, subject: listener, severity: 'note' };
        continue;
      }
      for (const api of apisBehind(listener, application)) {
        if (isFiltered(api, application) || !isPublic(api, application)) continue;
        const data = { name: listener.label, origin: api.label };
        yield { message: 'around', data, at: api.at, subject: api, evidence: listener.label, severity: 'medium' };
      }
    }
  },
});

/** HTTP APIs cannot have one. */
const filterable: ReadonlySet<Api['apiKind']> = new Set(['rest', 'graphql', 'load-balancer']);

/** What a guarded balancer leads to, and what everybody may invoke at its own address as well. */
function* waysAround(api: Api, application: Application): Iterable<Problem<'around'>> {
  if (!isFiltered(api, application)) return;
  for (const fn of application.functions) {
    const { ingress } = fn;
    if (!ingress || effective(ingress) !== 'all' || !api.fronts?.some(({ to }) => to === fn.key)) continue;
    const isOpen = application.roleBindings.some(
      (binding) => binding.on.to === fn.key && strangersIn(binding).length > 0 && invokesThrough(binding, application),
    );
    if (!isOpen || (fn.identityProxy && effective(fn.identityProxy) !== false)) continue;
    const check = 'callers must come through the load balancer, from the network of the project, or as its events';
    yield {
      message: 'around',
      data: { name: api.label, origin: fn.label },
      at: ingress,
      subject: fn,
      evidence: api.label,
      severity: 'medium',
      fixes: [{ title: 'admit internal traffic and load balancers only', risk: 'review', check, changes: [set(ingress, 'gateway')] }],
    };
  }
}

function isFiltered({ key }: Api, application: Application): boolean {
  const stages = application.stages.filter(({ api }) => api.to === key).map((stage) => stage.key);
  return filtersOf(new Set([key, ...stages]), application).length > 0;
}

/** Not in a private network, not behind a resource policy that names who may come, nor behind a proxy that asks. */
function isPublic({ key, reach, identityProxy }: Api, { endpoints }: Application): boolean {
  if (effective(reach) !== 'internet' || (identityProxy && effective(identityProxy) !== false)) return false;
  const routes = endpoints.filter(({ api }) => api.to === key);
  return routes.every(({ restricted }) => restricted === 'no');
}

function apisBehind({ origins = [] }: Listener, { apis, stages, find }: Application): readonly Api[] {
  const keys = new Set(
    origins.map(({ to }) => {
      const found = find(to);
      return stages.find((stage) => stage.key === found?.key)?.api.to ?? found?.key;
    }),
  );
  return apis.filter(({ key }) => keys.has(key));
}

function isBehindCdn(api: Api, application: Application): boolean {
  return application.listeners.some((listener) => listener.listenerKind === 'cdn' && apisBehind(listener, application).includes(api));
}
