import assert from 'node:assert/strict';

/** A CloudTrail record, as far as these tests read it. */
export interface TrailRecord {
  readonly eventID: string;
  readonly sharedEventID?: string;
  readonly eventName: string;
  readonly errorCode?: string;
  readonly recipientAccountId: string;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
}

/**
 * Asserts that one successful AssumeRole across accounts is in both event histories: one shared id,
 * the caller's account knowing its user, the role's account only whose user it was (aws-facts K5).
 */
export function assertSharedEvents(
  expected: {
    readonly caller: string;
    readonly member: string;
    readonly userId: string;
    readonly role: string;
  },
  ownEvents: readonly TrailRecord[],
  memberEvents: readonly TrailRecord[],
): void {
  const { caller, member, userId, role } = expected;
  const roleArn = `arn:aws:iam::${member}:role/${role}`;
  const issued = (event: TrailRecord) =>
    event.errorCode === undefined && event.requestParameters?.roleArn === roleArn;
  const [own, ...furtherOwn] = ownEvents.filter(issued);
  const [foreign, ...furtherForeign] = memberEvents.filter(issued);
  assert.ok(own && foreign);
  assert.deepEqual([furtherOwn, furtherForeign], [[], []]);
  assert.ok(own.sharedEventID);
  assert.equal(own.sharedEventID, foreign.sharedEventID);
  assert.notEqual(own.eventID, foreign.eventID);
  assert.deepEqual([own.recipientAccountId, foreign.recipientAccountId], [caller, member]);
  assert.deepEqual([own.userIdentity.type, own.userIdentity.principalId], ['IAMUser', userId]);
  assert.deepEqual(foreign.userIdentity, {
    type: 'AWSAccount',
    principalId: userId,
    accountId: caller,
  });
  const refused = memberEvents.filter(({ errorCode }) => errorCode !== undefined);
  assert.deepEqual(refused, [], 'refusals are told to the account of the caller alone');
}
