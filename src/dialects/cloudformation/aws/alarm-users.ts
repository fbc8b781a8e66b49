/** Who reads the state of an alarm without being told: deployments that roll back, health checks, services that stop. */
import { at, items, type Tree } from '../../../evaluation/tree.ts';
import type { Reading, TemplateResource } from '../template.ts';

/** Does something of the template read the alarm? */
export function isRead(alarm: TemplateResource, reading: Reading): boolean {
  const globals = at(reading.section('Globals'), 'Function', 'DeploymentPreference', 'Alarms');
  const named = [...readersOf(reading), ...listed(globals)];
  return named.some((name) => reading.link(name, alarm.properties).to === reading.key(alarm.id));
}

function readersOf(reading: Reading): readonly Tree[] {
  return [
    ...reading.ofType('AWS::Serverless::Function').flatMap(({ properties }) => listed(at(properties, 'DeploymentPreference', 'Alarms'))),
    ...reading
      .ofType('AWS::CodeDeploy::DeploymentGroup')
      .flatMap(({ properties }) => items(at(properties, 'AlarmConfiguration', 'Alarms')).flatMap((alarm) => at(alarm, 'Name') ?? [])),
    ...reading.ofType('AWS::Route53::HealthCheck').flatMap(({ properties }) => at(properties, 'HealthCheckConfig', 'AlarmIdentifier', 'Name') ?? []),
    ...reading.ofType('AWS::ECS::Service').flatMap(({ properties }) => items(at(properties, 'DeploymentConfiguration', 'Alarms', 'AlarmNames'))),
    ...reading
      .ofType('AWS::AppConfig::Environment')
      .flatMap(({ properties }) => items(at(properties, 'Monitors')).flatMap((monitor) => at(monitor, 'AlarmArn') ?? [])),
  ];
}

/** A list, or the branches of a condition. */
function listed(alarms: Tree | undefined): readonly Tree[] {
  return items(alarms);
}
