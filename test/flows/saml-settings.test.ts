/** What settings and the SAML provider in IAM decide about responses, through AssumeRoleWithSAML. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { refusalOf } from '../support/clients.ts';
import { withAssertion } from '../support/saml/content.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { openSamlWorld, RECIPIENT, type SamlTry, type SamlWorld } from '../support/saml-world.ts';

/** The response as it would be made for another service provider, or for another URL of ours. */
function madeFor(recipient: string, audience: string): SamlTry {
  return {
    change: (content) => ({
      ...withAssertion(content, ({ subject, conditions }) => ({
        subject: subject && {
          ...subject,
          confirmations: subject.confirmations.map((each) => ({ ...each, recipient })),
        },
        conditions: conditions && { ...conditions, audienceRestrictions: [[audience]] },
      })),
      destination: recipient,
    }),
  };
}

async function failureOf(world: SamlWorld, of: SamlTry): Promise<string> {
  const { headers } = await refusalOf(world.assume(of));
  const attempt = await attemptOf(world.server, headers['x-amzn-requestid']);
  return attempt.Failure.Code;
}

const AWS = madeFor('https://signin.aws.amazon.com/saml', 'urn:amazon:webservices');

describe('with the default settings', () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld();
  });
  after(() => world?.server.stop());

  it('R086: the URLs of this server count, those of AWS do not', async () => {
    const { iam } = world.admin;
    const { SAMLProviderUUID } = await iam.getSAMLProvider({ SAMLProviderArn: world.providerArn });
    const origin = RECIPIENT.slice(0, -'/saml'.length);
    for (const recipient of [
      `${origin}/us-east-1/saml`,
      `${origin}/saml/acs/${SAMLProviderUUID}`,
      `${origin}/us-east-1/saml/acs/${SAMLProviderUUID}`,
    ]) {
      const { Audience } = await world.assume(madeFor(recipient, recipient));
      assert.equal(Audience, recipient);
    }
    const elsewhere = madeFor(`${origin}/eu-west-1/saml`, RECIPIENT);
    assert.match(await failureOf(world, elsewhere), /^SAML-/);
    assert.match(await failureOf(world, AWS), /^SAML-/);
  });

  it('a signature with SHA-1 is not believed', async () => {
    const signing = world.idp.signing({ method: 'rsa-sha1', digest: 'sha1' });
    const { code } = await refusalOf(world.assume({ form: { signAssertion: signing } }));
    assert.equal(code, 'InvalidIdentityToken');
  });

  it('R075: new metadata takes effect with the next call', async () => {
    const next = openIdp(world.idp.destination, { name: 'rotated' });
    const respond = () => ({
      response: Buffer.from(next.respond(next.content(Date.now()))).toString('base64'),
    });
    const { message } = await refusalOf(world.assume(respond()));
    assert.match(message, /^Response signature invalid/);
    const { iam } = world.admin;
    const provider = { SAMLProviderArn: world.providerArn };
    await iam.updateSAMLProvider({ ...provider, SAMLMetadataDocument: next.metadata });
    await world.assume(respond());
    const { message: old } = await refusalOf(world.assume());
    assert.match(old, /^Response signature invalid/);
    await iam.updateSAMLProvider({ ...provider, SAMLMetadataDocument: world.idp.metadata });
    await world.assume();
  });

  it('encrypted assertions are read with the keys of the provider, and may be required', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signAssertion = world.idp.signing();
    const encrypted = { form: { signAssertion, encrypt: { publicKey } } };
    assert.equal((await refusalOf(world.assume(encrypted))).code, 'InvalidIdentityToken');
    const { iam } = world.admin;
    const provider = { SAMLProviderArn: world.providerArn };
    const AddPrivateKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await iam.updateSAMLProvider({
      ...provider,
      AssertionEncryptionMode: 'Allowed',
      AddPrivateKey,
    });
    await world.assume(encrypted);
    await world.assume();
    await iam.updateSAMLProvider({ ...provider, AssertionEncryptionMode: 'Required' });
    await world.assume(encrypted);
    assert.equal((await refusalOf(world.assume())).code, 'InvalidIdentityToken');
  });
});

describe('with other settings', () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld({
      GATEHOUSE_SAML_AWS_NAMES: 'true',
      GATEHOUSE_SAML_SHA1: 'accept',
      GATEHOUSE_SAML_SKEW: '0',
    });
  });
  after(() => world?.server.stop());

  it('GATEHOUSE_SAML_AWS_NAMES: responses made for AWS are taken', async () => {
    const { Audience } = await world.assume(AWS);
    assert.equal(Audience, 'https://signin.aws.amazon.com/saml');
    const { iam } = world.admin;
    const { SAMLProviderUUID } = await iam.getSAMLProvider({ SAMLProviderArn: world.providerArn });
    const own = `https://us-east-1.signin.aws.amazon.com/saml/acs/${SAMLProviderUUID}`;
    await world.assume(madeFor(own, own));
    const other = own.slice(0, -3).concat('XXX');
    assert.match(await failureOf(world, madeFor(other, other)), /^SAML-/);
    await world.assume();
  });

  it('GATEHOUSE_SAML_SHA1: signatures with SHA-1 are believed', async () => {
    const signing = world.idp.signing({ method: 'rsa-sha1', digest: 'sha1' });
    await world.assume({ form: { signAssertion: signing } });
  });

  it('GATEHOUSE_SAML_SKEW: a clock that is ahead is', async () => {
    const early = { at: Date.now() + 45_000 };
    assert.match(await failureOf(world, early), /^SAML-/);
    await world.assume();
  });
});
