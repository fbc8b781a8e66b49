/** What Bicep and ARM templates allow to be written is worked out: each way says that a storage account may be public, or that it may not. */
import { describe, expect, it, test } from 'vitest';
import { azureResourceManager } from '../../../src/dialects/azure-resource-manager/dialect.ts';
import { effective } from '../../../src/model/value.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(files: Readonly<Record<string, string>>) {
  const [path = ''] = Object.keys(files);
  return azureResourceManager.read({ dialect: 'azure-resource-manager', path, files: [path] }, memoryTree(files));
}

/** Which accounts may be public; undefined where it is not known. */
function mayBePublic(files: Readonly<Record<string, string>>): readonly (boolean | undefined)[] {
  return read(files).nouns.stores.map(({ publicPrevented: value }) =>
    value?.state === 'known' ? !value.value : value?.state === 'absent' ? false : undefined,
  );
}

const account = (open: string): string =>
  `resource files 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'stfiles'\n  properties: {\n    allowBlobPublicAccess: ${open}\n  }\n}\n`;

describe('Bicep', () => {
  test.each([
    ['what may be missing', `param settings object = {}\n${account('settings.?open ?? true')}`],
    ['a chain of what may be missing', `var settings = { inner: null }\n${account('settings.inner.?deep.?open ?? true')}`],
    ['an index that may be missing', `var list = []\n${account('list[?0] ?? true')}`],
    ['the last of a list', `var list = [false, true]\n${account('list[^1]')}`],
    ['any()', account('any(true)')],
    ['a function of the language by its namespace', account("sys.contains('abc', 'b')")],
    ['a lambda', `var names = map([{ open: true }], item => item.open)\n${account('names[0]')}`],
    ['filter and length', `var names = filter(['a', 'b'], (name, index) => index == 1)\n${account("length(names) == 1 && names[0] == 'b'")}`],
    ['reduce', `var sum = reduce([1, 2, 3], 0, (total, item) => total + item)\n${account('sum == 6')}`],
    ['toObject', `var byName = toObject([{ name: 'a', open: true }], item => item.name, item => item.open)\n${account('byName.a')}`],
    ['items of an object', `var list = items({ b: false, a: true })\n${account('list[0].value')}`],
    ['spread of an object', `var base = { open: true }\nvar whole = { open: false, ...base }\n${account('whole.open')}`],
    ['spread of a list', `var base = [true]\nvar whole = [false, ...base]\n${account('whole[1]')}`],
    ['a key that is an expression', "var key = 'open'\nvar whole = { '${key}': true }\n" + account('whole.open')],
    ['union of objects within objects', `var whole = union({ a: { open: true } }, { a: { other: 1 } })\n${account('whole.a.open')}`],
    ['a function of its own', `func isOpen(level int) bool => level > 2\n${account('isOpen(3)')}`],
    ['a text over many lines', `var text = '''\nopen'''\n${account("text == 'open'")}`],
    ['a text over many lines with expressions', "var word = 'open'\nvar text = $'''\n${word}'''\n" + account("text == 'open'")],
    ['operators on lines of their own', `var open = (1 == 1\n  && 2 == 2\n  || false)\n${account('open')}`],
    ['a choice on lines of its own', `${account('1 == 1\n      ? true\n      : false')}`],
    ['a type on many lines', `@description('how open')\nparam level 'low'\n  | 'high'\n  | null = 'high'\n${account("level == 'high'")}`],
    [
      'types of its own',
      `@export()\ntype openness = {\n  @secure()\n  word: string?\n  open: bool\n}\nparam settings openness = { open: true }\n${account('settings.open')}`,
    ],
    [
      'words to the compiler',
      `#disable-next-line no-unused-params\nparam open bool = true\n#restore-diagnostics no-unused-params\n${account('open')}`,
    ],
    ['an extension', `extension microsoftGraphV1\n${account('true')}`],
  ])('%s', (_, text) => {
    const unit = read({ 'main.bicep': text });
    expect(unit.notices).toEqual([]);
    expect(mayBePublic({ 'main.bicep': text })).toEqual([true]);
  });

  it('makes only those of a loop whose condition holds', () => {
    const text = `var all = [{ on: true, open: true }, { on: false, open: true }]
resource files 'Microsoft.Storage/storageAccounts@2023-05-01' = [for (one, index) in all: if (one.on && index == 0) {
  name: 'stfiles\${index}'
  properties: {
    allowBlobPublicAccess: one.open
  }
}]
`;
    expect(mayBePublic({ 'main.bicep': text })).toEqual([true]);
  });

  it('reads what is imported, under its name or that of the whole file', () => {
    const shared = '@export()\nvar open = true\nvar hidden = 2\n@export()\nfunc isMore(level int) bool => level >= hidden\n';
    for (const use of [
      "import { open as wide } from 'shared.bicep'\nvar it = wide\n",
      "import * as shared from 'shared.bicep'\nvar it = shared.open && shared.isMore(2)\n",
      "import { isMore } from 'shared.bicep'\nvar it = isMore(3)\n",
    ])
      expect(mayBePublic({ 'main.bicep': use + account('it'), 'shared.bicep': shared })).toEqual([true]);
  });

  it('does not follow imports in a circle for ever', () => {
    const files = {
      'a.bicep': `import { y } from 'b.bicep'\nvar x = y\n${account('x')}`,
      'b.bicep': "import { x } from 'a.bicep'\n@export()\nvar y = x\n",
    };
    expect(mayBePublic(files)).toEqual([undefined]);
  });

  it('takes what a caller leaves out for nothing, and knows it not where nobody calls', () => {
    const inner = `param open bool?\n${account('open ?? true')}`;
    expect(mayBePublic({ 'inner.bicep': inner })).toEqual([undefined]);
    expect(mayBePublic({ 'main.bicep': "module inner 'inner.bicep' = {\n  name: 'inner'\n  params: {}\n}\n", 'inner.bicep': inner })).toEqual([true]);
  });

  it('reads what a module gives back', () => {
    const main = `module inner 'inner.bicep' = {\n  name: 'inner'\n  params: {\n    level: 3\n  }\n}\n${account('inner.outputs.open')}`;
    const inner = 'param level int\noutput open bool = level > 2\n';
    expect(mayBePublic({ 'main.bicep': main, 'inner.bicep': inner })).toEqual([true]);
  });

  it('knows a secret by the type that its parameter names', () => {
    const text = "@secure()\ntype password = string\nparam admin password = 'x'\nparam other string = 'x'\n";
    expect(read({ 'main.bicep': text }).nouns.parameters.map(({ hidden }) => hidden.state === 'known' && hidden.value)).toEqual([true, false]);
  });

  it('names what it cannot read, and reads the rest', () => {
    const unit = read({ 'main.bicep': `var broken = 1 +\nvar other = 1\n${account('true')}` });
    expect(unit.notices.map(({ message, line }) => [message, line])).toEqual([['not wholly read: this is no statement of Bicep', 2]]);
    expect(unit.nouns.stores).toHaveLength(1);
  });
});

