/** One application for Azure, in each of its languages, reads as the same application, and each setting stands where its literal does. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Application } from '../../../src/model/application.ts';
import { effective, type Value } from '../../../src/model/value.ts';
import { makeApplication } from '../../../src/scanners/builtin/applications.ts';
import { openFolder } from '../../../src/source/folder.ts';
import { textAt } from '../../../src/source/span.ts';

const scans = join(import.meta.dirname, 'scans');

function read(spelling: string): Application {
  const files = openFolder(join(scans, spelling));
  const units = dialects.flatMap((dialect) => {
    const recognised = files.paths.filter((path) => {
      const file = dialect.wants(path) ? files.read(path) : undefined;
      return file !== undefined && dialect.recognises(file);
    });
    return dialect.roots(recognised, files).map((root) => dialect.read(root, files));
  });
  // What another template calls is no application of its own.
  const called = (path: string): boolean => units.some(({ root, files: taken }) => root.path !== path && taken.includes(path));
  return makeApplication(units.filter(({ root }) => !called(root.path)));
}

/** The setting with the text at its place, without quotes. */
function shown(setting: Value<unknown> | undefined): string {
  if (!setting) return 'never';
  return `${String(effective(setting))} «${textAt(setting.at).replace(/^["']|["']$/g, '')}»`;
}

function sentences(application: Application): readonly string[] {
  const name = (key: Parameters<Application['find']>[0]) => shown(application.find(key)?.name);
  return [
    ...application.functions.map((fn) => `function ${shown(fn.name)} runs ${effective(fn.runtime)} as ${name(fn.identity.to)}`),
    ...application.functions.flatMap((fn) => fn.environment.map((variable) => `variable ${variable.name} is ${shown(variable.value)}`)),
    ...application.listeners.map(
      ({ transport }) =>
        `listener: clear text ${shown(transport.plaintext)}, TLS ${transport.oldestTls.state === 'absent' ? 'unsaid' : shown(transport.oldestTls)}`,
    ),
    ...application.stores.map(
      ({ name: called, publicPrevented, transport, encryption }) =>
        `store ${shown(called)}: closed ${shown(publicPrevented)}, clear text ${shown(transport?.plaintext)}, ` +
        `TLS ${shown(transport?.oldestTls)}, key of the ${effective(encryption)}`,
    ),
    ...application.corsPolicies.map(({ of, origins }) => `pages of ${origins.map(shown).join(' ')} may call ${name(of.to)}`),
    ...application.roleBindings.map(
      ({ role, members, scope, on }) =>
        `${effective(role)} for ${members.map(({ identity }) => name(identity)).join(' ')} on ${scope} ${name(on.to)}`,
    ),
    ...application.customRoles.map(({ permissions }) => `a role lets do ${permissions.items.map(shown).join(' ')}`),
    ...application.diagnostics.map(({ logs, of }) => `what happens in ${name(of.to)} is recorded: ${effective(logs)}`),
    ...application.endpoints.map(({ path, authentication }) => `calls to ${shown(path)} show ${shown(authentication)}`),
    ...application.functions.map(
      ({ name: called, ingress, image }) => `${effective(called)} is reached from ${ingress ? effective(ingress) : 'nowhere'}, image ${shown(image)}`,
    ),
  ].sort();
}

describe.each(readdirSync(scans))('the scans application in %s', (spelling) => {
  it('reads as every other spelling does', () => {
    expect(sentences(read(spelling))).toEqual([
      'Storage Blob Data Owner for id-scans «id-scans» on resource stscans «stscans»',
      'a role lets do Microsoft.Storage/* «Microsoft.Storage/*»',
      'ca-scans is reached from all, image scans.azurecr.io/web:1.4.2 «scans.azurecr.io/web:1.4.2»',
      'calls to scans «scans» show none «false»',
      'fn-scans is reached from all, image never',
      'function ca-scans «ca-scans» runs undefined as id-scans «id-scans»',
      'function fn-scans «fn-scans» runs python|3.12 as id-scans «id-scans»',
      'listener: clear text allowed «false», TLS 1.1 «1.1»',
      'listener: clear text allowed «true», TLS unsaid',
      'pages of https://scans.example.org «https://scans.example.org» may call fn-scans «fn-scans»',
      'store stscans «stscans»: closed true «false», clear text refused «true», TLS 1.2 «TLS1_2», key of the provider',
      'variable LEVEL is high «high»',
      'variable RETENTION is short «short»',
      'what happens in stscans «stscans» is recorded: true',
    ]);
  });
});
