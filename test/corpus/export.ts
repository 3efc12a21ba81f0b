/** Writes a case as the files that a person would have: offline diagnosis is given nothing else. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CorpusSettings, type CorpusWorld, defaultSettings, type Material } from './case.ts';

/** The files of a case; what a case does not have is undefined. */
export interface ExportedCase {
  /** The form field SAMLResponse. */
  readonly response: string;
  readonly metadata: string | undefined;
  readonly trustPolicy: string | undefined;
  /** PEM, for encrypted assertions. */
  readonly privateKey: string | undefined;
  /** Everything that is no file: ARNs, names, settings, the time. */
  readonly facts: string;
}

/** What the file of facts says. */
export interface CaseFacts {
  /** The time at which the response was judged, in ISO 8601. */
  readonly at: string;
  readonly roleArn: string;
  readonly principalArn: string;
  readonly durationSeconds: number | undefined;
  readonly maxSessionDuration: number | undefined;
  readonly encryptionMode: string | undefined;
  readonly recipients: readonly string[];
  readonly audiences: readonly string[];
  readonly settings: CorpusSettings;
}

/** Writes the files of a case into a folder of its own. */
export async function exportCase(
  folder: string,
  material: Material,
  world: CorpusWorld,
  settings: CorpusSettings = defaultSettings,
): Promise<ExportedCase> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const { response, provider, role, roleArn, principalArn, durationSeconds } = material;
  const facts: CaseFacts = {
    at: new Date(world.now).toISOString(),
    roleArn,
    principalArn,
    durationSeconds,
    maxSessionDuration: role?.maxSessionDuration,
    encryptionMode: provider?.encryptionMode,
    recipients: world.names?.recipients ?? [world.recipient],
    audiences: world.names?.audiences ?? [world.audience, world.recipient],
    settings,
  };
  const { privateKey } = provider ?? {};
  return {
    response: await write('response.txt', response),
    metadata: provider && (await write('metadata.xml', provider.metadata)),
    trustPolicy: role && (await write('trust-policy.json', role.trustPolicy)),
    privateKey: privateKey === undefined ? undefined : await write('private-key.pem', privateKey),
    facts: await write('facts.json', JSON.stringify(facts, undefined, 2)),
  };
}
