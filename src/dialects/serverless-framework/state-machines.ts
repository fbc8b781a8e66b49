/** The state machines of the step functions plugin. https://www.serverless.com/plugins/serverless-step-functions */
import { choice, flag, setting, text } from '../../evaluation/setting.ts';
import { tracingFlag } from '../../evaluation/tracing.ts';
import { at, entries, scalarText, type Mapping } from '../../evaluation/tree.ts';
import type { Orchestration } from '../../model/operations.ts';
import { absent, type Slot, type Value } from '../../model/value.ts';
import type { Edit } from '../../source/edit.ts';
import { resourceNoun } from './api.ts';
import type { EventOwner } from './events.ts';
import { normalizedName } from './naming.ts';
import { definitionAt } from './place.ts';
import type { Service } from './service.ts';

const levels = choice({ OFF: 'off', ERROR: 'error', FATAL: 'fatal', ALL: 'all' });

/** Reads them, and gives them as owners of events. */
export function readStateMachines(service: Service): readonly EventOwner[] {
  const written = service.section('stepFunctions', 'stateMachines');
  const owners: EventOwner[] = [];
  for (const [name, { key, value }] of entries(written)) {
    if (value.kind !== 'mapping') continue;
    const id = scalarText(at(value, 'id')) ?? `${normalizedName(name)}StepFunctionsStateMachine`;
    const address = `stepFunctions.stateMachines.${name}`;
    const noun = service.make(id, 'AWS::StepFunctions::StateMachine', key, address);
    owners.push({ kind: 'machine', name, id, key: noun, at: key, settings: value });
    service.nouns.orchestrations.push(readStateMachine(name, id, key, value, service));
  }
  return owners;
}

function readStateMachine(name: string, id: string, key: EventOwner['at'], settings: Mapping, service: Service): Orchestration {
  const head = { head: key };
  return {
    ...resourceNoun(id, 'AWS::StepFunctions::StateMachine', key, service, name, definitionAt(key, settings)),
    name: setting(settings, ['name'], text, head),
    kind: 'orchestration',
    identity: roleOf(settings, service),
    logLevel: logLevelOf(id, settings, service, key),
    tracing: tracingOf(settings, service, key),
    logsData: setting(settings, ['loggingConfig', 'includeExecutionData'], flag, { ...head, default: false }),
  };
}

type Level = 'off' | 'error' | 'fatal' | 'all';

/** A level needs somewhere to log to: where nothing is written, the slot adds a log group. */
function logLevelOf(id: string, settings: Mapping, service: Service, key: EventOwner['at']): Value<Level> {
  const written: Value<Level> = setting(settings, ['loggingConfig', 'level'], levels, { head: key, default: 'off' });
  const logging = at(settings, 'loggingConfig');
  if (at(logging, 'destinations') || logging?.kind === 'opaque') return written;
  const group = `${id}Logs`;
  const slot: Slot<Level> = (to) => {
    const level = levels.encode(to);
    const added = service.addResource(group, { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } });
    const destinations = [{ 'Fn::GetAtt': [group, 'Arn'] }];
    if (level === undefined || !added) return undefined;
    if (logging?.kind !== 'mapping')
      return joined(added, settings.editor?.put?.('loggingConfig', { level, includeExecutionData: false, destinations }));
    return joined(added, written.slot?.(to), logging.editor?.put?.('destinations', destinations));
  };
  return { ...written, slot };
}

/** All edits together; undefined where one of them cannot be made. */
function joined(...edits: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
}

/** The plugin traces when the machine or the whole service asks for it. */
function tracingOf(settings: Mapping, service: Service, key: EventOwner['at']): Orchestration['tracing'] {
  const own: Orchestration['tracing'] = setting(settings, ['tracingConfig', 'enabled'], tracingFlag, { head: key, default: 'pass-through' });
  if (own.state !== 'absent') return own;
  const all: Orchestration['tracing'] = setting(service.provider.settings, ['tracing', 'stepFunctions'], tracingFlag, { head: key });
  return all.state === 'absent' ? own : all;
}

function roleOf(settings: Mapping, service: Service): Orchestration['identity'] {
  const role = at(settings, 'role');
  return role ? service.template.link(role, settings) : { value: absent(settings.at) };
}
