/** Which files are programs of an application, and which never run in the cloud. */
import { expect, test } from 'vitest';
import { code } from '../../../src/dialects/code/dialect.ts';

test('tests, benchmarks, stories and what builds leave behind are no programs of the application', () => {
  const own = ['index.js', 'src/performance.ts', 'src/benchmarking/run.go', 'app/handler.py', 'src/mockingbird.ts', 'Function.cs'];
  const others = [
    'index.perf.js',
    'api.bench.ts',
    'benchmark/run.js',
    'Button.stories.tsx',
    'db.mock.ts',
    'a/testdata/x.go',
    'dist/index.js',
    'test_app.py',
  ];
  expect([...own, ...others].filter((path) => code.wants(path))).toEqual(own);
});
