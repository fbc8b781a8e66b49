/** Events that make a function reachable, and what callers must prove. */
import { expect, test } from 'vitest';
import { textAt } from '../../../src/source/span.ts';
import { find, place, routes, said, service } from './service.ts';

/** A service with one function that has `events`. */
function withEvents(events: string, rest = '', provider = '') {
  const lines = events
    .replace(/^\n/, '')
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  return service(
    `service: orders\nprovider:\n  name: aws\n${provider}functions:\n  guard: { handler: guard.handler }\n  take:\n    handler: take.handler\n    events:\n${lines}\n${rest}`,
  );
}

test.each([
  ['- http: GET orders', 'unset (none)'],
  ['- http: { method: get, path: /orders }', 'unset (none)'],
  ['- http: { method: get, path: orders, authorizer: aws_iam }', 'iam'],
  ['- http: { method: get, path: orders, authorizer: AWS_IAM }', 'iam'],
  ['- http: { method: get, path: orders, authorizer: { type: aws_iam } }', 'iam'],
  ['- http: { method: get, path: orders, authorizer: guard }', 'custom'],
  ['- http: { method: get, path: orders, authorizer: { name: guard, type: request } }', 'custom'],
  ['- http: { method: get, path: orders, authorizer: arn:aws:lambda:eu-west-1:1:function:guard }', 'custom'],
  ['- http: { method: get, path: orders, authorizer: arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_x }', 'cognito'],
  ['- http: { method: get, path: orders, authorizer: { name: pool, arn: !GetAtt Pool.Arn } }', 'cognito'],
  ['- http: { method: get, path: orders, authorizer: { type: COGNITO_USER_POOLS, authorizerId: !Ref Authorizer } }', 'cognito'],
  ['- http: { method: get, path: orders, authorizer: { type: CUSTOM, authorizerId: !Ref Authorizer } }', 'custom'],
  ['- http: { method: get, path: orders, authorizer: "${self:custom.authorizer}" }', 'iam'],
  ['- http: { method: get, path: orders, authorizer: "${ssm:/authorizer}" }', '?'],
  ['- http: { method: get, path: orders, authorizer: false }', 'unset (none)'],
])('REST: %s', (event, expected) => {
  const rest = 'custom: { authorizer: aws_iam }\nresources: { Resources: { Pool: { Type: AWS::Cognito::UserPool } } }\n';
  expect(routes(withEvents(event, rest))).toEqual([`GET /orders: ${expected}`]);
});

const authorizers = `  httpApi:
    authorizers:
      customers: { identitySource: $request.header.Authorization, issuerUrl: https://login.example, audience: orders }
      sessions: { type: request, functionName: guard }
`;

test.each([
  ["- httpApi: '*'", 'ANY $default: unset (none)'],
  ["- httpApi: { path: '*' }", 'ANY $default: unset (none)'],
  ['- httpApi: GET /orders', 'GET /orders: unset (none)'],
  ['- httpApi: { method: "*", path: /orders }', 'ANY /orders: unset (none)'],
  ['- httpApi: { method: GET, path: /orders, authorizer: customers }', 'GET /orders: jwt'],
  ['- httpApi: { method: GET, path: /orders, authorizer: { name: customers, scopes: [read] } }', 'GET /orders: jwt'],
  ['- httpApi: { method: GET, path: /orders, authorizer: { name: sessions } }', 'GET /orders: custom'],
  ['- httpApi: { method: GET, path: /orders, authorizer: { type: aws_iam } }', 'GET /orders: iam'],
  ['- httpApi: { method: GET, path: /orders, authorizer: { id: abc123 } }', 'GET /orders: jwt'],
  ['- httpApi: { method: GET, path: /orders, authorizer: { id: abc123, type: request } }', 'GET /orders: custom'],
  ['- httpApi: "${self:custom.route}"', 'GET /orders: unset (none)'],
])('HTTP: %s', (event, expected) => {
  expect(routes(withEvents(event, 'custom: { route: GET /orders }\n', authorizers))).toEqual([expected]);
});

test.each([
  ['url: true', 'unset (none)'],
  ['url: { cors: true }', 'unset (none)'],
  ['url: { authorizer: aws_iam }', 'iam'],
  ['url: { authorizer: none }', 'none'],
  ['url: { authorizer: "${ssm:/url}" }', '?'],
])('function URLs: %s', (url, expected) => {
  const unit = service(`service: orders\nprovider: { name: aws }\nfunctions:\n  take:\n    handler: take.handler\n    ${url}\n`);
  expect(routes(unit)).toEqual([`take: ${expected}`]);
  expect(unit.nouns.endpoints[0]!.apiKind).toBe('function-url');
});

