/** What callers of APIs must prove, after everything that is inherited, and where that is changed. */
import { expect, test } from 'vitest';
import type { Authentication } from '../../../src/model/endpoint.ts';
import { added, readSam, told } from './reading.ts';

interface Routes {
  readonly globals?: string;
  readonly api?: string;
  readonly events: string;
}

function template({ globals = '', api = '', events }: Routes): string {
  return `
${globals}Resources:
${api}  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
${events}`;
}

function toldRoutes(text: string): readonly string[] {
  return readSam(text).endpoints.map(({ label, authentication }) => `${label}: ${told(authentication)}`);
}

/** The lines that asking for `to` adds, on the first route. */
function change(text: string, to: Authentication = 'iam'): readonly string[] {
  const reading = readSam(text);
  return added(text, reading.after(reading.endpoints[0]?.authentication.slot?.(to)));
}

const restApi = (more: string): string => `  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
${more}`;

const httpApi = (more: string): string => `  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: v1
${more}`;

const restRoute = (name: string, path: string, more = ''): string => `        ${name}:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: ${path}
            Method: get
${more}`;

const httpRoute = (name: string, path: string, more = ''): string => `        ${name}:
          Type: HttpApi
          Properties:
            ApiId: !Ref Api
            Path: ${path}
            Method: get
${more}`;

const auth = (authorizer: string): string => `            Auth: { Authorizer: ${authorizer} }\n`;

const users = `        Authorizers:
          Users:
            UserPoolArn: !GetAtt Pool.Arn
`;

test('an API that says nothing of authentication is the place to say it, for all its routes', () => {
  const text = template({ api: restApi(''), events: restRoute('List', '/list') + restRoute('Get', '/get') });
  expect(toldRoutes(text)).toEqual(['GET /list: absent none at «Api» via «List»', 'GET /get: absent none at «Api» via «Get»']);
  expect(change(text)).toEqual(['      Auth:', '        DefaultAuthorizer: AWS_IAM']);
});

test('preflight requests stay open where the API answers them', () => {
  const text = template({ api: restApi(`      Cors: "'https://shop.example'"\n`), events: restRoute('List', '/list') });
  expect(change(text)).toEqual(['      Auth:', '        DefaultAuthorizer: AWS_IAM', '        AddDefaultAuthorizerToCorsPreflight: false']);
});

test('a default authorizer guards every route that names none', () => {
  const text = template({
    api: restApi(`      Auth:\n        DefaultAuthorizer: Users\n${users}`),
    events: restRoute('List', '/list') + restRoute('Open', '/open', auth('NONE')) + restRoute('Signed', '/signed', auth('AWS_IAM')),
  });
  expect(toldRoutes(text)).toEqual([
    'GET /list: known cognito at «Users» via «List»',
    'GET /open: known none at «NONE»',
    'GET /signed: known iam at «AWS_IAM»',
  ]);
});

test('a route that opts out is closed again with the authorizer there is', () => {
  const text = template({
    api: restApi(`      Auth:\n        DefaultAuthorizer: Users\n${users}`),
    events: restRoute('Open', '/open', auth('NONE')),
  });
  expect(change(text, 'cognito')).toEqual(['            Auth: { Authorizer: Users }']);
  expect(change(text, 'jwt')).toEqual(['no change']);
});

test('where routes choose their authorizers, the one that forgot is the place', () => {
  const text = template({
    api: restApi(`      Auth:\n${users}`),
    events: restRoute('Forgotten', '/forgotten') + restRoute('Chosen', '/chosen', auth('Users')),
  });
  expect(toldRoutes(text)).toEqual(['GET /forgotten: absent none at «Forgotten»', 'GET /chosen: known cognito at «Users»']);
  expect(change(text, 'cognito')).toEqual(['            Auth:', '              Authorizer: Users']);
});

test('an API that SAM makes has no text: its routes are the place', () => {
  const text = template({ events: `        List:\n          Type: Api\n          Properties: { Path: /list, Method: any }\n` });
  expect(toldRoutes(text)).toEqual(['ANY /list: absent none at «List»']);
  expect(change(text)).toEqual(['          Properties: { Path: /list, Method: any, Auth: { Authorizer: AWS_IAM } }']);
});

