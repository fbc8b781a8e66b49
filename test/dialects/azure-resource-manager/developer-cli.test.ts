/** The layout of the Azure Developer CLI: code that azure.yaml has deployed into an app is part of the app. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { azureResourceManager } from '../../../src/dialects/azure-resource-manager/dialect.ts';
import { dialects } from '../../../src/dialects/index.ts';
import { terraform } from '../../../src/dialects/terraform/dialect.ts';
import sql from '../../../src/rules/injection/sql.ts';
import leakyResponse from '../../../src/rules/endpoints/leaky-response.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';

const site = (symbol: string, tags: string): string =>
  `resource ${symbol} 'Microsoft.Web/sites@2023-12-01' = {\n  name: 'func-${symbol}'\n  kind: 'functionapp,linux'\n${tags === '' ? '' : `  tags: ${tags}\n`}  properties: {}\n}\n`;

const service = (name: string, project: string, host = 'function'): string =>
  `  ${name}:\n    project: ${project}\n    language: python\n    host: ${host}\n`;

const code = { 'src/api/function_app.py': 'import azure.functions as func\n' };

function read(files: Readonly<Record<string, string>>, path = 'infra/main.bicep') {
  const {
    nouns,
    notices,
    files: took,
  } = azureResourceManager.read({ dialect: 'azure-resource-manager', path, files: [path] }, memoryTree({ ...code, ...files }));
  return { roots: nouns.functions.map(({ codeRoot }) => codeRoot), notices, took };
}

const azure = `name: shop\nservices:\n${service('api', './src/api')}${service('web', './src/web', 'staticwebapp')}`;

describe('the tag azd-service-name', () => {
  test.each([
    ['written out', site('api', "{ 'azd-service-name': 'api' }")],
    ['in any case', site('api', "{ 'AZD-Service-Name': 'api' }")],
    ['united with tags nobody knows', `param tags object\n${site('api', "union(tags, { 'azd-service-name': 'api' })")}`],
    ['from the default of a parameter', `param serviceName string = 'api'\n${site('api', "union({ a: 'b' }, { 'azd-service-name': serviceName })")}`],
  ])('%s leads to the code', (_, template) => {
    const { roots, took } = read({ 'infra/main.bicep': template, 'azure.yaml': azure });
    expect(roots).toEqual(['src/api']);
    expect(took).toContain('azure.yaml');
  });

  it('is handed to a module', () => {
    const main = "module api 'app/api.bicep' = {\n  name: 'api'\n  params: {\n    tags: { 'azd-service-name': 'api' }\n  }\n}\n";
    const files = { 'infra/main.bicep': main, 'infra/app/api.bicep': `param tags object = {}\n${site('app', 'tags')}`, 'azure.yaml': azure };
    expect(read(files).roots).toEqual(['src/api']);
  });

  it('is handed to a verified module of the registry', () => {
    const module = `param tags object = {}\nparam serviceName string = 'api'\nmodule api 'br/public:avm/res/web/site:0.15.1' = {\n  name: 'api'\n  params: {\n    kind: 'functionapp,linux'\n    name: 'f'\n    serverFarmResourceId: 'x'\n    tags: union(tags, { 'azd-service-name': serviceName })\n  }\n}\n`;
    expect(read({ 'infra/main.bicep': module, 'azure.yaml': azure }).roots).toEqual(['src/api']);
  });

  it('tells several apps apart, containers among them', () => {
    const container =
      "resource jobs 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'jobs'\n  tags: { 'azd-service-name': 'jobs' }\n  properties: {}\n}\n";
    const files = {
      'infra/main.bicep': `${site('a', "{ 'azd-service-name': 'api' }")}${site('b', "{ 'azd-service-name': 'other' }")}${container}`,
      'azure.yaml': `${azure}${service('jobs', 'src/jobs', 'containerapp')}`,
      'src/jobs/main.py': '',
    };
    expect(read(files).roots).toEqual(['src/api', undefined, 'src/jobs']);
  });

  it('is looked up in the nearest azure.yaml that has the service', () => {
    const files = {
      'shop/infra/main.bicep': site('api', "{ 'azd-service-name': 'api' }"),
      'shop/azure.yaml': `name: inner\nservices:\n${service('api', '.')}`,
      'azure.yaml': azure,
    };
    expect(read(files, 'shop/infra/main.bicep').roots).toEqual(['shop']);
    expect(read({ ...files, 'shop/azure.yaml': 'name: inner\n' }, 'shop/infra/main.bicep').roots).toEqual(['src/api']);
  });
});

describe('an app without the tag', () => {
  const functions = `name: shop\nservices:\n${service('api', 'src/api')}`;
  test.each([
    ['is that of the only service of functions', site('x', ''), functions, ['src/api']],
    ['is nobody’s where there are two apps', site('x', '') + site('y', ''), functions, [undefined, undefined]],
    ['is nobody’s where there are two services', site('x', ''), `${functions}${service('b', 'src/api')}`, [undefined]],
    ['is nobody’s where another has the service', site('x', '') + site('y', "{ 'azd-service-name': 'api' }"), functions, [undefined, 'src/api']],
    ['is nobody’s where other folders hold the templates', site('x', ''), `infra:\n  path: deploy\n${functions}`, [undefined]],
  ])('%s', (_, template, yaml, expected) => {
    expect(read({ 'infra/main.bicep': template, 'azure.yaml': yaml }).roots).toEqual(expected);
  });
});

describe('azure.yaml that leads nowhere', () => {
  test.each([
    ['a path that leaves the repository', service('api', '../../elsewhere')],
    ['a path that is not there', service('api', './src/gone')],
    ['a path that is no text', '  api:\n    host: function\n    project: [src, api]\n'],
    ['an alias to itself', '  api: &api\n    host: function\n    project: *api\n'],
    ['services in a list', '  - api\n'],
  ])('%s', (_, services) => {
    const files = { 'infra/main.bicep': site('api', "{ 'azd-service-name': 'api' }"), 'azure.yaml': `name: shop\nservices:\n${services}` };
    expect(read(files).roots).toEqual([undefined]);
  });

  it('says that a broken one was not wholly read, and takes what stands', () => {
    const template = site('api', "{ 'azd-service-name': 'api' }");
    const { roots, notices } = read({ 'infra/main.bicep': template, 'azure.yaml': 'services:\n  api: {project: "src/api\n' });
    expect(roots).toEqual(['src/api']);
    expect(notices.map(({ level, path }) => [level, path])).toEqual([['warning', 'azure.yaml']]);
  });
});

test('Terraform tags its apps alike', () => {
  const main =
    'locals {\n  tags = { team = "shop" }\n}\nresource "azurerm_linux_function_app" "api" {\n  name = "api"\n  tags = merge(local.tags, { "azd-service-name" : "api" })\n}\n';
  const root = { dialect: 'terraform', path: 'infra', files: ['infra/main.tf'] };
  const { nouns } = terraform.read(root, memoryTree({ ...code, 'infra/main.tf': main, 'azure.yaml': azure }));
  expect(nouns.functions.map(({ codeRoot }) => codeRoot)).toEqual(['src/api']);
});

describe('the application', () => {
  const app = `import azure.functions as func
import pymysql

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
connection = pymysql.connect(host="db")


@app.route(route="orders")
def orders(req: func.HttpRequest) -> func.HttpResponse:
    customer = req.params.get("customer")
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM orders WHERE customer = '{customer}'")
            return func.HttpResponse("done")
    except Exception as error:
        return func.HttpResponse(str(error), status_code=500)
`;
  const files = {
    'azure.yaml': azure,
    'infra/main.bicep': site('api', "{ 'azd-service-name': 'api' }"),
    'src/api/host.json': '{"version": "2.0"}',
    'src/api/function_app.py': app,
  };
  const scan = (given: Record<string, string>) =>
    scanBuiltin(memoryTree(given), { dialects, rules: [sql, leakyResponse], today: '2026-11-22', clock: () => 0 });

  beforeAll(async () => {
    for (const { prepare } of dialects) await prepare?.(Object.keys(files));
  });

  it('holds the code: what is wrong there is wrong with the app', () => {
    const { findings } = scan(files);
    expect(findings.map(({ ruleId, subject }) => [ruleId, subject.address])).toEqual([
      ['injection/sql', 'api'],
      ['endpoints/leaky-response', 'api'],
    ]);
  });

  it('loses no finding by that', () => {
    const { 'azure.yaml': _, ...apart } = files;
    expect(scan(files).findings.map(({ ruleId }) => ruleId)).toEqual(scan(apart).findings.map(({ ruleId }) => ruleId));
  });
});
