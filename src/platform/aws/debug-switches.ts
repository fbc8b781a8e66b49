/** Variables by which runtimes, frameworks and tools are told to help developers. */

export interface DebugSwitch {
  readonly kind: 'events' | 'errors' | 'debugger' | 'chatty';
  /** What the variable says when the switch is off; undefined where it has to go altogether. */
  readonly quiet: string | undefined;
}

const on = /^(1|true|yes|on|\*)$/i;

interface Row {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly kind: DebugSwitch['kind'];
  readonly quiet: (value: string) => string | undefined;
}

/** `true` → `false`, `True` → `False`, `1` → `0`. */
function off(value: string): string {
  const words: Readonly<Record<string, string>> = { '1': '0', true: 'false', True: 'False', TRUE: 'FALSE', yes: 'no', on: 'off' };
  return words[value] ?? 'false';
}

const rows: readonly Row[] = [
  // https://docs.powertools.aws.dev/lambda/python/latest/#environment-variables
  { name: /^POWERTOOLS_LOGGER_LOG_EVENT$/, value: on, kind: 'events', quiet: off },
  { name: /^POWERTOOLS_(EVENT_HANDLER_)?DEBUG$/, value: on, kind: 'errors', quiet: off },
  // Indents what is logged, and lets developers see more.
  { name: /^POWERTOOLS_DEV$/, value: on, kind: 'chatty', quiet: off },
  // https://nodejs.org/api/cli.html#--inspecthostport
  { name: /^NODE_OPTIONS$/, value: /--inspect(-brk|-wait)?\b/, kind: 'debugger', quiet: withoutInspector },
  { name: /^(JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JAVA_OPTS)$/, value: /-agentlib:jdwp|-Xrunjdwp/, kind: 'debugger', quiet: withoutAgent },
  { name: /^(FLASK|DJANGO|APP|FASTAPI|LARAVEL|WERKZEUG)_DEBUG$/, value: on, kind: 'errors', quiet: off },
  { name: /^(FLASK_ENV|APP_ENV)$/, value: /^development$/i, kind: 'errors', quiet: () => 'production' },
  { name: /^(ASPNETCORE|DOTNET|AZURE_FUNCTIONS)_ENVIRONMENT$/, value: /^development$/i, kind: 'errors', quiet: () => 'Production' },
  { name: /^(DEBUG|DEBUG_MODE|ENABLE_DEBUG|IS_DEBUG|DEBUG_ENABLED|VERBOSE_ERRORS|SHOW_STACK_?TRACE)$/, value: on, kind: 'chatty', quiet: off },
  {
    name: /^(LAMBDA_|APP_|AWS_LAMBDA_|POWERTOOLS_|ROOT_)?LOG(GING|GER)?_?LEVEL$/,
    value: /^(debug|trace|silly|verbose|all)$/i,
    kind: 'chatty',
    quiet: quietLevel,
  },
];

/** What a variable turns on; undefined for those that turn nothing on. */
export function debugSwitch(name: string, value: string): DebugSwitch | undefined {
  const row = rows.find((one) => one.name.test(name) && one.value.test(value.trim()));
  return row && { kind: row.kind, quiet: row.quiet(value.trim()) };
}

function quietLevel(value: string): string {
  return value === value.toUpperCase() ? 'INFO' : value === value.toLowerCase() ? 'info' : 'Info';
}

function withoutInspector(value: string): string | undefined {
  const rest = value.replace(/\s*--inspect(-brk|-wait)?(=\S+)?/g, '').trim();
  return rest === '' ? undefined : rest;
}

function withoutAgent(value: string): string | undefined {
  const rest = value.replace(/\s*(-agentlib:jdwp|-Xrunjdwp)\S*/g, '').trim();
  return rest === '' ? undefined : rest;
}
