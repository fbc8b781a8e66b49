/** What several tools say of one defect is one finding; two defects stay two. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Place } from '../../src/finding/finding.ts';
import { mergeFindings } from '../../src/report/merge.ts';
import { finding, place } from './samples.ts';

const body = (from: number, to: number, path = 'template.yaml'): Place => place(path, from, 1, to, 80);

function ours(ruleId: string, message: string, at: Place, changes: { readonly address?: string; readonly body?: Place } = {}): Finding {
  const { address = 'Store', body: own = at } = changes;
  return finding({
    ruleId,
    severity: 'medium',
    message: `${ruleId} ${message} ${at.startLine}`,
    evidence: message,
    place: at,
    subject: { address, label: address, type: 'T', body: own, root: at.path },
    detectedBy: [{ tool: 'faasgate', ruleId }],
  });
}

function theirs(id: string, own: Place, changes: Partial<Finding> & { readonly address?: string } = {}): Finding {
  const { address = 'Store', ...rest } = changes;
  const [tool = '', ruleId = ''] = id.split('/');
  return finding({
    ruleId: id,
    severity: 'high',
    message: `${address} ${ruleId}`,
    evidence: '',
    place: own,
    subject: { address, label: address, type: 'T', body: own, root: own.path },
    detectedBy: [{ tool, ruleId }],
    ...rest,
  });
}

/** As a file of another tool's results has it: a place and no resource. */
const imported = (id: string, at: Place): Finding => theirs(id, at, { address: at.path });

const shown = (findings: readonly Finding[]): readonly string[] =>
  mergeFindings(findings)
    .map(({ ruleId, detectedBy }) => `${ruleId} ← ${detectedBy.map((one) => one.ruleId).join(' ')}`)
    .sort();

