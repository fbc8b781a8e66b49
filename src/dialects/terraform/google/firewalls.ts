/** Reads what the firewalls of private networks let in. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, Expression, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Slot, Value } from '../../../model/value.ts';
import { absent, known, unknown } from '../../../model/value.ts';
import type { Opening } from '../../../model/network.ts';
import { nounOf, ownLink } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** https://cloud.google.com/firewall/docs/firewalls: for what comes in, unless it says otherwise. */
const readFirewall: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  if (scalarText(at(properties, 'direction')) === 'EGRESS' || scalarText(at(properties, 'disabled')) === 'true') return;
  for (const [row, allow] of items(at(properties, 'allow')).entries()) {
    const ports = at(allow, 'ports');
    const ranges = ports ? items(ports).map(rangeOf) : [[absent<number>(allow.at), absent<number>(allow.at)] as const];
    const protocol = at(allow, 'protocol');
    for (const [column, source] of items(at(properties, 'source_ranges')).entries())
      for (const [index, [fromPort, toPort]] of ranges.entries())
        reading.nouns.openings.push({
          ...nounOf(resource, reading),
          key: reading.key(`${resource.address}/${row}/${column}/${index}`),
          kind: 'opening',
          group: ownLink(resource, reading),
          users: [],
          source: asValue(source, text),
          protocol: protocol ? asValue(protocol, text) : absent<string>(allow.at),
          fromPort,
          toPort,
          narrow: narrowing(source, resource, reading),
        });
  }
};

/** `22`, `8000-9000`. */
function rangeOf(port: Tree): readonly [Value<number>, Value<number>] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(scalarText(port) ?? '') ?? [];
  if (from === undefined || to === undefined) return [unknown('its ports are not known', port.at), unknown('its ports are not known', port.at)];
  return [known(Number(from), port.at), known(Number(to), port.at)];
}

/** The addresses of the one subnetwork there is in its network. */
function narrowing(source: Tree, resource: TerraformResource, reading: Reading): Opening['narrow'] {
  const network = reading.target(at(resource.properties, 'network'), 'google_compute_network');
  const own = network ? reading.belonging(network, 'google_compute_subnetwork', 'network') : [];
  const [subnetwork] = own;
  if (!subnetwork || own.length > 1 || subnetwork.module !== resource.module || subnetwork.key !== undefined) return undefined;
  const slot: Slot<'functions' | 'network' | 'nobody'> = (to) =>
    to === 'network' ? source.editor?.replace(new Expression(`google_compute_subnetwork.${subnetwork.name}.ip_cidr_range`)) : undefined;
  return slot;
}

export const firewallReaders: Readonly<Record<string, ResourceReader>> = { google_compute_firewall: readFirewall };
