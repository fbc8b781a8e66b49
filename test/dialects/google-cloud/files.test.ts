/** What the files of Google Cloud mean, and what happens to those that are broken. */
import { describe, expect, test } from 'vitest';
import { googleCloud } from '../../../src/dialects/google-cloud/dialect.ts';
import type { Unit } from '../../../src/dialects/dialect.ts';
import { effective } from '../../../src/model/value.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(files: Readonly<Record<string, string>>): readonly Unit[] {
  const tree = memoryTree(files);
  const recognised = tree.paths.filter((path) => {
    const file = googleCloud.wants(path) ? tree.read(path) : undefined;
    return file !== undefined && googleCloud.recognises(file);
  });
  return googleCloud.roots(recognised, tree).map((root) => googleCloud.read(root, tree));
}

const service = `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: orders
  annotations:
    run.googleapis.com/ingress: internal-and-cloud-load-balancing
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/maxScale: '5'
        run.googleapis.com/encryption-key: projects/acme/locations/eu/keyRings/r/cryptoKeys/k
    spec:
      serviceAccountName: orders-run@acme.iam.gserviceaccount.com
      containers:
        - image: gcr.io/acme/orders:1
          env:
            - name: RETENTION
              value: short
            - name: TOKEN
              valueFrom: { secretKeyRef: { name: token, key: latest } }
---
apiVersion: run.googleapis.com/v1
kind: Job
metadata:
  name: nightly
spec:
  template:
    spec:
      template:
        spec:
          containers:
            - image: gcr.io/acme/nightly:1
`;

describe('Cloud Run', () => {
  test('a service and a job in one file', () => {
    const [unit] = read({ 'run/service.yaml': service });
    const [orders, nightly] = unit!.nouns.functions;
    expect(orders).toMatchObject({
      label: 'orders',
      ingress: { value: 'gateway' },
      reservedConcurrency: { value: 5 },
      identity: { to: 'offer:orders-run' },
      image: { value: 'gcr.io/acme/orders:1' },
      environmentKey: { state: 'known' },
    });
    expect(orders!.environment.map(({ name, value }) => [name, effective(value)])).toEqual([['RETENTION', 'short']]);
    expect(nightly).toMatchObject({ label: 'nightly', type: 'run.job' });
    expect(nightly!.ingress).toBeUndefined();
    expect([...unit!.needs]).toEqual(['orders-run']);
  });

  test('services of plain Kubernetes are none', () => {
    expect(read({ 'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: orders\n' })).toEqual([]);
  });

  test('a file that is cut off in the middle is named, and the services before it are read', () => {
    const [unit] = read({ 'service.yaml': `${service}---\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: broken\n` });
    expect(unit!.nouns.functions.map(({ label }) => label)).toEqual(expect.arrayContaining(['orders', 'nightly']));
    expect(unit!.notices).toEqual([expect.objectContaining({ level: 'warning', path: 'service.yaml' })]);
  });
});

describe('App Engine', () => {
  const app = `runtime: python313
service: shop
service_account: shop@acme.iam.gserviceaccount.com
automatic_scaling:
  max_instances: 4
includes:
  - more.yaml
  - missing.yaml
env_variables:
  MODE: fast
`;

  test('a service, with the variables of the files that it takes in', () => {
    const [unit] = read({ 'web/app.yaml': app, 'web/more.yaml': 'env_variables:\n  REGION: eu\n' });
    expect(unit!.nouns.functions).toMatchObject([
      { label: 'shop', runtime: { value: 'python313' }, codeRoot: 'web', identity: { to: 'offer:shop' }, reservedConcurrency: { value: 4 } },
    ]);
    expect(unit!.nouns.functions[0]!.environment.map(({ name }) => name)).toEqual(['MODE', 'REGION']);
    expect(unit!.notices.map(({ message }) => message)).toEqual(['read in part: missing.yaml is not there']);
  });

  test('a broken app.yaml is named, and what is left of it is read', () => {
    const [unit] = read({ 'app.yaml': 'runtime: python38\nenv_variables:\n  A: "unclosed\nhandlers:\n- url: /.*\n  : :\n\t- x' });
    expect(unit!.notices).toEqual([expect.objectContaining({ level: 'warning', path: 'app.yaml' })]);
    expect(unit!.nouns.functions).toHaveLength(1);
  });

  test('other files with a runtime are none', () => {
    expect(read({ 'codegen.yaml': 'runtime: nodejs20\npackages: []\n', 'serverless.yml': 'provider:\n  runtime: nodejs20.x\n' })).toEqual([]);
  });
});

