/** What a call writes to a log, and what of it nobody should read there. */
import type { Call, CodeCall, CodeFile, CodeFunction, Expression, Handler, Language, NamedValue, Walk } from '../../model/code.ts';
import { secretKind, wordsOf } from '../secrets/names.ts';

export interface Exposed {
  readonly kind: 'event' | 'headers' | 'body' | 'environment' | 'field';
  /** As it is written: `event`, `body.password`. */
  readonly name: string;
  readonly shown: Expression;
  /** The call that makes a text of it and of nothing else: `JSON.stringify(event)`. */
  readonly around?: Expression | undefined;
  /** A body as it came, before anything was read in it. */
  readonly isText?: boolean;
  /** One of its parts, while all of them are gone through. */
  readonly isItem?: boolean;
}

const loggers: Readonly<Record<Language, RegExp>> = {
  python:
    /^print$|^(?:pprint\.)?pprint$|^logging\.(?:debug|info|warning|warn|error|exception|critical|log)$|log\w*(?:\(\))?\.(?:debug|info|warning|warn|error|exception|critical|log)$/i,
  javascript:
    /^console\.(?:log|info|warn|error|debug|trace|dir)$|(?:log\w*(?:\(\))?|winston|pino(?:\(\))?|context\.log)\.(?:debug|info|warn|error|trace|fatal|verbose|log)$|^context\.log$/i,
  typescript:
    /^console\.(?:log|info|warn|error|debug|trace|dir)$|(?:log\w*(?:\(\))?|winston|pino(?:\(\))?|context\.log)\.(?:debug|info|warn|error|trace|fatal|verbose|log)$|^context\.log$/i,
  java: /System\.(?:out|err)\.print\w*$|(?:log\w*(?:\(\))?)\.(?:trace|debug|info|warn|error|fatal|log|fine|severe|warning)$|\.at(?:Trace|Debug|Info|Warn|Error)\(\)[\w.()]*\.log$/i,
  go: /^(?:fmt\.Print\w*|log\.(?:Print|Fatal|Panic)\w*|log\.slog\.(?:Debug|Info|Warn|Error)\w*)$|log\w*(?:\(\))?\.(?:Print|Debug|Info|Warn|Error|Fatal|Panic|Trace)\w*$|log\w*\.(?:With\w*|Trace|Debug|Info|Warn|Error|Fatal|Panic)\(\)[\w.()]*\.(?:Msg|Msgf|Send|(?:Debug|Info|Warn|Error|Fatal|Panic|Trace)\w*)$/i,
  csharp:
    /^(?:System\.)?Console\.(?:Error\.)?Write(?:Line)?$|\.Log(?:Information|Debug|Trace|Warning|Error|Critical|Line)?$|log\w*\.(?:Debug|Information|Info|Warning|Warn|Error|Fatal|Verbose)$/i,
};

export function isLogCall({ name, call }: CodeCall, file: CodeFile): boolean {
  // What made a logger need not be called one: `log, _ := zap.NewProduction()`.
  return loggers[file.language].test(name) || (name !== shown(call.callee) && loggers[file.language].test(shown(call.callee)));
}

export function isDebug({ name }: CodeCall): boolean {
  return /(?:debug|trace|verbose)\w*$/i.test(name);
}

/** What is written is also what was hung on the line before: `log.WithField("body", body).Info("…")`, `LOG.atInfo().addKeyValue("…", x).log()`. */
export function writtenBy({ call }: CodeCall): readonly Expression[] {
  const all = call.arguments.map(({ value }) => value);
  for (let at = call.callee; at.kind === 'member' && at.source.kind === 'call'; at = at.source.callee) {
    const { callee, arguments: given } = at.source;
    if (
      callee.kind === 'member' &&
      /^(?:With\w*|with\w*|bind|child|opt|contextualize|Str|Any|Interface|RawJSON|Bytes|Fields?|add(?:KeyValue|Argument)|ForContext)$/.test(
        callee.name,
      )
    )
      all.push(...given.map(({ value }) => value));
  }
  return all;
}

