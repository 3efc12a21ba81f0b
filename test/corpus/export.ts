/**
 * Writes down what a person could give to offline diagnosis: a response, and what the AWS CLI
 * prints of the account's providers and roles. Diagnosis is given nothing else.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IAM } from '@aws-sdk/client-iam';
import type { CorpusSettings, CorpusWorld, Material } from './case.ts';

/** The state of an account as the AWS CLI prints it. */
export interface PrintedState {
  /** `aws iam get-saml-provider`; undefined while there is none. */
  readonly provider: string | undefined;
  /** `aws iam list-saml-providers`. */
  readonly providers: string;
  /** `aws iam list-roles`. */
  readonly roles: string;
}

/** Asks IAM for everything that a response is judged by. */
export async function printState(iam: IAM, SAMLProviderArn: string): Promise<PrintedState> {
  const { SAMLProviderList = [] } = await iam.listSAMLProviders({});
  const isThere = SAMLProviderList.some(({ Arn }) => Arn === SAMLProviderArn);
  const { Roles } = await iam.listRoles({});
  const provider = isThere ? await iam.getSAMLProvider({ SAMLProviderArn }) : undefined;
  const printed = (answer: object): string => {
    const { $metadata, ...body } = { $metadata: undefined, ...answer };
    return JSON.stringify(body, undefined, 2);
  };
  return {
    provider: provider && printed(provider),
    providers: printed({ SAMLProviderList }),
    roles: printed({ Roles }),
  };
}

/** What `gatehouse diagnose saml` is asked, apart from the responses. */
export interface Question {
  readonly state: PrintedState;
  readonly roleArn: string;
  readonly principalArn: string;
  readonly durationSeconds: number | undefined;
  /** PEM. */
  readonly privateKey: string | undefined;
}

/** The question of a case. */
export function questionOf(material: Material, state: PrintedState): Question {
  const { roleArn, principalArn, durationSeconds, provider } = material;
  return { state, roleArn, principalArn, durationSeconds, privateKey: provider?.privateKey };
}

/** Writes the files of a question into a folder of its own; answers the words of the command. */
export async function writeQuestion(
  folder: string,
  question: Question,
  world: CorpusWorld,
  settings: CorpusSettings,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const option = async (word: string, name: string, content: string | undefined) => {
    if (content === undefined) return [];
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return [word, path];
  };
  const { state, durationSeconds } = question;
  return [
    ...(await option('--metadata', 'get-saml-provider.json', state.provider)),
    ...(await option('--providers', 'list-saml-providers.json', state.providers)),
    ...(await option('--roles', 'list-roles.json', state.roles)),
    ...(await option('--private-key', 'private-key.pem', question.privateKey)),
    ...['--role', question.roleArn, '--provider', question.principalArn],
    ...(durationSeconds === undefined ? [] : ['--duration', String(durationSeconds)]),
    ...['--public-url', new URL(world.recipient).origin],
    ...['--at', new Date(world.now).toISOString()],
    ...(settings.allowSha1 ? ['--sha1'] : []),
    ...(settings.awsNames ? ['--aws-names'] : []),
  ];
}