describe('with a finding of ours', () => {
  const bucket = ours('storage/public-store', 'guards', place('template.yaml', 14), { body: body(10, 20) });

  test('four flags of Checkov on one bucket are our one sentence about it, with our severity and all ids', () => {
    const flags = ['53', '54', '55', '56'].map((number) => theirs(`checkov/CKV_AWS_${number}`, body(10, 20)));
    const [merged, ...more] = mergeFindings([...flags, bucket]);
    expect(more).toEqual([]);
    expect(merged).toMatchObject({ ruleId: 'storage/public-store', message: bucket.message, severity: 'medium' });
    expect(merged?.detectedBy.map(({ ruleId }) => ruleId)).toEqual(['storage/public-store', 'CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56']);
  });

  test('a check of one port goes to the rules of a group that let this port in', () => {
    const group = { address: 'Group', body: body(10, 20) };
    const shell = ours('triggers/open-network', 'users 0.0.0.0/0 22-22', place('template.yaml', 12), group);
    const all = ours('triggers/open-network', 'users 0.0.0.0/0 0-65535', place('template.yaml', 16), group);
    const [ssh, web] = [theirs('checkov/CKV_AWS_24', body(10, 20), group), theirs('checkov/CKV_AWS_260', body(10, 20), group)];
    expect(shown([shell, all, ssh, web])).toEqual([
      'triggers/open-network ← triggers/open-network CKV_AWS_24',
      'triggers/open-network ← triggers/open-network CKV_AWS_24 CKV_AWS_260',
    ]);
    expect(shown([shell, web])).toHaveLength(2);
  });

  test('another message of the same rule is another defect', () => {
    expect(shown([bucket, theirs('checkov/CKV_AWS_20', body(10, 20))])).toHaveLength(2);
  });

  test('another bucket stays another finding', () => {
    expect(shown([bucket, theirs('checkov/CKV_AWS_53', body(30, 40), { address: 'Other' })])).toHaveLength(2);
  });

  test('the same address in another file is another resource', () => {
    expect(shown([bucket, theirs('checkov/CKV_AWS_53', body(10, 20, 'other.yaml'))])).toHaveLength(2);
  });

  test('a literal that stands elsewhere is still the resource that it is used by', () => {
    const runtime = ours('hardening/deprecated-runtime', 'blocked', place('template.yaml', 3), { address: 'Fn', body: body(10, 20) });
    expect(shown([runtime, theirs('checkov/CKV_AWS_363', body(10, 20), { address: 'Fn' })])).toEqual([
      'hardening/deprecated-runtime ← hardening/deprecated-runtime CKV_AWS_363',
    ]);
  });

  test('one that is explained by two of ours is credited to both', () => {
    const statements = [12, 16].map((line) => ours('iam/wildcard-resource', `all ${line}`, place('template.yaml', line), { address: 'Role' }));
    expect(shown([...statements, theirs('checkov/CKV_AWS_111', body(10, 20), { address: 'Policy' })])).toEqual([
      'iam/wildcard-resource ← iam/wildcard-resource CKV_AWS_111',
      'iam/wildcard-resource ← iam/wildcard-resource CKV_AWS_111',
    ]);
  });

  test('one that marks its statement is explained by ours of that statement only', () => {
    const first = ours('iam/wildcard-action', 'service', place('template.yaml', 12), { address: 'Role' });
    const narrowed = theirs('checkov/CKV_AWS_111', body(10, 40), { address: 'Policy', place: body(30, 33) });
    expect(shown([first, narrowed])).toHaveLength(2);
    expect(shown([first, { ...narrowed, place: body(11, 14) }])).toHaveLength(1);
  });

  test('two secrets on neighbouring lines are two', () => {
    const secret = ours('secrets/secret-in-code', 'literal', place('app.py', 5));
    expect(shown([secret, imported('gitleaks/aws-access-token', place('app.py', 6))])).toHaveLength(2);
    expect(shown([secret, imported('gitleaks/aws-access-token', place('app.py', 5))])).toHaveLength(1);
  });

  test('an imported result without a resource meets ours by its place', () => {
    expect(shown([bucket, imported('trivy/AVD-AWS-0086', body(10, 20))])).toEqual(['storage/public-store ← storage/public-store AVD-AWS-0086']);
    expect(shown([bucket, imported('trivy/AVD-AWS-0086', place('template.yaml', 11))])).toHaveLength(1);
    expect(shown([bucket, imported('trivy/AVD-AWS-0086', place('template.yaml', 31))])).toHaveLength(2);
  });

  test('what another tool was told to let be does not silence ours', () => {
    const skipped = theirs('checkov/CKV_AWS_53', body(10, 20), { suppressedBy: { tool: 'checkov', reason: 'known' } });
    expect(mergeFindings([bucket, skipped])[0]).not.toHaveProperty('suppressedBy');
  });
});

describe('without a finding of ours', () => {
  test('ids of one row at one resource are one finding, and the most telling id speaks', () => {
    expect(shown(['53', '54', '55', '56'].map((number) => theirs(`checkov/CKV_AWS_${number}`, body(1, 9))))).toEqual([
      'checkov/CKV_AWS_53 ← CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56',
    ]);
  });

  test('a store that is not encrypted has no key of its own: one finding', () => {
    expect(shown([theirs('checkov/CKV_AWS_327', body(1, 9)), theirs('checkov/CKV_AWS_96', body(1, 9))])).toEqual([
      'checkov/CKV_AWS_96 ← CKV_AWS_327 CKV_AWS_96',
    ]);
  });

  test('two settings of one resource are two findings', () => {
    expect(shown(['checkov/CKV_AWS_115', 'checkov/CKV_AWS_116', 'checkov/CKV_AWS_117'].map((id) => theirs(id, body(1, 9))))).toHaveLength(3);
  });

  test('two statements of one policy are two, when their places tell them apart', () => {
    const at = (from: number, to: number) => theirs('checkov/CKV_AWS_111', body(1, 40), { place: body(from, to) });
    const exfiltration = theirs('checkov/CKV_AWS_108', body(1, 40), { place: body(30, 34) });
    expect(shown([at(10, 12), exfiltration])).toHaveLength(2);
    expect(shown([at(29, 31), exfiltration])).toHaveLength(1);
  });

  test('two tools that name places join the one that names the resource', () => {
    const findings = [
      theirs('checkov/CKV_AWS_18', body(1, 9)),
      imported('trivy/AVD-AWS-0089', body(1, 9)),
      imported('cfn-nag/W35', place('template.yaml', 1)),
    ];
    expect(shown(findings)).toEqual(['checkov/CKV_AWS_18 ← W35 CKV_AWS_18 AVD-AWS-0089']);
  });

  test('ids that no row names stay as they are', () => {
    expect(shown([theirs('checkov/CKV_AWS_157', body(1, 9)), theirs('checkov/CKV_AWS_118', body(1, 9))])).toHaveLength(2);
  });

  test('it is suppressed when all that say it are', () => {
    const suppressedBy = { tool: 'checkov', reason: 'public on purpose' };
    const [first, second] = [theirs('checkov/CKV_AWS_53', body(1, 9), { suppressedBy }), theirs('checkov/CKV_AWS_54', body(1, 9))];
    expect(mergeFindings([first, second])[0]).not.toHaveProperty('suppressedBy');
    expect(mergeFindings([first, { ...second, suppressedBy }])[0]).toMatchObject({ suppressedBy });
  });
});

