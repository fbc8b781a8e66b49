/**
 * Writes src/platform/aws/managed-policies.json from the documents of AWS's managed policies in https://github.com/iann0036/iam-dataset (MIT).
 * It is not a dependency: check it out anywhere, then `node scripts/managed-policies.ts <folder of the checkout>`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { iamPolicy } from '../src/dialects/iam-policy/dialect.ts';
import type { Application } from '../src/model/application.ts';
import { serviceKind } from '../src/platform/aws/services.ts';
import { escalationsOf } from '../src/rules/iam/escalations.ts';
import { reachOf } from '../src/rules/iam/reach.ts';
import { harmfulWildcards } from '../src/rules/iam/wildcards.ts';
import { makeApplication } from '../src/scanners/builtin/applications.ts';
import { memoryTree } from '../src/source/memory.ts';

interface Source {
  /** Null for some that AWS has withdrawn. */
  readonly arn: string | null;
  readonly document: unknown;
}

const source = resolve(process.argv[2] ?? 'iam-dataset');
const folder = join(source, 'aws/managedpolicies');
const rows = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .flatMap((name) => row(name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Source));

const table = [['', 'https://github.com/iann0036/iam-dataset, August 2026, MIT License, Copyright (c) 2021 Ian Mckay'], ...rows];
const lines = table.map(([name, text]) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`);
writeFileSync(join(resolve(import.meta.dirname, '..'), 'src/platform/aws/managed-policies.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${rows.length} policies, ${Math.round(lines.join().length / 1024)} KB`);

/** `sqs sns;roles`: services of which it gives everything, and ways to give oneself more. Policies that only services hold are left out. */
function row(name: string, { arn, document }: Source): readonly (readonly [string, string])[] {
  if (arn === null || /policy\/(?:aws-)?service-role\//.test(arn)) return [];
  const application = applicationOf(document);
  const [identity] = application.identities;
  if (!identity) return [];
  const whole = identity.statements.flatMap((statement) =>
    harmfulWildcards(statement)
      .filter((wildcard) => wildcard.whole && reachOf(statement, wildcard.service) === 'everything')
      .map(({ service }) => service),
  );
  const services = [...new Set(whole)]
    .filter((service) => service === '*' || serviceKind(service) === 'power' || serviceKind(service) === 'other')
    .sort();
  const ways = escalationsOf(identity, application)
    .filter(({ severity }) => severity === 'high')
    .map(({ way }) => way);
  if (services.length === 0 && ways.length === 0) return [];
  return [[name, [services.join(' '), ...ways].join(';')]];
}

function applicationOf(document: unknown): Application {
  const path = 'policy.json';
  const files = memoryTree({ [path]: JSON.stringify(document) });
  return makeApplication([iamPolicy.read({ dialect: 'iam-policy', path, files: [path] }, files)]);
}
