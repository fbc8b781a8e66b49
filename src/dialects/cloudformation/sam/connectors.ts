/** Reads connectors: `AWS::Serverless::Connector`, and the `Connectors` attribute of any resource. */
import { at, entries, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { Statement } from '../../../model/access.ts';
import type { NounKey } from '../../../model/noun.ts';
import type { Pattern } from '../../../model/value.ts';
import { arnAttribute } from '../physical-names.ts';
import type { Reading, TemplateResource } from '../template.ts';
import { connectorProfiles } from './connector-profiles.ts';
import { roleLink } from './function-role.ts';
import { grantedStatement } from './granted-statements.ts';
import { textPattern } from './policies.ts';
import type { SamTemplate } from './sam-template.ts';

/** One side of a connection. */
interface End {
  /** Without `AWS::`; SAM's types count as those they stand for. */
  readonly type: string;
  readonly arn: Pattern | undefined;
  readonly name: Pattern | undefined;
  readonly role: NounKey | undefined;
}

/** Reads the connectors of a template; once, whichever resource of SAM's asks first. */
export function readConnectors(template: SamTemplate): void {
  if (!template.takeTurn('connectors')) return;
  for (const resource of template.reading.resources.values()) {
    if (resource.key !== undefined) continue;
    if (resource.type === 'AWS::Serverless::Connector') connect(resource.properties, undefined, template);
    for (const [, { value }] of entries(resource.attributes.entries.get('Connectors')?.value)) {
      const properties = at(value, 'Properties');
      if (properties?.kind === 'mapping') connect(properties, resource, template);
    }
  }
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html */
function connect(properties: Mapping, holder: TemplateResource | undefined, template: SamTemplate): void {
  const source = holder ? endOf(holder, template) : readEnd(at(properties, 'Source'), template);
  const permissions = new Set(items(at(properties, 'Permissions')).map((item) => scalarText(item)?.toLowerCase()));
  for (const written of items(at(properties, 'Destination'))) {
    const destination = readEnd(written, template);
    if (!source || !destination) continue;
    const profile = connectorProfiles[`${source.type} > ${destination.type}`];
    const role = profile?.holder === 'source' ? source.role : destination.role;
    if (!profile || role === undefined) continue;
    const granted = [...(permissions.has('read') ? (profile.read ?? []) : []), ...(permissions.has('write') ? (profile.write ?? []) : [])];
    const ends: Readonly<Record<string, Pattern | undefined>> = {
      Source: source.arn,
      Destination: destination.arn,
      DestinationName: destination.name,
    };
    const place = { at: at(properties, 'Permissions')?.at ?? properties.at, via: [] };
    template.grant(
      role,
      granted.map((statement): Statement => grantedStatement(statement, (name) => ends[name], place)),
    );
  }
}

/** A resource of the template by its id, or one of elsewhere by type and ARN. */
function readEnd(written: Tree | undefined, template: SamTemplate): End | undefined {
  const { reading } = template;
  const id = scalarText(at(written, 'Id'));
  const resource = id === undefined ? undefined : reading.resources.get(id);
  if (resource) return endOf(resource, template);
  const type = scalarText(at(written, 'Type'));
  if (type === undefined || written?.kind !== 'mapping') return undefined;
  const roleName = at(written, 'RoleName');
  return {
    type: plainType(type),
    arn: textPattern(at(written, 'Arn')),
    name: textPattern(at(written, 'Name')),
    role: roleName && reading.link(roleName, written).to,
  };
}

function endOf(resource: TemplateResource, template: SamTemplate): End {
  const { reading } = template;
  const address = reading.address(resource.id);
  return {
    type: plainType(resource.type),
    arn: [{ reference: { address, attribute: arnAttribute(resource.type) } }],
    name: [{ reference: { address, attribute: 'Name' } }],
    role: roleOf(resource, template),
  };
}

const roleProperties: Readonly<Record<string, string>> = {
  'Lambda::Function': 'Role',
  'StepFunctions::StateMachine': 'RoleArn',
  'AppSync::DataSource': 'ServiceRoleArn',
};

function roleOf(resource: TemplateResource, template: SamTemplate): NounKey | undefined {
  const { reading } = template;
  const properties = template.properties(resource);
  if (resource.type.startsWith('AWS::Serverless::')) return roleLink(resource, properties, reading).to;
  return linked(at(properties, roleProperties[plainType(resource.type)] ?? ''), properties, reading);
}

function linked(role: Tree | undefined, properties: Mapping, reading: Reading): NounKey | undefined {
  return role && reading.link(role, properties).to;
}

const spelledBySam: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Lambda::Function',
  'AWS::Serverless::SimpleTable': 'DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'StepFunctions::StateMachine',
  'AWS::Serverless::Api': 'ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'ApiGatewayV2::Api',
};

function plainType(type: string): string {
  return spelledBySam[type] ?? type.replace(/^AWS::/, '');
}
