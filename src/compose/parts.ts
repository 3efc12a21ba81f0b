import { mkdir } from 'node:fs/promises';
import { systemRandom } from '../base/bytes.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Call } from '../calls/call.ts';
import type { Config } from '../config.ts';
import {
  HashGate,
  hashPassword,
  type KeyRing,
  openMessage,
  openSecret,
  sealMessage,
  sealSecret,
  sealToken,
  TokenOpener,
  verifyPassword,
} from '../crypto/index.ts';
import { createEventWriter, type EventWriter, recordsIn } from '../domain/audit/events.ts';
import type { ManagedPolicies } from '../domain/iam/managed-policies.ts';
import { createAskThumbprint } from '../domain/iam/oidc-thumbprints.ts';
import type { IamState } from '../domain/iam/state.ts';
import { createIamState } from '../domain/iam/state-reader.ts';
import type { WorkforceState } from '../domain/identity-center/state.ts';
import { createWorkforceState } from '../domain/identity-center/state-reader.ts';
import { hasKeyRing, loadKeyRing } from '../domain/installation/key-ring.ts';
import type { CodeDelivery } from '../domain/verification/index.ts';
import { startError } from '../failures/start-error.ts';
import type { Logger } from '../http/log.ts';
import type { Outbound } from '../outbound/index.ts';
import { openStore, type Store, type StoreLocation } from '../store/index.ts';
import { loadManagedPolicies } from './managed-policies.ts';
import { loadMasterKey, masterKeyPath } from './master-key.ts';
import { buildOutbound } from './outbound.ts';
import { buildCodeHashes, buildOutbox, type HeardOutbox } from './outbox.ts';
import { createProvisioningNudge, type ProvisioningNudge } from './provisioning-nudge.ts';

/** What both a server and a command that opens the store itself are made of. */
export interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly state: IamState;
  /** What portals of Identity Center and their tokens are judged by. */
  readonly workforce: WorkforceState;
  readonly managedPolicies: ManagedPolicies;
  readonly writeEvent: EventWriter;
  readonly ring: () => KeyRing;
  /** Opens session tokens, those of pages and of calls from one memory. */
  readonly tokens: TokenOpener;
  /** Whether credentials end with the console session that they came from. */
  readonly endWithSession: boolean;
  readonly seal: Call['seal'];
  readonly messages: Call['messages'];
  readonly secrets: Call['secrets'];
  readonly bodies: Call['bodies'];
  readonly passwords: Call['passwords'];
  /** The way to other servers. */
  readonly outbound: Outbound;
  readonly askThumbprint: Call['askThumbprint'];
  /** Asks the worker that provisions assignments to begin. */
  readonly provisioning: ProvisioningNudge;
  /** How messages and codes are sent to people. */
  readonly delivery: CodeDelivery & { readonly outbox: HeardOutbox };
}

/** Where the configuration keeps the store. */
export function storeLocation(config: Config): StoreLocation {
  return config.databaseUrl === ''
    ? { kind: 'sqlite', folder: config.data }
    : { kind: 'postgres', url: config.databaseUrl };
}

/**
 * Opens the store and builds what stands on it. Throws StartError or StoreError.
 *
 * @param clock what every call and every local change takes for the time
 */
export async function openParts(
  config: Config,
  log: Logger,
  clock: Clock = systemClock,
): Promise<Parts> {
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const store = await openStore({
    ...storeLocation(config),
    report: (error, plan) => {
      const { code } = error.failure;
      log.error({ code, statements: plan?.statements.length ?? 0 }, error.message);
      for (const event of plan ? recordsIn(plan) : []) {
        log.error({ code, event }, 'an event could not be added to the history');
      }
    },
  });
  try {
    return await buildParts(config, store, clock);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function buildParts(config: Config, store: Store, clock: Clock): Promise<Parts> {
  const mayMake = !(await hasKeyRing(store));
  const master = await loadMasterKey(config.data, config.masterKey, mayMake);
  const { ring, problem } = await loadKeyRing(store, master, clock(), systemRandom);
  if (problem !== undefined) {
    const place = config.masterKey === '' ? masterKeyPath(config.data) : 'GATEHOUSE_MASTER_KEY';
    throw startError('INST-003', { place, problem });
  }
  const managedPolicies = await loadManagedPolicies(config.policies);
  const open = (sealed: string, context: string): string => {
    const secret = openSecret(sealed, context, ring);
    if (secret === undefined) throw new Error(`the secret of ${context} does not open`);
    return secret;
  };
  const outbound = buildOutbound(config);
  const gate = new HashGate();
  const messageContext = (account: string) => `authorization-message/${account}`;
  const state = createIamState({
    store,
    openSecret: open,
    awsPolicyDocument: (arn) => managedPolicies.get(arn)?.document,
  });
  return {
    config,
    clock,
    store,
    managedPolicies,
    writeEvent: createEventWriter(store.read),
    ring: () => ring,
    tokens: new TokenOpener(),
    endWithSession: config.sessionCredentials === 'end',
    state,
    workforce: createWorkforceState(store, state),
    seal: (claims) => sealToken(claims, ring, systemRandom),
    messages: {
      encode: (account, message) =>
        sealMessage(message, messageContext(account), ring, systemRandom),
      decode: (account, encoded) => openMessage(encoded, messageContext(account), ring),
    },
    secrets: {
      seal: (plaintext, context) => sealSecret(plaintext, context, ring, systemRandom),
      open,
    },
    bodies: {
      // Strangers decide how many are made, so each is under a key of its own, as messages are.
      seal: (body, context) => sealMessage(body, context, ring, systemRandom),
      open: (sealed, context) => openMessage(sealed, context, ring),
    },
    passwords: {
      hash: (password) => hashPassword(password, gate, systemRandom),
      verify: (password, phc) => verifyPassword(password, phc, gate),
    },
    outbound,
    askThumbprint: createAskThumbprint({ fetch: outbound.fetch, clock }),
    provisioning: createProvisioningNudge(),
    delivery: {
      outbox: buildOutbox(() => ring, config.smsHook !== ''),
      hashes: buildCodeHashes(() => ring),
    },
  };
}
