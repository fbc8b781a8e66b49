/** Suggestions: what GitHub would make of them is what the fix makes of the file, or there is none. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import type { Finding, FixEdit } from '../../src/finding/finding.ts';
import { keyOf, readMarker } from '../../src/pull-request/marker.ts';
import { planReview, type ReviewPlan } from '../../src/pull-request/review-plan.ts';
import { outputContext } from '../../src/reporters/context.ts';
import type { Cases, Rule } from '../../src/rules/rule.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { applyEdits, orderEdits } from '../../src/source/edit.ts';
import { SourceFile } from '../../src/source/file.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { anchorError } from '../github/state.ts';
import { applySuggestion, suggestionIn } from '../github/suggestions.ts';
import { finding, place, placeOf, report } from '../report/samples.ts';
import { readMarked, withoutLead } from '../rules/marks.ts';
import { diffOfTexts } from './text-diff.ts';

type Texts = Readonly<Record<string, string>>;

function planFor(before: Texts, after: Texts, findings: readonly Finding[], secrets: readonly string[] = []): ReviewPlan {
  const sources = new Map(Object.entries(after).map(([path, text]) => [path, new SourceFile(path, text)]));
  const of = report(findings, after);
  return planReview({
    report: of,
    context: outputContext(of, (path) => sources.get(path), secrets),
    diff: diffOfTexts(before, after),
    headSha: 'c0ffee0000',
    scope: 'pull/1',
    id: 'scan',
    maxComments: 25,
    commentSeverity: 'note',
    threads: [],
  });
}

function applied(after: Texts, { path, startLine, line, body }: ReviewPlan['create'][number]): string | undefined {
  const suggestion = suggestionIn(body);
  return suggestion && applySuggestion(after[path] ?? '', startLine, line, suggestion);
}

describe('every fixed case of every rule, as a pull request that brings the defect in', async () => {
  const folder = fileURLToPath(new URL('../../src/rules/', import.meta.url));
  const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /^[^/]+\/[^/]+\.cases\.ts$/.test(path));
  const subjects = await Promise.all(
    ids.sort().map(async (path) => {
      const rule = (await import(`${folder}${path.replace('.cases.ts', '.ts')}`)) as { default: Rule };
      const cases = (await import(`${folder}${path}`)) as { default: Cases };
      return { rule: rule.default, cases: cases.default.vulnerable.filter(({ fixed }) => fixed !== null) };
    }),
  );
  const totals = { found: 0, commented: 0, suggested: 0 };

  test.each(subjects.filter(({ cases }) => cases.length > 0))('$rule.id', ({ rule, cases }) => {
    const scan = (files: Texts) => scanBuiltin(memoryTree(files), { dialects, rules: [rule], today: '2026-11-22', clock: () => 0 });
    for (const { name, file, text, files = {}, fixed } of cases) {
      const bad = Object.fromEntries(Object.entries({ [file]: text, ...files }).map(([path, marked]) => [path, readMarked(marked).text]));
      const repaired = typeof fixed === 'string' ? { [file]: fixed } : (fixed ?? {});
      const good = { ...bad, ...Object.fromEntries(Object.entries(repaired).map(([path, marked]) => [path, withoutLead(marked)])) };
      const { findings, secrets } = scan(bad);
      const plan = planFor(good, bad, findings, secrets);
      totals.found += findings.length;
      totals.commented += plan.told.commented + plan.told.grouped;
      for (const comment of plan.create) {
        const after = applied(bad, comment);
        if (after === undefined) continue;
        totals.suggested++;
        const rescan = scan({ ...bad, [comment.path]: after });
        expect({ name, left: rescan.findings.length, troubles: rescan.notices.filter(({ level }) => level === 'error') }).toEqual({
          name,
          left: expect.toSatisfy((left: number) => left < findings.length),
          troubles: [],
        });
      }
    }
  });

  test('nearly all have their comment, and most a suggestion', () => {
    expect(totals.commented / totals.found).toBeGreaterThanOrEqual(0.95);
    expect(totals.suggested / totals.found).toBeGreaterThanOrEqual(0.6);
  });
});

describe('whatever changes and whatever the fix', () => {
  const line = fc.constantFrom('a: 1', 'b: 2', '  c: 3', '', 'd:', '```', '\te', 'AuthType: NONE');
  const world = fc
    .record({
      head: fc.array(line, { minLength: 1, maxLength: 30 }),
      kept: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      extra: fc.array(fc.nat(29), { maxLength: 4 }),
      ending: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      edits: fc.array(fc.record({ at: fc.nat(), length: fc.nat(20), text: fc.constantFrom('', 'x', 'y: 1\n', '\nz: 2', '````', 'AWS_IAM') }), {
        minLength: 1,
        maxLength: 3,
      }),
      found: fc.nat(29),
      span: fc.nat(12),
    })
    .map(({ head, kept, extra, ending, last, edits, found, span }) => {
      const base = head.flatMap((text, index) => [...(kept[index] ? [text] : []), ...(extra.includes(index) ? ['old'] : [])]);
      const after = head.join(ending) + (last ? ending : '');
      return {
        before: base.join(ending) + (last ? ending : ''),
        after,
        edits,
        at: 1 + (found % head.length),
        span,
        ending: after.includes(ending) ? ending : '\n',
      };
    });

  test('no comment stands where GitHub takes none, and a suggestion does what the fix does', () => {
    fc.assert(
      fc.property(world, ({ before, after, edits, at, span, ending }) => {
        const file = new SourceFile('a.yaml', after);
        const located = edits.map(({ at: offset, length, text }) => {
          const start = offset % (after.length + 1);
          return { at: { file, start, end: Math.min(after.length, start + length) }, text: text.replaceAll('\n', ending) };
        });
        const ordered = orderEdits(located);
        fc.pre(ordered !== undefined && !located.some(({ at: { start, end } }) => cutsLineEnding(after, start) || cutsLineEnding(after, end)));
        const fixEdits = located.map(({ at: { start, end }, text }): FixEdit => {
          const [from, to] = [file.positionAt(start), file.positionAt(end)];
          return { place: place('a.yaml', from.line, from.column, to.line, to.column), text };
        });
        const fix = { title: 'fix', risk: 'safe', edits: fixEdits } as const;
        const plan = planFor({ 'a.yaml': before }, { 'a.yaml': after }, [finding({ place: place('a.yaml', at, 1, at + span, 2), fix })]);
        const diff = diffOfTexts({ 'a.yaml': before }, { 'a.yaml': after });
        for (const comment of plan.create) {
          expect(anchorError(diff, { path: comment.path, start: comment.startLine, line: comment.line })).toBeUndefined();
          const result = applied({ 'a.yaml': after }, comment);
          if (result !== undefined) expect(result).toBe(applyEdits(file, ordered ?? []).text);
        }
      }),
      { seed: 5, numRuns: 1500 },
    );
  });

  /** Fixes of ours never part a line ending; suggestions cannot. */
  function cutsLineEnding(text: string, offset: number): boolean {
    return text[offset - 1] === '\r' && text[offset] === '\n';
  }
});