test('a URL that is turned off is none', () => {
  expect(routes(service('service: orders\nprovider: { name: aws }\nfunctions: { take: { handler: take.handler, url: false } }\n'))).toEqual([]);
});

test('of a WebSocket API the route for connecting decides', () => {
  expect(routes(withEvents('- websocket: $connect\n- websocket: { route: $default }'))).toEqual(['$connect: unset (none)', '$default: ?']);
  expect(routes(withEvents('- websocket: { route: $connect, authorizer: guard }\n- websocket: chat'))).toEqual(['$connect: custom', 'chat: ?']);
  expect(routes(withEvents('- websocket: { route: chat }\n- websocket: $default'))).toEqual(['chat: unset (none)', '$default: ?']);
});

test('an event without authorizer is reported at its own head', () => {
  const unit = withEvents(`
- httpApi: GET /short
- httpApi:
    method: POST
    path: /long
- http: "GET quoted"`);
  expect(
    unit.nouns.endpoints.map(({ authentication, at, body }) => [textAt(authentication.at), textAt(at), textAt(body).split('\n').length]),
  ).toEqual([
    ['http: "GET quoted"', 'http: "GET quoted"', 1],
    ['httpApi: GET /short', 'httpApi: GET /short', 1],
    ['httpApi', 'httpApi', 3],
  ]);
});

test('keys, preflights, mocks and origins of REST routes', () => {
  const unit = withEvents(`
- http: { method: post, path: keyed, private: true, cors: true }
- http: { method: options, path: asked, cors: { origins: [https://a.example, https://b.example] } }
- http: { method: get, path: mocked, integration: mock, cors: { origin: https://a.example } }
- http: { method: any, path: 'all/{proxy+}', cors: { headers: [X-A] } }`);
  const facts = unit.nouns.endpoints.map((e) => `${e.label} ${e.purpose} key ${said(e.keyRequired)} origins ${e.origins.map(said).join(' ')}`);
  expect(facts).toEqual([
    'POST /keyed route key true origins *',
    'OPTIONS /asked preflight key unset (false) origins https://a.example https://b.example',
    'GET /mocked mock key unset (false) origins https://a.example',
    'ANY /all/{proxy+} route key unset (false) origins unset (*)',
  ]);
  expect(unit.nouns.endpoints.map(({ address }) => address)).toEqual([
    'ApiGatewayMethodKeyedPost',
    'ApiGatewayMethodAskedOptions',
    'ApiGatewayMethodMockedGet',
    'ApiGatewayMethodAllProxyVarAny',
  ]);
});

test('origins of HTTP APIs stand in the provider section', () => {
  const read = (cors: string) => withEvents('- httpApi: GET /a', '', `  httpApi: { cors: ${cors} }\n`).nouns.endpoints[0]!.origins.map(said);
  expect(read('true')).toEqual(['*']);
  expect(read('{ allowedOrigins: [https://a.example] }')).toEqual(['https://a.example']);
  expect(read('{ allowedHeaders: [X-A] }')).toEqual(['unset (*)']);
  expect(read('false')).toEqual([]);
});

test.each([
  ['  endpointType: PRIVATE\n', 'yes', 'private'],
  ['  endpointType: regional\n', 'no', 'internet'],
  [
    "  apiGateway: { resourcePolicy: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*' }] }\n",
    'no',
    'unset (internet)',
  ],
  [
    "  apiGateway: { resourcePolicy: [{ Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*', Condition: { IpAddress: { aws:SourceIp: [10.0.0.0/8] } } }] }\n",
    'yes',
    'unset (internet)',
  ],
  ['  apiGateway: { resourcePolicy: "${ssm:/policy}" }\n', 'unknown', 'unset (internet)'],
])('what stands before a REST API: %s', (provider, restricted, reach) => {
  const unit = withEvents('- http: GET orders', '', provider);
  expect(unit.nouns.endpoints[0]!.restricted).toBe(restricted);
  expect(said(unit.nouns.apis[0]!.reach)).toBe(reach);
});

test.each([
  ['', 'unset (off)', 'unset (false)'],
  ['  logs: { httpApi: true }\n', 'unset (off)', 'unset (false)'],
  ['  logs: { restApi: false }\n', 'off', 'unset (false)'],
  ['  logs: { restApi: true }\n', 'on', 'unset (true)'],
  ['  logs: { restApi: { accessLogging: false } }\n', 'off', 'unset (true)'],
  ['  logs: { restApi: { fullExecutionData: false, level: ERROR } }\n', 'on', 'false'],
  ['  logs: "${ssm:/logs}"\n', '?', 'unset (false)'],
])('logs of a REST API: %s', (provider, accessLog, dataTrace) => {
  const [stage] = withEvents('- http: GET orders', '', provider).nouns.stages;
  expect([said(stage!.accessLog), said(stage!.dataTrace)]).toEqual([accessLog, dataTrace]);
});