/** Calls that read a body, or what stands in one. */
const reading =
  /^(?:JSON\.parse|json\.loads?|orjson\.loads|ujson\.loads|base64\.b64decode|(?:io|ioutil|io\.ioutil)\.ReadAll|(?:JsonSerializer|JsonConvert|JsonDocument|JObject|JsonNode)\.\w+|Buffer\.from)$|\.(?:decode|read|readAllBytes|ReadToEnd|ReadToEndAsync|readValue|readTree|fromJson|ToString|toString|StreamReader)$|^(?:StreamReader|InputStreamReader|BufferedReader)$/;

/** Parts and methods of a request that hold its body. */
const bodies =
  /^(?:body|rawBody|data|json|get_json|get_data|get_body|text|form|Body|getBody|getReader|getInputStream|ReadFromJsonAsync|ReadAsStringAsync|bodyAsText)$/;
const parsedBodies = /^(?:json|get_json|form|ReadFromJsonAsync)$/;

/** Calls whose result shows all of what went in. */
const showing =
  /(?:^|[.)])(?:stringify|dumps|str|repr|String|Serialize|SerializeObject|inspect|toString|ToString|format|Format|Sprintf|Sprint|Sprintln|formatted|Marshal|MarshalIndent|dict|pformat|toJson|writeValueAsString|toJSONString|trim|strip|string|copy|asdict|model_dump|json|dump|vars|Errorf|Any|serialize|safe_?[sS]tringify|stringify_?[sS]afe|to_json|as_?[jJ]son|json_?[dD]umps|pretty(?:Print|_print|Json)?)$|^jsonpickle\.encode$/;

/** Those of them that make a text of one value. */
const converting =
  /(?:^|[.)])(?:stringify|dumps|str|repr|String|Serialize|SerializeObject|inspect|toString|ToString|dict|pformat|toJson|writeValueAsString|toJSONString|copy|asdict|model_dump|vars|serialize|safe_?[sS]tringify|stringify_?[sS]afe|to_json|as_?[jJ]son|json_?[dD]umps|pretty(?:Print|_print|Json)?)$|^jsonpickle\.encode$/;

export class Exposure {
  readonly #inputs: ReadonlySet<string>;
  readonly #aliases = new Map<string, Exposed>();
  readonly #harmless = new Set<string>();
  /** Names that go through the keys of a whole, one after the other. */
  readonly #keys = new Map<string, Exposed>();
  /** Names that the body has in the list of parameters. */
  readonly #bodies = new Set<string>();

