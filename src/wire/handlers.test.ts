import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Handlers, Input } from './handlers.ts';

type Sts = typeof import('@aws-sdk/client-sts');
type Iam = typeof import('@aws-sdk/client-iam');
interface Call {
  readonly account: string;
}

/*
 * The assertions of this file are its types: each line under `@ts-expect-error` must not compile,
 * and `npm run check:types` fails when one does.
 */
const identity: Handlers<Sts, Call> = {
  async GetCallerIdentity(_input, call) {
    return { UserId: 'AIDA', Account: call.account, Arn: 'arn' };
  },
  async AssumeRole(input) {
    // Required members are there; optional ones may be absent, also in lists.
    const name: string = input.RoleSessionName;
    const keys: string[] = (input.Tags ?? []).map((tag) => tag.Key);
    // @ts-expect-error an optional member may be absent
    const duration: number = input.DurationSeconds;
    // @ts-expect-error the operation has no such member
    const other = input.RoleSession;
    return { SourceIdentity: `${name}${keys.length}${duration}${other}` };
  },
};

const wrongName: Handlers<Sts, Call> = {
  // @ts-expect-error the service has no such operation
  async GetCallerIdentities() {
    return {};
  },
};

const wrongOutput: Handlers<Sts, Call> = {
  // @ts-expect-error an account is a text
  async GetCallerIdentity() {
    return { Account: 5 };
  },
};

const wrongService: Handlers<Iam, Call> = {
  // @ts-expect-error IAM does not assume roles
  async AssumeRole() {
    return {};
  },
  async GetUser(input, call) {
    const User = {
      Path: '/',
      UserName: input.UserName ?? '',
      UserId: 'AIDA',
      Arn: call.account,
      CreateDate: new Date(0),
    };
    return { User };
  },
};

it('handlers take complete input and give the output of their operation', async () => {
  const input: Input<Sts, 'AssumeRole'> = {
    RoleArn: 'arn',
    RoleSessionName: 'n',
    Tags: [{ Key: 'k', Value: 'v' }],
  };
  const output = await identity.AssumeRole?.(input, { account: '1' });
  assert.deepEqual(output, { SourceIdentity: 'n1undefinedundefined' });
  assert.deepEqual(await identity.GetCallerIdentity?.({}, { account: '1' }), {
    UserId: 'AIDA',
    Account: '1',
    Arn: 'arn',
  });
  assert.ok(wrongName && wrongOutput && wrongService);
});
