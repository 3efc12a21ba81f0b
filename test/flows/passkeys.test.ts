/** Passkeys through the service `gatehouse`; what they say is made by the test itself. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testPasskey } from '../../src/crypto/webauthn.test-support.ts';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, makeRole, makeUser, trusts } from '../support/entities.ts';
import { call, jsonDraft } from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';
import { assume } from '../support/sts-world.ts';

const ORIGIN = 'https://gate.example.com';
const RP_ID = 'gate.example.com';

let server: TestServer;
let admin: Clients;

before(async () => {
  server = await startTestServer({ GATEHOUSE_PUBLIC_URL: ORIGIN });
  admin = clientsOf(server);
});
after(() => server.stop());

async function ask(
  operation: string,
  input: object,
  who: Credentials = server.administrator,
  at: TestServer = server,
) {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const answer = await call(at.url, draft, who, { service: 'gatehouse' });
  const { __type: type, message, Message, ...body } = JSON.parse(answer.body);
  return {
    body,
    told: [answer.status, type?.split('#').at(-1), message ?? Message],
    status: answer.status,
  };
}

/** Registers a passkey and answers the operation's answer. */
async function register(who?: Credentials, said: object = {}, Label = 'laptop') {
  const { body } = await ask('StartPasskeyRegistration', {}, who);
  const { challenge } = JSON.parse(body.Options) as { challenge: string };
  const response = testPasskey().register({ challenge, origin: ORIGIN, rpId: RP_ID, ...said });
  const input = { Response: JSON.stringify(response), Label };
  return { ...(await ask('CompletePasskeyRegistration', input, who)), input };
}

const INVALID = [400, 'ValidationException', 'The response of the authenticator is not valid.'];

describe('passkeys', () => {
  it('R200: are registered, listed, renamed and deactivated', async () => {
    const mona = await makeUser(admin, 'mona', {
      policy: allow(['iam:EnableMFADevice', 'iam:ListMFADevices', 'iam:DeactivateMFADevice']),
    });
    const { body } = await register(mona.credentials);
    const { SerialNumber } = body;
    assert.match(SerialNumber, /^arn:aws:iam::\d{12}:u2f\/user\/mona\/laptop-[A-Z2-7]{26}$/);
    const { iam } = clientsOf(server, mona.credentials);
    assert.deepEqual(
      (await iam.listMFADevices({})).MFADevices?.map((device) => device.SerialNumber),
      [SerialNumber],
    );
    assert.deepEqual((await admin.iam.listVirtualMFADevices({})).VirtualMFADevices, []);
    const renamed = { SerialNumber, Label: '회사 노트북' };
    assert.equal((await ask('RenameMFADevice', renamed, mona.credentials)).status, 200);
    const listed = await ask('ListMFADeviceDetails', {}, mona.credentials);
    const [device] = listed.body.Devices;
    assert.equal(device.Label, '회사 노트북');
    assert.equal(device.Kind, 'passkey');
    assert.equal(device.MarkedAsCopied, false);
    assert.equal(listed.body.PasskeysUnavailable, undefined);
    await iam.deactivateMFADevice({ UserName: 'mona', SerialNumber });
    assert.deepEqual((await iam.listMFADevices({})).MFADevices, []);
  });

  it('of the root user carry the account, and need no name', async () => {
    const root = await server.makeRootKey();
    const { body } = await register(root);
    assert.match(body.SerialNumber, /:u2f\/root-account\/laptop-[A-Z2-7]{26}$/);
    const { SummaryMap } = await admin.iam.getAccountSummary({});
    assert.equal(SummaryMap?.AccountMFAEnabled, 1);
    const { SerialNumber } = body;
    await clientsOf(server, root).iam.deactivateMFADevice({ SerialNumber });
  });

  it('cannot be used for calls', async () => {
    const nora = await makeUser(admin, 'nora', { policy: allow('iam:EnableMFADevice') });
    const { body } = await register(nora.credentials);
    await assertRefused(
      clientsOf(server, nora.credentials).sts.getSessionToken({
        SerialNumber: body.SerialNumber,
        TokenCode: '123456',
      }),
      'AccessDenied',
      403,
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    );
  });

  it('are refused in one text, and an answer counts once, right or wrong', async () => {
    assert.deepEqual((await register(undefined, { origin: 'https://evil.example' })).told, INVALID);
    const refused = await register(undefined, { userVerified: false });
    assert.deepEqual(refused.told, INVALID);
    assert.deepEqual((await ask('CompletePasskeyRegistration', refused.input)).told, [
      400,
      'ValidationException',
      'No registration of a passkey is under way, or it has expired. Start it again.',
    ]);
    await ask('StartPasskeyRegistration', {});
    const noJson = { Response: 'no JSON', Label: 'x' };
    assert.deepEqual((await ask('CompletePasskeyRegistration', noJson)).told, INVALID);
    assert.equal((await register()).status, 200);
  });

  it('need the permission that other devices need', async () => {
    const otto = await makeUser(admin, 'otto');
    const { told } = await ask('StartPasskeyRegistration', {}, otto.credentials);
    assert.deepEqual(told, [
      400,
      'AccessDeniedException',
      `User: ${otto.arn} is not authorized to perform: iam:EnableMFADevice on resource: ${otto.arn} because no identity-based policy allows the iam:EnableMFADevice action`,
    ]);
  });

  it('are not for sessions that may not call IAM', async () => {
    const session = await clientsOf(server).sts.getSessionToken({});
    const { told } = await ask('StartPasskeyRegistration', {}, credentialsOf(session));
    assert.equal(told[1], 'UnrecognizedClientException');
  });

  it('MFA-034: are not of roles', async () => {
    const paul = await makeUser(admin, 'paul');
    const role = await makeRole(admin, 'roaming', trusts(paul.arn), { policy: allow('*') });
    const session = await assume(clientsOf(server, paul.credentials), role);
    const { told } = await ask('StartPasskeyRegistration', {}, credentialsOf(session));
    assert.deepEqual(told, [
      400,
      'ValidationException',
      'Passkeys can be registered by root users and IAM users only.',
    ]);
  });

  it('MFA-035: somebody else cannot rename them', async () => {
    const quin = await makeUser(admin, 'quin', { policy: allow('iam:EnableMFADevice') });
    const { body } = await register(quin.credentials);
    const renamed = { SerialNumber: body.SerialNumber, Label: 'mine' };
    assert.deepEqual((await ask('RenameMFADevice', renamed)).told, [
      400,
      'ResourceNotFoundException',
      `You have no MFA device with serial number ${body.SerialNumber}.`,
    ]);
    assert.equal((await ask('RenameMFADevice', renamed, quin.credentials)).status, 200);
  });

  it('MFA-033: are unavailable at an IP address, with the reason', async () => {
    const plain = await startTestServer({ GATEHOUSE_PUBLIC_URL: 'http://127.0.0.1:8080' });
    try {
      const who = plain.administrator;
      const { told } = await ask('StartPasskeyRegistration', {}, who, plain);
      assert.deepEqual(told, [
        400,
        'ValidationException',
        'Passkeys are unavailable at http://127.0.0.1:8080: browsers make none for an IP address.',
      ]);
      const { body } = await ask('ListMFADeviceDetails', {}, who, plain);
      assert.equal(body.PasskeysUnavailable, 'browsers make none for an IP address');
    } finally {
      await plain.stop();
    }
  });
});
