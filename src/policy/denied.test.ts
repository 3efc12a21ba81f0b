import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessDeniedMessage, type Decision, deniedReason, type PolicyKind } from './index.ts';

const ACTION = 's3:GetObject';
const ARN = 'arn:aws:iam::111122223333:user/ana';

function refusal(kind: PolicyKind, explicit: boolean): Decision {
  return { allowed: false, kind, explicit, deciding: undefined };
}

/** aws-facts B7: the kind, the phrase without a matching Allow, the phrase of a Deny. */
const PHRASES: readonly (readonly [PolicyKind, string, string])[] = [
  [
    'identity',
    'because no identity-based policy allows the s3:GetObject action',
    'with an explicit deny in an identity-based policy',
  ],
  [
    'resource',
    'because no resource-based policy allows the s3:GetObject action',
    'with an explicit deny in a resource-based policy',
  ],
  [
    'trust',
    'because no role trust policy allows the s3:GetObject action',
    'with an explicit deny in the role trust policy',
  ],
  [
    'boundary',
    'because no permissions boundary allows the s3:GetObject action',
    'with an explicit deny in a permissions boundary',
  ],
  [
    'session',
    'because no session policy allows the s3:GetObject action',
    'with an explicit deny in a session policy',
  ],
  [
    'scp',
    'because no service control policy allows the s3:GetObject action',
    'with an explicit deny in a service control policy',
  ],
  [
    'rcp',
    'because no resource control policy allows the s3:GetObject action',
    'with an explicit deny in a resource control policy',
  ],
];

describe('access-denied texts', () => {
  for (const [kind, implicit, explicit] of PHRASES) {
    it(`a refusal by ${kind} has AWS's phrases`, () => {
      assert.equal(deniedReason(refusal(kind, false), ACTION), implicit);
      assert.equal(deniedReason(refusal(kind, true), ACTION), explicit);
    });
  }

  const decision = refusal('identity', false);

  it('name the principal, the action, the resource and the reason', () => {
    assert.equal(
      accessDeniedMessage({
        principalArn: ARN,
        action: ACTION,
        resource: 'arn:aws:s3:::bucket/key',
        decision,
        style: 'explained',
      }),
      `User: ${ARN} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::bucket/key because no identity-based policy allows the s3:GetObject action`,
    );
  });

  it('leave the resource out where an action has none', () => {
    const said = accessDeniedMessage({
      principalArn: ARN,
      action: ACTION,
      decision,
      style: 'explained',
    });
    assert.equal(
      said,
      `User: ${ARN} is not authorized to perform: s3:GetObject because no identity-based policy allows the s3:GetObject action`,
    );
  });

  it('AssumeRole gives no reason', () => {
    assert.equal(
      accessDeniedMessage({
        principalArn: ARN,
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::444455556666:role/x',
        decision: refusal('trust', false),
        style: 'plain',
      }),
      `User: ${ARN} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/x`,
    );
  });

  it('AssumeRoleWithSAML names nobody', () => {
    assert.equal(
      accessDeniedMessage({
        principalArn: '',
        action: 'sts:AssumeRoleWithSAML',
        decision: refusal('trust', false),
        style: 'anonymous',
      }),
      'Not authorized to perform sts:AssumeRoleWithSAML',
    );
  });
});
