/**
 * Calls in which a caller's text does harm, by the whole name of what is called. `?` stands for whatever nobody knows; a name that ends
 * in `()` is what a call gave.
 */
import type { Language } from '../../model/code.ts';
import { pythonSinks } from './python-sinks.ts';
import { scriptSinks } from './script-sinks.ts';
import { isScriptOf, startsShell } from './shells.ts';
import { isPutTogether, type SinkRow } from './sink.ts';

const everywhere = [0, 1, 2, 3, 4, 5, 'Arguments', 'ArgumentList'];

const java: readonly SinkRow[] = [
  {
    kind: 'sql',
    name: /(?:^|[.)])(?:executeQuery|executeUpdate|executeLargeUpdate|execute|addBatch|prepareStatement|prepareCall|createNativeQuery|createQuery|createSQLQuery|query|queryForObject|queryForList|queryForMap|queryForRowSet|queryForStream|update|batchUpdate|sql|fetch|fetchOne|fetchMany|fetchSingle|fetchValue|resultQuery|nativeQuery|prepareQuery|preparedQuery)$/,
  },
  { kind: 'sql', name: /(?:^|\.)DSL\.(?:condition|field|sql|table)$/, when: isPutTogether, sure: true },
  { kind: 'sql', name: /(?:^|[.)])(?:SqlQuerySpec|queryItems)$/, sure: true },
  {
    kind: 'sql',
    name: /(?:ExecuteStatementRequest|StartQueryExecutionRequest)\.builder\(\)(?:\.\w+\(\))*\.(?:sql|statement|queryString)$/,
    sure: true,
  },
  { kind: 'command', name: /(?:^|\.)Runtime\.getRuntime\(\)\.exec$|(?:^|\.)Runtime\(\)\.exec$|(?:^|[.])(?:runtime|rt)\.exec$/ },
  { kind: 'command', name: /(?:^|\.)ProcessBuilder$|ProcessBuilder\(\)\.command$/, arguments: everywhere, when: startsShell, at: isScriptOf },
  {
    kind: 'code',
    name: /ScriptEngine\w*(?:\(\))?(?:\.getEngineBy\w+\(\))?\.eval$|(?:^|[.)])(?:parseExpression)$|GroovyShell\(\)\.evaluate$|(?:^|\.)Class\.forName$/,
  },
  { kind: 'request', name: /(?:^|\.)(?:URL\(\)\.(?:openConnection|openStream|getContent))$/, arguments: ['*'] },
  {
    kind: 'request',
    name: /(?:^|\.)(?:HttpRequest\.newBuilder|HttpGet|HttpPost|HttpPut|Jsoup\.connect|Request\.Builder\(\)\.url)$|(?:RestTemplate\(\)|restTemplate)\.(?:getForObject|getForEntity|postForObject|postForEntity|exchange)$/,
  },
  { kind: 'request', name: /(?:^|\.)java\.net\.URL$|^URL$/ },
  { kind: 'request', name: /HttpRequest\.newBuilder\(\)(?:\.\w+\(\))*\.uri$|(?:WebClient|RestClient|webClient|restClient)\b[\w.()]*\.uri$/ },
  {
    kind: 'path',
    name: /(?:^|\.)(?:java\.io\.)?(?:File|FileInputStream|FileReader|FileOutputStream|FileWriter|RandomAccessFile)$/,
    arguments: [0, 1],
  },
  { kind: 'path', name: /(?:^|\.)Files\.(?:read\w*|write\w*|new\w+|copy|delete\w*|lines)$/ },
  { kind: 'deserialization', name: /(?:^|\.)(?:ObjectInputStream|XMLDecoder)$|(?:XStream\(\)|xstream)\.fromXML$/ },
  {
    kind: 'xml',
    name: /newDocumentBuilder\(\)\.parse$|newSAXParser\(\)\.parse$|(?:getXMLReader|createXMLReader)\(\)\.parse$|(?:SAXBuilder\(\)\.build|SAXReader\(\)\.read)$|createXML(?:Stream|Event)Reader$/,
  },
  { kind: 'token', name: /(?:^|\.)(?:JWT|JWTDecoder)\.decode$/ },
  { kind: 'html', name: /(?:getWriter\(\)|^writer|^out)\.(?:write|print|println|printf|append|format)$/, arguments: [0, 1, 2], markup: 'declared' },
  { kind: 'html', name: /\.(?:withBody|setBody)$/, markup: 'declared' },
  { kind: 'deserialization', name: /(?:^|\.)Yaml\(\)\.(?:load|loadAs|loadAll)$|ObjectMapper\(\)\.enableDefaultTyping$/ },
];

