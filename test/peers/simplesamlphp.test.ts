/**
 * Responses of a real identity provider, signed and encrypted in every way that it knows, become
 * credentials through the AWS CLI. SimpleSAMLphp signs with RSA alone and encrypts with AES-128-CBC;
 * ECDSA and AES-GCM come from the signing test identity provider and from xmlsec1.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findProgram, needs } from '../../tools/programs.ts';
import { type Clients, clientsOf } from '../support/clients.ts';
import { allow, makeRole } from '../support/entities.ts';
import { signingPair } from '../support/saml/keys.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import { encryptedByXmlsec } from '../support/saml/xmlsec1-encrypt.ts';
import { trustsProvider } from '../support/saml-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  needsSimplesamlphp,
  type SimpleSamlphp,
  startSimpleSamlphp,
} from '../support/simplesamlphp.ts';
import type { ServiceProvider } from '../support/simplesamlphp-config.ts';
import {
  type AnyCli,
  credentialsOfPrinted,
  openAnyCli,
  type PrintedSession,
  printedSession,
} from './anonymous-cli.ts';

const PUBLIC_URL = 'https://gatehouse.example.test';
const PERSON = 'alice@example.test';
const RECEIVER = signingPair('rsa-2048', 'receiver');

const missing = needs('aws').skip || needsSimplesamlphp().skip;

describe('SimpleSAMLphp and the AWS CLI', { skip: missing }, () => {
  let server: TestServer;
  let admin: Clients;
  let idp: SimpleSamlphp;
  let cli: AnyCli;
  const arn = (rest: string): string => `arn:aws:iam::${server.account}:${rest}`;
  const providerArn = (): string => arn('saml-provider/simplesamlphp');

  before(async () => {
    server = await startTestServer({ GATEHOUSE_PUBLIC_URL: PUBLIC_URL });
    admin = clientsOf(server);
    cli = await openAnyCli(server);
    const pairs = ['developer', 'auditor'].map((role) => `${arn(`role/${role}`)},${providerArn()}`);
    idp = await startSimpleSamlphp(
      {
        [PERSON]: {
          password: "alice's \\ password",
          attributes: {
            uid: PERSON,
            [AWS_ATTRIBUTE.role]: pairs,
            [AWS_ATTRIBUTE.roleSessionName]: PERSON,
            [AWS_ATTRIBUTE.sessionDuration]: '7200',
            [AWS_ATTRIBUTE.sourceIdentity]: 'alice',
            [AWS_ATTRIBUTE.principalTag('Team')]: 'red',
            [AWS_ATTRIBUTE.principalTag('CostCenter')]: '4711',
            [AWS_ATTRIBUTE.transitiveTagKeys]: ['Team'],
          },
        },
      },
      { entityId: `${PUBLIC_URL}/static/saml-metadata.xml`, acsUrl: `${PUBLIC_URL}/saml` },
    );
    const document = await cli.file('metadata.xml', await idp.metadata());
    const made = await cli.run(
      server.administrator,
      ...['iam', 'create-saml-provider', '--name', 'simplesamlphp'],
      ...['--saml-metadata-document', document],
    );
    assert.equal(made.code, 0, made.stderr);
    const condition = { Condition: { StringEquals: { 'SAML:aud': `${PUBLIC_URL}/saml` } } };
    for (const role of ['developer', 'auditor']) {
      await makeRole(admin, role, trustsProvider(providerArn(), undefined, condition), {
        policy: allow('iam:ListRoles'),
      });
    }
  });

  after(async () => {
    await idp?.stop();
    await server?.stop();
    await cli?.remove();
  });

  /** Signs in and redeems the response with the CLI. */
  async function redeem(
    change: Partial<ServiceProvider>,
    role = 'developer',
    rewrite: (xml: string) => string = (xml) => xml,
  ) {
    await idp.answerAs(change);
    const { SAMLResponse } = await idp.signIn(PERSON);
    const xml = rewrite(Buffer.from(SAMLResponse, 'base64').toString());
    return await cli.run(
      undefined,
      ...['sts', 'assume-role-with-saml', '--role-arn', arn(`role/${role}`)],
      ...['--principal-arn', providerArn()],
      ...['--saml-assertion', await cli.file('response', Buffer.from(xml).toString('base64'))],
    );
  }

  async function assertSession(session: PrintedSession, role = 'developer'): Promise<void> {
    const { sts } = clientsOf(server, credentialsOfPrinted(session));
    const { Arn } = await sts.getCallerIdentity({});
    assert.equal(Arn, `arn:aws:sts::${server.account}:assumed-role/${role}/${PERSON}`);
  }

  const variants: readonly (readonly [string, Partial<ServiceProvider>])[] = [
    ['response and assertion signed', {}],
    ['the response signed', { signAssertion: false }],
    ['the assertion signed', { signResponse: false }],
    ['signed with RSA-SHA384', { algorithm: 'rsa-sha384' }],
    ['signed with RSA-SHA512', { algorithm: 'rsa-sha512' }],
    ['a transient NameID', { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }],
  ];
  for (const [name, change] of variants) {
    it(`${name}: credentials that work`, async () => {
      await assertSession(printedSession(await redeem(change)));
    });
  }

  it('answers what the response says, and each role that it offers', async () => {
    const session = printedSession(await redeem({}, 'auditor'));
    await assertSession(session, 'auditor');
    const { Subject, SubjectType, Issuer, Audience, SourceIdentity } = session;
    assert.deepEqual(
      { Subject, SubjectType, Issuer, Audience, SourceIdentity },
      {
        Subject: PERSON,
        SubjectType: 'persistent',
        Issuer: idp.entityId,
        Audience: `${PUBLIC_URL}/saml`,
        SourceIdentity: 'alice',
      },
    );
  });

  it('R075: a new key is refused until its metadata is uploaded; RSA-4096', async () => {
    const refused = await redeem({ key: 'rsa-4096' });
    assert.equal(refused.code, 254);
    assert.match(
      refused.stderr,
      /An error occurred \(InvalidIdentityToken\) when calling the AssumeRoleWithSAML operation: Response signature invalid/,
    );
    const updated = await cli.run(
      server.administrator,
      ...['iam', 'update-saml-provider', '--saml-provider-arn', providerArn()],
      ...['--saml-metadata-document', await cli.file('metadata.xml', await idp.metadata())],
    );
    assert.equal(updated.code, 0, updated.stderr);
    await assertSession(printedSession(await redeem({ key: 'rsa-4096' })));
    await assertSession(printedSession(await redeem({})));
  });

  it('SHA-1 is refused, and accepted where the operator says so', async () => {
    const refused = await redeem({ algorithm: 'rsa-sha1' });
    assert.match(refused.stderr, /\(InvalidIdentityToken\).*Response signature invalid/);
    const { SAMLResponse } = await idp.signIn(PERSON);
    const settings = {
      GATEHOUSE_PUBLIC_URL: PUBLIC_URL,
      GATEHOUSE_SAML_SHA1: 'accept',
      GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: server.account,
    };
    const lenient = await startTestServer(settings);
    const lenientCli = await openAnyCli(lenient);
    try {
      const there = clientsOf(lenient);
      const SAMLMetadataDocument = await idp.metadata();
      await there.iam.createSAMLProvider({ Name: 'simplesamlphp', SAMLMetadataDocument });
      const { arn: RoleArn } = await makeRole(there, 'developer', trustsProvider(providerArn()));
      const redeemed = await lenientCli.run(
        undefined,
        ...['sts', 'assume-role-with-saml', '--role-arn', RoleArn],
        ...['--principal-arn', providerArn()],
        ...['--saml-assertion', await lenientCli.file('response', SAMLResponse)],
      );
      assert.equal(printedSession(redeemed).Subject, PERSON);
    } finally {
      await lenientCli.remove();
      await lenient.stop();
    }
  });

  it('encrypted assertions, by SimpleSAMLphp and by xmlsec1 with AES-GCM', async () => {
    const unready = await redeem({ encryptFor: RECEIVER.certificate });
    assert.match(unready.stderr, /\(InvalidIdentityToken\).*Response signature invalid/);
    await admin.iam.updateSAMLProvider({
      SAMLProviderArn: providerArn(),
      AssertionEncryptionMode: 'Allowed',
      AddPrivateKey: String(RECEIVER.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    });
    const encryptFor = RECEIVER.certificate;
    for (const change of [{}, { signAssertion: false }, { signResponse: false }]) {
      await assertSession(printedSession(await redeem({ ...change, encryptFor })));
    }
    if (findProgram('xmlsec1') === undefined) return;
    const encrypt = (xml: string): string =>
      xml.replace(/<saml:Assertion .*<\/saml:Assertion>/s, (assertion) =>
        encryptedByXmlsec(
          assertion.replace('<saml:Assertion ', `<saml:Assertion ${DECLARED} `),
          RECEIVER,
        ),
      );
    const change = { signResponse: false };
    await assertSession(printedSession(await redeem(change, 'developer', encrypt)));
  });

  it('R087: the form that a browser posts has response and relay state', async () => {
    await idp.answerAs({});
    const posted = await idp.signIn(PERSON, 'https://console.example.test/?a=1&b="2"');
    assert.equal(posted.action, `${PUBLIC_URL}/saml`);
    assert.equal(posted.RelayState, 'https://console.example.test/?a=1&b="2"');
    assert.match(Buffer.from(posted.SAMLResponse, 'base64').toString(), /^<samlp:Response /);
  });
});

/** What SimpleSAMLphp declares on the response; an encrypted assertion stands alone. */
const DECLARED = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
