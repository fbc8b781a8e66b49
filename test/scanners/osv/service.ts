/** A double of the OSV service on loopback: it holds requests to the rules of the real one, and can be made to fail in its ways. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readAdvisory, type Advisory } from '../../../src/scanners/osv/advisory.ts';
import { isAffected } from '../../../src/scanners/osv/affected.ts';
import { ecosystems, type Ecosystem } from '../../../src/packages/ecosystem.ts';

interface Trouble {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface OsvDouble {
  readonly url: string;
  /** What was asked, in order: `POST /v1/querybatch 3`, `GET /v1/vulns/GHSA-…`. */
  readonly requests: readonly string[];
  /** Requests that the real service would refuse. */
  readonly refused: readonly string[];
  /** The next answers, before it works again. */
  readonly troubles: Trouble[];
  close(): Promise<void>;
}

export interface DoubleOptions {
  /** Advisories as JSON; by default the public ones beside this file. */
  readonly advisories?: readonly unknown[];
  /** Advisories per answer to one query. */
  readonly pageSize?: number;
}

export function publicAdvisories(): readonly unknown[] {
  return advisoriesIn(join(import.meta.dirname, 'advisories'));
}

/** Of a folder with one JSON file for each. */
export function advisoriesIn(folder: string): readonly unknown[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
}

export async function startOsv({ advisories = publicAdvisories(), pageSize = 1000 }: DoubleOptions = {}): Promise<OsvDouble> {
  const records = new Map(
    advisories.flatMap((json) => {
      const read = readAdvisory(json);
      return read ? [[read.id, { read, json }] as const] : [];
    }),
  );
  const requests: string[] = [];
  const refused: string[] = [];
  const troubles: Trouble[] = [];
  const refuse = (response: ServerResponse, why: string): void => {
    refused.push(why);
    send(response, 400, JSON.stringify({ code: 3, message: why }));
  };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? '';
      const queries = path === '/v1/querybatch' ? parseQueries(body) : undefined;
      requests.push(`${request.method ?? ''} ${path}${queries ? ` ${queries.length}` : ''}`);
      const trouble = troubles.shift();
      if (trouble) return send(response, trouble.status, trouble.body ?? '{}', trouble.headers);
      if (request.method === 'GET' && path.startsWith('/v1/vulns/')) {
        const record = records.get(decodeURIComponent(path.slice('/v1/vulns/'.length)));
        return record
          ? send(response, 200, JSON.stringify(record.json))
          : send(response, 404, JSON.stringify({ code: 5, message: 'Bug not found.' }));
      }
      if (!queries || request.method !== 'POST') return refuse(response, `no such call: ${path}`);
      const wrong = problemOf(queries);
      if (wrong !== undefined) return refuse(response, wrong);
      const results = queries.map((query) => answer(query, [...records.values()], pageSize));
      return send(response, 200, JSON.stringify({ results }));
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    refused,
    troubles,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

interface Query {
  readonly package?: { readonly name?: string; readonly ecosystem?: string; readonly purl?: string };
  readonly version?: string;
  readonly page_token?: string;
}

function parseQueries(body: string): readonly Query[] | undefined {
  try {
    const parsed = JSON.parse(body) as { queries?: readonly Query[] };
    return parsed.queries;
  } catch {
    return undefined;
  }
}

/** The rules of the real service, as https://google.github.io/osv.dev/post-v1-querybatch/ states them. */
function problemOf(queries: readonly Query[]): string | undefined {
  if (queries.length > 1000) return 'Too many queries.';
  for (const { package: named, version } of queries) {
    if (!named) return 'a query has no package';
    if (named.purl !== undefined && (version !== undefined || named.name !== undefined)) return 'purl and name or version in one query';
    if (named.purl === undefined && (named.name === undefined || !(ecosystems as readonly string[]).includes(named.ecosystem ?? '')))
      return 'Invalid ecosystem.';
    if (version === undefined || version === '') return 'a query has no version';
  }
  return undefined;
}

interface Held {
  readonly read: Advisory;
  readonly json: unknown;
}

function answer({ package: named, version = '', page_token: token }: Query, records: readonly Held[], pageSize: number): unknown {
  const one = { ecosystem: (named?.ecosystem ?? 'npm') as Ecosystem, name: named?.name ?? '', version };
  const found = records.filter(({ read }) => !read.withdrawn && isAffected(read, one));
  const from = token === undefined ? 0 : Number(token);
  const vulns = found
    .slice(from, from + pageSize)
    .map(({ read, json }) => ({ id: read.id, modified: (json as { modified?: string }).modified ?? '' }));
  if (vulns.length === 0) return {};
  return { vulns, ...(from + pageSize < found.length ? { next_page_token: String(from + pageSize) } : {}) };
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => done(Buffer.concat(parts).toString('utf8')));
  });
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
