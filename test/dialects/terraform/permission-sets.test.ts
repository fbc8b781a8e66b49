/** What hangs on a permission set, and access keys. */
import { expect, it } from 'vitest';
import { read } from './read.ts';

it('gathers what is attached to a permission set', () => {
  const [set, ...more] = read(`resource "aws_ssoadmin_permission_set" "dev" {
  name         = "dev"
  instance_arn = var.instance
}

resource "aws_ssoadmin_managed_policy_attachment" "dev" {
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  permission_set_arn = aws_ssoadmin_permission_set.dev.arn
}

resource "aws_ssoadmin_permission_set_inline_policy" "dev" {
  permission_set_arn = aws_ssoadmin_permission_set.dev.arn
  inline_policy      = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:GetRole", Resource = "*" }] })
}

resource "aws_ssoadmin_permissions_boundary_attachment" "dev" {
  permission_set_arn = aws_ssoadmin_permission_set.dev.arn
}
`).unit.nouns.identities;
  expect(more).toEqual([]);
  expect(set?.managedPolicies.map((policy) => policy.state === 'known' && policy.value)).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  expect(set?.statements).toHaveLength(1);
  expect(set?.boundary.state).toBe('unknown');
});

it('reads access keys with whose they are and whether they can be used', () => {
  const { credentials, identities } = read(`resource "aws_iam_user" "app" {
  name = "app"
}

resource "aws_iam_access_key" "app" {
  user   = aws_iam_user.app.name
  status = "Inactive"
}
`).unit.nouns;
  expect(credentials.map(({ holder, active }) => [holder.to === identities[0]?.key, active.state === 'known' && active.value])).toEqual([
    [true, false],
  ]);
});