describe('packages', () => {
  const advisory = (tool: string, at: Place, evidence = 'lodash@4.17.15 CVE-2021-23337', changes: Partial<Finding> = {}): Finding =>
    finding({
      ruleId: 'dependencies/vulnerable-package',
      message: `${tool} ${evidence}`,
      evidence,
      place: at,
      subject: { address: 'lodash', label: 'lodash', type: 'npm', body: at, root: at.path },
      detectedBy: [{ tool, ruleId: tool === 'snyk' ? 'SNYK-JS-LODASH-1' : 'GHSA-35jh-r3h4-6jhm' }],
      ...changes,
    });

  test('one advisory in a manifest and its lock file, from two tools, is one finding that names both places', () => {
    const [merged, ...more] = mergeFindings([advisory('snyk', place('app/package.json', 7)), advisory('osv', place('app/package-lock.json', 90))]);
    expect(more).toEqual([]);
    expect(merged?.detectedBy.map(({ tool }) => tool)).toEqual(['osv', 'snyk']);
    expect(merged?.related).toEqual([{ place: place('app/package.json', 7), text: 'also here' }]);
  });

  test('advisories that share an id are one, whatever each tool calls it first', () => {
    const theirs = advisory('snyk', place('a/package.json', 7), 'lodash@4.17.15 CVE-2020-1', {
      detectedBy: ['SNYK-JS-LODASH-1', 'CVE-2020-1', 'CVE-2020-2'].map((ruleId) => ({ tool: 'snyk', ruleId })),
    });
    const known = ['CVE-2020-2', 'CVE-2020-3'].map((id) =>
      advisory('osv', place('a/package.json', 7), `lodash@4.17.15 ${id}`, { detectedBy: [{ tool: 'osv', ruleId: `GHSA-${id}` }] }),
    );
    const merged = mergeFindings([theirs, ...known]);
    expect(merged.map(({ evidence, detectedBy }) => [evidence, detectedBy.length])).toEqual([
      ['lodash@4.17.15 CVE-2020-2', 4],
      ['lodash@4.17.15 CVE-2020-3', 1],
    ]);
    expect(mergeFindings(merged)).toEqual(merged);
  });

  test('what one tool counts as one and the other as two stays two', () => {
    const theirs = advisory('snyk', place('a/package.json', 7), 'lodash@4.17.15 CVE-2020-1', {
      detectedBy: ['CVE-2020-1', 'CVE-2020-2'].map((ruleId) => ({ tool: 'snyk', ruleId })),
    });
    const two = ['CVE-2020-1', 'CVE-2020-2'].map((id) => advisory('osv', place('a/package.json', 7), `lodash@4.17.15 ${id}`));
    expect(mergeFindings([...two, theirs]).map(({ evidence, detectedBy }) => [evidence, detectedBy.map(({ tool }) => tool)])).toEqual([
      ['lodash@4.17.15 CVE-2020-1', ['osv', 'snyk', 'snyk']],
      ['lodash@4.17.15 CVE-2020-2', ['osv', 'snyk', 'snyk']],
    ]);
  });

  test('another folder, another version and another advisory are others', () => {
    const others = [
      advisory('osv', place('b/package-lock.json', 9)),
      advisory('osv', place('a/package-lock.json', 9), 'lodash@4.17.20 CVE-2021-23337'),
      advisory('osv', place('a/package-lock.json', 9), 'lodash@4.17.15 CVE-2020-8203'),
    ];
    expect(mergeFindings([advisory('snyk', place('a/package.json', 7)), ...others])).toHaveLength(4);
  });

  test('what Snyk was told to ignore stays ignored when OSV sees it too', () => {
    const suppressedBy = { tool: 'snyk', reason: 'not reachable', until: '2027-01-01' };
    const ignored = advisory('snyk', place('a/package.json', 7), undefined, { suppressedBy });
    expect(mergeFindings([ignored, advisory('osv', place('a/package-lock.json', 9))])[0]).toMatchObject({ suppressedBy });
  });
});

