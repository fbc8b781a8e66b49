/** Makes statements of what SAM writes on its user's behalf: policy templates and connectors. */
import type { Condition, Elements, Statement } from '../../../model/access.ts';
import { known, unknown, type Pattern, type Value } from '../../../model/value.ts';
import type { Span } from '../../../source/span.ts';
import type { PolicyTemplateStatement } from './policy-templates.ts';

/** What stands for a placeholder; undefined where it cannot be known. */
export type Parameters = (name: string) => Pattern | undefined;

/** The text that asked for the statement, and the places that it came through. */
export interface Placement {
  readonly at: Span;
  readonly via: readonly Span[];
}

/** A statement as the transform would write it. It stands nowhere, so that it has no slots: its place is what asked for it. */
export function grantedStatement(template: PolicyTemplateStatement, parameters: Parameters, placement: Placement): Statement {
  const { at, via } = placement;
  const none: Elements = { items: [], partial: false, at };
  return {
    effect: known('allow', at, undefined, via),
    actions: { items: template.actions.map((action) => known(action, at, undefined, via)), partial: false, at },
    notActions: none,
    resources: { items: template.resources.map((text) => filledIn(text, parameters, placement)), partial: false, at },
    notResources: none,
    principals: [],
    notPrincipals: [],
    principalsPartial: false,
    conditions: template.condition ? [conditionOf(template.condition, parameters, placement)] : [],
    conditionsPartial: false,
    at,
  };
}

function conditionOf(condition: NonNullable<PolicyTemplateStatement['condition']>, parameters: Parameters, placement: Placement): Condition {
  const { operator, key, value } = condition;
  return { operator, key, values: [filledIn(value, parameters, placement)], at: placement.at };
}

/** `arn:{}:s3:::{BucketName}/*` with its holes filled. */
function filledIn(text: string, parameters: Parameters, { at, via }: Placement): Value<string> {
  const parts = text.split(/\{(\w*)\}/).flatMap((part, index): Pattern => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    return (part === '' ? undefined : parameters(part)) ?? [{}];
  });
  const pattern = joined(parts);
  const [only] = pattern;
  if (pattern.length === 1 && typeof only === 'string') return known(only, at, undefined, via);
  return unknown('it is put together when the template is deployed', at, pattern, undefined, via);
}

/** The same pattern with neighbouring texts made one. */
function joined(parts: Pattern): Pattern {
  const whole: Pattern[number][] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
    else whole.push(part);
  }
  return whole;
}
