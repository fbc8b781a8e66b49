/** How many requests a second stages let through: of their own, of one of their methods, or of a usage plan. */
import { limits, withLimits, writeLimits, type LimitNames } from '../../../evaluation/limits.ts';
import { asValue, number } from '../../../evaluation/setting.ts';
import { at, Block, Expression, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, unknown, type Value } from '../../../model/value.ts';
import { addBeside } from '../adding.ts';
import type { Reading, TerraformResource } from '../reading.ts';

const stageNames: LimitNames = { rate: 'throttling_rate_limit', burst: 'throttling_burst_limit' };
const planNames: LimitNames = { rate: 'rate_limit', burst: 'burst_limit' };

/** A stage or one of its methods may be limited by rate or by burst. */
function limitIn(block: Tree | undefined, names: LimitNames): Value<number> | undefined {
  const written = [at(block, names.rate), at(block, names.burst)].find((tree) => tree && !(tree.kind === 'scalar' && tree.value === null));
  return written && asValue(written, number);
}

/** `settings` are the method settings of a stage, `all` those for all of its methods; the slot writes these. */
export function methodThrottle(stage: TerraformResource, settings: readonly TerraformResource[], all: TerraformResource | undefined): Value<number> {
  const write = (rate: number) => {
    if (all) return writeLimits(all.properties, [{ block: 'settings' }], stageNames, rate);
    if (stage.type !== 'aws_api_gateway_stage') return undefined;
    return addBeside(stage, 'aws_api_gateway_method_settings', stage.name, (owner) => ({
      rest_api_id: new Expression(`${owner}.rest_api_id`),
      stage_name: new Expression(`${owner}.stage_name`),
      method_path: '*/*',
      settings: new Block(limits(rate, stageNames)),
    }))?.edits;
  };
  const own = [...(all ? [all] : []), ...settings].map(({ properties }) => limitIn(at(properties, 'settings'), stageNames)).find((found) => found);
  return own ? withLimits(own, write) : absent((all ?? stage).at, undefined, write);
}

/** `default_route_settings` and `route_settings` of the other APIs' stages. */
export function routeThrottle({ properties, at: head }: TerraformResource): Value<number> {
  const block = at(properties, 'default_route_settings');
  const routes = at(properties, 'route_settings');
  const write = (rate: number) => writeLimits(properties, [{ block: 'default_route_settings' }], stageNames, rate);
  const own =
    limitIn(block, stageNames) ??
    items(routes)
      .map((route) => limitIn(route, stageNames))
      .find((found) => found !== undefined);
  if (own) return withLimits(own, write);
  return isPartial(block) || isPartial(routes) ? unknown('part of its settings cannot be read', head) : absent(head, undefined, write);
}

/** The limit of the plan that covers a stage; where plans cover it and none limits, the first is the place to do so. */
export function coveredThrottle(own: Value<number>, stage: TerraformResource, reading: Reading): Value<number> {
  if (own.state !== 'absent') return own;
  const found = reading
    .ofType('aws_api_gateway_usage_plan')
    .filter(({ properties }) => items(at(properties, 'api_stages')).some((entry) => isStage(entry, stage, reading)))
    .map(planThrottle);
  return found.find(({ state }) => state !== 'absent') ?? found[0] ?? own;
}

/** The limit for each caller, or for single methods of a stage. */
function planThrottle({ properties, at: head }: TerraformResource): Value<number> {
  const block = at(properties, 'throttle_settings');
  const methods = items(at(properties, 'api_stages')).flatMap((stage) => items(at(stage, 'throttle')));
  const own = [block, ...methods].map((tree) => limitIn(tree, planNames)).find((limit) => limit !== undefined);
  const write = (rate: number) => writeLimits(properties, [{ block: 'throttle_settings' }], planNames, rate);
  if (own) return withLimits(own, write);
  return isPartial(block) ? unknown('part of its settings cannot be read', head) : absent(head, undefined, write);
}

function isStage(entry: Tree, stage: TerraformResource, reading: Reading): boolean {
  const name = at(entry, 'stage');
  if (reading.target(name) === stage) return true;
  const own = scalarText(at(stage.properties, 'stage_name'));
  const meant = reading.target(at(entry, 'api_id'), 'aws_api_gateway_rest_api');
  return (
    own !== undefined &&
    scalarText(name) === own &&
    meant !== undefined &&
    meant === reading.target(at(stage.properties, 'rest_api_id'), 'aws_api_gateway_rest_api')
  );
}
