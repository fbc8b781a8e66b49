/**
 * Each snippet of the guide that the product's practices come from. What is bad there is found; what is good stays silent; what is good by
 * half is told what it lacks. Notes are advice, and left out.
 */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { rules } from '../../src/rules/index.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

interface Snippet {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Severity, rule and message of what is found above notes. */
  readonly found: readonly string[];
}

const snippets: readonly Snippet[] = [
  {
    name: 'an API key in the environment of a function',
    file: 'deploy.sh',
    text: `aws lambda update-function-configuration \\
  --function-name MyFunction \\
  --environment Variables="{API_KEY='my-secret-key'}"
`,
    found: ['critical secrets/secret-in-environment'],
  },
  {
    name: 'a policy that allows everything',
    file: 'policy.json',
    text: `{
  "Effect": "Allow",
  "Action": "*",
  "Resource": "*"
}
`,
    found: ['high iam/wildcard-action'],
  },
  {
    name: 'a policy for one action on one bucket',
    file: 'policy.json',
    text: `{
  "Effect": "Allow",
  "Action": ["s3:GetObject"],
  "Resource": ["arn:aws:s3:::my-secure-bucket/*"]
}
`,
    found: [],
  },
  {
    name: 'a password in a connection',
    file: 'handler.py',
    text: `db = pymysql.connect(
    host="db.example.com",
    user="admin",
    password="supersecret",
    database="users"
)
`,
    found: ['critical secrets/secret-in-code'],
  },
  {
    name: 'a key that is read from the vault',
    file: 'handler.py',
    text: `import boto3
secrets_client = boto3.client("secretsmanager")
secret = secrets_client.get_secret_value(SecretId="MyAPIKey")
`,
    found: [],
  },
  {
    name: 'a call of an endpoint',
    file: 'deploy.sh',
    text: `curl -X POST "https://api.example.com/executeFunction"
`,
    found: [],
  },
  {
    name: 'an authorizer of type AWS_IAM',
    file: 'policy.json',
    text: `{
  "type": "AWS_IAM",
  "authorizerId": "my-cognito-authorizer"
}
`,
    found: [],
  },
  {
    name: 'a data key that encrypts what is stored',
    file: 'handler.py',
    text: `import boto3
from cryptography.fernet import Fernet

kms_client = boto3.client("kms")
key = kms_client.generate_data_key(KeyId="alias/my-key", KeySpec="AES_256")
cipher = Fernet(key["Plaintext"])
encrypted_data = cipher.encrypt(b"My Secret Data")

s3 = boto3.client("s3")
s3.put_object(Bucket="secure-bucket", Key="data.txt", Body=encrypted_data)
`,
    found: [],
  },
  {
    name: 'a trail',
    file: 'deploy.sh',
    text: `aws cloudtrail create-trail --name MyLambdaTrail --s3-bucket-name logs-bucket
`,
    found: ['medium audit/weak-trail:unstarted', 'medium audit/weak-trail:regional', 'low audit/weak-trail:unvalidated'],
  },
  {
    name: 'a policy that reads one bucket',
    file: 'policy.json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::my-secure-bucket/*"
    }
  ]
}
`,
    found: [],
  },
  {
    name: 'an analyzer of access',
    file: 'deploy.sh',
    text: `aws accessanalyzer create-analyzer --analyzer-name "ServerlessIAMAnalyzer" --type ACCOUNT
`,
    found: [],
  },
  {
    name: 'an API key in code',
    file: 'handler.py',
    text: `API_KEY = "my-secret-key"
`,
    found: ['critical secrets/secret-in-code'],
  },
  {
    name: 'an API key that comes from the vault',
    file: 'handler.py',
    text: `import boto3
secrets_client = boto3.client("secretsmanager")
secret = secrets_client.get_secret_value(SecretId="MyAPIKey")
API_KEY = secret["SecretString"]
`,
    found: [],
  },
  {
    name: 'a key in the environment that says it is encrypted',
    file: 'deploy.sh',
    text: `aws lambda update-function-configuration --function-name MyFunction \\
  --environment Variables="{API_KEY='encrypted-key'}"
`,
    found: ['critical secrets/secret-in-environment'],
  },
  {
    name: 'an authorizer of type OAUTH2',
    file: 'policy.json',
    text: `{
  "type": "OAUTH2",
  "authorizerId": "my-oauth2-authorizer"
}
`,
    found: [],
  },
  {
    name: 'a user pool',
    file: 'deploy.sh',
    text: `aws cognito-idp create-user-pool --pool-name MyUserPool
`,
    found: [],
  },
  {
    name: 'an authorizer with a user pool',
    file: 'deploy.sh',
    text: `aws apigateway create-authorizer \\
  --name "MyCognitoAuth" \\
  --identity-source "method.request.header.Authorization" \\
  --provider-arns "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_ABC123"
`,
    found: [],
  },
  {
    name: 'a rate limit of a stage',
    file: 'deploy.sh',
    text: `aws apigateway update-stage --rest-api-id API_ID \\
  --stage-name Prod \\
  --patch-operations op="replace",path="/throttle/rateLimit",value="100"