test('logs, throttling and tracing of each kind of API', () => {
  const provider = `  tracing: { apiGateway: true }
  logRetentionInDays: 14
  logs: { httpApi: true, websocket: { accessLogging: true, fullExecutionData: false } }
  apiGateway: { usagePlan: { throttle: { rateLimit: 50, burstLimit: 100 } } }
`;
  const rest = 'resources: { extensions: { HttpApiStage: { Properties: { DefaultRouteSettings: { ThrottlingRateLimit: 20 } } } } }\n';
  const unit = withEvents('- http: GET a\n- httpApi: GET /b\n- websocket: $connect', rest, provider);
  const facts = unit.nouns.stages.map((s) => `${s.apiKind} ${said(s.accessLog)} ${said(s.tracing)} ${said(s.throttle)} ${said(s.dataTrace)}`);
  expect(facts).toEqual(['rest unset (off) active 50 unset (false)', 'http on unset 20 unset (false)', 'websocket on unset unset false']);
  expect(unit.nouns.logGroups.map((group) => `${said(group.name)} ${said(group.retentionDays)}`).slice(0, 2)).toEqual([
    'unset (/aws/lambda/orders-dev-guard) 14',
    'unset (/aws/lambda/orders-dev-take) 14',
  ]);
  expect(unit.nouns.logGroups.map((group) => said(group.name)).slice(2)).toEqual(['/aws/http-api/orders-dev', '/aws/websocket/orders-dev']);
});

test('routes that are added to an API of another stack have no stage here', () => {
  const unit = withEvents('- http: GET orders', '', '  apiGateway: { restApiId: !ImportValue shared-api, restApiRootResourceId: abc }\n');
  expect(routes(unit)).toEqual(['GET /orders: unset (none)']);
  expect([unit.nouns.apis.length, unit.nouns.stages.length]).toEqual([0, 0]);
});

test('a method that the resources change', () => {
  const rest = 'resources: { Resources: { ApiGatewayMethodOrdersGet: { Properties: { AuthorizationType: AWS_IAM } } } }\n';
  expect(routes(withEvents('- http: GET orders', rest))).toEqual(['GET /orders: iam']);
});

test('every event that calls a function is a trigger of its kind', () => {
  const unit = withEvents(
    `
- s3: photos-bucket
- s3: { bucket: !Ref Kept, existing: true }
- sns: dispatch
- sns: { arn: !Ref Topic, topicName: topic }
- sqs: !GetAtt Queue.Arn
- sqs: { arn: arn:aws:sqs:eu-west-1:1:theirs }
- stream: arn:aws:dynamodb:eu-west-1:1:table/orders/stream/1
- stream: { type: kinesis, arn: !GetAtt Stream.Arn }
- schedule: rate(1 hour)
- eventBridge: { eventBus: !Ref Bus, pattern: { source: [a] } }
- cloudwatchEvent: { event: { source: [a] } }
- cloudwatchLog: /aws/lambda/other
- iot: { sql: "SELECT * FROM 'x'" }
- cognitoUserPool: { pool: customers, trigger: PreSignUp }
- msk: { arn: arn:aws:kafka:eu-west-1:1:cluster/c/1, topic: t }
- kafka: { topic: t, bootstrapServers: [a:9092] }
- activemq: { arn: arn:aws:mq:eu-west-1:1:broker:b, queue: q, basicAuthArn: arn:aws:secretsmanager:eu-west-1:1:secret:s }
- rabbitmq: { arn: arn:aws:mq:eu-west-1:1:broker:b, queue: q, basicAuthArn: arn:aws:secretsmanager:eu-west-1:1:secret:s }
- alexaSkill: amzn1.ask.skill.1
- alexaSmartHome: amzn1.ask.skill.2`,
    `resources:
  Resources:
    Kept: { Type: AWS::S3::Bucket }
    Topic: { Type: AWS::SNS::Topic }
    Queue: { Type: AWS::SQS::Queue }
    Stream: { Type: AWS::Kinesis::Stream }
    Bus: { Type: AWS::Events::EventBus }
`,
  );
  const short = (key: string | undefined) => key?.replace('serverless.yml#', '') ?? '-';
  expect(unit.nouns.triggers.map((t) => `${t.triggerKind} ${short(t.source.to)}`)).toEqual([
    'bucket S3BucketPhotosbucket',
    'bucket Kept',
    'topic SNSTopicDispatch',
    'topic Topic',
    'queue Queue',
    'queue offer:theirs',
    'table offer:1',
    'stream Stream',
    'schedule -',
    'event-bus Bus',
    'event-bus -',
    'log -',
    'iot -',
    'identity-pool offer:customers',
    'broker offer:1',
    'broker -',
    'broker offer:b',
    'broker offer:b',
    'other offer:amzn1.ask.skill.1',
    'other offer:amzn1.ask.skill.2',
  ]);
  expect(new Set(unit.nouns.triggers.map(({ target }) => target.to))).toEqual(new Set(['serverless.yml#functions.take']));
  expect(unit.nouns.stores.map((store) => `${store.storeKind} ${store.label} ${said(store.encryption)}`)).toContain(
    'topic SNSTopicDispatch unset (none)',
  );
});

