/** The service of OSV: which advisories affect which packages, and what they say: https://google.github.io/osv.dev/api/. */
import type { Advisory } from './advisory.ts';
import { asList, asRecord, asText, readAdvisory } from './advisory.ts';
import { keyOf, type PackageVersion } from './affected.ts';
import type { AdvisoryCache } from './cache.ts';
import { SourceError, UnreachableError, type AdvisorySource } from './source.ts';

export interface ServiceOptions {
  /** Without a path: `https://api.osv.dev`. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly cache: AdvisoryCache;
  /** Nobody asked for it by name: where there is no network, that is said at once. */
  readonly isCasual?: boolean | undefined;
}

/** The most that the service takes in one batch. */
const batchSize = 1000;
const mostPages = 50;
const parallel = 8;
const tries = 4;
const longestWait = 60_000;
const requestTimeout = 60_000;
const casualTimeout = 10_000;
const largestAnswer = 64 * 1024 * 1024;

interface Named {
  readonly id: string;
  readonly modified: string;
}

/** What has been asked once is not asked again as long as this lives. */
export function osvService(options: ServiceOptions): AdvisorySource {
  const known = new Map<string, readonly Named[]>();
  return {
    affecting: async (packages) => {
      const asked = [...new Map(packages.map((one) => [keyOf(one), one])).values()];
      const fresh = asked.filter((one) => !known.has(keyOf(one)));
      for (let from = 0; from < fresh.length; from += batchSize) await query(fresh.slice(from, from + batchSize), known, options);
      const wanted = new Map(asked.flatMap((one) => known.get(keyOf(one)) ?? []).map((named) => [named.id, named]));
      const advisories = new Map<string, Advisory>();
      await inParallel([...wanted.values()], async (named) => void advisories.set(named.id, await details(named, options)));
      const found = asked.map((one) => [keyOf(one), (known.get(keyOf(one)) ?? []).flatMap(({ id }) => advisories.get(id) ?? [])] as const);
      return new Map(found.filter(([, list]) => list.length > 0));
    },
  };
}

/** Asks page after page: each answer may say that a query has more. */
async function query(packages: readonly PackageVersion[], known: Map<string, readonly Named[]>, options: ServiceOptions): Promise<void> {
  const found = new Map<string, Named[]>(packages.map((one) => [keyOf(one), []]));
  let pending = packages.map((one) => ({ one, token: undefined as string | undefined }));
  for (let page = 0; pending.length > 0; page++) {
    if (page >= mostPages) throw new SourceError(`${hostOf(options)} sends more than ${mostPages} pages`);
    const queries = pending.map(({ one: { ecosystem, name, version }, token }) => ({
      package: { ecosystem, name },
      version,
      ...(token === undefined ? {} : { page_token: token }),
    }));
    const answer = asRecord(await request('/v1/querybatch', JSON.stringify({ queries }), options));
    const results = asList(answer?.['results']);
    if (results.length !== pending.length) throw new SourceError(`${hostOf(options)} answered ${results.length} of ${pending.length} queries`);
    pending = pending.flatMap(({ one }, index) => {
      const result = asRecord(results[index]);
      found.get(keyOf(one))?.push(...asList(result?.['vulns']).flatMap(readNamed));
      const token = asText(result?.['next_page_token']);
      return token === undefined || token === '' ? [] : [{ one, token }];
    });
  }
  for (const [key, list] of found) known.set(key, list);
}

function readNamed(json: unknown): readonly Named[] {
  const record = asRecord(json);
  const id = asText(record?.['id']);
  return id === undefined ? [] : [{ id, modified: asText(record?.['modified']) ?? '' }];
}

async function details({ id, modified }: Named, options: ServiceOptions): Promise<Advisory> {
  const cached = options.cache.get(id, modified);
  if (cached !== undefined) return readAdvisory(cached) ?? unreadable(id, options);
  const json = await request(`/v1/vulns/${encodeURIComponent(id)}`, undefined, options);
  const advisory = readAdvisory(json) ?? unreadable(id, options);
  options.cache.set(id, modified, json);
  return advisory;
}

function unreadable(id: string, options: ServiceOptions): never {
  throw new SourceError(`${hostOf(options)} answered with something that is no advisory (${id.slice(0, 40)})`);
}

/** @throws SourceError after the last try. */
async function request(path: string, body: string | undefined, options: ServiceOptions): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(path, body, options);
    if (typeof answer !== 'string' && answer.json !== undefined) return answer.json;
    if (typeof answer === 'string' && (options.isCasual === true || attempt >= tries)) throw new UnreachableError(answer);
    const problem = typeof answer === 'string' ? { sentence: answer, pause: undefined, final: false } : answer;
    if (problem.final || attempt >= tries) throw new SourceError(problem.sentence ?? 'no answer');
    await options.wait(Math.min(longestWait, problem.pause ?? 500 * 2 ** attempt));
  }
}

interface Answer {
  readonly json?: unknown;
  readonly sentence?: string;
  /** What the service asks us to wait. */
  readonly pause?: number | undefined;
  /** Asking again would not help. */
  readonly final: boolean;
}

/** An answer, or a sentence about why there was none. */
async function once(path: string, body: string | undefined, options: ServiceOptions): Promise<Answer | string> {
  const host = hostOf(options);
  try {
    const response = await options.fetch(new URL(path, options.url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(options.isCasual === true ? casualTimeout : requestTimeout),
    });
    const text = await response.text();
    if (response.status === 429 || response.status >= 500) {
      return { sentence: `${host} answered ${response.status}, ${tries} times`, pause: pauseOf(response), final: false };
    }
    if (!response.ok) return { sentence: `${host} refused the request (${response.status})`, final: true };
    if (text.length > largestAnswer) return { sentence: `${host} answered with more than ${largestAnswer / 1024 / 1024} MB`, final: true };
    return parse(text, host);
  } catch (error) {
    return `${host} cannot be reached (${reasonOf(error)})`;
  }
}

function parse(text: string, host: string): Answer {
  try {
    return { json: JSON.parse(text) as unknown, final: false };
  } catch {
    const page = /^\s*</.test(text) ? ' but an HTML page: a proxy may stand in between' : '';
    return { sentence: `${host} answered with no JSON${page}`, final: true };
  }
}

/** Seconds, or a date. */
function pauseOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null || !/^\d+$/.test(header.trim())) return undefined;
  return Number(header) * 1000;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `no answer within ${requestTimeout / 1000} s`;
  const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : undefined;
  return cause ?? (error.message.split('\n')[0] ?? 'unknown').slice(0, 100);
}

function hostOf({ url }: ServiceOptions): string {
  return URL.canParse(url) ? new URL(url).host : 'the OSV service';
}

/** The first one that fails ends it. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}
