/** Narrower permissions for a statement that gives too much: the usual actions of its services, the resources that stand beside it. */
import { ownAccount, type Elements, type Identity, type ResourceText, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import { referencesOf, textOf, type Value } from '../../model/value.ts';
import { actionsMatching, matches, readAction } from '../../platform/aws/actions.ts';
import { arnByName, suffixesFor } from '../../platform/aws/addresses.ts';
import { hole, meansEveryResource } from '../../platform/aws/arn.ts';
import { actionsOfOperation } from '../../platform/aws/sdk.ts';
import { hasUsualActions, needsAsterisk, usualActions } from '../../platform/aws/services.ts';
import { isSameSpan } from '../../source/span.ts';
import { write, type Fix } from '../rule.ts';
import { severityOnAll } from './breadth.ts';
import { functionsOf, runsCode } from './holder.ts';
import { neighbours, preferred } from './neighbours.ts';
import { comesAfter, isOwnText } from './order.ts';
import { everyResource } from './reach.ts';

/** Where a statement stands. */
export interface Place {
  readonly statement: Statement;
  readonly identity: Identity;
  readonly application: Application;
}

type Resources = readonly (string | ResourceText)[];

/** More resources, or more actions for one wildcard, would be a guess and no narrowing. */
const most = 12;

/** What a function keeps and reads: the services whose resources stand for `*`. */
const dataServices = ['dynamodb', 's3', 'sqs', 'sns', 'kinesis', 'firehose', 'secretsmanager', 'ssm', 'kms'];

const check = 'compare the list with the calls that the code makes: what is missing in it fails at run time';
const checkHolder = 'compare the list with what is done with this role: what is missing in it fails';
const checkCalled = 'these are the calls that the code shows: add what libraries outside of the repository call with the same role';

/** Named actions in the place of the harmful wildcards, and named resources where these actions would still reach too much. */
export function narrowActions(place: Place, harmful: readonly string[]): readonly Fix[] {
  const { statement } = place;
  const written = knownActions(statement);
  const called = calledActions(place);
  const chosen = new Map(harmful.map((action) => [action, calledBehind(action, called) ?? replacement(action, place)]));
  if (!written || isForOthersToo(statement.actions, place) || isForOthersToo(statement.resources, place)) return [];
  if ([...chosen.values()].some((actions) => actions.length === 0)) return [];
  const asked = harmful.every((action) => calledBehind(action, called))
    ? checkCalled
    : runsCode(place.identity, place.application)
      ? check
      : checkHolder;
  const actions = [...new Set(written.flatMap((action) => chosen.get(action) ?? [action]))];
  const reachesAll = harmful.some((action) => everyResource(statement, serviceOf(action)) !== undefined);
  if (!reachesAll || actions.every((action) => severityOnAll(action) === undefined)) {
    return [{ title: 'name the actions', risk: 'review', check: asked, changes: [write(statement.actions.slot, actions)] }];
  }
  // An action that works on `*` alone cannot stand beside named resources.
  const nameable = actions.filter((action) => !needsAll(action));
  const resources = namedResources(nameable, place);
  const kept = new Set(nameable.map(serviceOf));
  if (!resources || actions.some((action) => !kept.has(serviceOf(action)) || (written.includes(action) && needsAll(action)))) return [];
  const changes = [write(statement.actions.slot, nameable), write(statement.resources.slot, resources)];
  return [{ title: 'name the actions and the resources', risk: 'review', check: asked, changes }];
}

/** Named resources in the place of `*`. */
export function narrowResources(place: Place): readonly Fix[] {
  if (isForOthersToo(place.statement.resources, place)) return [];
  const actions = knownActions(place.statement);
  const resources = actions?.some(needsAll) === false ? namedResources(actions, place) : undefined;
  if (!resources) return [];
  const review = 'check that the code uses no other resource with these actions';
  return [{ title: 'name the resources', risk: 'review', check: review, changes: [write(place.statement.resources.slot, resources)] }];
}

/**
 * Do other statements take their actions or resources from the same text: a parameter's default, a local? What one identity
 * needs would be wrong for the others.
 */
export function isForOthersToo({ items }: Elements, { statement, application }: Place): boolean {
  const shared = items.filter(({ via }) => via.length > 0);
  if (shared.length === 0) return false;
  const others = application.identities.flatMap(({ statements }) => statements.filter((one) => !isSameSpan(one.at, statement.at)));
  return others.some(({ actions, resources }) =>
    [...actions.items, ...resources.items].some((item) => shared.some(({ at }) => isSameSpan(at, item.at))),
  );
}

/** The actions as they are written; undefined where some cannot be known, so that writing the list again would lose them. */
function knownActions({ actions }: Statement): readonly string[] | undefined {
  const known = actions.items.flatMap((item) => (item.state === 'known' ? [item.value] : []));
  return actions.partial || known.length < actions.items.length ? undefined : known;
}

function replacement(action: string, place: Place): readonly string[] {
  const pattern = readAction(action);
  if (!pattern) return [];
  if (pattern.service === '*') return servicesOfData(place).flatMap(usualActions);
  if (/^\*+$/.test(pattern.name)) {
    // That code reads is a fair guess; what a build, a host or a service does with its role is not to be seen here.
    const isGuessed = !hasUsualActions(pattern.service) && functionsOf(place.identity, place.application).length === 0;
    return isGuessed ? [] : usualActions(pattern.service);
  }
  const plain = (actionsMatching(pattern) ?? []).filter(({ level }) => level !== 'permissions' && level !== 'tagging');
  const names = plain.map(({ service, name }) => `${service}:${name}`);
  return names.length <= most ? names : usualActions(pattern.service).filter((usual) => names.includes(usual));
}

/** The actions that the programs of all functions of the identity ask for; none where one of them could not be read. */
function calledActions({ identity, application }: Place): readonly string[] {
  const programs = functionsOf(identity, application).map(({ key }) => application.code.programOf(key));
  const actions = programs.flatMap((program) => program?.sdkCalls.flatMap(({ service, operation }) => actionsOfOperation(service, operation)) ?? []);
  return programs.includes(undefined) ? [] : [...new Set(actions)].sort();
}

/** Those of the called actions that a wildcard means; undefined for none, or for more than a list can hold. */
function calledBehind(action: string, called: readonly string[]): readonly string[] | undefined {
  const found = called.filter((name) => matches(action.toLowerCase(), name.toLowerCase()));
  return found.length > 0 && found.length <= most ? found : undefined;
}

/** The services whose resources the functions of the identity are told about; those of all its neighbours where they are told of none. */
function servicesOfData(place: Place): readonly string[] {
  const present = dataServices.filter((service) => neighbours(service, place.identity, place.application).length > 0);
  const used = present.filter((service) => preferred(service, place.identity, place.application).told);
  const services = used.length > 0 ? used : present;
  return services.length === 0 || logsElsewhere(place) || !runsCode(place.identity, place.application) ? services : [...services, 'logs'];
}

function logsElsewhere({ identity }: Place): boolean {
  const attached = identity.managedPolicies.some((policy) => /BasicExecution|VPCAccessExecution|FullAccess/.test(textOf(policy) ?? ''));
  return attached || identity.statements.some(({ actions }) => actions.items.some((item) => textOf(item)?.startsWith('logs:')));
}

/** Resources for all services of the actions, beside those that are named already; undefined where one cannot be named here. */
function namedResources(actions: readonly string[], place: Place): Resources | undefined {
  const others = place.statement.resources.items.filter((item) => !meansEvery(item)).map(rewritten);
  const named = [...new Set(actions.map(serviceOf))].map((service) => namedIn(service, actions, place));
  const all: (string | ResourceText)[] = [];
  for (const list of [...others, ...named]) {
    if (list === undefined) return undefined;
    all.push(...list);
  }
  return all.length > 0 && all.length <= most ? all : undefined;
}

/** The resources of one service; all of them where its actions do no harm on all. */
function namedIn(service: string, actions: readonly string[], { statement, identity, application }: Place): Resources | undefined {
  const own = actions.filter((action) => serviceOf(action) === service);
  if (own.every((action) => severityOnAll(action) === undefined)) return [`arn:aws:${service}:*:*:*`];
  const { nouns, told } = preferred(service, identity, application);
  // Of functions that it is not told of, a function calls few: to name all would be no answer.
  if (service === 'lambda' && !told && functionsOf(identity, application).length > 0) return undefined;
  // Every account has a bus that no template makes, where functions put their events. What builds and hosts do is not to be seen here.
  const isDefaultBus = nouns.length === 0 && own.every((action) => /^events:putevents$/i.test(action));
  if (isDefaultBus) return functionsOf(identity, application).length > 0 ? [`arn:aws:events:*:${ownAccount}:event-bus/default`] : undefined;
  const inOwnText = isOwnText(statement, identity, application);
  const named = nouns.flatMap((noun) => {
    const isLater = inOwnText && comesAfter(noun, identity, application);
    return suffixesFor(service, own).map((suffix) => (isLater ? byName(service, noun, suffix) : { address: noun.address, suffix }));
  });
  const sure = named.filter((one) => one !== undefined);
  return sure.length > 0 && sure.length === named.length ? sure : undefined;
}

/** What must not be referred to can be called by its name, if it has one and its ARN says no more. */
function byName(service: string, { name }: Noun, suffix: string): string | undefined {
  const arn = name.state === 'known' ? arnByName(service, name.value, ownAccount) : undefined;
  return arn === undefined ? undefined : arn + suffix;
}

/** A resource of the list as it is written anew beside the others. */
function rewritten(item: Value<string>): Resources | undefined {
  if (item.state === 'known') return [item.value];
  const [first, suffix = '', ...rest] = item.state === 'unknown' ? (item.pattern ?? []) : [];
  const [reference] = referencesOf(item);
  if (!reference || typeof first === 'string' || typeof suffix !== 'string' || rest.length > 0) return undefined;
  return [{ address: reference.address, suffix }];
}

function meansEvery(resource: Value<string>): boolean {
  const text = textOf(resource, hole) ?? hole;
  return meansEveryResource(text, text.split(':')[2] ?? '');
}

function serviceOf(action: string): string {
  return readAction(action)?.service ?? '*';
}

function needsAll(action: string): boolean {
  const pattern = readAction(action);
  return (pattern && actionsMatching(pattern))?.every(needsAsterisk) ?? true;
}
