/** Members whose access the audit log of Google Cloud leaves out. */
import type { AuditConfig } from '../../model/audit-config.ts';
import type { Application } from '../../model/application.ts';
import { effective, textOf } from '../../model/value.ts';
import { textAt, type Span } from '../../source/span.ts';
import { listing } from '../listing.ts';
import { write, type Problem } from '../rule.ts';

/** A hole in a text, where only the hole has a place. */
function isWrittenInPart({ at }: { readonly at: Span }): boolean {
  return /["':]/.test(textAt(at)) || at.file.text.slice(at.start - 2, at.start) === '${';
}

export function* exemptions({ auditConfigs }: Application): Iterable<Problem<'exempted' | 'unrecorded'>> {
  for (const config of auditConfigs) {
    const types = leftOut(config);
    if (types.length > 0)
      yield { message: 'unrecorded', data: { types: listing(types) }, at: config.at, subject: config, evidence: types.join(' '), severity: 'low' };
    const service = effective(config.service);
    for (const log of config.logs) {
      const named = log.exempted.filter((member) => member.state === 'known' || isWrittenInPart(member));
      // A member that is written out in part is one; a list that is handed in may be empty.
      const [first] = named;
      if (!first) continue;
      const members = named.map((member) => (textOf(member, '…') ?? 'a member').replace(/^\w+:/, ''));
      const type = effective(log.type) ?? 'some access';
      yield {
        message: 'exempted',
        data: { members: listing(members), service: service === undefined || service === 'allServices' ? 'all services' : service, type },
        at: first,
        subject: config,
        evidence: type,
        fixes: [{ title: 'record everybody', risk: 'review', check: 'each recorded access costs by its volume', changes: [write(log.clear, true)] }],
      };
    }
  }
}

/** What is done to data, as far as the records of all services do not take it in. */
function leftOut({ service, logs }: AuditConfig): readonly string[] {
  const types = logs.map(({ type }) => effective(type));
  if (effective(service) !== 'allServices' || logs.length === 0 || types.includes(undefined)) return [];
  return ['DATA_READ', 'DATA_WRITE'].filter((type) => !types.includes(type));
}