describe('one by one', () => {
  const before = 'Resources:\n  A:\n    Name: a\n    Auth: IAM\n    Size: 1\n';
  const after = before.replace('IAM', 'NONE');
  const file = new SourceFile('t.yaml', after);
  const at = placeOf(file, 'NONE');
  const commentOn = (edits: readonly FixEdit[], more: Partial<Finding> = {}, secrets: readonly string[] = [], texts = { before, after }): string => {
    const one = finding({ place: at, fix: { title: 'ask for credentials', risk: 'review', check: 'callers must sign', edits }, ...more });
    return planFor({ 't.yaml': texts.before }, { 't.yaml': texts.after }, [one], secrets).create[0]?.body ?? '';
  };

  test('a value on its line', () => {
    expect(commentOn([{ place: at, text: 'IAM' }])).toContain('\n```suggestion\n    Auth: IAM\n```\n\nBefore applying it: callers must sign.');
  });

  test('a fence outlasts the backticks in the text', () => {
    expect(suggestionIn(commentOn([{ place: at, text: '`````' }]))).toEqual(['    Auth: `````']);
  });

  test('lines that go away altogether', () => {
    expect(commentOn([{ place: place('t.yaml', 4, 1, 5, 1), text: '' }])).toContain('\n```suggestion\n```\n');
  });

  test('an insertion repeats the line it stands beside', () => {
    expect(suggestionIn(commentOn([{ place: place('t.yaml', 5, 1, 5, 1), text: '    Log: on\n' }]))).toEqual(['    Auth: NONE', '    Log: on']);
  });

  const [top, bottom] = ['Resources:\n  A:\n    Name: a\n    Auth: NONE\n', `${'    More: 1\n'.repeat(14)}    End: 1\n`];
  const body = { path: 't.yaml', startLine: 2, startColumn: 1, endLine: 19, endColumn: 1 };
  const written = (edits: readonly FixEdit[], more: Partial<Finding> = {}): ReviewPlan['create'] => {
    const fix = { title: 'log it', risk: 'safe', edits } as const;
    return planFor({}, { 't.yaml': top + bottom }, [finding({ place: at, fix, ...more })]).create;
  };

  test('near the finding, what lies between is repeated', () => {
    const [comment] = written([{ place: place('t.yaml', 9, 1, 9, 1), text: '    Log: on\n' }]);
    expect([comment?.startLine, comment?.line]).toEqual([4, 8]);
    expect(suggestionIn(comment?.body ?? '')).toHaveLength(6);
  });

  test('farther away in the same resource, the comment stands where one click mends it, and names the line', () => {
    const [comment] = written([{ place: place('t.yaml', 19, 1, 19, 1), text: '    Log: on\n' }], { subject: { ...finding().subject, body } });
    expect([comment?.startLine, comment?.line]).toEqual([18, 18]);
    expect(suggestionIn(comment?.body ?? '')).toEqual(['    More: 1', '    Log: on']);
    expect(comment?.body).toContain('It shows at `t.yaml:4`; the fix goes here.');
  });

  test('farther away and in something else, the comment stays on the finding, with a folded patch', () => {
    const [comment] = written([{ place: place('t.yaml', 19, 1, 19, 1), text: '    Log: on\n' }]);
    expect([comment?.startLine, comment?.line]).toEqual([4, 4]);
    expect(suggestionIn(comment?.body ?? '')).toBeUndefined();
    expect(comment?.body).toContain('@@ t.yaml:19 @@\n+    Log: on');
  });

  test('edits with a few lines between them are one suggestion', () => {
    const [comment] = written([
      { place: at, text: 'IAM' },
      { place: place('t.yaml', 14, 1, 14, 1), text: '    Log: on\n' },
    ]);
    expect([comment?.startLine, comment?.line]).toEqual([4, 13]);
    expect(suggestionIn(comment?.body ?? '')).toHaveLength(11);
  });

  test('edits with much between them are a folded patch', () => {
    const [comment] = written([
      { place: at, text: 'IAM' },
      { place: place('t.yaml', 19, 1, 19, 1), text: '    Log: on\n' },
    ]);
    expect(suggestionIn(comment?.body ?? '')).toBeUndefined();
  });

  describe('several findings at one line', () => {
    const second = (edits: readonly FixEdit[]): Finding =>
      finding({
        ruleId: 'monitoring/unlogged-function',
        severity: 'medium',
        place: at,
        message: 'Nobody sees what it does',
        fix: { title: 'log it', risk: 'review', check: 'logs cost money', edits },
      });
    const bodyOf = (edits: readonly FixEdit[]): string => {
      const one = finding({
        place: at,
        fix: { title: 'ask for credentials', risk: 'review', check: 'callers must sign', edits: [{ place: at, text: 'IAM' }] },
      });
      const { create } = planFor({ 't.yaml': before }, { 't.yaml': after }, [one, second(edits)]);
      expect(create).toHaveLength(1);
      return create[0]?.body ?? '';
    };

    test('one suggestion repairs both where their fixes go together', () => {
      const text = bodyOf([{ place: place('t.yaml', 5, 1, 5, 1), text: '    Log: on\n' }]);
      expect(suggestionIn(text)).toEqual(['    Auth: IAM', '    Log: on']);
      expect(text.match(/```suggestion/g)).toHaveLength(1);
      expect(text).toContain('Before applying it: callers must sign.');
      expect(text).toContain('The suggestion above repairs this as well. Before applying it: logs cost money.');
      expect(text).not.toContain('```diff');
    });

    test('a fix of both is told to be one', () => {
      const text = bodyOf([{ place: at, text: 'IAM' }]);
      expect(suggestionIn(text)).toEqual(['    Auth: IAM']);
      expect(text).toContain('The suggestion above repairs this as well.');
    });

    test('where their fixes want the same text otherwise, the worse one has the suggestion, and the other its patch', () => {
      const text = bodyOf([{ place: at, text: 'OAUTH' }]);
      expect(suggestionIn(text)).toEqual(['    Auth: IAM']);
      expect(text).not.toContain('repairs this as well');
      expect(text).toContain('+    Auth: OAUTH');
    });
  });

  test('a fix in another place of the file is a folded patch', () => {
    const long = { before: `${before}${'    More: 1\n'.repeat(30)}End: 1\n`, after: `${after}${'    More: 1\n'.repeat(30)}End: 1\n` };
    const body = commentOn([{ place: place('t.yaml', 36, 1, 36, 1), text: 'Log: on\n' }], {}, [], long);
    expect(suggestionIn(body)).toBeUndefined();
    expect(body).toMatch(/<details><summary>Fix to review: ask for credentials<\/summary>\n\n```diff\n@@ t\.yaml:36 @@\n\+Log: on\n```/);
  });

  test('a fix in two files is a folded patch', () => {
    const body = commentOn([
      { place: at, text: 'IAM' },
      { place: place('u.yaml', 1, 1, 1, 1), text: 'x' },
    ]);
    expect(suggestionIn(body)).toBeUndefined();
    expect(body).toContain('```diff');
  });

  test('a line with a secret is neither suggested nor shown', () => {
    const secret = ['hunter', 'two', 'three'].join('-');
    const texts = { before, after: after.replace('Auth: NONE', `Auth: NONE # ${secret}`) };
    const body = commentOn([{ place: at, text: 'IAM' }], {}, [secret], texts);
    expect(body).not.toContain(secret);
    expect(suggestionIn(body)).toBeUndefined();
    expect(body).toContain('[redacted]');
  });

  test('a line whose look deceives is not suggested', () => {
    const texts = { before, after: after.replace('Auth: NONE', 'Auth: NONE # \u202eIAM') };
    expect(suggestionIn(commentOn([{ place: at, text: 'IAM' }], {}, [], texts))).toBeUndefined();
  });

  test('a diff of another text than the scanned one carries no comment at all', () => {
    const plan = planReview({
      report: report([finding({ place: at })]),
      context: outputContext(report([]), () => new SourceFile('t.yaml', 'something\nelse\n'), []),
      diff: diffOfTexts({ 't.yaml': before }, { 't.yaml': after }),
      headSha: 'c0ffee0000',
      scope: 'pull/1',
      id: 'scan',
      maxComments: 25,
      commentSeverity: 'note',
      threads: [],
    });
    expect(plan).toMatchObject({ create: [], told: { fresh: 1, elsewhere: [{}] } });
  });

  test('the key of a comment is what the finding is, wherever it is', () => {
    const body = commentOn([{ place: at, text: 'IAM' }]);
    const semantic = report([finding({ place: place('elsewhere.yaml', 99) })]).results[0]?.fingerprints.semantic ?? '';
    expect(readMarker(body, 'pull/1')?.keys).toEqual([keyOf(semantic)]);
  });
});
