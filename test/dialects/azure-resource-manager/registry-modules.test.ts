/** Modules of the public registry: what they deploy is judged, what nobody knows is named. */
import { describe, expect, it } from 'vitest';
import { azureResourceManager } from '../../../src/dialects/azure-resource-manager/dialect.ts';
import { effective } from '../../../src/model/value.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(text: string) {
  return azureResourceManager.read(
    { dialect: 'azure-resource-manager', path: 'main.bicep', files: ['main.bicep'] },
    memoryTree({ 'main.bicep': text }),
  );
}

const module = (symbol: string, path: string, parameters: string): string =>
  `module ${symbol} 'br/public:${path}:0.1.0' = {\n  name: '${symbol}'\n  params: {\n    name: '${symbol}'\n    ${parameters}\n  }\n}\n`;

describe('modules of the public registry', () => {
  it('reads parameters as the settings of the resource, and the module’s own defaults where they are left out', () => {
    const { stores } = read(
      module('open', 'avm/res/storage/storage-account', 'allowBlobPublicAccess: true') +
        module('shut', 'avm/res/storage/storage-account', "skuName: 'Standard_LRS'"),
    ).nouns;
    expect(stores.map(({ label, publicPrevented }) => [label, publicPrevented && effective(publicPrevented)])).toEqual([
      ['open', false],
      ['shut', true],
    ]);
  });

  it('reads containers, roles, diagnostic settings and identities that stand among the parameters', () => {
    const unit = read(`${module('who', 'avm/res/managed-identity/user-assigned-identity', 'tags: {}')}
${module(
  'files',
  'avm/res/storage/storage-account',
  `blobServices: { containers: [{ name: 'pictures', publicAccess: 'Blob' }] }
    diagnosticSettings: [{ workspaceResourceId: 'x' }]
    roleAssignments: [{ principalId: who.outputs.principalId, roleDefinitionIdOrName: 'Storage Account Contributor' }]`,
)}
${module('app', 'avm/res/web/site', "kind: 'functionapp'\n    managedIdentities: { userAssignedResourceIds: [who.outputs.resourceId] }\n    appSettingsKeyValuePairs: { LEVEL: 'high' }\n    appInsightResourceId: 'y'")}`);
    expect(unit.notices).toEqual([]);
    expect(unit.nouns.stores.map(({ service, acl }) => [service, acl && effective(acl)])).toEqual([
      ['storage account', undefined],
      ['blob container', 'public-read'],
    ]);
    const [binding] = unit.nouns.roleBindings;
    expect([binding && effective(binding.role), binding?.scope, binding?.members[0]?.identity, binding?.on.to]).toEqual([
      'Storage Account Contributor',
      'resource',
      'main.bicep#who',
      'main.bicep#files',
    ]);
    expect(unit.nouns.diagnostics.map(({ logs, of }) => [effective(logs), of.to])).toEqual([[true, 'main.bicep#files']]);
    const [app] = unit.nouns.functions;
    expect([app?.environment.map(({ name }) => name), app?.identity.to, app && effective(app.tracing)]).toEqual([
      ['LEVEL', 'APPLICATIONINSIGHTS_CONNECTION_STRING'],
      'main.bicep#who',
      'active',
    ]);
  });

  it('names a module that nobody knows, but not one that is certainly not deployed', () => {
    const unknown = module('x', 'avm/ptn/contoso/thing', 'a: 1');
    expect(read(unknown).notices.map(({ message }) => message)).toEqual([
      'not scanned: the module br/public:avm/ptn/contoso/thing:0.1.0 is kept in a registry',
    ]);
    expect(read(unknown.replace('= {', '= if (false) {')).notices).toEqual([]);
  });

  it('writes a parameter where the module’s own default is not enough', () => {
    const [account] = read(module('open', 'avm/res/storage/storage-account', 'allowBlobPublicAccess: true')).nouns.stores;
    const edits = account?.publicPrevented?.slot?.(true);
    expect(edits?.map(({ text }) => text)).toEqual(['false']);
    const plaintext = account?.transport?.plaintext.slot?.('refused');
    expect(plaintext?.map(({ text }) => text.trim())).toEqual(['supportsHttpsTrafficOnly: true']);
  });
});
