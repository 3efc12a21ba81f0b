import { systemRandom } from '../base/bytes.ts';
import { uuid } from '../base/ids.ts';
import type { AuditEvent } from '../domain/audit/record.ts';
import { createProvisioner } from '../domain/identity-center/provisioning/provisioner.ts';
import { releaseClaims } from '../domain/identity-center/provisioning/provisioning-claims.ts';
import {
  changedRoleArn,
  type RoleChange,
} from '../domain/identity-center/provisioning/provisioning-steps.ts';
import type { Logger } from '../http/log.ts';
import { StoreError } from '../store/index.ts';
import type { Parts } from './parts.ts';
import type { Timers } from './periodic.ts';
import type { ProvisioningNudge } from './provisioning-nudge.ts';

/** The service that changes roles for Identity Center, as events name it. */
const SERVICE = 'sso.amazonaws.com';
/** A nudge comes before its plan has committed, which takes the one longer and the other shorter. */
const AFTER_NUDGE = [1, 3, 8, 20, 60, 200] as const;
/** What other nodes were asked for, and what rested. */
const POLL = 1000;

/**
 * Provisions what is asked for while the server runs: soon after a nudge, and from time to time. The
 * answer stops it, waits for what is under way, and must be awaited before the store is closed.
 */
export function startProvisioning(
  parts: Parts,
  log: Logger,
  timers: Timers,
  publicUrl: () => string,
): () => Promise<void> {
  const { store, clock, managedPolicies, secrets } = parts;
  const failed = (error: unknown) => {
    const code = error instanceof StoreError ? error.failure.code : undefined;
    log.error({ code, err: error }, 'assignments could not be provisioned');
  };
  const provisioner = createProvisioner(
    {
      store,
      clock,
      random: systemRandom,
      managedPolicies,
      secrets,
      publicUrl,
      writeEvent: (change, now) => parts.writeEvent(roleEvent(parts, change, now)),
      report: ({ code, message }) => log.warn({ code }, message),
    },
    failed,
  );
  const released = releaseClaims({ store, clock }).catch(failed);
  const stopLooking = startLooking(
    async () => {
      await released;
      await provisioner.look().catch(failed);
    },
    timers,
    parts.provisioning,
  );
  return async () => {
    stopLooking();
    await released;
    await provisioner.stop();
  };
}

/** Looks a few times after each nudge, a little later each time, and else from time to time. */
function startLooking(
  look: () => Promise<void>,
  timers: Timers,
  { listen }: ProvisioningNudge,
): () => void {
  let step = 0;
  let stopped = false;
  let cancel = timers.after(AFTER_NUDGE[0], begin);

  function begin(): void {
    step += 1;
    const next = AFTER_NUDGE[step] ?? POLL;
    cancel = timers.after(next, begin);
    void look();
  }

  listen(() => {
    if (stopped || step === 0) return;
    cancel();
    step = 0;
    cancel = timers.after(AFTER_NUDGE[0], begin);
  });

  return () => {
    stopped = true;
    cancel();
  };
}

function roleEvent({ config }: Parts, change: RoleChange, now: number): AuditEvent {
  const { account, did, roleName, path } = change;
  return {
    account,
    eventId: uuid(),
    requestId: uuid(),
    time: now,
    region: config.region,
    source: 'iam.amazonaws.com',
    name: did,
    readOnly: false,
    userIdentity: { type: 'AWSService', invokedBy: SERVICE, accountId: account },
    userName: undefined,
    accessKeyId: undefined,
    sourceAddress: SERVICE,
    userAgent: SERVICE,
    error: undefined,
    requestParameters: { roleName, path },
    responseElements: null,
    additionalEventData: undefined,
    resources: [{ arn: changedRoleArn(change), account, type: 'AWS::IAM::Role' }],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}
