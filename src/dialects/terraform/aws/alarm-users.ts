/** Who reads the state of an alarm without being told: deployments that roll back, health checks, services that stop. */
import { at, items } from '../../../evaluation/tree.ts';
import type { Reading, TerraformResource } from '../reading.ts';

const readers: readonly (readonly [type: string, block: string, argument: string])[] = [
  ['aws_codedeploy_deployment_group', 'alarm_configuration', 'alarms'],
  ['aws_ecs_service', 'alarms', 'alarm_names'],
  ['aws_appconfig_environment', 'monitor', 'alarm_arn'],
];

/** Does something of the configuration read the alarm? */
export function isRead(alarm: TerraformResource, reading: Reading): boolean {
  const checks = reading.ofType('aws_route53_health_check').flatMap(({ properties }) => at(properties, 'cloudwatch_alarm_name') ?? []);
  const named = readers.flatMap(([type, block, argument]) =>
    reading.ofType(type).flatMap(({ properties }) => items(at(properties, block)).flatMap((one) => items(at(one, argument)))),
  );
  return [...checks, ...named].some((name) => reading.target(name, alarm.type) === alarm);
}