test('a skill without its application’s id lets every skill call', () => {
  const [grant] = withEvents('- alexaSkill').nouns.grants;
  expect(grant!.statements[0]!.principals.map(({ value }) => said(value))).toEqual(['alexa-appkit.amazon.com']);
  expect(grant!.statements[0]!.conditions).toEqual([]);
  expect(withEvents('- alexaSkill: amzn1.ask.skill.1').nouns.grants).toEqual([]);
});

test('buckets of events take their settings from the provider section', () => {
  const provider = '  s3:\n    photos: { name: our-photos, accessControl: PublicRead }\n';
  const unit = withEvents('- s3: photos\n- s3: { bucket: photos, event: "s3:ObjectRemoved:*" }', '', provider);
  expect(unit.nouns.stores).toHaveLength(1);
  expect(said(unit.nouns.stores[0]!.name)).toBe('our-photos');
  expect(place(unit.nouns.stores[0]!.acl!)).toContain('PublicRead');
});

test('rules of a load balancer may face the internet or not', () => {
  const provider = '  alb: { authorizers: { staff: { type: oidc } } }\n';
  const unit = withEvents(
    '- alb: { listenerArn: !Ref Listener, priority: 1, conditions: { path: /a } }\n- alb: { listenerArn: !Ref Listener, priority: 2, conditions: { path: [/b], method: [POST] }, authorizer: staff }',
    '',
    provider,
  );
  expect(routes(unit)).toEqual(['a method /a: unset (none)', 'POST /b: jwt']);
  expect(unit.nouns.endpoints.map(({ restricted }) => restricted)).toEqual(['unknown', 'unknown']);
});

test('custom domains and distributions are where TLS ends', () => {
  const unit = withEvents(
    '- cloudFront: { eventType: viewer-request, origin: https://a.example }\n- cloudFront: { eventType: viewer-request, origin: https://b.example, behavior: { ViewerProtocolPolicy: https-only } }',
    `custom:
  customDomain: { domainName: old.example, securityPolicy: tls_1_0 }
  customDomains:
    - http: { domainName: http.example, securityPolicy: tls_1_2 }
    - rest: { domainName: off.example, enabled: false }
`,
    '  domain: new.example\n',
  );
  expect(unit.nouns.listeners.map(({ label, transport }) => `${label} ${said(transport.oldestTls)} ${said(transport.plaintext)}`)).toEqual([
    'old.example 1.0 unset (refused)',
    'http.example 1.2 unset (refused)',
    'new.example unset (1.2) unset (refused)',
    'distribution of take unset unset (allowed)',
    'distribution of take unset refused',
  ]);
});

test('state machines log, trace, and answer requests', () => {
  const unit = service(`
service: orders
provider: { name: aws }
functions: { take: { handler: take.handler } }
stepFunctions:
  stateMachines:
    quiet:
      definition: { StartAt: A, States: {} }
      events: [{ http: { path: start, method: post } }, { http: { path: safe, method: post, authorizer: aws_iam } }]
    loud:
      role: !GetAtt LoudRole.Arn
      loggingConfig: { level: ALL, includeExecutionData: true, destinations: [!GetAtt Logs.Arn] }
      tracingConfig: { enabled: true }
      definition: { StartAt: A, States: {} }
`);
  expect(
    unit.nouns.orchestrations.map((o) => `${o.label} ${said(o.logLevel)} ${said(o.logsData)} ${said(o.tracing)} ${o.identity.to ?? '-'}`),
  ).toEqual(['quiet unset (off) unset (false) unset (pass-through) -', 'loud all true active serverless.yml#LoudRole']);
  expect(routes(unit)).toEqual(['POST /start: unset (none)', 'POST /safe: iam']);
  expect(unit.nouns.endpoints[0]!.target.to).toBe(find(unit.nouns.orchestrations, 'quiet').key);
});

test('GraphQL APIs', () => {
  const unit = service(`
service: orders
provider: { name: aws }
appSync: { name: graph, authentication: { type: API_KEY }, logging: { level: ALL } }
`);
  expect(routes(unit)).toEqual(['GraphQL endpoint: key']);
  expect(said(unit.nouns.stages[0]!.accessLog)).toBe('on');
});
