/**
 * Calls in which a caller's text does harm, by the whole name of what is called. `?` stands for whatever nobody knows; a name that ends
 * in `()` is what a call gave.
 */
import type { Call, Expression, Language, SinkKind } from '../../model/code.ts';

export interface SinkRow {
  readonly kind: SinkKind;
  readonly name: RegExp;
  /** Positions and keywords of the arguments in which it does harm; the first where left out. */
  readonly arguments?: readonly (number | string)[];
  /** Entries of an object that is handed over, in which it does harm: `new ExecuteStatementCommand({ sql })`. */
  readonly entries?: readonly string[];
  /** Nothing else is called so: what it is given need not look like a query. */
  readonly sure?: true;
  /** Only under this condition. */
  readonly when?: (call: Call) => boolean;
  /** Of those positions only these. */
  readonly at?: (call: Call, index: number) => boolean;
  /** Only where the text is put among tags; `declared`: and the file says that it answers with pages. */
  readonly markup?: 'always' | 'declared';
}

/** Is a keyword argument given as true, as `shell=True` is? */
function hasFlag(call: Call, name: string): boolean {
  return call.arguments.some((argument) => argument.name === name && argument.value.kind === 'literal' && argument.value.value === true);
}

function option(call: Call, position: number, name: string): Expression | undefined {
  const given = call.arguments[position]?.value;
  return given?.kind === 'map' ? given.entries.find((entry) => entry.name === name)?.value : undefined;
}

/** Is the first argument a text with something in it? */
function isPutTogether({ arguments: [first] }: Call): boolean {
  return first?.value.kind === 'text';
}

function isSet(value: Expression | undefined): boolean {
  return value?.kind === 'literal' && value.value === true;
}

function hasLoader(call: Call): boolean {
  const loader = call.arguments.find((argument) => argument.name === 'Loader')?.value ?? call.arguments[1]?.value;
  return loader !== undefined && /Safe|Base/.test(loader.kind === 'member' ? loader.name : loader.kind === 'name' ? loader.name : '');
}

/** A query that holds its values apart from its text is not put together here. */
const queries =
  /(?:^|[.)])(?:execute|executemany|executescript|exec_driver_sql|raw|query|read_sql(?:_query)?|execute_sql|query_and_wait|fetch|fetchrow|fetchval|mogrify)$/;

/** Is the program that is started a shell, so that what follows is read by it? */
function startsShell(call: Call): boolean {
  const texts = call.arguments.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  return texts.some(
    (one) =>
      one.kind === 'literal' &&
      typeof one.value === 'string' &&
      /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)$/i.test(one.value),
  );
}

/** Where the program stands that a shell is given behind its `-c`; -1 where it is given none in that way. */
export function scriptIn(words: readonly Expression[]): number {
  const flag = words.findIndex((one) => one.kind === 'literal' && typeof one.value === 'string' && /^(?:-[a-z]*c|\/c|-command)$/i.test(one.value));
  return flag < 0 ? -1 : flag + 1;
}

function isScriptOf(call: Call, index: number): boolean {
  const script = scriptIn(call.arguments.map(({ value }) => value));
  return script < 0 || script === index;
}

const python: readonly SinkRow[] = [
  { kind: 'command', name: /^(?:os\.(?:system|popen)|commands\.getoutput|subprocess\.(?:getoutput|getstatusoutput))$/ },
  {
    kind: 'command',
    name: /^subprocess\.(?:run|call|Popen|check_output|check_call)$/,
    arguments: [0, 'args'],
    when: (call) => hasFlag(call, 'shell'),
  },
  { kind: 'command', name: /^asyncio\.create_subprocess_shell$/ },
  { kind: 'command', name: /^subprocess\.(?:run|call|Popen|check_output|check_call)$/, arguments: [0, 'args'], when: startsShell },
  {
    kind: 'command',
    name: /^(?:asyncio\.create_subprocess_exec|os\.(?:exec|spawn)[lv]\w*)$/,
    arguments: [0, 1, 2, 3, 4],
    when: startsShell,
    at: isScriptOf,
  },
  { kind: 'code', name: /^(?:eval|exec|compile|builtins\.(?:eval|exec))$/ },
  { kind: 'code', name: /^(?:importlib\.import_module|__import__)$/ },
  { kind: 'sql', name: queries, arguments: [0, 'query', 'sql', 'statement', 'operation'] },
  { kind: 'sql', name: /(?:^|[.])(?:sqlalchemy\.(?:sql\.)?)?text$/, arguments: [0] },
  { kind: 'sql', name: /execute_statement$/, arguments: ['sql', 'Sql', 'Statement'], sure: true },
  { kind: 'sql', name: /start_query_execution$/, arguments: ['QueryString'], sure: true },
  { kind: 'sql', name: /(?:^|[.)])query_items$/, arguments: [0, 'query'], sure: true },
  {
    kind: 'request',
    name: /^(?:requests|httpx|aiohttp|aiohttp\.client)(?:\.(?:Session|session|Client|AsyncClient|ClientSession)\(\))?\.(?:get|post|put|patch|delete|head|request|stream)$/,
    arguments: [0, 'url'],
  },
  { kind: 'request', name: /^urllib\.request\.(?:urlopen|urlretrieve|Request)$|^urllib3\.PoolManager\(\)\.request$/, arguments: [0, 1, 'url'] },
  {
    kind: 'path',
    name: /^(?:open|io\.open|os\.(?:open|remove|unlink|listdir|makedirs|rename)|shutil\.(?:copy|copyfile|move|rmtree)|pathlib\.Path|zipfile\.ZipFile)$/,
    arguments: [0, 'file'],
  },
  { kind: 'path', name: /^(?:flask\.)?send_file$/ },
  { kind: 'deserialization', name: /^(?:pickle|cPickle|dill|marshal|shelve|jsonpickle)\.(?:loads?|decode|open)$/ },
  { kind: 'deserialization', name: /^yaml\.(?:load|load_all|unsafe_load|full_load)$/, when: (call) => !hasLoader(call) },
  {
    kind: 'html',
    name: /(?:^|\.)(?:HttpResponse|web\.Response|Response|make_response)$/,
    arguments: [0, 'body', 'text', 'content', 'response'],
    markup: 'declared',
  },
  { kind: 'html', name: /(?:^|\.)HTMLResponse$/, arguments: [0, 'content'], markup: 'always' },
  {
    kind: 'html',
    name: /^(?:jinja2\.Template|flask\.render_template_string|jinja2\.Environment\(\)\.from_string|markupsafe\.Markup|flask\.Markup)$/,
  },
  {
    kind: 'xml',
    name: /^lxml\.(?:etree|objectify)\.(?:fromstring|parse|XML|iterparse)$|^xml\.sax\.(?:parseString|parse|make_parser\(\)\.parse)$/,
    arguments: [0, 'text', 'source'],
  },
  { kind: 'token', name: /^jose\.jwt\.get_unverified_claims$|^authlib\.jose\.\w+\.get_unverified\w*$/ },
  {
    kind: 'nosql',
    name: /(?:^|[.)])(?:find|find_one|aggregate|update_one|update_many|delete_one|delete_many|count_documents)$/,
    arguments: [0, 'filter'],
  },
];

const script: readonly SinkRow[] = [
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

export const sinks: Readonly<Record<Language, readonly SinkRow[]>> = { python, javascript: script, typescript: script, java, go, csharp };

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
