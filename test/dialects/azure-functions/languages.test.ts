/** The same two functions in every language and form of Azure Functions read alike, and what decides stands where it is written. */
import { describe, expect, it } from 'vitest';
import { azureFunctions } from '../../../src/dialects/azure-functions/dialect.ts';
import { effective } from '../../../src/model/value.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';
import { allGrammars, prepareGrammars } from '../../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const binding = (route: string, level: string, method: string): string =>
  JSON.stringify(
    {
      bindings: [
        { type: 'httpTrigger', direction: 'in', name: 'req', authLevel: level, route, methods: [method] },
        { type: 'http', direction: 'out', name: 'res' },
      ],
    },
    null,
    2,
  );

const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'function.json': {
    'addOrder/function.json': binding('orders', 'anonymous', 'post'),
    'getStatus/function.json': binding('status', 'function', 'get'),
  },
  'JavaScript v4': {
    'src/functions/orders.js': `const { app } = require('@azure/functions');
app.http('addOrder', { methods: ['POST'], authLevel: 'anonymous', route: 'orders', handler: async () => ({ body: 'ok' }) });
app.http('getStatus', { methods: ['GET'], authLevel: 'function', route: 'status', handler: async () => ({ body: 'ok' }) });
`,
  },
  'TypeScript v4': {
    'src/functions/orders.ts': `import { app, type HttpRequest } from '@azure/functions';
app.http('addOrder', { methods: ['POST'], authLevel: 'anonymous', route: 'orders', handler: async (request: HttpRequest) => ({ body: request.url }) });
app.http('getStatus', { methods: ['GET'], authLevel: 'function', route: 'status', handler: async () => ({ body: 'ok' }) });
`,
  },
  'Python v2': {
    'function_app.py': `import azure.functions as func

app = func.FunctionApp()

@app.route(route="orders", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
def addOrder(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok")

@app.route(route="status", methods=["GET"], auth_level=func.AuthLevel.FUNCTION)
def getStatus(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok")
`,
  },
  'C# isolated': {
    'Orders.cs': `using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
public class Orders
{
    [Function("addOrder")]
    public HttpResponseData Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequestData req) => req.CreateResponse();
    [Function("getStatus")]
    public HttpResponseData Status([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequestData req) => req.CreateResponse();
}
`,
  },
  'C# in-process': {
    'Orders.cs': `using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Http;
public static class Orders
{
    [FunctionName("addOrder")]
    public static IActionResult Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest req) => new OkResult();
    [FunctionName("getStatus")]
    public static IActionResult Status([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest req) => new OkResult();
}
`,
  },
  Java: {
    'src/main/java/Orders.java': `import com.microsoft.azure.functions.*;
import com.microsoft.azure.functions.annotation.*;
public class Orders {
  @FunctionName("addOrder")
  public HttpResponseMessage add(@HttpTrigger(name = "req", methods = {HttpMethod.POST}, authLevel = AuthorizationLevel.ANONYMOUS, route = "orders") HttpRequestMessage<String> req) {
    return req.createResponseBuilder(HttpStatus.OK).build();
  }
  @FunctionName("getStatus")
  public HttpResponseMessage status(@HttpTrigger(name = "req", methods = {HttpMethod.GET}, authLevel = AuthorizationLevel.FUNCTION, route = "status") HttpRequestMessage<String> req) {
    return req.createResponseBuilder(HttpStatus.OK).build();
  }
}
`,
  },
};

const host = '{ "version": "2.0", "logging": { "logLevel": { "default": "Information" } } }\n';

describe.each(Object.entries(projects))('two functions in %s', (_, files) => {
  const tree = memoryTree({ ...files, 'host.json': host });
  const recognised = tree.paths.filter((path) => {
    const file = azureFunctions.wants(path) ? tree.read(path) : undefined;
    return file !== undefined && azureFunctions.recognises(file);
  });
  const units = azureFunctions.roots(recognised, tree).map((root) => azureFunctions.read(root, tree));
  const endpoints = units.flatMap(({ nouns }) => nouns.endpoints);

  it('read alike', () => {
    const said = endpoints.map(({ label, path, method, authentication }) => [
      label,
      effective(method)?.toUpperCase(),
      effective(path)?.replace(/^\/?(?:api\/)?/, ''),
      effective(authentication),
      textAt(authentication.at)
        .replace(/^.*[.'"](\w+)['"]?$/, '$1')
        .toLowerCase(),
    ]);
    expect(said.sort()).toEqual([
      ['addOrder', 'POST', 'orders', 'none', 'anonymous'],
      ['getStatus', 'GET', 'status', 'key', 'function'],
    ]);
  });

  it('are one project, read without a warning', () => {
    expect([units.length, units.flatMap(({ notices }) => notices)]).toEqual([1, []]);
  });
});
