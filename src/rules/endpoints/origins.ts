/** The origins that browsers may call from: all of them, or those that an application names. */
import type { Application } from '../../model/application.ts';
import { chosenOrigin } from '../../model/endpoint.ts';
import { effective, type Value } from '../../model/value.ts';
import { set, type Fix } from '../rule.ts';
import { variablesOf } from '../variable.ts';

/** `*`, or every host of a scheme. */
export function admitsAll(origin: Value<string>): boolean {
  return /^(?:\*|(?:https?|\*):\/\/\*)$/.test(effective(origin) ?? '');
}

/** Headers by which callers prove who they are. */
export const credentialHeaders = /^(?:authorization|cookie|x-(?:access|auth|session|csrf)-token)$/i;

const origins = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i;
const originNames = /origin|front_?end|web_?(?:site|app|url)|site_?(?:url|origin)|app_?url|client_?url/i;

/** The one origin that other routes allow, or that a variable or a parameter of that name holds. */
export function knownOrigin(application: Application): string | undefined {
  const allowed = application.endpoints.flatMap((route) => route.origins).map(effective);
  const variables = variablesOf(application)
    .filter(({ name }) => originNames.test(name))
    .map(({ value }) => effective(value));
  const parameters = application.parameters.filter(({ label }) => originNames.test(label)).map((parameter) => effective(parameter.default));
  const found = new Set([...allowed, ...variables, ...parameters].filter((text) => text !== undefined && origins.test(text)));
  return found.size === 1 ? [...found][0] : undefined;
}

/** An origin that the application names elsewhere, else one that is handed in at deployment. */
export function namingOrigin(origin: Value<string>, application: Application): readonly Fix[] {
  const known = knownOrigin(application);
  const check = 'pages of other origins can no longer call it: name them all';
  const named: Fix[] = known === undefined ? [] : [{ title: `allow ${known} only`, risk: 'review', check, changes: [set(origin, known)] }];
  return [...named, { title: 'allow one origin, handed in at deployment', risk: 'review', check, changes: [set(origin, chosenOrigin)] }];
}
