/** Judges a token by the check tables alone. */
import { roleChecks } from '../../src/domain/federation/role-checks.ts';
import { examineRole, roleOfFiles } from '../../src/domain/federation/role-subject.ts';
import { firstFailure, traceChecks } from '../../src/failures/check.ts';
import {
  claimedIssuer,
  examineToken,
  readToken,
  registeredProvider,
  tokenChecks,
  webIdentity,
} from '../../src/oidc/index.ts';
import type { Judgement } from './judge.ts';
import {
  CLIENT_ID,
  issuerName,
  keysOf,
  oidcProviderArn,
  type TokenMaterial,
  type TokenWorld,
} from './token-case.ts';

const SKEW = 300_000;

/** The name of the session that every try asks for. */
export const SESSION_NAME = 'corpus';

/** What the tables say of the material of a case. */
export function judgeToken(material: TokenMaterial, world: TokenWorld): Judgement {
  const url = issuerName(world);
  const registered = registeredProvider({
    arn: oidcProviderArn(world),
    url,
    clientIds: [CLIENT_ID],
  });
  const reading = readToken(material.token);
  const issuer = claimedIssuer(reading);
  const isOurs = issuer === world.issuer;
  const token = examineToken({
    token: reading,
    provider: isOurs ? registered : undefined,
    registeredUrls: isOurs ? [] : [url],
    keys: isOurs ? keysOf(world) : undefined,
    now: world.now,
    skewMilliseconds: SKEW,
  });
  const { roleArn: arn, role: files } = material;
  const { trustPolicy, maxSessionDuration: maxSessionSeconds } = files;
  const role = roleOfFiles({ arn, trustPolicy, maxSessionSeconds });
  if (!role.ok) throw new Error(role.message);
  const subject = examineRole({
    operation: 'AssumeRoleWithWebIdentity',
    roleArn: arn,
    found: { kind: 'role', role: role.role },
    provider: isOurs ? registered.name : (issuer ?? ''),
    identity: () => {
      const { conditionKeys: keys, ...rest } = webIdentity(token);
      return { keys, sessionName: SESSION_NAME, ...rest };
    },
    circumstances: {
      now: world.now,
      region: 'us-east-1',
      sourceAddress: '127.0.0.1',
      userAgent: 'corpus',
      secure: false,
    },
  });
  const failure = firstFailure(tokenChecks, token) ?? firstFailure(roleChecks, subject);
  return {
    failure,
    traces: [...traceChecks(tokenChecks, token), ...traceChecks(roleChecks, subject)],
  };
}
