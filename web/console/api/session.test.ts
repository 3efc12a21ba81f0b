import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sessionOf } from './session-shape.ts';

const told = {
  Account: '111122223333',
  AccountName: 'Example',
  Arn: 'arn:aws:sts::111122223333:assumed-role/Audit/ann',
  UserId: 'AROA1:ann',
  Kind: 'assumed-role',
  RoleName: 'Audit',
  SessionName: 'ann',
  ExpiresAt: 1_800_000_000,
  Region: 'us-east-1',
  Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-west-1' }],
  PublicUrl: 'https://gatehouse.test',
};

describe('who is signed in', () => {
  it('is told in the words of the app', () => {
    const session = sessionOf({ ...told, Switched: { Account: '1', Arn: 'a', Color: 'B7CA9D' } });
    assert.equal(session.kind, 'role');
    assert.equal(session.name, 'ann');
    assert.equal(session.hasMfa, false);
    assert.deepEqual(session.regions, ['us-east-1', 'eu-west-1']);
    assert.deepEqual(session.switched, {
      fromAccount: '1',
      fromArn: 'a',
      name: undefined,
      color: 'B7CA9D',
    });
  });

  it('is a root user, an IAM user, or federated', () => {
    const kinds = ['root', 'user', 'federated-user'].map(
      (Kind) => sessionOf({ ...told, Kind, MfaAuthenticatedAt: 1 }).kind,
    );
    assert.deepEqual(kinds, ['root', 'user', 'federated']);
  });
});
