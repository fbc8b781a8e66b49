/** Snyk's service as far as its command line speaks to it, on loopback. It takes only what the real one would, and keeps what it took. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';

export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly package: string;
  readonly version: string;
  readonly cve?: readonly string[];
  readonly ghsa?: readonly string[];
  readonly fixedIn?: string;
  readonly type?: 'license';
}

/** Some advisories, or whatever is known of a version of a package. */
type AdvisorySource = readonly Advisory[] | ((name: string, version: string) => readonly Advisory[]);

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Graph | undefined;
}

interface Graph {
  readonly depGraph: {
    readonly pkgManager: { readonly name: string };
    readonly pkgs: readonly { readonly id: string; readonly info: { readonly name: string; readonly version?: string } }[];
  };
  readonly policy?: string;
  readonly displayTargetFile?: string;
}

const text = { type: 'string', minLength: 1 };
/** https://github.com/snyk/dep-graph: schema 1 of the graphs that are sent. */
const graphSchema = {
  type: 'object',
  required: ['schemaVersion', 'pkgManager', 'pkgs', 'graph'],
  properties: {
    schemaVersion: { type: 'string', pattern: String.raw`^1\.\d+\.\d+$` },
    pkgManager: { type: 'object', required: ['name'], properties: { name: text } },
    pkgs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'info'],
        properties: { id: text, info: { type: 'object', required: ['name'], properties: { name: text } } },
      },
    },
    graph: {
      type: 'object',
      required: ['rootNodeId', 'nodes'],
      properties: {
        rootNodeId: text,
        nodes: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['nodeId', 'pkgId', 'deps'],
            properties: {
              nodeId: text,
              pkgId: text,
              deps: { type: 'array', items: { type: 'object', required: ['nodeId'], properties: { nodeId: text } } },
            },
          },
        },
      },
    },
  },
} as const;
const isGraph = new Ajv().compile<Graph>({ type: 'object', required: ['depGraph'], properties: { depGraph: graphSchema } });
const isMonitored = new Ajv().compile({ type: 'object', required: ['depGraphJSON'], properties: { depGraphJSON: graphSchema } });

type Behaviour = 'answers' | 'refuses' | 'breaks' | 'says HTML' | 'is silent';

export class SnykService {
  readonly received: Received[] = [];
  /** What was sent that the service would not take. */
  readonly wrong: string[] = [];
  readonly #advisories: AdvisorySource;
  readonly #token: string;
  readonly #behaviour: Behaviour;
  readonly #server: Server;

  private constructor(advisories: AdvisorySource, token: string, behaviour: Behaviour) {
    this.#advisories = advisories;
    this.#token = token;
    this.#behaviour = behaviour;
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(advisories: AdvisorySource, token: string, behaviour: Behaviour = 'answers'): Promise<SnykService> {
    const service = new SnykService(advisories, token, behaviour);
    await new Promise<void>((resolve) => service.#server.listen(0, 'localhost', resolve));
    return service;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The graphs that it was asked about. */
  get graphs(): readonly Received[] {
    return this.received.filter(({ path }) => path === '/v1/test-dep-graph');
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', this.url);
    const content = this.#read(request, Buffer.concat(chunks));
    this.received.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams, body: content as Graph | undefined });
    if (this.#behaviour === 'is silent') return;
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (this.#behaviour === 'breaks') return answer(500, { message: 'broken' });
    if (this.#behaviour === 'says HTML') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
    if (this.#behaviour === 'refuses' || request.headers.authorization !== `token ${this.#token}`)
      return answer(401, { code: 401, message: 'refused' });
    if (url.pathname.startsWith('/v1/cli-config/feature-flags/')) return answer(200, { ok: false });
    if (url.pathname === '/v1/test-dep-graph' && isGraph(content)) return answer(200, this.#judge(content, url.searchParams));
    if (url.pathname.startsWith('/v1/monitor/') && isMonitored(content))
      return answer(200, { ok: true, id: 'id', uri: `${this.url}/project`, org: 'org', isMonitored: true });
    this.wrong.push(`${request.method} ${url.pathname}`);
    return answer(404, { message: 'no such thing' });
  }

  #read(request: IncomingMessage, bytes: Buffer): unknown {
    if (bytes.length === 0) return undefined;
    try {
      if (request.headers['content-encoding'] !== 'gzip') throw new Error('not compressed');
      return JSON.parse(gunzipSync(bytes).toString('utf8'));
    } catch {
      this.wrong.push(`${request.method} ${request.url}: no JSON in gzip`);
      return undefined;
    }
  }

  #judge({ depGraph, policy }: Graph, query: URLSearchParams): unknown {
    const present = new Set(depGraph.pkgs.map(({ id }) => id));
    const source = this.#advisories;
    const known = typeof source === 'function' ? depGraph.pkgs.flatMap(({ info: { name, version = '' } }) => source(name, version)) : source;
    const found = known.filter((one) => present.has(`${one.package}@${one.version}`));
    const issuesData = Object.fromEntries(
      found.map(({ id, title, severity, cve = [], ghsa = [], fixedIn, type }) => [
        id,
        {
          id,
          title,
          severity,
          identifiers: { CVE: cve, GHSA: ghsa, CWE: [] },
          fixedIn: fixedIn === undefined ? [] : [fixedIn],
          semver: { vulnerable: ['*'] },
          ...(type ? { type } : {}),
        },
      ]),
    );
    const affectedPkgs: Record<string, { pkg: unknown; issues: Record<string, unknown> }> = {};
    for (const { id, package: name, version, fixedIn } of found) {
      const affected = (affectedPkgs[`${name}@${version}`] ??= { pkg: { name, version }, issues: {} });
      affected.issues[id] = {
        issueId: id,
        fixInfo: { upgradePaths: [], isPatchable: false, ...(fixedIn === undefined ? {} : { nearestFixedInVersion: fixedIn }) },
      };
    }
    const isPolicyOn = query.get('ignorePolicy') !== 'true';
    return {
      result: { issuesData, affectedPkgs, remediation: { upgrade: {}, pin: {}, patch: {}, unresolved: [], ignore: {} } },
      meta: { org: 'org', isPublic: false, policy: isPolicyOn ? (policy ?? '') : '', licensesPolicy: null, ignoreSettings: null },
    };
  }
}
