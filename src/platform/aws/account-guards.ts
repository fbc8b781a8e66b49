/** What AWS Config must record so that changes of functions are seen. */

/** https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html */
const watched = ['AWS::Lambda::Function', 'AWS::IAM::Role'];

/** Does a list of recorded types hold the functions and the roles that they run as? */
export function recordsEnough(types: readonly string[]): boolean {
  return watched.every((type) => types.includes(type));
}
