/** How many requests a second the stages of the framework's APIs let through. */
import { limits, withLimits, writeLimits, type LimitNames } from '../../evaluation/limits.ts';
import { asValue, number } from '../../evaluation/setting.ts';
import { at, entries, items, type Mapping, type Tree } from '../../evaluation/tree.ts';
import { absent, unknown, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import type { Service } from './service.ts';

const planNames: LimitNames = { rate: 'rateLimit', burst: 'burstLimit' };
const stageNames: LimitNames = { rate: 'ThrottlingRateLimit', burst: 'ThrottlingBurstLimit' };

/**
 * The limit of a usage plan (https://www.serverless.com/framework/docs/providers/aws/events/apigateway#setting-api-keys-for-your-rest-api),
 * or that of the throttling plugin. The framework itself has no other setting for it.
 */
export function restThrottle(head: Span, service: Service): Value<number> {
  const provider = service.provider.settings;
  const written = at(provider, 'apiGateway', 'usagePlan');
  const plugin = service.section('custom', 'apiGatewayThrottling');
  const plans = items(written).flatMap(plansIn);
  const limit = plans.map(limitOf).find((found) => found !== undefined) ?? at(plugin, 'maxRequestsPerSecond');
  if (limit) return asValue(limit, number);
  if (plugin || written?.kind === 'opaque' || provider.partial) return unknown('part of its settings cannot be read', head);
  const [plan] = plans;
  if (!plan) return absent(head);
  const place = service.keyAt('provider', 'apiGateway', 'usagePlan') ?? head;
  return absent<number>(place, undefined, (rate) => writeLimits(plan, ['throttle'], planNames, rate));
}

/** One plan, or several with names. */
function plansIn(item: Tree): readonly Mapping[] {
  if (item.kind !== 'mapping') return [];
  if (item.entries.has('throttle') || item.entries.has('quota')) return [item];
  return entries(item).flatMap(([, { value }]) => (value.kind === 'mapping' ? [value] : []));
}

function limitOf(plan: Mapping): Tree | undefined {
  return at(plan, 'throttle', 'rateLimit') ?? at(plan, 'throttle', 'burstLimit');
}

/** The stage of an HTTP or WebSocket API, which `resources.extensions` can change. */
export function stageThrottle(id: string, head: Span, service: Service): Value<number> {
  const made = service.extension(id);
  const block = at(made, 'DefaultRouteSettings');
  const routes = entries(at(made, 'RouteSettings')).map(([, { value }]) => value);
  const limit = [block, ...routes]
    .map((settings) => at(settings, stageNames.rate) ?? at(settings, stageNames.burst))
    .find((found) => found !== undefined);
  const write = (rate: number) => {
    if (made) return writeLimits(made, ['DefaultRouteSettings'], stageNames, rate);
    return service.addExtension(id, { Properties: { DefaultRouteSettings: limits(rate, stageNames) } });
  };
  return limit ? withLimits(asValue(limit, number), write) : absent(head, undefined, write);
}