test('an API that SAM makes takes its authentication from Globals', () => {
  const event = `        List:\n          Type: Api\n          Properties: { Path: /list, Method: get }\n`;
  const guarded = template({ globals: `Globals:\n  Api:\n    Auth:\n      DefaultAuthorizer: AWS_IAM\n`, events: event });
  expect(toldRoutes(guarded)).toEqual(['GET /list: known iam at «AWS_IAM» via «List»']);
  const open = template({ globals: `Globals:\n  Api:\n    Auth:\n      ApiKeyRequired: true\n`, events: event });
  expect(toldRoutes(open)).toEqual(['GET /list: absent none at «Api» via «List»']);
  expect(change(open)).toEqual(['      DefaultAuthorizer: AWS_IAM']);
});

test('IAM has to be enabled on HTTP APIs', () => {
  const text = template({ api: httpApi(''), events: httpRoute('List', '/list') });
  expect(change(text)).toEqual(['      Auth:', '        DefaultAuthorizer: AWS_IAM', '        EnableIamAuthorizer: true']);
  const implicit = template({ events: `        All:\n          Type: HttpApi\n` });
  expect(toldRoutes(implicit)).toEqual(['ANY $default: absent none at «All»']);
  expect(change(implicit)).toEqual([
    '          Properties:',
    '            Auth:',
    '              Authorizer: AWS_IAM',
    'Globals:',
    '  HttpApi:',
    '    Auth:',
    '      EnableIamAuthorizer: true',
  ]);
});

test('two open routes at the end of the file are closed together', () => {
  const text = template({
    events: `        A:\n          Type: HttpApi\n          Properties: { Path: /a, Method: get }\n        B:\n          Type: HttpApi\n`,
  });
  const reading = readSam(text);
  const after = reading.after(...reading.endpoints.map(({ authentication }) => authentication.slot?.('iam')));
  expect(after?.match(/EnableIamAuthorizer: true/g)).toHaveLength(1);
  expect(readSam(after ?? '').endpoints.map(({ authentication }) => authentication.state === 'known' && authentication.value)).toEqual([
    'iam',
    'iam',
  ]);
});

test('authorizers of HTTP APIs take tokens, or a function decides', () => {
  const authorizers = `      Auth:
        Authorizers:
          Tokens: { JwtConfiguration: { issuer: 'https://id.example', audience: [orders] } }
          Decider: { FunctionArn: !GetAtt Decide.Arn, AuthorizerPayloadFormatVersion: '2.0' }
`;
  const text = template({
    api: httpApi(authorizers),
    events: httpRoute('A', '/a', auth('Tokens')) + httpRoute('B', '/b', auth('Decider')) + httpRoute('C', '/c', auth('Nobody')),
  });
  expect(toldRoutes(text)).toEqual([
    'GET /a: known jwt at «Tokens»',
    'GET /b: known custom at «Decider»',
    'GET /c: unknown it is not known what the authorizer Nobody asks for at «Nobody»',
  ]);
});

test('preflight routes are told apart, and guarded only where the API says so', () => {
  const event = (more: string): string =>
    template({
      api: restApi(`      Auth:\n        DefaultAuthorizer: AWS_IAM\n${more}`),
      events: restRoute('Ask', '/a').replace('Method: get', 'Method: OPTIONS'),
    });
  const told_ = (more: string) =>
    readSam(event(more)).endpoints.map(({ purpose, authentication }) => [
      purpose,
      authentication.state,
      authentication.state === 'unknown' || authentication.value,
    ]);
  expect(told_('')).toEqual([['preflight', 'known', 'iam']]);
  expect(told_('        AddDefaultAuthorizerToCorsPreflight: false\n')).toEqual([['preflight', 'absent', 'none']]);
});

test('a key is asked for by the route, or else by the API', () => {
  const text = template({
    api: restApi(`      Auth:\n        ApiKeyRequired: true\n`),
    events: restRoute('A', '/a') + restRoute('B', '/b', '            Auth: { ApiKeyRequired: false }\n'),
  });
  expect(readSam(text).endpoints.map(({ keyRequired }) => told(keyRequired))).toEqual(['known true at «true»', 'known false at «false»']);
});

