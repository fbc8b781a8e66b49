/** One application for Google Cloud, in each of its languages, reads as the same application, and each setting stands where its literal does. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Application } from '../../../src/model/application.ts';
import type { Link, NounKey } from '../../../src/model/noun.ts';
import { effective, textOf, type Value } from '../../../src/model/value.ts';
import { makeApplication } from '../../../src/scanners/builtin/applications.ts';
import { withoutParts } from '../../../src/scanners/builtin/units.ts';
import { openFolder } from '../../../src/source/folder.ts';
import { textAt } from '../../../src/source/span.ts';
import { allGrammars, prepareGrammars } from '../../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const papers = join(import.meta.dirname, 'papers');

function read(spelling: string): Application {
  const files = openFolder(join(papers, spelling));
  const units = dialects.flatMap((dialect) => {
    const recognised = files.paths.filter((path) => {
      const file = dialect.wants(path) ? files.read(path) : undefined;
      return file !== undefined && dialect.recognises(file);
    });
    return dialect.roots(recognised, files).map((root) => dialect.read(root, files));
  });
  expect(units.flatMap(({ notices }) => notices.filter(({ level }) => level !== 'info'))).toEqual([]);
  return makeApplication(withoutParts(units));
}

/** The setting with the text at its place, without quotes; a default has no place of its own. */
function shown(setting: Value<unknown> | undefined): string {
  if (!setting) return 'never';
  return setting.state === 'absent'
    ? String(effective(setting))
    : `${String(effective(setting))} «${textAt(setting.at).replace(/^["']|["']$/g, '')}»`;
}

function sentences(application: Application): readonly string[] {
  const nameOf = (key: NounKey | undefined, otherwise: string) => {
    const name = application.find(key)?.name;
    return (name && effective(name)) ?? otherwise;
  };
  /** The name of what a link means, or the name in the address that is written. */
  const called = ({ to, value }: Link) => nameOf(to, (textOf(value) ?? '').replace(/^\w+:(?!\/)|^gs:\/\/|@.*$/g, '').replace(/@.*$/, ''));
  return [
    ...application.functions.map((fn) => `function ${shown(fn.name)} of at most ${shown(fn.reservedConcurrency)} runs as ${called(fn.identity)}`),
    ...application.functions.map((fn) => `code of ${effective(fn.name)}: ${shown(fn.runtime)} ${shown(fn.handler)}`),
    ...application.functions.map((fn) => `${effective(fn.name)} is reached from ${shown(fn.ingress)}`),
    ...application.functions.flatMap((fn) => fn.environment.map(({ name, value }) => `variable ${name} of ${effective(fn.name)} is ${shown(value)}`)),
    ...application.endpoints.map(
      (route) => `route ${effective(route.method)} ${effective(route.path)} asks for ${effective(route.authentication)} → ${called(route.target)}`,
    ),
    ...application.triggers.map(({ triggerKind, source, target }) => `trigger ${triggerKind} ${called(source)} → ${called(target)}`),
    ...application.stores.map(
      (store) => `store ${store.storeKind} ${shown(store.name)}${store.publicPrevented ? `: closed ${shown(store.publicPrevented)}` : ''}`,
    ),
    ...application.secrets.map(({ name }) => `secret ${shown(name)}`),
    ...application.keys.map(({ name, rotation }) => `key ${shown(name)} rotates ${effective(rotation)}`),
    ...application.logGroups.map(({ name, retentionDays }) => `logs ${shown(name)} for ${shown(retentionDays)} days`),
    ...application.roleBindings.map(
      ({ role, members, scope, on }) =>
        `${shown(role)} for ${members.map((member) => called({ value: member.value, to: member.identity })).join(' ')} on ${scope} ${called(on)}`,
    ),
  ].sort();
}

const functions = ['archive', 'index', 'intake'];
const code = functions.map((name) => `code of ${name}: nodejs24 «nodejs24» ${name} «${name}»`);
const gateways = functions.map((name) => `${name} is reached from gateway`);

/** What each of them says. */
const everywhere = [
  ...functions.map((name) => `function ${name} «${name}» of at most 4 «4» runs as papers-${name}`),
  'route GET /papers asks for jwt → https://index.example.run.app',
  'route POST /papers asks for jwt → https://intake.example.run.app',
  'variable MODE of intake is fast «fast»',
  'roles/storage.objectCreator «roles/storage.objectCreator» for papers-intake on resource acme-papers',
];

const stores = ['store bucket acme-papers «acme-papers»: closed true «enforced»', 'store topic papers-arrived «papers-arrived»'];
const trigger = ['trigger topic papers-arrived → archive'];
const staff = (role: string) => [`${role} «${role}» for staff on resource intake`];
const kept = ['secret papers-token «papers-token»', 'key papers «papers» rotates true', 'logs papers «papers» for 90 «90» days'];

/** What some cannot say: containers name no runtime, the framework has no setting for where calls come from … */
const own: Readonly<Record<string, readonly string[]>> = {
  'terraform-functions': [
    ...stores,
    ...trigger,
    ...kept,
    ...code,
    ...gateways.map((line) => `${line} «ALLOW_INTERNAL_AND_GCLB»`),
    ...staff('roles/cloudfunctions.invoker'),
  ],
  'terraform-functions-2': [
    ...stores,
    ...trigger,
    ...kept,
    ...code,
    ...gateways.map((line) => `${line} «ALLOW_INTERNAL_AND_GCLB»`),
    ...staff('roles/run.invoker'),
  ],
  'terraform-cloud-run': [
    ...stores,
    ...trigger,
    ...kept,
    ...functions.map((name) => `code of ${name}: undefined undefined`),
    ...gateways.map((line) => `${line} «INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER»`),
    ...staff('roles/run.invoker'),
  ],
  'cloud-run': [
    ...functions.map((name) => `code of ${name}: undefined undefined`),
    ...gateways.map((line) => `${line} «internal-and-cloud-load-balancing»`),
    ...staff('roles/run.invoker'),
  ],
  'deployment-manager': [
    ...stores,
    ...trigger,
    ...code,
    ...gateways.map((line) => `${line} «ALLOW_INTERNAL_AND_GCLB»`),
    ...staff('roles/cloudfunctions.invoker'),
  ],
  'serverless-framework': [
    ...stores,
    ...trigger,
    ...code,
    ...functions.map((name) => `${name} is reached from never`),
    'route ANY / asks for iam → index',
    'route ANY / asks for iam → intake',
  ],
};

describe.each(readdirSync(papers))('the papers application in %s', (spelling) => {
  it('reads as every other spelling does', () => {
    expect(sentences(read(spelling))).toEqual([...everywhere, ...own[spelling]!].sort());
  });
});
