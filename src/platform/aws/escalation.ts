/**
 * What one permission leads to beyond itself: actions with which a holder becomes somebody else or gives itself more, and the
 * services that run code of the caller's under a role that the caller hands over.
 *
 * Sources (read November 2026): https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html (access levels),
 * https://bishopfox.com/blog/privilege-escalation-in-aws
 */

export type WayName =
  | 'policies'
  | 'roles'
  | 'users'
  | 'credentials'
  | 'trust'
  | 'assume'
  | 'assignments'
  | 'code'
  | 'configuration'
  | 'builds'
  | 'commands'
  | 'notebooks';

export interface Way {
  readonly name: WayName;
  /** One of them is enough. */
  readonly actions: readonly string[];
  /** Ends the sentence "… may …". */
  readonly gives: string;
  /** Every permission of the account is within reach, or only those of whatever the action works on. */
  readonly over: 'account' | 'others';
}

export const ways: readonly Way[] = [
  {
    name: 'policies',
    actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
    gives: 'rewrite any policy of the account, its own among them',
    over: 'account',
  },
  {
    name: 'roles',
    actions: ['iam:AttachRolePolicy', 'iam:PutRolePolicy'],
    gives: 'give any role every permission, its own among them',
    over: 'account',
  },
  {
    name: 'users',
    actions: ['iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:AttachGroupPolicy', 'iam:PutGroupPolicy', 'iam:AddUserToGroup'],
    gives: 'give any user every permission',
    over: 'account',
  },
  {
    name: 'credentials',
    actions: ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
    gives: 'sign in as any user',
    over: 'account',
  },
  { name: 'trust', actions: ['iam:UpdateAssumeRolePolicy', 'iam:UpdateSAMLProvider'], gives: 'let itself into any role', over: 'account' },
  { name: 'assume', actions: ['sts:AssumeRole'], gives: 'become every role that trusts its account', over: 'account' },
  {
    name: 'assignments',
    actions: ['sso:CreateAccountAssignment', 'sso:PutInlinePolicyToPermissionSet', 'sso:AttachManagedPolicyToPermissionSet'],
    gives: 'give anybody access to every account of the organization',
    over: 'account',
  },
  { name: 'code', actions: ['lambda:UpdateFunctionCode'], gives: 'replace the code of every function, and so act as its role', over: 'account' },
  {
    name: 'configuration',
    actions: ['lambda:UpdateFunctionConfiguration'],
    gives: 'put a layer or variables of its own into every function, and so act as its role',
    over: 'others',
  },
  {
    name: 'builds',
    actions: ['codebuild:UpdateProject', 'codebuild:StartBuild', 'codebuild:StartBuildBatch'],
    gives: 'run commands of its own in every build, and so act as its role',
    over: 'others',
  },
  {
    name: 'commands',
    actions: ['ssm:SendCommand', 'ssm:StartSession', 'ecs:ExecuteCommand', 'ec2-instance-connect:SendSSHPublicKey', 'glue:UpdateDevEndpoint'],
    gives: 'run commands on every machine or container, and so act as its role',
    over: 'others',
  },
  {
    name: 'notebooks',
    actions: ['sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker:CreatePresignedDomainUrl'],
    gives: 'open every notebook, and so act as its role',
    over: 'others',
  },
];

export const passRole = 'iam:PassRole';

/** The host of each service that takes a role from its caller, with the actions by which the caller then runs code or calls as that role. */
export const runners: Readonly<Record<string, readonly string[]>> = {
  'lambda.amazonaws.com': ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  'ec2.amazonaws.com': ['ec2:RunInstances', 'ec2:AssociateIamInstanceProfile', 'ec2:ReplaceIamInstanceProfileAssociation'],
  'ecs-tasks.amazonaws.com': ['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:StartTask', 'batch:RegisterJobDefinition'],
  'cloudformation.amazonaws.com': [
    'cloudformation:CreateStack',
    'cloudformation:UpdateStack',
    'cloudformation:CreateChangeSet',
    'cloudformation:CreateStackSet',
  ],
  'codebuild.amazonaws.com': ['codebuild:CreateProject', 'codebuild:UpdateProject'],
  'codepipeline.amazonaws.com': ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline'],
  'glue.amazonaws.com': ['glue:CreateJob', 'glue:UpdateJob', 'glue:CreateDevEndpoint', 'glue:CreateSession'],
  'sagemaker.amazonaws.com': [
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreateTrainingJob',
    'sagemaker:CreateProcessingJob',
    'sagemaker:CreateDomain',
  ],
  'datapipeline.amazonaws.com': ['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
  'elasticmapreduce.amazonaws.com': ['elasticmapreduce:RunJobFlow'],
  'emr-serverless.amazonaws.com': ['emr-serverless:StartJobRun'],
  'states.amazonaws.com': ['states:CreateStateMachine', 'states:UpdateStateMachine'],
  'scheduler.amazonaws.com': ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'],
  'pipes.amazonaws.com': ['pipes:CreatePipe', 'pipes:UpdatePipe'],
  'tasks.apprunner.amazonaws.com': ['apprunner:CreateService', 'apprunner:UpdateService'],
  'bedrock.amazonaws.com': ['bedrock:CreateAgent', 'bedrock:UpdateAgent'],
  'bedrock-agentcore.amazonaws.com': ['bedrock-agentcore:CreateAgentRuntime', 'bedrock-agentcore:CreateCodeInterpreter'],
  'ssm.amazonaws.com': ['ssm:StartAutomationExecution', 'ssm:CreateAssociation'],
};

/** Services that take a role to read and write with, and run nothing of the caller's. By their prefix in actions. */
const takers: Readonly<Record<string, string>> = Object.fromEntries(
  'appflow appsync backup batch comprehend dlm dms events firehose iot kendra mediaconvert personalize rekognition rds s3 textract transcribe transfer'
    .split(' ')
    .map((service) => [service, `${service}.amazonaws.com`]),
);

/** The hosts that the holder of `actions` may hand a role to, as far as the actions tell. */
export function takersOf(covers: (action: string) => boolean, services: ReadonlySet<string>): readonly string[] {
  const running = Object.entries(runners).flatMap(([host, actions]) => (actions.some(covers) ? [host] : []));
  const others = Object.entries(takers).flatMap(([service, host]) => (services.has(service) ? [host] : []));
  return [...running, ...others];
}