  constructor(file: CodeFile, fn: CodeFunction, handlers: readonly Handler[]) {
    const handler = handlers.find((one) => one.function === fn && one.file === file);
    const names = handler ? fn.parameters.filter(({ position, path }) => handler.inputs.includes(position) && path === undefined) : [];
    for (const { name, path, position } of handler ? fn.parameters : [])
      if (path?.length === 1 && path[0] === 'body' && handler?.inputs.includes(position) === true) this.#bodies.add(name);
    // In functions that rotate secrets it is the name of a version.
    if (file.file.text.includes('ClientRequestToken')) this.#harmless.add('token');
    this.#inputs = new Set(
      names
        .filter(
          ({ type }) =>
            type === undefined || /event|request|any|unknown|object|dict|map|json|stream|record|message|interface|HttpContext/i.test(type),
        )
        .map(({ name }) => name),
    );
  }

  /** `send_task_success(taskToken=token)`: what it is handed over as says what it is. */
  notice({ name, role, value }: NamedValue): void {
    if (role !== 'assigned' && value.kind === 'name' && /token$/i.test(name) && fieldOf(name, name, value).length === 0)
      this.#harmless.add(value.name);
  }

  /** `text = json.dumps(event)`: the name stands for the whole from then on. */
  remember(name: string, value: Expression): void {
    const [found] = this.in(value);
    const from = value.kind === 'member' ? value.name : value.kind === 'index' && value.key.kind === 'literal' ? String(value.key.value) : undefined;
    // `token = event['ClientRequestToken']`: what it is taken from says what it is.
    if (from !== undefined && /token$/i.test(from) && fieldOf(from, from, value).length === 0) this.#harmless.add(name);
    if (found && found.kind !== 'field') this.#aliases.set(name, found);
    else this.#aliases.delete(name);
  }

  /**
   * `for (const name in headers)` and `for name in headers`: `headers[name]` is every one of them from then on. Of pairs, as
   * `Object.entries(headers)` and `headers.items()` give them, the second half is.
   */
  walk({ item, over }: Walk): void {
    const names = item.flatMap(({ to }) => (to.kind === 'name' ? [to.name] : []));
    const [key = '', value] = names;
    const pairs = over.kind === 'call' && over.callee.kind === 'member' ? over : undefined;
    const of = !pairs
      ? over
      : /^(?:entries|values|keys)$/.test(nameIn(pairs)) && pairs.arguments[0]
        ? pairs.arguments[0].value
        : pairs.callee.kind === 'member' && /^(?:items|values|keys|entrySet|keySet)$/.test(nameIn(pairs))
          ? pairs.callee.source
          : undefined;
    const [found] = of ? this.in(of) : [];
    if (!found || found.kind === 'field' || found.kind === 'body') return;
    const each = value ?? (pairs && /^values$/.test(nameIn(pairs)) ? key : undefined);
    if (each !== undefined) this.#aliases.set(each, { ...found, isItem: true });
    else this.#keys.set(key, found);
  }

  in(expression: Expression): readonly Exposed[] {
    switch (expression.kind) {
      case 'name': {
        const alias = this.#aliases.get(expression.name);
        if (alias) return [{ ...alias, shown: expression, around: undefined }];
        if (this.#bodies.has(expression.name)) return [{ kind: 'body', name: expression.name, shown: expression, isText: true }];
        if (this.#inputs.has(expression.name)) return [{ kind: 'event', name: expression.name, shown: expression }];
        return this.#harmless.has(expression.name) ? [] : fieldOf(expression.name, expression.name, expression);
      }
      case 'member':
        return this.#member(expression.source, expression.name, expression);
      case 'index':
        return expression.key.kind === 'literal' && typeof expression.key.value === 'string'
          ? this.#member(expression.source, expression.key.value, expression)
          : this.#each(expression.source, expression.key, expression);
      case 'text':
        return expression.parts.flatMap((part) => (typeof part === 'string' ? [] : this.in(part)));
      case 'list':
        return expression.items.flatMap((item) => this.in(item));
      case 'map':
        return expression.entries.flatMap(({ value }) => this.in(value));
      case 'choice':
        return expression.options.flatMap((option) => this.in(option));
      case 'call':
        return this.#call(expression);
      case 'other':
        return expression.parts.flatMap((part) => this.in(part));
      default:
        return [];
    }
  }

  /** `headers[name]` where `name` goes through all of them. */
  #each(source: Expression, key: Expression, own: Expression): readonly Exposed[] {
    const walked = key.kind === 'name' ? this.#keys.get(key.name) : undefined;
    return walked && this.in(source).some(({ kind, name }) => kind === walked.kind && name === walked.name)
      ? [{ ...walked, shown: own, around: undefined, isItem: true }]
      : [];
  }

  #member(source: Expression, name: string, own: Expression): readonly Exposed[] {
    const whole = `${shown(source)}.${name}`;
    const body = this.#bodyIn(source, name, own);
    if (body) return [body];
    if (/^(?:process\.env|os\.environ)$/.test(whole)) return [{ kind: 'environment', name: whole, shown: own }];
    if (
      /^(?:multiValue)?headers$/i.test(name) &&
      source.kind === 'name' &&
      (this.#inputs.has(source.name) || /^(?:event|req|request)$/.test(source.name))
    )
      return [{ kind: 'headers', name: whole, shown: own }];
    return fieldOf(name, whole, own);
  }

  /** `event.body`, `request.json()`, `ctx.request.body`: what the sender of a request has written into it. */
  #bodyIn(source: Expression, name: string, own: Expression): Exposed | undefined {
    if (!bodies.test(name) || !this.#isRequest(source, own.kind === 'call' || name === 'body')) return undefined;
    return { kind: 'body', name: `${shown(source)}.${name}`, shown: own, isText: !parsedBodies.test(name) };
  }

  /** Names that requests have are enough for parts that nothing else has. */
  #isRequest(source: Expression, isPlain: boolean): boolean {
    if (source.kind === 'member')
      return /^(?:req|request)$/.test(source.name) && source.source.kind === 'name' && /^(?:c|ctx|context)$/.test(source.source.name);
    if (source.kind !== 'name') return false;
    return (this.#inputs.has(source.name) && /event|evt|req|input/i.test(source.name)) || (isPlain && /^(?:event|req|request)$/.test(source.name));
  }

  #call(call: Call): readonly Exposed[] {
    const { callee } = call;
    const name = shown(callee);
    const body =
      callee.kind === 'member' && bodies.test(callee.name) && callee.name !== 'body' ? this.#bodyIn(callee.source, callee.name, call) : undefined;
    if (body) return [body];
    if (reading.test(name)) {
      const read = [...(callee.kind === 'member' ? this.in(callee.source) : []), ...call.arguments.flatMap(({ value }) => this.in(value))];
      const whole = read.find(({ kind }) => kind === 'body');
      if (whole)
        return [
          { kind: 'body', name: whole.name, shown: call, isText: !/(?:parse|loads?|readValue|readTree|fromJson|Deserialize\w*|Parse)$/.test(name) },
        ];
    }
    if (/^(?:os\.Environ|System\.getenv|Environment\.GetEnvironmentVariables)$/.test(name) && call.arguments.length === 0)
      return [{ kind: 'environment', name: `${name}()`, shown: call }];
    const [first, second] = call.arguments;
    if (callee.kind === 'member' && /^(?:get|Get|getenv|Getenv|getHeader|GetHeader|pop)$/.test(callee.name) && first?.value.kind === 'literal')
      return typeof first.value.value === 'string' ? this.#member(callee.source, first.value.value, call) : [];
    if (callee.kind === 'member' && /^get[A-Z]/.test(callee.name) && call.arguments.length === 0) return fieldOf(callee.name.slice(3), name, call);
    if (!showing.test(name) && !(call.creates && call.arguments.every((argument) => argument.name !== undefined))) return [];
    // A replacer takes out what should not be seen.
    if (
      name.endsWith('stringify') &&
      second &&
      !(second.value.kind === 'literal' || (second.value.kind === 'name' && second.value.name === 'undefined'))
    )
      return [];
    const receiver =
      callee.kind === 'member' && !/^(?:JSON|json|util|fmt|JsonSerializer|JsonConvert|String|pprint|strings)$/.test(shown(callee.source))
        ? this.in(callee.source)
        : [];
    const all = [...receiver, ...call.arguments.flatMap(({ value }) => this.in(value))];
    const [only, ...more] = all;
    return only && more.length === 0 && converting.test(name) ? [{ ...only, around: call }] : all;
  }
}