const go: readonly SinkRow[] = [
  { kind: 'sql', name: /\.(?:Query|QueryRow|Exec|Queryx|Get|Select|Raw|Prepare|MustExec|NamedExec)$/ },
  {
    kind: 'sql',
    name: /\.(?:QueryContext|QueryRowContext|ExecContext|PrepareContext|QueryxContext|GetContext|SelectContext|Query|QueryRow|Exec)$/,
    arguments: [1, 2],
  },
  { kind: 'sql', name: /\.(?:Get|Select)$/, arguments: [1] },
  // Builders take conditions as texts: https://gorm.io/docs/security.html, 2026-11.
  { kind: 'sql', name: /\.(?:Where|Or|Not|Having|Joins|Order|Group|Select|Pluck)$/, when: isPutTogether, sure: true },
  { kind: 'sql', name: /\.(?:NewQueryItemsPager|NewQueryDatabasesPager)$/, sure: true },
  { kind: 'command', name: /^os\.exec\.Command(?:Context)?$/, arguments: everywhere, when: startsShell, at: isScriptOf },
  { kind: 'command', name: /^syscall\.Exec$/ },
  { kind: 'request', name: /^net\.http\.(?:Get|Post|PostForm|Head)$|(?:Client|client)(?:\(\))?\.(?:Get|Post|Head)$/ },
  { kind: 'request', name: /^net\.http\.NewRequest$/, arguments: [1] },
  { kind: 'request', name: /^net\.http\.NewRequestWithContext$/, arguments: [2] },
  { kind: 'path', name: /^(?:os|io\.ioutil|ioutil)\.(?:Open|OpenFile|ReadFile|WriteFile|Create|Remove|RemoveAll|ReadDir|Mkdir\w*)$/ },
  { kind: 'path', name: /^net\.http\.ServeFile$/, arguments: [2] },
  { kind: 'token', name: /jwt\b[\w.()]*\.ParseUnverified$|jose\b[\w.()]*\.UnsafeClaimsWithoutVerification$/ },
  { kind: 'html', name: /^(?:fmt\.Fprint(?:f|ln)?|io\.WriteString)$/, arguments: [1, 2, 3, 4], markup: 'always' },
  { kind: 'html', name: /(?:^|\.)HTML$/, arguments: [1], markup: 'always' },
  { kind: 'html', name: /(?:^|\.)events\.\w*Response$/, arguments: ['Body'], markup: 'declared' },
  { kind: 'html', name: /^html\.template\.(?:HTML|JS|URL|HTMLAttr)$/ },
  { kind: 'deserialization', name: /^encoding\.gob\.NewDecoder$/ },
];

