/** Handlers of webhooks that verify what they are sent before they read it. */
import type { CodeFile, Expression, Handler, Statement } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { textAt } from '../../../source/span.ts';
import { requiring } from './calls.ts';
import { importing, linesBefore } from './places.ts';

/** Undefined where the body does not come as the gateway hands it over, or in a language whose words for it are not known here. */
export function signed(handler: Handler, sender: 'Stripe' | 'GitHub'): readonly Edit[] | undefined {
  const { file, function: fn, inputs } = handler;
  const event = fn.parameters.find(({ position, path }) => path === undefined && inputs.includes(position))?.name;
  if (event === undefined || file.isQuoted === true) return undefined;
  const reading = /^(?:javascript|typescript)$/.test(file.language) ? `${event}.body` : `${event}["body"]`;
  const parsed = parsings(fn.statements, reading);
  return sender === 'Stripe' ? stripe(event, parsed, file) : github(event, fn.statements, reading, file);
}

/** `JSON.parse(event.body)`, `json.loads(event["body"])` */
function parsings(statements: readonly Statement[], body: string): readonly Expression[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'try') return parsings(statement.body, body);
    if (statement.kind !== 'assign' || statement.value.kind !== 'call') return [];
    const [given] = statement.value.arguments;
    const isParsing = /^(?:JSON\.parse|json\.loads)$/.test(textAt(statement.value.callee.at));
    return isParsing && given && textAt(given.value.at).replaceAll("'", '"') === body ? [statement.value] : [];
  });
}

/** The library's own call takes the body apart once its signature holds. */
function stripe(event: string, parsed: readonly Expression[], file: CodeFile): readonly Edit[] | undefined {
  const [only, ...more] = parsed;
  if (!only || more.length > 0) return undefined;
  if (file.language === 'python') {
    const imports = [importing(file, 'os'), importing(file, 'stripe')];
    if (imports.includes(undefined)) return undefined;
    const header = ['Stripe-Signature', 'stripe-signature'].map((name) => `${event}["headers"].get("${name}")`).join(' or ');
    const call = `stripe.Webhook.construct_event(${event}["body"], ${header}, os.environ["STRIPE_WEBHOOK_SECRET"])`;
    return [replaceText(only.at, call), ...imports.flatMap((edits) => edits ?? [])];
  }
  const client = /\b(\w+)\s*=\s*(?:new Stripe\(|require\(['"]stripe['"]\)\()/.exec(file.file.text)?.[1];
  const secret = file.language === 'typescript' ? 'process.env.STRIPE_WEBHOOK_SECRET!' : 'process.env.STRIPE_WEBHOOK_SECRET';
  if (client === undefined || !/^(?:javascript|typescript)$/.test(file.language)) return undefined;
  const body = file.language === 'typescript' ? `${event}.body!` : `${event}.body`;
  const header = `${event}.headers['Stripe-Signature'] ?? ${event}.headers['stripe-signature']`;
  const given = file.language === 'typescript' ? `(${header})!` : header;
  return [replaceText(only.at, `${client}.webhooks.constructEvent(${body}, ${given}, ${secret})`)];
}

/** A keyed hash over the body, compared with the one in the header. */
function github(event: string, statements: readonly Statement[], body: string, file: CodeFile): readonly Edit[] | undefined {
  const [first] = statements;
  if (!first || !statements.some(({ at }) => textAt(at).replaceAll("'", '"').includes(body))) return undefined;
  if (file.language === 'python') {
    const imports = ['hashlib', 'hmac', 'os'].map((module) => importing(file, module));
    const lines = [
      `signature = "sha256=" + hmac.new(os.environ["GITHUB_WEBHOOK_SECRET"].encode(), ${event}["body"].encode(), hashlib.sha256).hexdigest()`,
      `if not hmac.compare_digest(signature, {key.lower(): value for key, value in ${event}["headers"].items()}.get("x-hub-signature-256", "")):`,
      `    return {"statusCode": 401}`,
    ];
    const edit = linesBefore(first.at, lines);
    return edit && !imports.includes(undefined) ? [edit, ...imports.flatMap((edits) => edits ?? [])] : undefined;
  }
  if (file.language !== 'javascript') return undefined;
  const known = file.imports.find(({ module, member }) => /^(?:node:)?crypto$/.test(module) && (member === undefined || member === 'default'));
  const imports = known ? [] : requiring(file, 'crypto', 'node:crypto');
  const crypto = known?.name ?? 'crypto';
  const lines = [
    `const signature = Buffer.from('sha256=' + ${crypto}.createHmac('sha256', process.env.GITHUB_WEBHOOK_SECRET).update(${event}.body).digest('hex'));`,
    `const given = Buffer.from(${event}.headers['X-Hub-Signature-256'] ?? ${event}.headers['x-hub-signature-256'] ?? '');`,
    `if (given.length !== signature.length || !${crypto}.timingSafeEqual(given, signature)) return { statusCode: 401 };`,
  ];
  const edit = linesBefore(first.at, lines);
  return edit && imports ? [edit, ...imports] : undefined;
}
