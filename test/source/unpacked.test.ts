/** Which files belong to packages of others that were unpacked into a repository. */
import { expect, test } from 'vitest';
import { memoryTree } from '../../src/source/memory.ts';
import { unpackedIn } from '../../src/source/unpacked.ts';

const unpacked = (files: Record<string, string>): readonly string[] => {
  const tree = memoryTree(files);
  return tree.paths.filter(unpackedIn(tree));
};

test('what pip recorded is of others, what lies beside it is not', () => {
  const record =
    'yaml/__init__.py,sha256=x,1\n_yaml/__init__.py,sha256=x,1\n"six.py",sha256=x,1\nPyYAML-6.0.dist-info/RECORD,,\n../../bin/tool,sha256=x,1\n';
  const files = {
    'template.yaml': '',
    'fn/app.py': '',
    'fn/own/handler.py': '',
    'fn/yaml/__init__.py': '',
    'fn/_yaml/__init__.py': '',
    'fn/six.py': '',
    'fn/PyYAML-6.0.dist-info/RECORD': record,
  };
  expect(unpacked(files)).toEqual(['fn/PyYAML-6.0.dist-info/RECORD', 'fn/_yaml/__init__.py', 'fn/six.py', 'fn/yaml/__init__.py']);
});

test('without a record the name of the package tells', () => {
  expect(unpacked({ 'app.py': '', 'Chalice-1.0.dist-info/METADATA': '', 'chalice/app.py': '', 'chalicelib/db.py': '' })).toEqual(['chalice/app.py']);
});

test('libraries of layers are known by where they lie', () => {
  expect(unpacked({ 'layer/python/botocore/data/ec2/service-2.json': '', 'botocore/config.json': '', 'src/requests/app.py': '' })).toEqual([
    'layer/python/botocore/data/ec2/service-2.json',
  ]);
});
