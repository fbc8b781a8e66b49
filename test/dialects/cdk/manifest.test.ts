/** Which templates make up one output of the CDK. */
import { expect, test } from 'vitest';
import { cdkOutputs } from '../../../src/dialects/cloudformation/cdk/manifest.ts';
import { memoryTree } from '../../../src/source/memory.ts';

const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
const assembly = (directoryName: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
const manifest = (artifacts: Readonly<Record<string, unknown>>): string => JSON.stringify({ version: '48.0.0', artifacts });

function outputs(files: Readonly<Record<string, string>>, recognised = Object.keys(files).filter((path) => path.endsWith('.template.json'))) {
  return cdkOutputs(recognised, memoryTree(files));
}

test('the stacks of a manifest are one output, in its order', () => {
  const found = outputs({
    'infra/cdk.out/manifest.json': manifest({
      B: stack('B.template.json'),
      A: stack('A.template.json'),
      Tree: { type: 'cdk:tree' },
      Gone: stack('Gone.template.json'),
    }),
    'infra/cdk.out/A.template.json': '{}',
    'infra/cdk.out/B.template.json': '{}',
  });
  expect(found).toEqual([{ folder: 'infra/cdk.out', templates: ['infra/cdk.out/B.template.json', 'infra/cdk.out/A.template.json'] }]);
});

test('stages belong to the assembly that holds them', () => {
  const found = outputs({
    'cdk.out/manifest.json': manifest({ Pipeline: stack('Pipeline.template.json'), 'assembly-Live': assembly('assembly-Live') }),
    'cdk.out/Pipeline.template.json': '{}',
    'cdk.out/assembly-Live/manifest.json': manifest({ Orders: stack('Orders.template.json') }),
    'cdk.out/assembly-Live/Orders.template.json': '{}',
  });
  expect(found).toEqual([{ folder: 'cdk.out', templates: ['cdk.out/Pipeline.template.json', 'cdk.out/assembly-Live/Orders.template.json'] }]);
});

test('an output of stages alone is found from their templates', () => {
  const found = outputs({
    'cdk.out/manifest.json': manifest({ Live: assembly('assembly-Live'), Test: assembly('assembly-Test') }),
    'cdk.out/assembly-Live/manifest.json': manifest({ Orders: stack('Orders.template.json') }),
    'cdk.out/assembly-Live/Orders.template.json': '{}',
    'cdk.out/assembly-Test/manifest.json': manifest({ Orders: stack('Orders.template.json') }),
    'cdk.out/assembly-Test/Orders.template.json': '{}',
  });
  expect(found.map(({ folder, templates }) => [folder, templates.length])).toEqual([['cdk.out', 2]]);
});

test('a nested stack, and a folder whose manifest is not kept, belong to the output as well', () => {
  const found = outputs({
    'cdk.out/manifest.json': manifest({ A: stack('A.template.json') }),
    'cdk.out/A.template.json': '{}',
    'cdk.out/ANested.nested.template.json': '{}',
    'other/cdk.out/B.template.json': '{}',
    'snapshots/manifest.json': manifest({ C: stack('C.template.json') }),
    'snapshots/C.template.json': '{}',
  });
  expect(found.map(({ folder, templates }) => `${folder} ${templates.map((path) => path.split('/').at(-1)).join(' ')}`)).toEqual([
    'cdk.out A.template.json ANested.nested.template.json',
    'other/cdk.out B.template.json',
    'snapshots C.template.json',
  ]);
});

test('manifests of other tools, and broken ones, make no output', () => {
  for (const text of ['{"name":"web app","icons":[]}', '{"artifacts"', '{"artifacts": 3}', '[]']) {
    expect(outputs({ 'web/manifest.json': text, 'web/a.template.json': '{}' }).filter(({ templates }) => templates.length > 1)).toEqual([]);
  }
  expect(outputs({ 'web/manifest.json': '{"name":"web app"}', 'web/a.template.json': '{}' })).toEqual([]);
});

test('a manifest names nothing outside of its folder', () => {
  const found = outputs({
    'cdk.out/manifest.json': manifest({ A: stack('../secret.template.json'), B: assembly('..'), C: assembly('.'), D: stack('D.template.json') }),
    'cdk.out/D.template.json': '{}',
    'secret.template.json': '{}',
  });
  expect(found).toEqual([{ folder: 'cdk.out', templates: ['cdk.out/D.template.json'] }]);
});
