/** Scripts are read as the shell reads them: words, variables, documents, with the place of each. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Application } from '../../../src/model/application.ts';
import { effective, textOf } from '../../../src/model/value.ts';
import { makeApplication } from '../../../src/scanners/builtin/applications.ts';
import { findRoots, readUnit } from '../../../src/scanners/builtin/units.ts';
import { applyEdits } from '../../../src/source/edit.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { textAt } from '../../../src/source/span.ts';

function read(files: Readonly<Record<string, string>>): Application {
  const tree = memoryTree(files);
  return makeApplication(findRoots(tree, dialects, []).roots.map((root) => readUnit(root, tree, dialects)));
}

test('a permission for everybody is a grant, with conditions from its options', () => {
  const { grants } = read({
    'permit.sh': `who="*"\naws lambda add-permission --function-name resize --statement-id s3 \\\n  --action lambda:InvokeFunction --principal "$who"\naws --region eu-west-1 lambda add-permission --function-name resize --action lambda:InvokeFunction --principal s3.amazonaws.com --source-account 123456789012\n`,
  });
  const [open, bound] = grants.map(({ statements }) => statements[0]!);
  expect(open!.principals[0]!.type).toBe('any');
  expect(textAt(open!.principals[0]!.value.at)).toBe('"*"');
  expect(open!.principals[0]!.value.via.map(textAt)).toEqual(['"$who"']);
  expect(open!.conditions).toEqual([]);
  expect(bound!.principals[0]!.type).toBe('service');
  expect(bound!.conditions.map(({ key }) => key)).toEqual(['aws:sourceaccount']);
});

test('what has a name that is left empty is called by its command', () => {
  const { functions } = read({ 'deploy.sh': 'SERVICE=\ngcloud run deploy $SERVICE --source . --allow-unauthenticated\n' });
  expect(functions.map(({ label }) => label)).toEqual(['gcloud run deploy']);
});

test('a condition is added in the style of the command', () => {
  const file = 'permit.sh';
  const text = `aws lambda add-permission \\\n    --function-name resize \\\n    --action lambda:InvokeFunction \\\n    --principal '*'\n`;
  const [grant] = read({ [file]: text }).grants;
  const edits = grant!.statements[0]!.addCondition!({ operator: 'StringEquals', key: 'aws:SourceAccount', values: ['{account}'] })!;
  expect(applyEdits(edits[0]!.at.file, edits).text).toBe(
    text.replace("'*'", `'*' \\\n    --source-account "$(aws sts get-caller-identity --query Account --output text)"`),
  );
});

test.each([
  [
    'in the argument',
    `aws iam put-role-policy --role-name r --policy-name p --policy-document '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'`,
    {},
  ],
  [
    'in double quotes',
    `aws iam put-role-policy --role-name r --policy-name p --policy-document "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"s3:*\\",\\"Resource\\":\\"*\\"}]}"`,
    {},
  ],
  [
    'in a file of the repository',
    'aws iam put-role-policy --role-name r --policy-name p --policy-document file://p.json',
    { 'p.json': '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' },
  ],
  [
    'in a here-document',
    `cat > p.json <<'EOF'\n{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}\nEOF\naws iam put-role-policy --role-name r --policy-name p --policy-document file://p.json`,
    {},
  ],
  [
    'made by jq',
    `doc=$(jq -n --arg what 's3:*' '{Statement: [{Effect: "Allow", Action: $what, Resource: "*"}]}')\naws iam put-role-policy --role-name r --policy-name p --policy-document "$doc"`,
    {},
  ],
])('a policy %s is read with the place of its action', (_, script, files) => {
  const role = read({ 'role.sh': script, ...files }).identities.find(({ identityKind }) => identityKind === 'role');
  const [action] = role!.statements[0]!.actions.items;
  expect(effective(action!)).toBe('s3:*');
  expect(textAt(action!.at)).toContain('s3:*');
});

test('what is assigned twice, or under a condition, is not known', () => {
  const { functions } = read({
    'make.sh': `runtime=nodejs14.x\nif [ -n "$CI" ]; then runtime=nodejs22.x; fi\naws lambda create-function --function-name a --runtime "$runtime"\naws lambda create-function --function-name b --runtime "\${OTHER:-nodejs16.x}"\naws lambda create-function --function-name c --runtime "$1"\n`,
  });
  expect(functions.map(({ runtime }) => runtime.state)).toEqual(['unknown', 'known', 'unknown']);
  expect(effective(functions[1]!.runtime)).toBe('nodejs16.x');
});

test('variables of a function have the place of their value only', () => {
  const { functions } = read({
    'env.sh': `stage=prod\naws lambda update-function-configuration --function-name a --environment "Variables={STAGE=$stage,URL=https://\${HOST}/x,MODE=live}"\n`,
  });
  const variables = functions[0]!.environment.map(({ name, value }) => [name, textOf(value, '…'), textAt(value.at)]);
  expect(variables).toEqual([
    ['STAGE', 'prod', 'prod'],
    ['URL', 'https://…/x', 'https://${HOST}/x'],
    ['MODE', 'live', 'live'],
  ]);
});

test('a script inside a workflow is told where it stands, whatever expressions it holds', () => {
  const { functions } = read({
    '.github/workflows/deploy.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: >-\n          aws lambda create-function\n          --function-name \${{ inputs.name }}\n          --runtime nodejs14.x\n`,
  });
  expect(textAt(functions[0]!.runtime.at)).toBe('nodejs14.x');
  expect(functions[0]!.name.state).toBe('unknown');
});

test('commands of the other clouds become the same nouns', () => {
  const { roleBindings, stores } = read({
    'gcp.sh': `gcloud functions deploy pay --gen2 --trigger-http --allow-unauthenticated\ngcloud projects add-iam-policy-binding shop --member=serviceAccount:ci@shop.iam.gserviceaccount.com --role=roles/owner\ngsutil iam ch allUsers:objectViewer gs://scans\n`,
    'azure.sh': `az storage account create -n stscans -g rg --min-tls-version TLS1_0 --allow-blob-public-access true\n`,
  });
  expect(roleBindings.map(({ role, members, scope }) => [effective(role), members[0]!.type, scope])).toEqual([
    ['roles/run.invoker', 'any', 'resource'],
    ['roles/owner', 'identity', 'project'],
    ['roles/storage.objectViewer', 'any', 'resource'],
  ]);
  expect(stores.map(({ publicPrevented, transport }) => [effective(publicPrevented!), effective(transport!.oldestTls)])).toEqual([[false, '1.0']]);
});

test.each(['if [ -z "$x"\naws s3 ls', 'cat <<EOF\nnever closed', '$(((((', `x='${'a'.repeat(5000)}`, '\u0000\u0001', '${{ broken', '"'.repeat(501)])(
  'half a script breaks nothing: %#',
  (text) => {
    expect(() =>
      read({
        'a.sh': text,
        Makefile: `a:\n\t${text}\n`,
        '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          ${text}\n`,
      }),
    ).not.toThrow();
  },
);
