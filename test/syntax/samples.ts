/** Files as people write them, with everything that makes reading and changing them hard. */

export interface Sample {
  readonly path: string;
  readonly text: string;
}

const template = `# Orders: everything behind the shop
AWSTemplateFormatVersion: '2010-09-09'   # never changes
Transform: AWS::Serverless-2016-10-31
Description: >-
  Orders of the shop,
  with their queue.

Globals:
  Function:
    Runtime: nodejs22.x
    Environment: { Variables: { STAGE: !Ref Stage, "TABLE": !GetAtt Orders.Arn } }

Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}

Resources:
  # the function
  Checkout:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      InlineCode: |
        exports.handler = async () => {
          // nothing
          return { statusCode: 200 };
        };

      Policies:
      - Statement:
        - Effect: Allow
          Action: ['dynamodb:GetItem', 'dynamodb:PutItem']
          Resource: !Sub "\${Orders.Arn}/index/*"
        -   Effect: Allow
            Action: '*'     # too much
            Resource:
              - '*'
      Events:
        Api:
          Type: Api
          Properties:
            Path: /orders/{id}
            Method: any
      Tags:

  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties: {}

Outputs:
  Url:
    Value: !Sub
      - https://\${Host}/\${Stage}
      - Host: !Join
          - .
          - [api, !Ref Stage]
    # the end
`;

const service = `service: orders
provider:
    name: aws
    iam:
        role:
            statements:
                -
                    Effect: Allow
                    Action:
                        - sqs:*
                    Resource: "*"
custom: &custom
    stage: \${opt:stage, 'dev'}
    names: [ 'a', 'b', ]
functions:
    hello:
        handler: handler.hello
        environment:
            <<: {A: b}
            KEY: "multi
                line"
        events:
            - http: GET /hello
            - schedule: rate(1 day)   # daily
            -
resources:
    Resources: ~
    Body: |+
        kept

extra: plain text
    over lines
last:`;

const policy = `{
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"},
        {
            "Sid": "Deny",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": "s3:*",
            "Resource": [
                "arn:aws:s3:::bucket",
                "arn:aws:s3:::bucket/*"
            ],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}
        }
    ]
}
`;

const lenient = `// settings
{
  "a": 1, // one
  /* two */ "b": [1, 2, /* three */ 3,],
  "c": {
    "d": "e", // last
  },
  "f": {}
}
`;

const flush = `list:
- a
-  b: 1
   c: 2
- - x
  - y
-
  d: 3
empty: []
"quoted key": 'single ''quotes'''
folded: >
  one
  two
deep:
  a:
    b:
      c: [ { d: e, f: [ g, "h" ] }, i ]
`;

export const samples: readonly Sample[] = [
  { path: 'template.yaml', text: template },
  { path: 'serverless.yml', text: service },
  { path: 'policy.json', text: policy },
  { path: 'settings.jsonc', text: lenient },
  { path: 'flush.yaml', text: flush },
];
