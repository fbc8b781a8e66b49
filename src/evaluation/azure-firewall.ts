/**
 * What a rule of a network security group lets in, alike in every dialect.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11)
 */
import type { GroupUser, Opening } from '../model/network.ts';
import type { Link, Noun } from '../model/noun.ts';
import type { Span } from '../source/span.ts';
import { absent, effective, known, unknown, type Value } from '../model/value.ts';
import { asValue, type Spelling } from './setting.ts';
import { at, items, scalarText, type Tree } from './tree.ts';

/** How a dialect calls the settings of a rule; those with an `s` are lists of what the others are one of. */
export interface RuleWords {
  readonly access: string;
  readonly direction: string;
  readonly priority: string;
  readonly protocol: string;
  readonly source: string;
  readonly sources: string;
  readonly port: string;
  readonly ports: string;
}

export interface FirewallRule {
  readonly at: Span;
  readonly allows: boolean;
  readonly priority: number | undefined;
  readonly protocol: Value<string>;
  /** Each with its own text; one that stands alone can be any word. */
  readonly sources: readonly { readonly value: Value<string>; readonly isAlone: boolean }[];
  readonly ports: readonly (readonly [from: Value<number>, to: Value<number>])[];
}

const everybody = '0.0.0.0/0';

/** A word for the network around the group: https://learn.microsoft.com/azure/virtual-network/service-tags-overview (2026-11) */
const ownNetwork = 'VirtualNetwork';

const source: Spelling<string> = {
  decode: (written) => (/^(?:\*|any|internet|0\.0\.0\.0(?:\/0)?|\/0)$/i.test(String(written)) ? everybody : String(written)),
  encode: () => ownNetwork,
};

const protocol: Spelling<string> = { decode: (written) => (written === '*' ? 'any' : String(written).toLowerCase()), encode: () => undefined };

/** Undefined for rules about what goes out, and where that is not known. */
export function firewallRule(rule: Tree, words: RuleWords, head: Span): FirewallRule | undefined {
  const word = (name: keyof RuleWords): string => scalarText(at(rule, words[name]))?.toLowerCase() ?? '';
  if (rule.kind !== 'mapping' || word('direction') !== 'inbound' || !/^(?:allow|deny)$/.test(word('access'))) return undefined;
  const list = (one: Tree | undefined, several: Tree | undefined): readonly Tree[] => [...(one ? [one] : []), ...items(several)].filter(isSaid);
  const spoken = at(rule, words.protocol);
  const alone = at(rule, words.source);
  const ports = list(at(rule, words.port), at(rule, words.ports)).map(rangeOf);
  return {
    at: head,
    allows: word('access') === 'allow',
    priority: Number(word('priority')) || undefined,
    protocol: spoken ? asValue(spoken, protocol) : absent<string>(head),
    sources: list(alone, at(rule, words.sources)).map((tree) => ({ value: asValue(tree, source), isAlone: tree === alone })),
    ports: ports.length > 0 ? ports : [[unknown('its ports are not known', head), unknown('its ports are not known', head)]],
  };
}

function isSaid(tree: Tree): boolean {
  return !(tree.kind === 'scalar' && (tree.value === null || tree.value === ''));
}

/** `*`, `22`, `8000-9000`. */
function rangeOf(port: Tree): readonly [Value<number>, Value<number>] {
  const written = scalarText(port) ?? '';
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(written === '*' ? '0-65535' : written.trim()) ?? [];
  if (from === undefined || to === undefined) return [unknown('its ports are not known', port.at), unknown('its ports are not known', port.at)];
  return [known(Number(from), port.at, undefined, port.via), known(Number(to), port.at, undefined, port.via)];
}

/** Rules are tried by their priority, the lowest number first: what one refuses to everybody, no later one lets in. */
function isRefusedBefore(rule: FirewallRule, ports: FirewallRule['ports'][number], others: readonly FirewallRule[]): boolean {
  const [from, to] = ports.map((port) => effective(port));
  return others.some(
    (other) =>
      !other.allows &&
      (other.priority ?? Number.POSITIVE_INFINITY) < (rule.priority ?? 0) &&
      other.sources.some(({ value }) => effective(value) === everybody) &&
      [effective(rule.protocol), 'any'].includes(effective(other.protocol)) &&
      other.ports.some(([first, last]) => (effective(first) ?? 1) <= (from ?? 0) && (effective(last) ?? 0) >= (to ?? 1)),
  );
}

/** The group that a rule belongs to. */
export interface FirewallGroup {
  readonly link: Link;
  readonly users: readonly GroupUser[];
  /** All of its rules. */
  readonly rules: readonly FirewallRule[];
}

/** One opening for each source and each range of ports that a rule lets in. */
export function firewallOpenings(noun: Noun, rule: FirewallRule, group: FirewallGroup): readonly Opening[] {
  if (!rule.allows) return [];
  return rule.sources.flatMap(({ value, isAlone }, row) =>
    rule.ports.flatMap((range, column): Opening[] => {
      if (isRefusedBefore(rule, range, group.rules)) return [];
      const [fromPort, toPort] = range;
      // Names of networks stand alone: lists hold nothing but addresses.
      const narrow: Opening['narrow'] = (to) => (to === 'network' && isAlone ? value.slot?.(ownNetwork) : undefined);
      const key = `${noun.key}/${row}/${column}`;
      return [
        { ...noun, key, kind: 'opening', group: group.link, users: group.users, source: value, protocol: rule.protocol, fromPort, toPort, narrow },
      ];
    }),
  );
}
