/** pip, Poetry, uv and Pipenv. */
import { expect, test } from 'vitest';
import { raise, show } from './show.ts';

test('requirements: pins, markers, hashes, includes and constraints', () => {
  const files = {
    'requirements.txt': `# what the function needs
-r base.txt
-c constraints.txt
PyYAML == 5.3.1  # pinned
requests[socks]===2.31.0 ; python_version >= "3.9"
urllib3>=1.26
jinja2==3.1.2 \\
    --hash=sha256:6088930bfe239f0e6710546ab9c19c9ef35e29792895fed6e6e31a023a182a61
boto3==1.*
git+https://github.com/a/b.git
./local
`,
    'base.txt': 'flask==2.0.0\n-r requirements.txt\n',
    'constraints.txt': 'urllib3==1.26.5\nnever-asked-for==1.0\n',
  };
  expect(show(files)).toEqual({
    packages: [
      'flask@2.0.0 base.txt:1 "==2.0.0"',
      'pyyaml@5.3.1 requirements.txt:4 "== 5.3.1"',
      'requests@2.31.0 requirements.txt:5 "===2.31.0"',
      'urllib3@1.26.5 constraints.txt:1 "==1.26.5"',
      'jinja2@3.1.2 requirements.txt:7 "==3.1.2"',
    ],
    notices: [],
  });
});

test('a file that includes itself, one that is missing, and lines that are nothing', () => {
  expect(show({ 'requirements.txt': '-r requirements.txt\n-r gone.txt\nflask==not.a.version\n!!\n-r ../../etc/passwd\n' })).toEqual({
    packages: [],
    notices: [
      'warning requirements.txt:2 gone.txt is not there: its packages are not checked',
      'warning requirements.txt:4 this line is no requirement: not checked',
      'warning requirements.txt:5 ../../etc/passwd is not there: its packages are not checked',
      'warning requirements.txt:3 "not.a.version" of flask is no version: not checked',
    ],
  });
});

test('a file for development marks what only it holds', () => {
  const files = { 'requirements.txt': 'flask==2.0.0\n', 'requirements-dev.txt': '-r requirements.txt\npytest==7.0.0\n' };
  const { packages } = show(files);
  expect(packages).toContain('flask@2.0.0 requirements.txt:1 "==2.0.0"');
  expect(packages).toContain('pytest@7.0.0 dev requirements-dev.txt:2 "==7.0.0"');
});

const poetryLock = (extra: string, dev: string): string => `[[package]]
name = "Jinja2"
version = "3.1.2"
${extra}
[package.dependencies]
MarkupSafe = ">=2.0"

[[package]]
name = "markupsafe"
version = "3.0.4"
${extra}
[[package]]
name = "pytest"
version = "7.0.0"
${dev}
[metadata]
lock-version = "2.1"
`;

const poetryManifest = `[tool.poetry.dependencies]
python = "^3.11"
jinja2 = "^3.1"

[tool.poetry.group.dev.dependencies]
pytest = { version = "7.0.0", extras = ["x"] }
`;

test.each([
  ['2', 'groups = ["main"]', 'groups = ["dev"]'],
  ['1.5', '', ''],
  ['1.0', 'category = "main"', 'category = "dev"'],
])('poetry.lock of Poetry %s', (_, extra, dev) => {
  expect(show({ 'pyproject.toml': poetryManifest, 'poetry.lock': poetryLock(extra, dev) })).toEqual({
    packages: [
      'jinja2@3.1.2 pyproject.toml:3 "^3.1" poetry.lock:3 "3.1.2"',
      'markupsafe@3.0.4 poetry.lock:10 "3.0.4" indirect by jinja2',
      'pytest@7.0.0 dev pyproject.toml:6 "7.0.0" poetry.lock:14 "7.0.0"',
    ],
    notices: [],
  });
});

