/** Templates that are broken, endless or too much: what can be read is read, and nothing throws. */
import { describe, expect, it, test } from 'vitest';
import { azureResourceManager } from '../../../src/dialects/azure-resource-manager/dialect.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const [path = ''] = Object.keys(files);
  return azureResourceManager.read({ dialect: 'azure-resource-manager', path, files: [path] }, tree);
}

const account = "resource files 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'stfiles'\n  properties: {}\n}\n";

describe('Bicep that cannot be read', () => {
  test.each([
    ['a hundred thousand brackets', `var deep = ${'['.repeat(100_000)}\n`],
    ['a hundred thousand braces', `var deep = ${'{'.repeat(100_000)}\n`],
    ['a hundred thousand signs', `var deep = ${'!'.repeat(100_000)}true\n`],
    ['an interpolation without end', `var deep = '${'${'.repeat(50_000)}\n`],
    ['a text without end', "var text = '''never closed\n"],
    ['a loop without body', 'var list = [for x in\n'],
    ['an unknown statement', 'provider microsoftGraph\nassert x = true\n'],
  ])('%s leaves the resource before it', (_, broken) => {
    expect(read({ 'main.bicep': account + broken }).nouns.stores.map(({ label }) => label)).toEqual(['files']);
  });

  test('half of a file is half of its resources', () => {
    const text = account + account.replace('files', 'others');
    for (let end = 0; end < text.length; end += 7) {
      const stores = read({ 'main.bicep': text.slice(0, end) }).nouns.stores.length;
      expect(stores).toBeLessThanOrEqual(2);
      if (end > account.length) expect(stores).toBeGreaterThanOrEqual(1);
    }
  });

  it('names a file in which nothing can be read', () => {
    expect(read({ 'main.bicep': '}}}} ]] ???\n' }).notices.map(({ level }) => level)).toEqual(['error']);
  });

  it('ends where modules call each other', () => {
    const unit = read({
      'a.bicep': `${account}module b 'b.bicep' = {\n  name: 'b'\n}\n`,
      'b.bicep': `module a 'a.bicep' = {\n  name: 'a'\n}\n`,
    });
    expect(unit.nouns.stores.length).toBeGreaterThan(0);
  });
});

describe('loops, conditions and modules', () => {
  it('makes a resource for each item', () => {
    const text = `var names = ['a', 'b', 'c']\nresource files 'Microsoft.Storage/storageAccounts@2023-05-01' = [for name in names: {\n  name: 'st\${name}'\n  properties: {\n    allowBlobPublicAccess: name == 'b'\n  }\n}]\n`;
    const { stores } = read({ 'main.bicep': text }).nouns;
    expect(stores.map(({ publicPrevented }) => publicPrevented?.state === 'known' && publicPrevented.value)).toEqual([true, false, true]);
  });

  it('reports a module’s setting where its argument is written', () => {
    const { stores } = read({
      'main.bicep': "module storage 'storage.bicep' = {\n  name: 'storage'\n  params: {\n    open: true\n  }\n}\n",
      'storage.bicep': `param open bool = false\n${account.replace('properties: {}', 'properties: {\n    allowBlobPublicAccess: open\n  }')}`,
    }).nouns;
    expect(stores.map(({ publicPrevented }) => publicPrevented?.at.file.path)).toEqual(['main.bicep']);
  });
});