`,
    found: ['medium endpoints/unthrottled-endpoint:misnamed'],
  },
  {
    name: 'a version of TLS for an API',
    file: 'deploy.sh',
    text: `aws apigateway update-rest-api \\
  --rest-api-id API_ID \\
  --patch-operations op="replace",path="/minimumProtocolVersion",value="TLS_1_2"
`,
    found: ['medium transport/outdated-tls:misnamed'],
  },
  {
    name: 'what KMS encrypts',
    file: 'handler.py',
    text: `import boto3

kms_client = boto3.client("kms")

# Encrypt sensitive data using KMS key
encrypted_data = kms_client.encrypt(
    KeyId="alias/my-kms-key",
    Plaintext="SuperSecretData"
)

print("Encrypted:", encrypted_data['CiphertextBlob'])
`,
    found: [],
  },
  {
    name: 'a bucket for one role',
    file: 'policy.json',
    text: `{
  "Effect": "Allow",
  "Action": "s3:PutObject",
  "Resource": "arn:aws:s3:::my-secure-bucket/*",
  "Principal": {
    "AWS": "arn:aws:iam::123456789012:role/MyLambdaRole"
  }
}
`,
    found: ['low transport/plaintext-allowed'],
  },
  {
    name: 'a function that one role may invoke',
    file: 'policy.json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "lambda:InvokeFunction",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      "Condition": {
        "StringNotEquals": {
          "aws:PrincipalArn": "arn:aws:iam::123456789012:role/AllowedRole"
        }
      }
    }
  ]
}
`,
    found: [],
  },
  {
    name: 'card numbers that are masked before they are logged',
    file: 'handler.py',
    text: `import logging
import re

logger = logging.getLogger()
logger.setLevel(logging.INFO)

def lambda_handler(event, context):
    user_input = event.get("input", "")

    # Masking sensitive data like credit card numbers
    sanitized_input = re.sub(r'\\b\\d{16}\\b', '****-****-****-****', user_input)

    logger.info(f"Received input: {sanitized_input}")
    return {"status": "Success"}
`,
    found: [],
  },
  {
    name: 'streams of logs for one role',
    file: 'policy.json',
    text: `{
  "Effect": "Deny",
  "Action": "logs:DescribeLogStreams",
  "Resource": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/MyFunction",
  "Condition": {
    "StringNotEquals": {
      "aws:PrincipalArn": "arn:aws:iam::123456789012:role/SecurityTeamRole"
    }
  }
}
`,
    found: [],
  },
  {
    name: 'Security Hub',
    file: 'deploy.sh',
    text: `aws securityhub enable-security-hub
`,
    found: [],
  },
  {
    name: 'findings of Security Hub',
    file: 'deploy.sh',
    text: `aws securityhub get-findings --filters '{"ResourceType": ["AWS::Lambda::Function"]}'
`,
    found: [],
  },
  {
    name: 'a scan of Web Security Scanner',
    file: 'deploy.sh',
    text: `gcloud beta web-security-scanner scan-runs start --scan-config="my-serverless-scan"
`,
    found: [],
  },
  {
    name: 'a plan of Defender',
    file: 'deploy.sh',
    text: `az security pricing create --name "Functions" --tier "Standard"
`,
    found: [],
  },
  {
    name: 'a scan with Checkov',
    file: 'deploy.sh',
    text: `checkov -d . --framework cloudformation
`,
    found: [],
  },
  {
    name: 'Snyk is installed',
    file: 'deploy.sh',
    text: `npm install -g snyk
`,
    found: [],
  },
  {
    name: 'Snyk is run',
    file: 'deploy.sh',
    text: `snyk test
`,
    found: [],
  },
  {
    name: 'an alarm',
    file: 'deploy.sh',
    text: `aws cloudwatch put-metric-alarm \\
  --alarm-name "UnauthorizedLambdaExecution" \\
  --metric-name Invocations \\
  --namespace AWS/Lambda \\
  --statistic Sum \\
  --threshold 5 \\
  --comparison-operator GreaterThanThreshold \\
  --evaluation-periods 1 \\
  --alarm-actions arn:aws:sns:us-east-1:123456789012:security-alerts
`,
    found: [],
  },
  {
    name: 'a rule of Config',
    file: 'deploy.sh',
    text: `aws configservice put-config-rule \\
  --config-rule-name "LambdaConfigMonitoring" \\
  --source Owner="AWS", SourceIdentifier="LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"
`,
    found: [],
  },
];

test.each(snippets)('$name', ({ file, text, found }) => {
  const { findings } = scanBuiltin(memoryTree({ [file]: text }), { dialects, rules, today: '2026-11-22', clock: () => 0 });
  const told = findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, ruleId, evidence }) => `${severity} ${ruleId}:${evidence.split(' ')[0] ?? ''}`);
  expect(told.map((one) => found.find((wanted) => one.startsWith(wanted)) ?? one).sort()).toEqual([...found].sort());
});

/** What is found and can be put right by a machine. */
test.each(snippets.filter(({ found }) => found.some((one) => !one.includes('wildcard'))))('$name has a fix', ({ file, text, found }) => {
  const { findings } = scanBuiltin(memoryTree({ [file]: text }), { dialects, rules, today: '2026-11-22', clock: () => 0 });
  const fixed = findings.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId);
  for (const one of found) expect(fixed).toContain(one.split(' ')[1]?.split(':')[0]);
});
