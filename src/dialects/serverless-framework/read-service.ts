/** Reads one service into nouns: its functions, their events and roles, and the resources beside them. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { NounKey } from '../../model/noun.ts';
import type { MappingNode } from '../../syntax/document.ts';
import { readResources } from '../cloudformation/read-template.ts';
import { readDistribution, readDomains } from './domains.ts';
import { readEvents, type EventOwner } from './events.ts';
import { readFunctionUrls } from './function-url.ts';
import { readFunctions } from './functions.ts';
import { readGraphqlApis } from './graphql-api.ts';
import { readHttpApi } from './http-api.ts';
import { addImpliedStores } from './implied-stores.ts';
import { readLoadBalancerRules } from './load-balancer.ts';
import { readOtherCloud } from './other-clouds.ts';
import { readOtherStages } from './other-stages.ts';
import { readRestApi } from './rest-api.ts';
import { readRoles } from './roles.ts';
import { Service, type ServiceInput } from './service.ts';
import { readAuthorizers } from './authorizers.ts';
import { readStateMachines } from './state-machines.ts';
import { readTriggers } from './triggers.ts';
import { readWebsocketApi } from './websocket-api.ts';

interface ServiceReading {
  /** Every file that took part. */
  readonly files: readonly string[];
  readonly offers: ReadonlyMap<string, NounKey>;
  readonly needs: ReadonlySet<string>;
}

export function readService(input: ServiceInput, root: MappingNode): ServiceReading {
  const service = new Service(input, root);
  const cloud = scalarText(at(service.provider.settings, 'name')) ?? 'aws';
  const { offers, needs } = service.template.deployment;
  if (cloud === 'aws') readAwsService(service);
  else if (!readOtherCloud(cloud, readEvents(owners(service), service).events, service)) {
    const line = service.file.positionAt(service.provider.head.start).line;
    service.notice({ level: 'info', message: `not read: services of the provider ${cloud} are not known`, path: service.file.path, line });
    return { files: [], offers, needs };
  }
  return { files: service.included.paths, offers, needs };
}

function owners({ functions }: Service): readonly EventOwner[] {
  return functions.map((block) => ({ ...block, kind: 'function' as const }));
}

function readAwsService(service: Service): void {
  const functions = readEvents(owners(service), service);
  addImpliedStores(functions.events, service);
  const machines = readEvents(readStateMachines(service), service);
  const events = [...functions.events, ...machines.events];
  const partial = functions.partial || machines.partial;
  readFunctions(service, readRoles(service));
  readRestApi(events, partial, service);
  readHttpApi(functions.events, partial, service);
  readWebsocketApi(functions.events, partial, service);
  readFunctionUrls(service);
  readLoadBalancerRules(functions.events, service);
  readTriggers(events, service);
  readAuthorizers(functions.events, service);
  readDomains(service);
  readDistribution(functions.events, service);
  readGraphqlApis(service);
  readOtherTexts(service);
  readOtherStages(service);
  service.template.shared.functionGroups = functionGroups(service);
  readResources(service.template);
  offerFunctions(service);
}

/** The security groups of functions, which may be written once for all of them. */
function functionGroups({ functions, provider }: Service): readonly Tree[] {
  const holders = [provider.settings, ...functions.map(({ settings }) => settings)];
  return holders.flatMap((settings) => items(at(settings, 'vpc', 'securityGroupIds')));
}

/** Keys of clients and arguments of image builds, which may be secrets written down. */
function readOtherTexts(service: Service): void {
  const provider = service.provider.settings;
  const add = (name: string, tree: Tree | undefined, role: 'property' | 'build') => {
    if (!tree || (tree.kind !== 'scalar' && tree.kind !== 'opaque')) return;
    const value = asValue(tree, text);
    service.nouns.texts.push({ role, name, value, ownerLabel: 'provider', ownerType: 'provider', at: value.at });
  };
  for (const key of items(at(provider, 'apiGateway', 'apiKeys'))) add('apiKey', at(key, 'value'), 'property');
  for (const [, { value }] of entries(at(provider, 'alb', 'authorizers'))) add('clientSecret', at(value, 'clientSecret'), 'property');
  for (const [, { value }] of entries(at(provider, 'ecr', 'images'))) {
    for (const [name, argument] of entries(at(value, 'buildArgs'))) add(name, argument.value, 'build');
  }
}

/** Other units may refer to functions by their names in the cloud. */
function offerFunctions(service: Service): void {
  const { offers } = service.template.deployment;
  for (const { key, name } of service.nouns.functions) {
    if (name.state !== 'unknown' && name.value !== undefined && !offers.has(name.value)) offers.set(name.value, key);
  }
}