test('uv.lock: a workspace, groups, and packages of its own', () => {
  const files = {
    'pyproject.toml': '[project]\ndependencies = []\n[dependency-groups]\ndev = ["ruff>=0.5"]\n',
    'fn/pyproject.toml': '[project]\ndependencies = [\n  "jinja2>=3.0",\n]\n',
    'uv.lock': `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
[[package]]
name = "fn"
version = "0.1.0"
source = { editable = "fn" }
dependencies = [{ name = "jinja2" }]
[[package]]
name = "jinja2"
version = "3.1.2"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "markupsafe" },
]
[[package]]
name = "markupsafe"
version = "3.0.2"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "ruff"
version = "0.5.1"
source = { registry = "https://pypi.org/simple" }
`,
  };
  expect(show(files)).toEqual({
    packages: [
      'jinja2@3.1.2 fn/pyproject.toml:3 ">=3.0" uv.lock:13 "3.1.2"',
      'markupsafe@3.0.2 uv.lock:20 "3.0.2" indirect by jinja2',
      'ruff@0.5.1 dev pyproject.toml:4 ">=0.5" uv.lock:24 "0.5.1"',
    ],
    notices: [],
  });
});

test('Pipfile.lock says what is for development', () => {
  const files = {
    Pipfile: '[packages]\nrequests = "*"\n[dev-packages]\npytest = "==7.0.0"\n',
    'Pipfile.lock':
      '{ "default": { "requests": { "version": "==2.19.0" }, "idna": { "version": "==2.7" } },\n "develop": { "pytest": { "version": "==7.0.0" } } }',
  };
  expect(show(files).packages).toEqual([
    'pytest@7.0.0 dev Pipfile:4 "==7.0.0" Pipfile.lock:2 "7.0.0"',
    'requests@2.19.0 Pipfile:2 "*" Pipfile.lock:1 "2.19.0"',
    'idna@2.7 Pipfile.lock:1 "2.7" indirect',
  ]);
});

test('pyproject.toml alone: pins only', () => {
  const text = '[project]\ndependencies = [\n  "a==1.0", # pinned\n  "b>=1",\n  \'c (==2.0)\',\n]\n';
  expect(show({ 'pyproject.toml': text }).packages).toEqual(['a@1.0 pyproject.toml:3 "==1.0"', 'c@2.0 pyproject.toml:5 "==2.0"']);
});

test('a pin is raised where it stands, and what stands around it stays', () => {
  const text = 'pyyaml [extra] == 5.3.1 ; python_version > "3"  # why\n';
  expect(raise({ 'requirements.txt': text }, 'pyyaml', '5.4')).toEqual({
    text: 'pyyaml [extra] == 5.4 ; python_version > "3"  # why',
    command: undefined,
  });
});

test('hashes come from the registry only', () => {
  const text = 'requests==2.19.0 \\\n  --hash=sha256:63b52e3c866428a224f97cab011de738c36aec0185aa91cfacd418b5d58911d1\n';
  expect(raise({ 'requirements.txt': text }, 'requests', '2.31.0')).toEqual({
    command: 'pip-compile --generate-hashes --upgrade-package requests==2.31.0 requirements.in',
  });
});

test.each([
  ['^3.1', '^3.1.6'],
  ['3.1.2', '3.1.6'],
  ['>=3.0,<4', '>=3.1.6,<4'],
])('Poetry: %s becomes %s', (range, wanted) => {
  const manifest = `[tool.poetry.dependencies]\njinja2 = "${range}"\n`;
  expect(raise({ 'pyproject.toml': manifest, 'poetry.lock': poetryLock('', '') }, 'jinja2', '3.1.6')).toEqual({
    text: `jinja2 = "${wanted}"`,
    command: 'poetry lock',
  });
});

test('broken TOML is told with its line, and the rest is read', () => {
  const { packages, notices } = show({ 'poetry.lock': '[[package]]\nname = "a"\nversion = "1.0"\n\n[[package]\nname = "b"\n= 3\n' });
  expect(packages).toEqual(['a@1.0 poetry.lock:3 "1.0" indirect']);
  expect(notices[0]).toMatch(/^error poetry.lock:5 its packages are read in part at most/);
});
