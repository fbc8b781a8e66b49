/** A CloudFormation template, evaluated: what its readers (CloudFormation's own, SAM's, the Serverless Framework's) work on. */
import type { Mapping, Plain, Tree } from '../../evaluation/tree.ts';
import type { ResourceText } from '../../model/access.ts';
import type { NounLists } from '../../model/application.ts';
import type { Link, NounKey } from '../../model/noun.ts';
import type { Edit } from '../../source/edit.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import type { DocumentNode, ScalarNode } from '../../syntax/document.ts';
import type { Attachments } from './aws/identities.ts';
import type { Scope } from './scope.ts';
import type { SamTemplate } from './sam/sam-template.ts';

/** One resource with its intrinsics worked out. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  /** The place of its logical id. */
  readonly at: Span;
  /** From its logical id to the end of its definition. */
  readonly body: Span;
  /** Evaluated; an empty mapping with an editor that adds `Properties` where there are none. */
  readonly properties: Mapping;
  /** Everything beside Type and Properties: Metadata, DeletionPolicy, Connectors … */
  readonly attributes: Mapping;
  /** False when its condition is known not to hold; such resources are read like others. */
  readonly condition: 'holds' | 'unknown' | 'fails';
  /** `aws:cdk:path` of its metadata. */
  readonly construct?: string | undefined;
  /** Its definition as it is written; undefined for a resource that the text does not show. */
  readonly written?: { readonly node: DocumentNode; readonly scope: Scope | undefined } | undefined;
  /** The noun that somebody else makes of it; such a resource can be referred to, and no reader is asked for it. */
  readonly key?: NounKey | undefined;
}

/** What a reader of resources is given. */
export interface Reading {
  /** The deploy root in whose name keys are made. */
  readonly unit: string;
  readonly file: SourceFile;
  readonly files: FileTree;
  readonly nouns: NounLists;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** The folder that relative paths of the template (`CodeUri`, local templates) start from. */
  readonly folder: string;
  notice(notice: Notice): void;
  /** The key of the noun that a logical id stands for. */
  key(logicalId: string): NounKey;
  /** The address of a logical id in the unit: the id itself, behind `Nested/` for each nested stack it is in. */
  address(logicalId: string): string;
  /** A resource by its address, wherever in the unit it is. */
  find(address: string): TemplateResource | undefined;
  /** The resource of the unit that a link leads to. */
  behind(link: Link): TemplateResource | undefined;
  /** The template's own resources of one type. */
  ofType(type: string): readonly TemplateResource[];
  /** A section of the template other than its resources, worked out: `Globals`. */
  section(name: string): Tree | undefined;
  /** Any node of the template, worked out; undefined for what comes to `AWS::NoValue`. */
  evaluate(node: DocumentNode, scope?: Scope): Tree | undefined;
  /** The document at a path that the template names, worked out like a part of it; undefined where it is not in the repository. */
  include(location: Tree): Tree | undefined;
  /** What to write for a resource's ARN with text behind it: a reference as intrinsic functions spell it. */
  reference(text: ResourceText): Plain | undefined;
  readonly shared: Shared;
  /** Runs `task` once every resource of the template has been read: for what several resources make up together. */
  afterwards(task: () => void): void;
  /** A link to whatever `tree` refers to: `!Ref`, `!GetAtt`, an ARN or a name with a reference in it. */
  link(tree: Tree | undefined, owner: Mapping): Link;
  /** Edits that add a resource to the template, in its style; undefined when the id is taken or the section cannot be written. */
  addResource(id: string, definition: { readonly [key: string]: Plain }): readonly Edit[] | undefined;
  /** Edits that add an entry to a section of the template, and the section where there is none yet. */
  addEntry(section: string, name: string, content: { readonly [key: string]: Plain }): readonly Edit[] | undefined;
  /** Edits that add a parameter, none where it is there; undefined where nobody could hand its value in. */
  addParameter(id: string, definition: { readonly [key: string]: Plain }): readonly Edit[] | undefined;
  /** Edits that add a section of the template that is not there yet: `Globals`. */
  addSection(name: string, content: { readonly [key: string]: Plain }): readonly Edit[] | undefined;
}

/** What readers of one template share, made by the first of them that needs it. */
export interface Shared {
  sam?: SamTemplate;
  attachments?: Attachments;
  /** Names of the security groups of functions that stand outside of the template's resources. */
  functionGroups?: readonly Tree[];
}

/** Reads the resources of one type into nouns. */
export type ResourceReader = (resource: TemplateResource, reading: Reading) => void;

/** How somebody else's syntax inside a template's text is worked out before intrinsics are: the Serverless Framework's `${self:…}`. */
export interface Interpolation {
  /** Undefined: the text holds nothing of the kind. Otherwise what it comes to. */
  resolve(node: ScalarNode): DocumentNode | Tree | undefined;
}
