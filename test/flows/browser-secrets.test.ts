/** What a page of a refused sign-in keeps to itself: everything that AWS's words do not tell apart. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { makeRole } from '../support/entities.ts';
import { type Page, visitorOf } from '../support/page-visitor.ts';
import type { Encrypting } from '../support/saml/encryption.ts';
import { signingPair } from '../support/saml/keys.ts';
import {
  openSamlWorld,
  type SamlTry,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const RECEIVER = signingPair('rsa-2048', 'receiver');

let world: SamlWorld;
let consumer: string;

before(async () => {
  world = await openSamlWorld();
  const { iam } = world.admin;
  const SAMLProviderArn = world.providerArn;
  await iam.updateSAMLProvider({
    SAMLProviderArn,
    AssertionEncryptionMode: 'Allowed',
    AddPrivateKey: RECEIVER.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const { SAMLProviderUUID } = await iam.getSAMLProvider({ SAMLProviderArn });
  consumer = `/saml/acs/${SAMLProviderUUID}`;
});

after(async () => {
  await world?.server.stop();
});

/** The page and its headers with the request's id taken out, and the code of the attempt. */
async function refused(of: SamlTry, path: string): Promise<{ seen: string; failed: string }> {
  const fields = { SAMLResponse: world.respond(of) };
  const page: Page = await visitorOf(world.server).post(path, fields);
  const requestId = page.headers.get('x-request-id') ?? assert.fail('no request id');
  const headers = [...page.headers].filter(([name]) => name !== 'date');
  const { Failure } = await attemptOf(world.server, requestId);
  const told = JSON.stringify([page.status, headers, page.html]);
  return { seen: told.replaceAll(requestId, 'REQUEST'), failed: Failure.Code };
}

describe('a page of a refused sign-in', () => {
  it('says of every encrypted assertion that is not verified the same, byte by byte', async () => {
    const encrypt = { publicKey: RECEIVER.publicKey, content: 'aes128-cbc' } as const;
    const of = (change: Partial<Encrypting>, pair = world.idp.signing().pair): SamlTry => ({
      form: { signAssertion: world.idp.signing({ pair }), encrypt: { ...encrypt, ...change } },
    });
    const tamper = (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      changed[20] = (changed[20] ?? 0) ^ 1;
      return changed;
    };
    const undecryptable = await refused(of({ tamper }), consumer);
    const forged = await refused(of({}, signingPair('rsa-2048', 'attacker')), consumer);
    const unsigned = await refused({ form: { encrypt } }, consumer);
    assert.deepEqual(
      [undecryptable.failed, forged.failed, unsigned.failed],
      ['SAML-012', 'SAML-021', 'SAML-016'],
    );
    assert.equal(forged.seen, undecryptable.seen);
    assert.equal(unsigned.seen, undecryptable.seen);
  });

  it('R067: does not tell a role that is not there from one that trusts others', async () => {
    const other = world.providerArn.replace('Corp', 'Other');
    await world.admin.iam.createSAMLProvider({
      Name: 'Other',
      SAMLMetadataDocument: world.idp.metadata,
    });
    await makeRole(world.admin, 'others', trustsProvider(other));
    const missing = await refused({ role: world.roleArn('nobody') }, '/saml');
    const untrusting = await refused({ role: world.roleArn('others') }, '/saml');
    assert.deepEqual([missing.failed, untrusting.failed], ['FED-001', 'FED-006']);
    assert.equal(untrusting.seen, missing.seen);
  });
});