describe('merging findings of several tools', () => {
  const rows = [
    'checkov/CKV_AWS_53',
    'checkov/CKV_AWS_54',
    'checkov/CKV_AWS_20',
    'checkov/CKV_AWS_96',
    'checkov/CKV_AWS_327',
    'checkov/CKV_AWS_111',
    'checkov/CKV_AWS_108',
    'checkov/CKV_AWS_62',
    'checkov/CKV_AWS_118',
    'trivy/AVD-AWS-0086',
    'gitleaks/x',
  ];
  const foreign = fc
    .record({
      id: fc.constantFrom(...rows),
      address: fc.constantFrom('A', 'B', ''),
      line: fc.constantFrom(1, 10),
      at: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ id, address, line, at }) =>
      address === ''
        ? imported(id, place('template.yaml', line + at))
        : theirs(id, body(line, line + 9), { address, place: body(line + at, line + at + 1) }),
    );
  const own = fc
    .record({
      rule: fc.constantFrom('storage/public-store:guards', 'storage/unencrypted-store:off', 'iam/wildcard-action:service'),
      line: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ rule, line }) =>
      ours(rule.split(':')[0] ?? '', rule.split(':')[1] ?? '', place('template.yaml', line), { address: line < 10 ? 'A' : 'B' }),
    );
  const ids = fc.uniqueArray(fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3', 'GHSA-1'), { minLength: 1, maxLength: 3 });
  const advisory = fc
    .record({ tool: fc.constantFrom('osv', 'snyk', 'trivy'), ids, line: fc.integer({ min: 1, max: 3 }), name: fc.constantFrom('a@1', 'b@1') })
    .map(({ tool, ids: [first = '', ...more], line, name }) =>
      finding({
        ruleId: 'dependencies/vulnerable-package',
        message: `${tool} ${name} ${first}`,
        evidence: `${name} ${first}`,
        place: place(line === 3 ? 'app/lock.json' : 'app/package.json', line),
        detectedBy: [first, ...more].map((ruleId) => ({ tool, ruleId })),
      }),
    );
  const some = fc.oneof(fc.array(fc.oneof(foreign, own), { maxLength: 14 }), fc.array(fc.oneof(advisory, own), { maxLength: 10 }));

  test('depends on no order', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (findings, keys) => {
        const shuffled = findings.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        expect(mergeFindings(shuffled.map(({ one }) => one))).toEqual(mergeFindings(findings));
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  test('changes nothing the second time, loses no id, and adds no finding', () => {
    const idsOf = (list: readonly Finding[]) => new Set(list.flatMap(({ detectedBy }) => detectedBy.map(({ tool, ruleId }) => `${tool}/${ruleId}`)));
    fc.assert(
      fc.property(some, (findings) => {
        const once = mergeFindings(findings);
        expect(mergeFindings(once)).toEqual(once);
        expect(idsOf(once)).toEqual(idsOf(findings));
        expect(once.length).toBeLessThanOrEqual(findings.length);
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});
