/** GitHub's description of its REST API: are these requests and answers what it says? */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import * as formats from 'ajv-formats';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');

interface Operation {
  readonly requestBody?: { readonly required?: boolean; readonly content?: Readonly<Record<string, { readonly schema: Json }>> };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Json }>>;
}

/** The part of the description that some routes need; `GET /repos/{owner}/{repo}` and so on. */
export class Description {
  readonly #paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly #components: Readonly<Record<string, JsonObject>>;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, unicodeRegExp: false, logger: false });
  readonly #added = new Set<string>();
  readonly #validators = new Map<string, ValidateFunction | undefined>();

  constructor() {
    const spec = JSON.parse(readFileSync(file, 'utf8'));
    this.#paths = spec.paths;
    this.#components = spec.components;
    formats.default.default(this.#ajv);
  }

  requestErrors(route: string, body: unknown): readonly string[] {
    const { requestBody } = this.#operation(route);
    const schema = requestBody?.content?.['application/json']?.schema;
    if (!schema) return body === undefined ? [] : [`${route} takes no body`];
    if (body === undefined) return requestBody.required ? [`${route} needs a body`] : [];
    return this.#errors(`${route} request`, schema, body);
  }

  responseErrors(route: string, status: number, body: unknown, media = 'application/json'): readonly string[] {
    const response = this.#response(route, status);
    if (!response) return [`${route} never answers ${status}`];
    const schema = schemaOf(response, media);
    if (!schema) return body === undefined ? [] : [`${route} ${status} has no body`];
    return this.#errors(`${route} ${status} ${media}`, schema, body);
  }

  /** `partial` with everything else that the description requires, in the plainest form. */
  filled(route: string, status: number, partial: unknown, media = 'application/json'): unknown {
    const response = this.#response(route, status);
    const schema = response && schemaOf(response, media);
    return schema ? this.#fill(schema, partial, 0) : partial;
  }

  #operation(route: string): Operation {
    const [method = '', path = ''] = route.split(' ');
    const operation = this.#paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`GitHub has no route ${route}`);
    return operation;
  }

  #response(route: string, status: number): Response | undefined {
    const response = this.#operation(route).responses[String(status)];
    return response?.$ref ? this.#resolve(response.$ref) : response;
  }

  #errors(name: string, schema: Json, value: unknown): readonly string[] {
    let validate = this.#validators.get(name);
    if (!validate) {
      this.#addReferenced(schema);
      validate = this.#ajv.compile(convert(schema) as object);
      this.#validators.set(name, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .slice(0, 5)
      .map(({ instancePath, message, params }) => `${name}: ${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  #addReferenced(schema: Json): void {
    for (const reference of referencesIn(schema)) {
      if (this.#added.has(reference)) continue;
      this.#added.add(reference);
      const target = this.#resolve(reference);
      this.#ajv.addSchema(convert(target) as object, idOf(reference));
      this.#addReferenced(target);
    }
  }

  #resolve(reference: string): JsonObject {
    const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(reference) ?? [];
    const found = this.#components[kind]?.[name];
    if (!isObject(found)) throw new Error(`no ${reference}`);
    return found;
  }

  #fill(schema: Json, value: unknown, depth: number): unknown {
    if (!isObject(schema)) return value;
    if (typeof schema['$ref'] === 'string') return this.#fill(this.#resolve(schema['$ref']), value, depth);
    if (value === null) return null;
    if (value === undefined && schema['nullable'] === true) return null;
    const alternatives = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(alternatives)) return this.#fill((alternatives as readonly Json[])[0] ?? {}, value, depth);
    if (Array.isArray(schema['allOf'])) {
      return (schema['allOf'] as readonly Json[]).reduce<unknown>((filled, part) => this.#fill(part, filled, depth), value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#fill(schema['items'] ?? {}, item, depth + 1));
    if (schema['type'] === 'object' || isObject(schema['properties'])) return this.#fillObject(schema, value, depth);
    return value === undefined ? sample(schema) : value;
  }

  #fillObject(schema: JsonObject, value: unknown, depth: number): unknown {
    if (depth > 12) return value ?? {};
    if (value !== undefined && (typeof value !== 'object' || value === null)) return value;
    const given = (value ?? {}) as Readonly<Record<string, unknown>>;
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [];
    const names = new Set([...Object.keys(given), ...required]);
    return Object.fromEntries([...names].map((name) => [name, this.#fill(properties[name] ?? {}, given[name], depth + 1)]));
  }
}

function schemaOf({ content }: Response, media: string): Json | undefined {
  return content?.[media]?.schema;
}

function sample(schema: JsonObject): unknown {
  const { default: usual, format, type } = schema;
  if (usual !== undefined) return usual;
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly Json[])[0];
  if (type === 'integer' || type === 'number') return 0;
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  if (type !== 'string') return type === undefined ? '' : {};
  if (format === 'date-time') return '2026-11-20T10:00:00Z';
  return format === 'uri' ? 'https://github.test/' : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(reference: string): string {
  return `https://api.github.test/${reference.slice(2)}`;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own for it. */
function convert(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => convert(item));
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') return { $ref: idOf(schema['$ref']) };
  const { nullable, example: _, examples: __, ...rest } = schema;
  const converted = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, convert(value)]));
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function referencesIn(schema: Json): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((item: Json) => referencesIn(item));
  if (!isObject(schema)) return [];
  const own = typeof schema['$ref'] === 'string' ? [schema['$ref']] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => (key === 'example' || key === 'examples' ? [] : referencesIn(value)))];
}
