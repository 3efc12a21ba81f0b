/**
 * What judging a SAML response costs, against the cryptography that nobody can do without and
 * against others who verify responses. Goals: DESIGN's, in docs/performance.md.
 */
import { hash, verify } from 'node:crypto';
import { SAML } from '@node-saml/node-saml';
import { SignedXml } from 'xml-crypto';
import { roleChecks } from '../src/domain/federation/role-checks.ts';
import { examineRole, roleOfFiles } from '../src/domain/federation/role-subject.ts';
import { samlIdentity } from '../src/domain/federation/saml-evidence.ts';
import { attemptChecks } from '../src/failures/attempt.ts';
import { firstFailure } from '../src/failures/check.ts';
import {
  examineResponse,
  type ResponseInput,
  type ResponseSubject,
  readMetadata,
} from '../src/saml/index.ts';
import { canonicalForm } from '../test/support/saml/canonical.ts';
import { pemOf } from '../test/support/saml/certificates.ts';
import type { TestIdp } from '../test/support/saml/identity-provider.ts';
import { toFormField } from '../test/support/saml/response.ts';
import { temporaryFolder } from './processes.ts';
import { sampleIdp, sampleResponse } from './saml-sample.ts';
import { type Compared, type Contender, inProcess, ratio, together } from './together.ts';
import { xmlsec1 } from './xmlsec1.ts';

const ACCOUNT = '111122223333';
const PROVIDER = { account: ACCOUNT, providerName: 'Corp' };
const DESTINATION = {
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
  roleArn: `arn:aws:iam::${ACCOUNT}:role/team/Developer`,
  providerArn: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`,
};

/** Figures of judging one response. */
export interface SamlResult {
  readonly bytes: number;
  readonly compared: readonly Compared[];
  /** The floor's share of the response check table, and of it with the role's. */
  readonly share: number;
  readonly shareWithRole: number;
  /** How many times as much others take; undefined when xmlsec1 is not installed. */
  readonly xmlsec1: number | undefined;
  readonly nodeSaml: number;
  readonly xmlCrypto: number;
}

/** Judges the response; throws unless every check holds. */
function judged(input: ResponseInput): ResponseSubject {
  const subject = examineResponse(input);
  const { failed } = subject.judgement;
  if (failed) throw new Error(`the response is refused: ${failed.code} ${failed.message}`);
  return subject;
}

/** Judges the role, too, whose trust policy has conditions. */
function createRoleJudge(now: number): (subject: ResponseSubject) => void {
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: DESTINATION.providerArn },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
    Condition: { StringEquals: { 'saml:aud': DESTINATION.recipient } },
  };
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const reading = roleOfFiles({ arn: DESTINATION.roleArn, trustPolicy });
  if (!reading.ok) throw new Error(reading.message);
  const { role } = reading;
  return ({ assertion }) => {
    const identity = samlIdentity(assertion, PROVIDER);
    const subject = examineRole({
      operation: 'AssumeRoleWithSAML',
      roleArn: DESTINATION.roleArn,
      found: { kind: 'role', role },
      provider: DESTINATION.providerArn,
      identity: () => identity,
      circumstances: {
        now,
        region: 'us-east-1',
        sourceAddress: '192.0.2.7',
        userAgent: 'bench',
        secure: true,
      },
    });
    const failed = firstFailure(roleChecks, subject);
    if (failed) throw new Error(`the role is refused: ${failed.code} ${failed.message}`);
  };
}

/** One RSA verification and the SHA-256 of the assertion, on bytes that are ready. */
function floorOf({ pair }: TestIdp, xml: string): () => unknown {
  const assertion = canonicalForm(xml, '//saml:Assertion');
  const signedInfo = Buffer.from(canonicalForm(xml, '//ds:SignedInfo'));
  const value = /<ds:SignatureValue>([^<]*)</.exec(xml)?.[1] ?? '';
  const signature = Buffer.from(value, 'base64');
  const digested = Buffer.from(assertion.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
  if (!verify('sha256', signedInfo, pair.publicKey, signature)) throw new Error('no signature');
  return () => {
    hash('sha256', digested, 'base64');
    verify('sha256', signedInfo, pair.publicKey, signature);
  };
}

function xmlCrypto({ pair }: TestIdp, xml: string): () => unknown {
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
  const publicCert = pemOf(pair.certificate);
  return () => {
    const verifier = new SignedXml({ publicCert });
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) throw new Error('xml-crypto refuses the response');
  };
}

function nodeSaml({ pair }: TestIdp, response: string): () => unknown {
  const saml = new SAML({
    callbackUrl: DESTINATION.recipient,
    issuer: DESTINATION.audience,
    audience: DESTINATION.audience,
    idpCert: pemOf(pair.certificate),
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: -1,
  });
  return () => saml.validatePostResponseAsync({ SAMLResponse: response });
}

/** Measures judging one response and what it is compared with, in interleaved rounds. */
export async function benchSaml(rounds: number): Promise<SamlResult> {
  const idp = sampleIdp(DESTINATION);
  const now = Date.now();
  const xml = sampleResponse(idp, now);
  const response = toFormField(xml);
  const metadata = readMetadata(idp.metadata, { now });
  if (!metadata.ok) throw new Error(metadata.failure.message);
  const input: ResponseInput = {
    response,
    metadata: metadata.metadata,
    recipients: [DESTINATION.recipient],
    audiences: [DESTINATION.audience],
    awsNames: false,
    now,
    skewMilliseconds: 60_000,
    allowSha1: false,
    pair: DESTINATION,
    requestId: '4a1c2ae0-1111-4222-8333-444455556666',
  };
  const judgeRole = createRoleJudge(now);
  const floor = await inProcess('RSA verification and SHA-256 alone', floorOf(idp, xml));
  const table = await inProcess('response check table', () => judged(input).assertion);
  const withRole = await inProcess('response and role check tables', () =>
    judgeRole(judged(input)),
  );
  const traced = await inProcess('response check table, traced for an attempt', () =>
    attemptChecks(judged(input).judgement.traces()),
  );
  const theirs = await inProcess('xml-crypto', xmlCrypto(idp, xml));
  const library = await inProcess('node-saml', nodeSaml(idp, response));
  const program = xmlsec1(temporaryFolder(), xml, idp.pair);
  const mine: readonly Contender[] = [floor, table, withRole, traced, theirs, library];
  const compared = await together(program ? [...mine, program] : mine, rounds);
  const found = (name: string): Compared | undefined =>
    compared.find((contender) => contender.name === name);
  const times = (of: Compared | undefined, to: Compared | undefined): number =>
    of && to ? ratio(of, to) : Number.NaN;
  const tableFound = found(table.name);
  return {
    bytes: xml.length,
    compared,
    share: times(found(floor.name), tableFound),
    shareWithRole: times(found(floor.name), found(withRole.name)),
    xmlsec1: program && times(found(program.name), tableFound),
    nodeSaml: times(found(library.name), tableFound),
    xmlCrypto: times(found(theirs.name), tableFound),
  };
}