test('resource policies and private endpoints restrict who gets through', () => {
  const restricted = (more: string, event = ''): string | undefined =>
    readSam(template({ api: restApi(more), events: restRoute('A', '/a', event) })).endpoints[0]?.restricted;
  const policy = (content: string): string => `      Auth:\n        ResourcePolicy:\n${content}`;
  expect(restricted('')).toBe('no');
  expect(restricted('      EndpointConfiguration: PRIVATE\n')).toBe('yes');
  expect(restricted('      EndpointConfiguration:\n        Type: PRIVATE\n')).toBe('yes');
  expect(restricted(policy('          IpRangeWhitelist: [10.0.0.0/8]\n'))).toBe('yes');
  expect(restricted(policy('          IpRangeBlacklist: [10.0.0.0/8]\n'))).toBe('no');
  expect(restricted('', '            Auth: { ResourcePolicy: { SourceVpcWhitelist: [vpc-1] } }\n')).toBe('yes');
  expect(restricted(policy(`          CustomStatements: [{ Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }]\n`))).toBe(
    'no',
  );
});

test('a resource policy is a grant on the API', () => {
  const policy = `      Auth:\n        ResourcePolicy:\n          CustomStatements: [{ Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }]\n`;
  const { grants } = readSam(template({ api: restApi(policy), events: restRoute('A', '/a') }));
  expect(
    grants.map(({ resourceKind, on, statements }) => [resourceKind, on.to, statements.map(({ principals }) => principals.map(({ type }) => type))]),
  ).toEqual([['api', 'template.yaml#Api', [['any']]]]);
});

test('client certificates guard an API that has no other way in', () => {
  const domain = `      Domain:
        DomainName: api.example.com
        CertificateArn: arn:aws:acm:eu-west-1:1:certificate/x
        MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }
`;
  const kind = (more: string) =>
    readSam(template({ api: httpApi(domain + more), events: httpRoute('A', '/a') })).endpoints.map(
      ({ authentication }) => authentication.state !== 'unknown' && authentication.value,
    );
  expect(kind('')).toEqual(['none']);
  expect(kind('      DisableExecuteApiEndpoint: true\n')).toEqual(['mutual-tls']);
});

test('routes of an API in another template are unknown', () => {
  const text = template({ events: restRoute('A', '/a').replace('!Ref Api', '!ImportValue shared-api') });
  expect(toldRoutes(text)).toEqual(['GET /a: unknown its API is not in this template at «A»']);
});

test('an API whose authentication depends on a condition is unknown', () => {
  const text = `
Conditions:
  IsLive: !Equals [!Ref AWS::Region, eu-west-1]
${template({ api: restApi(`      Auth: !If [IsLive, { DefaultAuthorizer: AWS_IAM }, !Ref AWS::NoValue]\n`), events: restRoute('A', '/a') })}`;
  expect(readSam(text).endpoints.map(({ authentication }) => authentication.state)).toEqual(['unknown']);
});

test('WebSocket APIs ask when callers connect', () => {
  const socket = (authentication: string): string => `
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
${authentication}      Routes:
        $connect: { FunctionArn: !GetAtt Connect.Arn }
        send: { FunctionArn: !GetAtt Send.Arn }
  Connect:
    Type: AWS::Serverless::Function
  Send:
    Type: AWS::Serverless::Function
`;
  const open = readSam(socket(''));
  expect(open.endpoints.map(({ label, target, authentication }) => [label, target.to, told(authentication)])).toEqual([
    ['$connect', 'template.yaml#Connect', 'absent none at «Chat»'],
    ['send', 'template.yaml#Send', 'unknown the route $connect decides at «Chat»'],
  ]);
  expect(added(socket(''), open.after(open.endpoints[0]?.authentication.slot?.('iam')))).toEqual(['      Auth:', '        AuthType: AWS_IAM']);
  expect(told(readSam(socket('      Auth: { AuthType: AWS_IAM }\n')).endpoints[0]?.authentication)).toBe('known iam at «AWS_IAM»');
});

test('GraphQL APIs have one endpoint', () => {
  const { endpoints, stages } = readSam(`
Resources:
  Graph:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaUri: schema.graphql
      Auth: { Type: API_KEY }
      XrayEnabled: true
`);
  expect(endpoints.map(({ apiKind, authentication }) => [apiKind, told(authentication)])).toEqual([['graphql', 'known key at «API_KEY»']]);
  expect(stages.map(({ accessLog, tracing }) => [told(accessLog), told(tracing)])).toEqual([['absent on at «Graph»', 'known active at «true»']]);
});