const schema = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';
const arm = (more: string, open = 'true', around = ''): string =>
  `{\n  ${schema},\n  ${more}\n  "resources": [{ "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "stfiles", ${around} "properties": { "allowBlobPublicAccess": ${open} } }]\n}\n`;

describe('ARM templates', () => {
  test.each([
    [
      'functions of their own',
      arm(
        '"functions": [{ "namespace": "contoso", "members": { "isOpen": { "parameters": [{ "name": "level", "type": "int" }], "output": { "type": "bool", "value": "[greater(parameters(\'level\'), 2)]" } } } }],',
        '"[contoso.isOpen(3)]"',
      ),
    ],
    [
      'copies of a variable',
      arm('"variables": { "copy": [{ "name": "list", "count": 3, "input": "[equals(copyIndex(\'list\'), 1)]" }] },', '"[variables(\'list\')[1]]"'),
    ],
    ['a lambda', arm('', "\"[first(map(createArray(true()), lambda('item', lambdaVariables('item'))))]\"")],
    ['a function of the language by its namespace', arm('', '"[sys.not(false())]"')],
    ['a member that may be missing', arm('', "\"[coalesce(tryGet(createObject('a', 1), 'b'), true())]\"")],
  ])('%s', (_, text) => {
    expect(mayBePublic({ 'main.json': text })).toEqual([true]);
  });

  it('leaves out what is certainly not deployed', () => {
    expect(mayBePublic({ 'main.json': arm('', 'true', '"condition": false,') })).toEqual([]);
  });

  it('reads resources by their symbols, and what is only there already', () => {
    const text = `{ ${schema}, "languageVersion": "2.0", "resources": { "files": { "type": "Microsoft.Storage/storageAccounts", "name": "a", "properties": { "allowBlobPublicAccess": true } }, "old": { "existing": true, "type": "Microsoft.Storage/storageAccounts", "name": "b" } } }`;
    expect(mayBePublic({ 'main.json': text })).toEqual([true]);
  });

  it('counts the copies of a property and of a resource', () => {
    const text = arm('', '"[equals(copyIndex(), 1)]"', '"copy": { "name": "each", "count": 2 },');
    expect(mayBePublic({ 'main.json': text })).toEqual([false, true]);
  });

  it('gives a nested template its own parameters, or those around it', () => {
    const nested = (scope: string): string =>
      `{ ${schema}, "parameters": { "open": { "type": "bool", "defaultValue": true } }, "resources": [{ "type": "Microsoft.Resources/deployments", "name": "inner", "properties": { "expressionEvaluationOptions": { "scope": "${scope}" }, "parameters": { "open": { "value": false } }, "template": ${arm('"parameters": { "open": { "type": "bool" } },', '"[parameters(\'open\')]"')} } }] }`;
    expect(mayBePublic({ 'main.json': nested('inner') })).toEqual([false]);
    expect(mayBePublic({ 'main.json': nested('outer') })).toEqual([true]);
  });

  test.each([
    ['a path', '"relativePath": "nested/files.json"'],
    ['a web address that ends in it', '"uri": "https://raw.example.org/contoso/templates/main/demo/nested/files.json"'],
    ['an address that is put together', "\"uri\": \"[concat(parameters('_artifactsLocation'), '/nested/files.json', parameters('token'))]\""],
    ['an address relative to its own', '"uri": "[uri(deployment().properties.templateLink.uri, \'nested/files.json\')]"'],
  ])('follows a link by %s', (_, link) => {
    const main = `{ ${schema}, "parameters": { "_artifactsLocation": { "type": "string" }, "token": { "type": "string" } }, "resources": [{ "type": "Microsoft.Resources/deployments", "name": "inner", "properties": { "templateLink": { ${link} } } }] }`;
    expect(mayBePublic({ 'demo/main.json': main, 'demo/nested/files.json': arm('') })).toEqual([true]);
    const missing = read({ 'demo/main.json': main });
    expect(missing.notices.map(({ message }) => message)).toEqual(['not scanned: the linked template is not in the repository']);
  });

  it('ends where templates link each other', () => {
    const link = (to: string): string =>
      `{ ${schema}, "resources": [{ "type": "Microsoft.Resources/deployments", "name": "x", "properties": { "templateLink": { "relativePath": "${to}" } } }] }`;
    expect(read({ 'a.json': link('b.json'), 'b.json': link('a.json') }).notices.length).toBeGreaterThan(0);
  });

  it('refers to what is written below', () => {
    const text = `{ ${schema}, "resources": [
      { "type": "Microsoft.Storage/storageAccounts/blobServices/containers", "name": "files/default/public", "properties": { "publicAccess": "Blob" } },
      { "type": "Microsoft.Authorization/roleAssignments", "name": "r", "scope": "[resourceId('Microsoft.Storage/storageAccounts', 'files')]", "properties": { "roleDefinitionId": "x", "principalId": "[reference(resourceId('Microsoft.Web/sites', 'app'), '2022-03-01', 'Full').identity.principalId]" } },
      { "type": "Microsoft.Web/sites", "kind": "functionapp", "name": "app", "identity": { "type": "SystemAssigned" }, "properties": {} },
      { "type": "Microsoft.Storage/storageAccounts", "name": "files", "properties": {} } ] }`;
    const [binding] = read({ 'main.json': text }).nouns.roleBindings;
    expect(binding?.members.map(({ identity }) => identity?.split('#')[1])).toEqual(['Microsoft.Web/sites/app/identity']);
  });
});

test('an account takes HTTPS alone since a version of the API; where that is not known, nothing is', () => {
  const versions = ['2018-07-01', '2019-06-01', '2023-05-01'];
  const bicep = versions
    .map((version, index) => `resource s${index} 'Microsoft.Storage/storageAccounts@${version}' = {\n  name: 's${index}'\n}\n`)
    .join('');
  const json = JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    parameters: { version: { type: 'string' } },
    resources: ['2018-07-01', "[parameters('version')]"].map((apiVersion, index) => ({
      type: 'Microsoft.Storage/storageAccounts',
      apiVersion,
      name: `s${index}`,
    })),
  });
  const clear = (files: Readonly<Record<string, string>>) => read(files).nouns.stores.map(({ transport }) => effective(transport!.plaintext));
  expect(clear({ 'main.bicep': bicep })).toEqual(['allowed', 'refused', 'refused']);
  expect(clear({ 'azuredeploy.json': json })).toEqual(['allowed', undefined]);
});
