/** How quickly assignments are made: from CreateAccountAssignment until they have succeeded. */
import { type Assigned, workforceOf } from '../test/support/assignments.ts';
import { enableIdentityCenter, makeMember } from '../test/support/identity-center.ts';
import type { TestServer } from '../test/support/server.ts';
import { ACCOUNT, administrator, startGatehouse } from './gatehouse.ts';
import { median } from './load.ts';

const ACCOUNTS = 20;
/** Under way at a time, which is AWS's quota. */
const AT_A_TIME = 10;
const POLL = 10;

/** Medians over rounds; each has its own permission sets, whose roles are made. */
export interface AssignmentFigures {
  /** Assignments that succeeded in a second. */
  readonly perSecond: number;
  /** From the request until the first answer that it has succeeded, one at a time, in milliseconds. */
  readonly alone: number;
  /** From ProvisionPermissionSet until all accounts have it, in milliseconds. */
  readonly provision: number;
}

/** Makes `sets` permission sets a round and assigns each in every account. */
export async function benchAssignments(
  folder: string,
  { rounds, sets }: { readonly rounds: number; readonly sets: number },
): Promise<AssignmentFigures> {
  const process = await startGatehouse(folder);
  try {
    const url = `http://127.0.0.1:${process.port}`;
    const server = { url, region: 'us-east-1', administrator, account: ACCOUNT } as TestServer;
    const workforce = workforceOf(server, await enableIdentityCenter(server));
    const PrincipalId = await workforce.user('ann');
    const targets: string[] = [];
    for (let at = 0; at < ACCOUNTS; at += 1) {
      targets.push((await makeMember(server, `member-${at}`)).account);
    }
    // The first assignment of an instance makes its key.
    const warmUp = {
      PermissionSetArn: await workforce.permissionSet('WarmUp'),
      PrincipalId,
    } as const;
    for (const TargetId of targets) {
      await workforce.assign({ ...warmUp, TargetId, PrincipalType: 'USER' });
    }
    const figures: Record<'perSecond' | 'alone' | 'provision', number[]> = {
      perSecond: [],
      alone: [],
      provision: [],
    };
    for (let round = 0; round < rounds; round += 1) {
      const assigned: Assigned[] = [];
      for (let at = 0; at < sets; at += 1) {
        const PermissionSetArn = await workforce.permissionSet(`S${round}-${at}`);
        for (const TargetId of targets) {
          assigned.push({ TargetId, PermissionSetArn, PrincipalId, PrincipalType: 'USER' });
        }
      }
      const [first, ...rest] = assigned;
      if (!first) continue;
      figures.alone.push(await timed(() => workforce.assign(first)));
      const milliseconds = await assignAll(workforce, rest);
      figures.perSecond.push((rest.length / milliseconds) * 1000);
      const { PermissionSetArn } = first;
      const InstanceArn = workforce.instance.arn;
      await workforce.sso.updatePermissionSet({
        InstanceArn,
        PermissionSetArn,
        Description: 'new',
      });
      figures.provision.push(await timed(() => workforce.provision(PermissionSetArn)));
    }
    const { perSecond, alone, provision } = figures;
    return { perSecond: median(perSecond), alone: median(alone), provision: median(provision) };
  } finally {
    await process.stop();
  }
}

/** Asks for all, some at a time, and waits until none is left; in milliseconds. */
async function assignAll(
  { sso, instance }: ReturnType<typeof workforceOf>,
  assigned: readonly Assigned[],
): Promise<number> {
  const left = [...assigned];
  const InstanceArn = instance.arn;
  const ask = async () => {
    for (let one = left.pop(); one; one = left.pop()) {
      await sso.createAccountAssignment({ InstanceArn, TargetType: 'AWS_ACCOUNT', ...one });
    }
  };
  return await timed(async () => {
    await Promise.all(Array.from({ length: AT_A_TIME }, ask));
    for (;;) {
      const { AccountAssignmentsCreationStatus: still = [] } =
        await sso.listAccountAssignmentCreationStatus({
          InstanceArn,
          Filter: { Status: 'IN_PROGRESS' },
          MaxResults: 1,
        });
      if (still.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  });
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await body();
  return performance.now() - began;
}
