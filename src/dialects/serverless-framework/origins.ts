/** The origins that browsers may call from: `cors` of all kinds of routes. */
import { asValue, flag, setting, text } from '../../evaluation/setting.ts';
import { at, items, type Tree } from '../../evaluation/tree.ts';
import { chosenOrigin, type Endpoint } from '../../model/endpoint.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { isNothing } from './authentication.ts';

/** How one kind of event spells it. */
interface CorsNames {
  /** The first is written. */
  readonly origins: readonly string[];
  readonly isList: boolean;
  readonly headers: string;
}

/** https://www.serverless.com/framework/docs/providers/aws/events/apigateway#enabling-cors */
export const restCors: CorsNames = { origins: ['origin', 'origins'], isList: false, headers: 'headers' };
/** https://www.serverless.com/framework/docs/providers/aws/events/http-api#cors-setup */
export const httpCors: CorsNames = { origins: ['allowedOrigins'], isList: true, headers: 'allowedHeaders' };

/** `cors: true`, and a mapping without origins, allow every origin. */
export function browsersOf(cors: Tree | undefined, names: CorsNames): Pick<Endpoint, 'origins' | 'cors'> {
  if (!cors || isNothing(cors)) return { origins: [] };
  const { editor } = cors;
  const [name = ''] = names.origins;
  const spelt = (to: string) => (names.isList ? [to] : to);
  if (cors.kind === 'scalar')
    return { origins: [choosable(known('*', cors.at, editor && ((to) => editor.replace({ [name]: spelt(to) })), cors.via))] };
  if (cors.kind !== 'mapping') return { origins: [asValue(cors, text)] };
  const settings = {
    credentials: setting(cors, ['allowCredentials'], flag, { default: false }),
    headers: items(at(cors, names.headers)).map((header) => asValue(header, text)),
  };
  const written = names.origins.map((word) => at(cors, word)).find((tree) => tree !== undefined);
  if (written) return { origins: items(written).map((origin) => choosable(asValue(origin, text))), cors: settings };
  if (cors.partial) return { origins: [], cors: settings };
  return { origins: [choosable(absent(cors.at, '*', (to) => editor?.put?.(name, spelt(to))))], cors: settings };
}

/** An origin that is chosen at deployment is a variable of its environment. */
function choosable(origin: Value<string>): Value<string> {
  return { ...origin, slot: (to) => origin.slot?.(to === chosenOrigin ? '${env:ALLOWED_ORIGIN}' : to) };
}
