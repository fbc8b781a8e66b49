/** How many requests a second stages let through: of their own, of one of their methods, or of a usage plan. */
import { limits, withLimits, writeLimits, type LimitNames } from '../../../evaluation/limits.ts';
import { asValue, number, setting } from '../../../evaluation/setting.ts';
import { at, entries, isPartial, items, type Mapping, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, unknown, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import type { Reading, TemplateResource } from '../template.ts';

const stageNames: LimitNames = { rate: 'ThrottlingRateLimit', burst: 'ThrottlingBurstLimit' };
const planNames: LimitNames = { rate: 'RateLimit', burst: 'BurstLimit' };

/** A stage or one of its methods may be limited by rate or by burst. */
function limitIn(block: Tree | undefined, names: LimitNames): Value<number> | undefined {
  const written = at(block, names.rate) ?? at(block, names.burst);
  return written && asValue(written, number);
}

/** `MethodSettings` of a REST API's stage; the slot writes an entry for all methods. */
export function methodThrottle(properties: Mapping, all: Tree | undefined, head: Span): Value<number> {
  const list = at(properties, 'MethodSettings');
  const write = (rate: number) => {
    if (all?.kind === 'mapping') return writeLimits(all, [], stageNames, rate);
    const entry = { HttpMethod: '*', ResourcePath: '/*', ...limits(rate, stageNames) };
    return list ? list.editor?.append?.(entry) : properties.editor?.put?.('MethodSettings', [entry]);
  };
  const own =
    limitIn(all, stageNames) ??
    items(list)
      .map((entry) => limitIn(entry, stageNames))
      .find((found) => found !== undefined);
  if (own) return withLimits(own, write);
  return isPartial(list) ? unknown('part of its method settings cannot be read', head) : absent(head, undefined, write);
}

/** `DefaultRouteSettings` and `RouteSettings` of the other APIs' stages. */
export function routeThrottle(properties: Mapping, head: Span): Value<number> {
  const block = at(properties, 'DefaultRouteSettings');
  const routes = at(properties, 'RouteSettings');
  const write = (rate: number) => writeLimits(properties, ['DefaultRouteSettings'], stageNames, rate);
  const own =
    limitIn(block, stageNames) ??
    entries(routes)
      .map(([, { value }]) => limitIn(value, stageNames))
      .find((found) => found !== undefined);
  if (own) return withLimits(own, write);
  const unsure = properties.partial === true || isPartial(block) || isPartial(routes);
  return unsure ? unknown('part of its settings cannot be read', head) : absent(head, undefined, write);
}

/** A deployment that describes its stage in place. */
export function describedThrottle(description: Mapping, head: Span): Value<number> {
  const own = setting(description, [stageNames.rate], number, { head });
  return withLimits(own, (rate) => writeLimits(description, [], stageNames, rate));
}

/** The limit of a usage plan: for each of its callers, or for single methods of a stage. */
export function planThrottle(plan: Mapping, head: Span, path: readonly string[] = ['Throttle']): Value<number> {
  const block = at(plan, ...path);
  const own = limitIn(block, planNames) ?? methodLimit(at(plan, 'ApiStages'));
  const write = (rate: number) => writeLimits(plan, path, planNames, rate);
  if (own) return withLimits(own, write);
  return isPartial(block) || plan.partial === true ? unknown('part of its settings cannot be read', head) : absent(head, undefined, write);
}

function methodLimit(stages: Tree | undefined): Value<number> | undefined {
  return items(stages)
    .flatMap((stage) => entries(at(stage, 'Throttle')))
    .map(([, { value }]) => limitIn(value, planNames))
    .find((found) => found !== undefined);
}

/** The limit of the plan among `plans` that covers a stage; where plans cover it and none limits, the first is the place to do so. */
export function coveredThrottle(
  own: Value<number>,
  plans: readonly TemplateResource[],
  isCovered: (stage: Tree, plan: Mapping) => boolean,
): Value<number> {
  if (own.state !== 'absent') return own;
  const found = plans
    .filter(({ properties }) => items(at(properties, 'ApiStages')).some((stage) => isCovered(stage, properties)))
    .map(({ properties, at: head }) => planThrottle(properties, head));
  return found.find(({ state }) => state !== 'absent') ?? found[0] ?? own;
}

/** Does an entry of `ApiStages` name this stage, by itself or by its API and its name? */
export function isStage(entry: Tree, plan: Mapping, stage: TemplateResource, reading: Reading): boolean {
  const link = reading.link(at(entry, 'Stage'), plan);
  const behind = reading.behind(link);
  if (behind) return behind.id === stage.id;
  const [own, name] = [scalarText(at(stage.properties, 'StageName')), scalarText(at(entry, 'Stage'))];
  const api = reading.link(at(entry, 'ApiId'), plan).to;
  return own === name && api !== undefined && api === reading.link(at(stage.properties, 'RestApiId'), stage.properties).to;
}
