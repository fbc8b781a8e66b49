/** Calls of JavaScript and TypeScript in which a caller's text does harm. */
import type { Call, Expression } from '../../model/code.ts';
import { startsShell } from './shells.ts';
import { isPutTogether, type SinkRow } from './sink.ts';

export const scriptSinks: readonly SinkRow[] = [
  { kind: 'command', name: /^child_process\.(?:exec|execSync)$/ },
  {
    kind: 'command',
    name: /^child_process\.(?:spawn|spawnSync|execFile|execFileSync)$/,
    when: (call) => option(call, 2, 'shell')?.kind === 'literal' || option(call, 1, 'shell')?.kind === 'literal',
  },
  {
    kind: 'command',
    name: /^(?:child_process\.(?:spawn|spawnSync|execFile|execFileSync)|cross-spawn(?:\.(?:spawn|sync))?|execa(?:\.(?:execa|execaSync|sync))?)$/,
    arguments: [1],
    when: startsShell,
  },
  { kind: 'command', name: /^(?:shelljs|execa)\.(?:exec|command|commandSync|execaCommand)$/ },
  { kind: 'command', name: /(?:^|\.)promisify\(\)$/, when: () => false },
  { kind: 'code', name: /^(?:eval|Function|vm\.(?:runInContext|runInNewContext|runInThisContext|Script)|setTimeout|setInterval)$/ },
  // Templates are programs: whoever writes one runs code.
  {
    kind: 'code',
    name: /^(?:ejs\.(?:render|compile)|pug\.(?:render|compile)|handlebars\.(?:compile|precompile)|nunjucks\.(?:renderString|compile)|(?:lodash|underscore)\.template|lodash\.template|dot\.(?:template|compile)|eta\.renderString(?:Async)?)$/i,
  },
  { kind: 'sql', name: /(?:^|[.)])(?:query|execute|raw|\$queryRawUnsafe|\$executeRawUnsafe|queryRawUnsafe|unsafe)$/, arguments: [0] },
  { kind: 'sql', name: /(?:^|\.)[sS]equelize(?:\(\))?\.literal$|^sequelize\.literal$/, sure: true },
  { kind: 'sql', name: /(?:^|[.)])(?:where|orWhere|andWhere|orderBy|groupBy|having|orHaving|join|from|select|increment)Raw$/, sure: true },
  { kind: 'sql', name: /^(?:knex|knex\(\)|knex\.\w+\(\)|drizzle-orm\.sql|@?prisma.*Prisma)\.raw$/, sure: true },
  {
    kind: 'sql',
    name: /createQueryBuilder\(\)(?:\.\w+\(\))*\.(?:where|andWhere|orWhere|having|andHaving|orHaving)$/,
    when: isPutTogether,
    sure: true,
  },
  // The statements of RDS Data, Redshift Data, PartiQL and Athena stand in an object.
  {
    kind: 'sql',
    name: /(?:^|[.)])(?:(?:Batch)?ExecuteStatementCommand|StartQueryExecutionCommand|(?:batchE|e)xecuteStatement|startQueryExecution)$/,
    entries: ['sql', 'Sql', 'Statement', 'QueryString'],
    sure: true,
  },
  // Cosmos DB takes a text, or a text with its parameters apart.
  { kind: 'sql', name: /(?:^|[.)])(?:items|conflicts)\.query$/, entries: ['query'], sure: true },
  {
    kind: 'nosql',
    name: /(?:^|[.)])(?:find|findOne|findOneAndUpdate|findOneAndDelete|aggregate|updateOne|updateMany|deleteOne|deleteMany|countDocuments)$/,
  },
  { kind: 'request', name: /^(?:fetch|Request|node-fetch|axios|got|needle|superagent|request|undici\.(?:fetch|request))$/, arguments: [0] },
  { kind: 'request', name: /^(?:axios|got|needle|superagent|request)(?:\.create\(\))?\.(?:get|post|put|patch|delete|head|request)$/, arguments: [0] },
  { kind: 'request', name: /^https?\.(?:get|request)$/, arguments: [0] },
  {
    kind: 'path',
    name: /^fs(?:\.promises|-extra)?\.(?:readFile|readFileSync|writeFile|writeFileSync|createReadStream|createWriteStream|unlink|unlinkSync|readdir|readdirSync|rm|rmSync|appendFile|appendFileSync)$/,
  },
  { kind: 'path', name: /(?:^|\.)sendFile$/ },
  // What is read whole is read for its header, to find the key.
  { kind: 'token', name: /^jsonwebtoken\.decode$/, when: (call) => !isSet(option(call, 1, 'complete')) },
  {
    kind: 'token',
    name: /^(?:jose\.(?:decodeJwt|UnsecuredJWT\.decode)|jwt-decode(?:\.jwtDecode)?|jwt-simple\.decode)$/,
    when: ({ arguments: given }) => given.length === 1,
  },
  { kind: 'html', name: /^_?(?:res|response)\b[\w.()]*\.(?:send|end|write)$/, markup: 'always' },
  { kind: 'html', name: /^(?:reply\b[\w.()]*\.send|h\.response)$/, markup: 'declared' },
  { kind: 'html', name: /^(?:c|ctx|context)\.html$/, markup: 'always' },
  { kind: 'xml', name: /^libxmljs2?\.(?:parseXml|parseXmlString|parseXmlAsync)$/, when: (call) => isSet(option(call, 1, 'noent')) },
  { kind: 'deserialization', name: /^(?:node-serialize|serialize-javascript)\.unserialize$|^js-yaml\.unsafeLoad$|^v8\.deserialize$/ },
];

function option(call: Call, position: number, name: string): Expression | undefined {
  const given = call.arguments[position]?.value;
  return given?.kind === 'map' ? given.entries.find((entry) => entry.name === name)?.value : undefined;
}

function isSet(value: Expression | undefined): boolean {
  return value?.kind === 'literal' && value.value === true;
}
