/** Layers that another account publishes: code of others that runs with the function's rights. */
import type { Application } from '../../model/application.ts';
import { textOf } from '../../model/value.ts';
import { accountOf, hole } from '../../platform/aws/arn.ts';
import { layerPublisher } from '../../platform/aws/layers.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'hardening/foreign-layer',
  title: 'A layer comes from somebody else',
  practice: 'function-hardening',
  severity: 'low',
  confidence: 'medium',
  cwe: [829],
  why: 'A layer runs inside the function, with its rights and its data. ' + 'Its publisher can take it away, and nobody here has seen what is in it.',
  remedy: 'Look at what the layer holds, and publish it from an account of your own.',
  unfixable: 'the layer has to be published in an account of yours first',
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'],
  since: '0.1.0',
  messages: {
    unknown: '{name} runs code of account {account}, which nothing else here mentions: its layer {layer}',
    vendor: '{name} runs code of {vendor}: its layer {layer}',
  },

  *check(application) {
    if (application.functions.every(({ layers }) => layers.length === 0)) return;
    const own = knownAccounts(application);
    for (const fn of application.functions) {
      for (const layer of fn.layers) {
        const text = textOf(layer, hole) ?? '';
        const [, account, name] = /^arn:[^:]+:lambda:[^:]*:(\d{12}):layer:([\w-]+)/.exec(text) ?? [];
        if (account === undefined || name === undefined || own.has(account)) continue;
        const vendor = layerPublisher(account, name);
        if (vendor === 'AWS') continue;
        const data = { name: fn.label, layer: name };
        if (vendor === undefined) yield { message: 'unknown', data: { ...data, account }, at: layer, subject: fn, evidence: name };
        else yield { message: 'vendor', data: { ...data, vendor }, at: layer, subject: fn, evidence: name, severity: 'note' };
      }
    }
  },
});

/** Accounts that other ARNs of the application name are its own, or its partners'. */
function knownAccounts({ texts, identities, functions }: Application): ReadonlySet<string> {
  const written = [
    ...texts.map(({ value }) => textOf(value, hole)),
    ...functions.map(({ identity }) => textOf(identity.value, hole)),
    ...identities.flatMap(({ statements, managedPolicies }) => [
      ...statements.flatMap(({ resources }) => resources.items.map((item) => textOf(item, hole))),
      ...managedPolicies.map((policy) => textOf(policy, hole)),
    ]),
  ];
  return new Set(written.flatMap((text) => (text === undefined || /:layer:/.test(text) ? [] : (accountOf(text) ?? []))));
}
