/** What the names in an expression of a template stand for. */
import type { Site } from '../../evaluation/computed.ts';
import type { Editor, Tree } from '../../evaluation/tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { LoopExpression, ObjectExpression, TemplateExpression } from '../../syntax/template-expression.ts';

export interface Scope {
  /** A parameter, a variable, a resource, a module, an item of a loop: by Bicep's names. */
  name(name: string, site: Site): Tree | undefined;
  /** `parameters('x')` of ARM templates. */
  parameter(name: string, site: Site): Tree | undefined;
  variable(name: string, site: Site): Tree | undefined;
  /** What a resource's attribute comes to where the template says it; the address of a resource by its full id. */
  attribute?(address: string, path: string, site: Site): Tree | undefined;
  /** A function that the template itself declares. */
  declared?(name: string, namespace: string | undefined): DeclaredFunction | undefined;
  /** The text of a file, by its path from here. */
  file?(path: string): SourceFile | undefined;
  /** The address of the resource of a type and a name. */
  resourceNamed?(type: string, names: readonly Tree[]): string | undefined;
  /** `copyIndex()`, and `copyIndex('disks')` for a loop within: the number of the copy that is being made. */
  readonly copies?: Copies | undefined;
  /** Editors of the parts of Bicep's expressions; ARM's are those of the JSON around them. */
  readonly editors?: ((expression: TemplateExpression, parent: ObjectExpression | undefined) => Editor | undefined) | undefined;
}

/** By the names of the loops, in lower case; the innermost one stands under an empty name as well. */
export type Copies = ReadonlyMap<string, number>;

export type DeclaredFunction = (given: readonly Tree[], site: Site) => Tree;

/** The names that a loop binds for one item. */
export function loopNames({ item, index }: LoopExpression, value: Tree, number: Tree): ReadonlyMap<string, Tree> {
  return new Map(
    index === undefined
      ? [[item, value]]
      : [
          [item, value],
          [index, number],
        ],
  );
}

/** Names in front of those around them. */
export function withNames(scope: Scope, names: ReadonlyMap<string, Tree>): Scope {
  return {
    name: (name, site) => names.get(name) ?? scope.name(name, site),
    parameter: (name, site) => scope.parameter(name, site),
    variable: (name, site) => scope.variable(name, site),
    attribute: (address, path, site) => scope.attribute?.(address, path, site),
    declared: (name, namespace) => scope.declared?.(name, namespace),
    file: (path) => scope.file?.(path),
    resourceNamed: (type, given) => scope.resourceNamed?.(type, given),
    copies: scope.copies,
    editors: scope.editors,
  };
}
