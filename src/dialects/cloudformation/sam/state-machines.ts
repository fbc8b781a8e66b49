/** Reads `AWS::Serverless::StateMachine`: what it logs, the role that SAM makes for it, its events. */
import { tracingFlag } from '../../../evaluation/tracing.ts';
import { flag } from '../../../evaluation/setting.ts';
import { machineLog } from '../aws/operations.ts';
import { nounOf, settingOf } from '../resource-noun.ts';
import type { ResourceReader } from '../template.ts';
import { readConnectors } from './connectors.ts';
import { readEvents } from './events.ts';
import { roleLink } from './function-role.ts';
import { readRole } from './roles.ts';
import { readApiRoutes } from './routes.ts';
import { samTemplate } from './sam-template.ts';

export const readStateMachine: ResourceReader = (written, reading) => {
  const template = samTemplate(reading);
  const resource = template.merged(written);
  const { properties } = resource;
  reading.nouns.orchestrations.push({
    ...nounOf(resource, reading, ['Name']),
    kind: 'orchestration',
    identity: roleLink(resource, properties, reading),
    logLevel: machineLog(resource, reading, 'Logging'),
    tracing: settingOf(resource, ['Tracing', 'Enabled'], tracingFlag, 'pass-through'),
    logsData: settingOf(resource, ['Logging', 'IncludeExecutionData'], flag, false),
  });
  readRole(resource, properties, reading, { service: 'states.amazonaws.com', managedPolicies: [], statements: [] });
  readEvents(resource, properties, template);
  readApiRoutes(template);
  readConnectors(template);
};
