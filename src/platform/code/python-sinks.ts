/** Calls of Python in which a caller's text does harm. */
import type { Call } from '../../model/code.ts';
import { isScriptOf, startsShell } from './shells.ts';
import type { SinkRow } from './sink.ts';

/** A query that holds its values apart from its text is not put together here. */
const queries =
  /(?:^|[.)])(?:execute|executemany|executescript|exec_driver_sql|raw|query|read_sql(?:_query)?|execute_sql|query_and_wait|fetch|fetchrow|fetchval|mogrify)$/;

export const pythonSinks: readonly SinkRow[] = [
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
  { kind: 'path', name: /[.)](?:read_text|read_bytes|write_text|write_bytes)$/, receiver: true },
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

/** Is a keyword argument given as true, as `shell=True` is? */
function hasFlag(call: Call, name: string): boolean {
  return call.arguments.some((argument) => argument.name === name && argument.value.kind === 'literal' && argument.value.value === true);
}

function hasLoader(call: Call): boolean {
  const loader = call.arguments.find((argument) => argument.name === 'Loader')?.value ?? call.arguments[1]?.value;
  return loader !== undefined && /Safe|Base/.test(loader.kind === 'member' ? loader.name : loader.kind === 'name' ? loader.name : '');
}