function nameIn({ callee }: Call): string {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
}

/** Fields that say who somebody is, or what he pays with. */
const personal =
  /^(?:card|credit ?card|card number|pan|cvv2?|cvc2?|ssn|social security(?: number)?|national id|passport(?: number)?|iban|date of birth|dob|tax id|security code|authorization|set cookie|x api key)$/;

function fieldOf(name: string, whole: string, own: Expression): readonly Exposed[] {
  const words = wordsOf(name);
  const kind = secretKind(name);
  const isKnown = personal.test(words.join(' ')) || /(?:card number|social security|national id)$/.test(words.join(' '));
  const isCount =
    /^(?:num|max|min|total|n|count|invalid|missing|no|has|is)$/.test(words[0] ?? '') ||
    words.some((word) => /^(?:masked|redacted|hashed|encrypted|hash|type|length|usage)$/.test(word));
  const isTicket =
    words.at(-1) === 'token' &&
    /^(?:execution|task|sync|poll|device|fcm|push|input|output|prompt|completion|eos|pad|lock|cursor|resume|change|delivery|receipt|callback)$/.test(
      words.at(-2) ?? '',
    );
  if (isTicket || isCount || (kind === undefined && !isKnown)) return [];
  // A page's or a build's secrets have other names than what a program holds under `credentials` or `secret`.
  return kind === 'credentials' && words.length === 1 ? [] : [{ kind: 'field', name: whole, shown: own }];
}

export function shown(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return `${shown(expression.source)}.${expression.name}`;
  if (expression.kind === 'call') return `${shown(expression.callee)}()`;
  if (expression.kind === 'index') return `${shown(expression.source)}.${expression.key.kind === 'literal' ? String(expression.key.value) : '*'}`;
  return '?';
}
