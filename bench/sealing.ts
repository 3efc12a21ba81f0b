/** What sealing and opening session tokens costs. */
import { systemRandom } from '../src/base/bytes.ts';
import {
  createKeyRing,
  openToken,
  type SessionClaims,
  sealToken,
  TokenOpener,
} from '../src/crypto/index.ts';
import { type Measurement, measure, print } from './measure.ts';

const claims: SessionClaims = {
  account: '111122223333',
  region: 'us-east-1',
  principal: {
    kind: 'assumed-role',
    roleName: 'Deploy',
    roleId: 'AROAEXAMPLEEXAMPLE123',
    sessionName: 'build-4711',
  },
  issuedAt: 1_769_851_800_000,
  expiresAt: 1_769_855_400_000,
  issuerAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  sessionPolicyArns: [],
  tags: new Map([
    ['Project', 'Automation'],
    ['CostCenter', '12345'],
  ]),
  transitiveTagKeys: ['Project'],
  sourceIdentity: 'alice',
  roleChained: false,
};

const sessionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::reports/*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ],
});

function roundTrip(name: string, given: SessionClaims): Measurement[] {
  const ring = createKeyRing(0, systemRandom);
  const sealed = sealToken(given, ring, systemRandom);
  if (sealed.kind !== 'sealed') throw new Error('the session is too large');
  const { sessionToken, accessKeyId } = sealed;
  const opener = new TokenOpener();
  // A token arrives as a new string with every request, so its hash is not yet known.
  const bytes = Buffer.from(sessionToken);
  return [
    measure(`${name}: sealed`, () => sealToken(given, ring, systemRandom)),
    measure(`${name}: opened`, () => openToken(sessionToken, accessKeyId, ring)),
    measure(`${name}: opened again, remembered`, () =>
      opener.open(bytes.toString('latin1'), accessKeyId, ring),
    ),
  ];
}

/** Sealing and opening, in microseconds. */
export function benchSealing(): Measurement[] {
  return [
    ...roundTrip('session with two tags', claims),
    ...roundTrip('session with a session policy', { ...claims, sessionPolicy }),
  ];
}

if (import.meta.main) print(benchSealing());
