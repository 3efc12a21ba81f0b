/**
 * corpus/: what federation must accept and what it must refuse, with which words, as data.
 * Owns: cases by requirement, made from a live identity provider at the moment of the run; judging
 * them offline by the check tables; exporting them as files. Does not own: how responses and
 * attacks are made (test/support/saml), running servers and commands (test/peers).
 * To add a case: put it into the file of its requirement; every runner takes it from `index.ts`.
 */
import type { FailureCode } from '../../src/failures/catalogue.ts';
import type { ResponseContent } from '../support/saml/content.ts';
import { type Destination, openIdp, type TestIdp } from '../support/saml/identity-provider.ts';
import type { KeyKind } from '../support/saml/keys.ts';

/** Where a case happens: the names of the server, the account, the time. */
export interface CorpusWorld {
  /** Milliseconds since 1970; the server's clock and `--at` of diagnosis stand there. */
  readonly now: number;
  readonly account: string;
  /** The URL that responses are posted to. */
  readonly recipient: string;
  /** The entity id of the server. */
  readonly audience: string;
  /** Every URL that responses may be posted to, and every audience; default: the two above. */
  readonly names?: {
    readonly recipients: readonly string[];
    readonly audiences: readonly string[];
  };
}

/** What an operator chooses; where a case says nothing, the defaults of the server. */
export interface CorpusSettings {
  /** GATEHOUSE_SAML_SHA1=accept. */
  readonly allowSha1: boolean;
  /** GATEHOUSE_SAML_AWS_NAMES=true. */
  readonly awsNames: boolean;
}

/** The defaults. */
export const defaultSettings: CorpusSettings = { allowSha1: false, awsNames: false };

/** A role as IAM has it. */
export interface CorpusRole {
  readonly trustPolicy: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
}

/** A SAML provider as IAM has it. */
export interface CorpusProvider {
  readonly metadata: string;
  /** PEM of the key for encrypted assertions; absent where they were never expected. */
  readonly privateKey?: string;
  readonly encryptionMode?: 'Allowed' | 'Required';
}

/** All that one try consists of. */
export interface Material {
  /** The form field SAMLResponse. */
  readonly response: string;
  /** Of the request. */
  readonly roleArn: string;
  /** Of the request. */
  readonly principalArn: string;
  /** DurationSeconds of the request. */
  readonly durationSeconds?: number;
  /** The role `developer`; undefined when there is none. */
  readonly role: CorpusRole | undefined;
  /** The SAML provider `corp`; undefined when there is none. */
  readonly provider: CorpusProvider | undefined;
}

/** The failure of the first check that does not hold, and what the caller of the API is told. */
export interface Refused {
  readonly code: FailureCode;
  /** Code and text; `{requestId}` stands for the request's id. */
  readonly wire: { readonly code: string; readonly text: string };
}

/** One case. */
export interface CorpusCase {
  readonly name: string;
  /** The requirement that it shows, such as `R065`. */
  readonly requirement?: string;
  readonly build: (world: CorpusWorld) => Material;
  /** Absent: the defaults. */
  readonly settings?: CorpusSettings;
  readonly expected: 'accepted' | Refused;
  /** The name of the accepted case that differs the least from a refused one. */
  readonly nearest?: string;
}

/** The names of the one role and the one provider that cases have. */
export const ROLE_NAME = 'developer';
export const PROVIDER_NAME = 'corp';

/** The ARN of the role of a world. */
export function roleArnOf({ account }: CorpusWorld, name: string = ROLE_NAME): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

/** The ARN of the provider of a world. */
export function providerArnOf({ account }: CorpusWorld, name: string = PROVIDER_NAME): string {
  return `arn:aws:iam::${account}:saml-provider/${name}`;
}

/** What responses of a world are made for. */
export function destinationOf(world: CorpusWorld): Destination {
  const { recipient, audience } = world;
  return { recipient, audience, roleArn: roleArnOf(world), providerArn: providerArnOf(world) };
}

/** The identity provider of a world. */
export function idpOf(world: CorpusWorld, key: KeyKind = 'rsa-2048'): TestIdp {
  return openIdp(destinationOf(world), { key });
}

/** Actions of a trust policy. */
export const ASSUME = 'sts:AssumeRoleWithSAML';
export const TAG = 'sts:TagSession';
export const SET_SOURCE_IDENTITY = 'sts:SetSourceIdentity';

/** A trust policy as AWS's console writes it for a SAML provider, with further actions. */
export function trustPolicyOf(
  world: CorpusWorld,
  change: {
    readonly actions?: readonly string[];
    readonly provider?: string;
    readonly condition?: object;
  } = {},
): string {
  const { actions = [ASSUME], provider = providerArnOf(world) } = change;
  const Condition = change.condition ?? { StringEquals: { 'SAML:aud': world.recipient } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Federated: provider }, Action: actions, Condition },
    ],
  });
}

/** A try at the role `developer` with the response of `content`, signed by the identity provider. */
export function materialOf(
  world: CorpusWorld,
  change: Partial<Material> & {
    readonly content?: (content: ResponseContent, idp: TestIdp) => ResponseContent;
  } = {},
): Material {
  const { content = (usual) => usual, ...rest } = change;
  const idp = idpOf(world);
  return {
    response: Buffer.from(idp.respond(content(idp.content(world.now), idp))).toString('base64'),
    roleArn: roleArnOf(world),
    principalArn: providerArnOf(world),
    role: { trustPolicy: trustPolicyOf(world), maxSessionDuration: 3600 },
    provider: { metadata: idp.metadata },
    ...rest,
  };
}

/** The role that lets tags and source identities pass. */
export function liberalRole(world: CorpusWorld): CorpusRole {
  const actions = [ASSUME, TAG, SET_SOURCE_IDENTITY];
  return { trustPolicy: trustPolicyOf(world, { actions }), maxSessionDuration: 3600 };
}