const csharp: readonly SinkRow[] = [
  {
    kind: 'sql',
    name: /(?:^|\.)(?:SqlCommand|NpgsqlCommand|MySqlCommand|SqliteCommand|OracleCommand|OleDbCommand|SqlDataAdapter|NpgsqlDataAdapter|MySqlDataAdapter|CommandDefinition)$/,
    arguments: [0, 'CommandText'],
  },
  {
    kind: 'sql',
    name: /\.(?:FromSqlRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|SqlQueryRaw|Query|QueryAsync|QueryFirst\w*|QuerySingle\w*|Execute|ExecuteAsync|ExecuteScalar\w*|ExecuteReader\w*)$/,
  },
  { kind: 'sql', name: /(?:^|\.)(?:QueryDefinition|GetItemQueryIterator(?:<.*>)?|GetItemQueryStreamIterator)$/, sure: true },
  {
    kind: 'sql',
    name: /(?:^|\.)(?:Batch)?ExecuteStatementRequest$|(?:^|\.)StartQueryExecutionRequest$/,
    arguments: ['Sql', 'Statement', 'QueryString'],
    sure: true,
  },
  { kind: 'command', name: /(?:^|\.)Process\.Start$|(?:^|\.)ProcessStartInfo$/, arguments: everywhere, when: startsShell, at: isScriptOf },
  { kind: 'code', name: /CSharpScript\.(?:EvaluateAsync|RunAsync|Create)$|(?:^|\.)Assembly\.Load\w*$/ },
  {
    kind: 'request',
    name: /(?:HttpClient\(\)|[hH]ttp(?:Client)?|_client|client|CreateClient\(\))\.(?:Get\w*Async|PostAsync|PutAsync|DeleteAsync|PostAsJsonAsync)$/,
  },
  { kind: 'request', name: /(?:^|\.)WebRequest\.Create(?:Http)?$|WebClient\(\)\.Download\w+$/ },
  { kind: 'path', name: /(?:^|\.)(?:System\.IO\.)?File\.(?:Read\w+|Write\w+|Open\w*|Delete|Append\w+|Copy|Move|Create)$|(?:^|\.)FileStream$/ },
  {
    kind: 'deserialization',
    name: /(?:BinaryFormatter|SoapFormatter|NetDataContractSerializer|LosFormatter|ObjectStateFormatter)\(\)\.(?:Deserialize|UnsafeDeserialize)$/,
  },
  {
    kind: 'deserialization',
    name: /(?:^|\.)JsonConvert\.(?:DeserializeObject|PopulateObject)(?:<.*>)?$/,
    when: ({ arguments: given }) =>
      given.some(({ value: { at } }) =>
        /TypeNameHandling\s*=\s*TypeNameHandling\.(?:All|Auto|Objects|Arrays)/.test(at.file.text.slice(at.start, at.end)),
      ),
  },
  { kind: 'token', name: /(?:JwtSecurityTokenHandler|JsonWebTokenHandler)\(\)\.(?:ReadJwtToken|ReadToken|ReadJsonWebToken)$/ },
  { kind: 'html', name: /(?:^|\.)(?:Results\.Content|Content)$/, markup: 'declared' },
  { kind: 'html', name: /(?:^|\.)(?:ContentResult|APIGateway\w*Response)$/, arguments: ['Content', 'Body'], markup: 'declared' },
  { kind: 'html', name: /\.(?:WriteStringAsync|WriteString|WriteAsync)$/, markup: 'declared' },
  { kind: 'xml', name: /(?:^|\.)(?:XmlDocument\(\)\.(?:LoadXml|Load)|XmlReader\.Create|XmlTextReader)$/ },
];

export const sinks: Readonly<Record<Language, readonly SinkRow[]>> = {
  python: pythonSinks,
  javascript: scriptSinks,
  typescript: scriptSinks,
  java,
  go,
  csharp,
};

/** `ctx.body = '<h1>…'` */
const pages: readonly SinkRow[] = [{ kind: 'html', name: /^body$/, markup: 'always' }];

/** Properties that are run once they are set. */
export const properties: Readonly<Record<Language, readonly SinkRow[]>> = {
  python: [],
  javascript: pages,
  typescript: pages,
  java: [],
  go: [],
  csharp: [{ kind: 'sql', name: /^CommandText$/ }],
};

/** Texts that are put together for a database. */
export const sqlText =
  /\b(?:select\b[\s\S]*\bfrom|insert\s+into|update\b[\s\S]*\bset|delete\s+from|drop\s+table|create\s+table|alter\s+table|merge\s+into|call\s+\w+|where\s)/i;