describe('API definitions', () => {
  const definition = (security: string, more = ''): string => `swagger: '2.0'
info:
  title: shop
${more}x-google-backend:
  address: https://orders.a.run.app
securityDefinitions:
  people: { type: oauth2, x-google-issuer: https://accounts.google.com }
  strange: { type: oauth2 }
  key: { type: apiKey, name: key, in: query }
paths:
  /orders:
    get:
${security}      operationId: list
`;

  test.each([
    ['nothing', '', 'none', false],
    ['a token', '      security: [{ people: [] }]\n', 'jwt', false],
    ['a key', '      security: [{ key: [] }]\n', 'none', true],
    ['a key and a token', '      security: [{ key: [], people: [] }]\n', 'jwt', true],
    ['a token or nothing', '      security: [{ people: [] }, {}]\n', 'none', false],
    ['a scheme without an issuer', '      security: [{ strange: [] }]\n', undefined, false],
  ])('an operation that asks for %s', (_, security, authentication, keyRequired) => {
    const [unit] = read({ 'api.yaml': definition(security) });
    const [route] = unit!.nouns.endpoints;
    expect(effective(route!.authentication)).toBe(authentication);
    expect(effective(route!.keyRequired)).toBe(keyRequired);
    expect(effective(route!.target.value)).toBe('https://orders.a.run.app');
  });

  test('an operation can take back what the whole definition asks for', () => {
    const whole = 'security: [{ people: [] }]\n';
    expect(effective(read({ 'api.yaml': definition('', whole) })[0]!.nouns.endpoints[0]!.authentication)).toBe('jwt');
    expect(effective(read({ 'api.yaml': definition('      security: []\n', whole) })[0]!.nouns.endpoints[0]!.authentication)).toBe('none');
  });

  test('what is not listed can be let through', () => {
    const [unit] = read({ 'api.yaml': definition('      security: [{ people: [] }]\n', 'x-google-allow: all\n') });
    expect(unit!.nouns.endpoints.map(({ authentication }) => effective(authentication))).toEqual(['jwt', 'none']);
  });

  test('definitions without extensions of Google are left to others', () => {
    expect(read({ 'api.yaml': "swagger: '2.0'\ninfo:\n  title: shop\npaths: {}\n" })).toEqual([]);
  });
});

describe('Deployment Manager', () => {
  test('resources in plain YAML, and templates by name', () => {
    const [unit] = read({
      'deployment.yaml': `resources:
  - name: orders
    type: gcp-types/cloudfunctions-v1:projects.locations.functions
    properties:
      runtime: nodejs24
      entryPoint: main
      maxInstances: 3
      environmentVariables:
        MODE: fast
    accessControl:
      gcpIamPolicy:
        bindings:
          - role: roles/cloudfunctions.invoker
            members: [allUsers]
  - name: topic
    type: pubsub.v1.topic
    properties:
      topic: orders
  - name: network
    type: network.jinja
`,
    });
    expect(unit!.nouns.functions).toMatchObject([{ label: 'orders', handler: { value: 'main' }, reservedConcurrency: { value: 3 } }]);
    expect(unit!.nouns.roleBindings).toMatchObject([{ resourceKind: 'function', members: [{ type: 'any' }] }]);
    expect(unit!.nouns.stores).toMatchObject([{ storeKind: 'topic' }]);
    expect(unit!.notices.map(({ message }) => message)).toEqual(['not scanned: the template network.jinja is a program']);
  });
});
