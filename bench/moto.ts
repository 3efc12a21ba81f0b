/** The same calls to a moto server, where one is installed: only for comparison, never needed. */
import { spawnSync } from 'node:child_process';
import { assumeRoleCall, firstAnswer, identityCall } from './gatehouse.ts';
import { load } from './load.ts';
import { freePort, processorTimeOf, startProcess } from './processes.ts';
import { type Credentials, signed, signedMany } from './signed.ts';

/** Processor time of one call, in microseconds. */
export interface MotoResult {
  readonly identity: number;
  readonly assumeRole: number;
}

const ANYBODY: Credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'a-secret-that-moto-does-not-check-0000001',
};
const ROLE = 'arn:aws:iam::123456789012:role/deploy';

/** Measures `moto_server` from PATH for some seconds; undefined when there is none. */
export async function benchMoto(seconds: number): Promise<MotoResult | undefined> {
  if (spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status !== 0) return undefined;
  const port = await freePort();
  const server = startProcess('moto_server', ['-p', String(port)], port);
  try {
    await firstAnswer(port, await signed(port, ANYBODY, identityCall));
    const measured = async (requests: readonly Buffer[]) => {
      await load(port, requests, { connections: 4, seconds: 1 });
      const before = processorTimeOf(server.pid);
      const { answers } = await load(port, requests, { connections: 4, seconds });
      return (processorTimeOf(server.pid) - before) / answers;
    };
    return {
      identity: await measured(await signedMany(10, port, ANYBODY, () => identityCall)),
      assumeRole: await measured(
        await signedMany(10, port, ANYBODY, (number) => assumeRoleCall(ROLE, number)),
      ),
    };
  } finally {
    await server.stop();
  }
}
