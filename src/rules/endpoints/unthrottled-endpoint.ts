/** Stages of APIs that let through as many requests as come. */
import type { Application } from '../../model/application.ts';
import type { Endpoint, Stage } from '../../model/endpoint.ts';
import { effective, isOneOf, type Answer } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';
import { filtersOf, straying } from './filters.ts';
import { audienceOf, openRoutes } from './openness.ts';

/** Requests a second to begin with; the account's own limit is 10,000 for all of its APIs together. */
const modest = 100;

export default defineRule({
  id: 'endpoints/unthrottled-endpoint',
  title: 'Requests are not limited',
  practice: 'api-no-throttle',
  severity: 'medium',
  confidence: 'high',
  cwe: [770],
  why:
    'Whoever sends enough requests runs up the costs of all that stands behind the API, and uses up the limit that all APIs ' +
    'of the account share, so that the others fail as well.',
  remedy: 'Give the stage a rate and a burst limit, a little above the peak that you know.',
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
  ],
  since: '0.1.0',
  messages: {
    unlimited: 'Nothing limits the requests to {name}: its stage has no throttle',
    plan: 'Nothing limits the requests to {name}: its usage plan has no throttle, and its stage has none either',
    misnamed: 'Nothing limits the requests to {name}: {path} is nothing that a stage has',
    off: 'Nothing limits the requests to {name}: the throttle of its stage is turned off',
  },

  *check(application) {
    const open = new Set(
      openRoutes(application)
        .filter((route) => isForAnyone(route) && !isToldElsewhere(route))
        .map(({ api }) => api.to),
    );
    for (const stage of application.stages) {
      const { misnamedThrottle: misnamed } = stage;
      if (misnamed?.state === 'known') {
        const right = `/*/*/throttling/${/burst/i.test(misnamed.value) ? 'burstLimit' : 'rateLimit'}`;
        yield {
          message: 'misnamed',
          data: { name: stage.label, path: misnamed.value },
          at: misnamed,
          subject: stage,
          fixes: [
            {
              title: `set ${right}`,
              risk: 'review',
              check: 'the limit takes effect from then on: requests beyond it are answered with 429',
              changes: [set(misnamed, right)],
            },
          ],
        };
      }
      if (!canBeLimited(stage, application) || isLimited(stage, application) !== 'no') continue;
      const { throttle } = stage;
      const isOwn = throttle.at.start === stage.at.start && throttle.at.file === stage.at.file;
      const isApart = throttle.at.start === stage.methodSettings?.start && throttle.at.file === stage.methodSettings.file;
      const inside = throttle.at.file === stage.body.file && throttle.at.start >= stage.body.start && throttle.at.end <= stage.body.end;
      yield {
        message: throttle.state === 'known' ? 'off' : isOwn || isApart || inside ? 'unlimited' : 'plan',
        data: { name: application.find(stage.api.to)?.label ?? stage.label },
        at: throttle,
        subject: stage,
        // Callers that are known by name can be stopped; others have nothing to lose. Of what should not be open at all, that is told first.
        severity: open.has(stage.api.to) ? 'medium' : 'low',
        fixes: [
          {
            title: `let ${modest} requests a second through`,
            risk: 'review',
            check: 'compare the limit with your peak: requests beyond it are answered with 429',
            changes: [set(throttle, modest)],
          },
        ],
      };
    }
  },
});

/** AppSync has no such setting, and nobody floods what only a private network reaches. */
function canBeLimited({ apiKind, api }: Stage, application: Application): boolean {
  if (apiKind === 'graphql') return false;
  const reach = application.apis.find(({ key }) => key === api.to)?.reach;
  if (reach && effective(reach) !== 'internet') return false;
  const routes = application.endpoints.filter((route) => api.to !== undefined && route.api.to === api.to);
  return routes.length === 0 || routes.some(({ restricted }) => restricted !== 'yes');
}

/** By itself, or by a rate rule of a firewall in front of it. A negative number stands for no limit. */
function isLimited({ throttle, api, key }: Stage, application: Application): Answer {
  const rate = effective(throttle);
  if (rate !== undefined && rate >= 0) return 'yes';
  if (throttle.state === 'unknown') return 'unknown';
  const filters = [...filtersOf(new Set([key, api.to]), application), ...straying(application)];
  if (filters.some(({ limitsRate }) => limitsRate === 'yes')) return 'yes';
  return filters.some(({ limitsRate }) => limitsRate === 'unknown') ? 'unknown' : 'no';
}

/** Routes that everybody can call by mistake: endpoints/unauthenticated-endpoint reports them. */
function isToldElsewhere(route: Endpoint): boolean {
  return isOneOf(route.keyRequired, true) === 'no' && isOneOf(route.authentication, 'none') === 'yes' && audienceOf(route) === 'callers';
}

function isForAnyone({ authentication }: { readonly authentication: Parameters<typeof isOneOf>[0] }): boolean {
  return isOneOf(authentication, 'none', 'key') === 'yes';
}
