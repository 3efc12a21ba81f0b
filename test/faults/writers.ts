/** Concurrent writers and credential requests, until the server dies under them. */
import assert from 'node:assert/strict';
import { type LightCall, type LightClient, openLightClient } from '../support/light-client.ts';
import type { Answer } from '../support/requests.ts';
import type { Credentials } from '../support/server.ts';
import type { AnswerLog } from './answers.ts';

export const WRITERS = 16;
/** The role that writers assume. */
export const ROLE = 'worker';
/** The inline policy that writers give to their users. */
export const POLICY = 'inline';

const POLICY_DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' },
});

/** What all writers share. */
export interface Workload {
  readonly url: string;
  readonly account: string;
  readonly administrator: Credentials;
  readonly answers: AnswerLog;
  /** Tells this start of the server from the others in the names of users. */
  readonly run: number;
}

/** Runs the writers until no call is answered any more; answers how many calls stayed unanswered. */
export async function writeUntilKilled(workload: Workload): Promise<number> {
  const client = openLightClient(workload.url);
  const writers = Array.from({ length: WRITERS }, (_, number) => write(workload, client, number));
  const unanswered = await Promise.all(writers);
  client.close();
  return unanswered.filter(Boolean).length;
}

/** The server did not answer. */
class Unanswered extends Error {}

/** One writer; true when a call of its was left without an answer. */
async function write(workload: Workload, client: LightClient, number: number): Promise<boolean> {
  try {
    for (let round = 0; ; round += 1) {
      const user = `u-${workload.run}-${number}-${round}`;
      await oneRound(workload, client, user, round % 4 !== 3);
    }
  } catch (error) {
    if (error instanceof Unanswered) return true;
    throw error;
  }
}

/** The life of one user; three of four are deleted, so that the account does not grow without end. */
async function oneRound(
  { account, administrator, answers }: Workload,
  client: LightClient,
  user: string,
  isDeleted: boolean,
): Promise<void> {
  const send = async (call: LightCall, by = administrator): Promise<Credentials | undefined> => {
    const answer = await client.call(by, call).catch((error) => {
      throw new Unanswered(call.action, { cause: error });
    });
    assert.equal(answer.status, 200, `${call.action}: ${answer.body}`);
    const credentials = credentialsIn(answer);
    const requestId = answer.headers['x-amzn-requestid'] ?? '';
    const { action } = call;
    await answers.append({ requestId, action, user, ...(credentials ? { credentials } : {}) });
    return credentials;
  };
  const iam = (action: string, parameters: Readonly<Record<string, string>> = {}) =>
    send({ service: 'iam', action, parameters: { UserName: user, ...parameters } });

  await iam('CreateUser');
  await iam('PutUserPolicy', { PolicyName: POLICY, PolicyDocument: POLICY_DOCUMENT });
  const parameters = { RoleArn: `arn:aws:iam::${account}:role/${ROLE}`, RoleSessionName: user };
  await send({ service: 'sts', action: 'AssumeRole', parameters });
  const key = await iam('CreateAccessKey');
  assert.ok(key, 'an access key was answered');
  await send({ service: 'sts', action: 'GetSessionToken' }, key);
  if (!isDeleted) return;
  await iam('DeleteAccessKey', { AccessKeyId: key.accessKeyId });
  await iam('DeleteUserPolicy', { PolicyName: POLICY });
  await iam('DeleteUser');
}

function credentialsIn({ body }: Answer): Credentials | undefined {
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  const accessKeyId = element('AccessKeyId');
  const secretAccessKey = element('SecretAccessKey');
  const sessionToken = element('SessionToken');
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
