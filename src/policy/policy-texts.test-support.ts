/** Short forms for the tests of policy texts. */
import { type PolicyKind, validatePolicy } from './index.ts';

export type Members = Readonly<Record<string, unknown>>;

export const STATEMENT = {
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: 'arn:aws:s3:::bucket',
};
export const TRUST = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/x' },
  Action: 'sts:AssumeRole',
};

export const SYNTAX = 'Syntax errors in policy.';

/** What a statement is changed to, the answer, and the nearest change that is accepted. */
export type Row = readonly [title: string, refused: Members, answer: string, accepted: Members];

export function policy(statement: unknown, members: Members = { Version: '2012-10-17' }): string {
  return JSON.stringify({ ...members, Statement: statement });
}

export function message(text: string, kind: PolicyKind = 'identity'): string {
  const reading = validatePolicy(text, kind);
  return reading.ok ? 'accepted' : reading.message;
}

export function invalidPrincipalText(type: string, value: string): string {
  return `Invalid principal in policy: "${type}":"${value}"`;
}
