import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ManagedPolicies,
  type ManagedPolicy,
  managedPolicies,
  readManagedPolicy,
} from '../domain/iam/managed-policies.ts';
import { startError } from '../failures/start-error.ts';

/** The AWS managed policies that come with Gatehouse. */
const OWN_FOLDER = join(import.meta.dirname, '..', 'policy', 'managed');

/** Loads the AWS managed policies that come with Gatehouse, and those of the operator's folder. */
export async function loadManagedPolicies(operatorFolder: string): Promise<ManagedPolicies> {
  const policies = await readFolder(OWN_FOLDER);
  if (operatorFolder !== '') policies.push(...(await readFolder(operatorFolder)));
  return managedPolicies(policies);
}

async function readFolder(folder: string): Promise<ManagedPolicy[]> {
  const names = await readdir(folder).catch((error: Error) => {
    throw startError('INST-002', { path: folder, reason: error.message });
  });
  const policies: ManagedPolicy[] = [];
  for (const name of names.filter((file) => file.endsWith('.json')).sort()) {
    const path = join(folder, name);
    const reading = readManagedPolicy(await readFile(path, 'utf8'));
    if (!reading.ok) throw startError('INST-002', { path, reason: reading.reason });
    policies.push(reading.policy);
  }
  return policies;
}
