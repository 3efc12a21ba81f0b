import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { openWritable } from './connection.ts';
import { GroupRunner, type PlanResult } from './group.ts';
import { type PackedPlans, unpackPlans } from './packed-plans.ts';

/** What the thread is told: plans to commit, or to end. */
export type ToWriter = PackedPlans | 'close';
/** What the thread tells: that it is ready, or why not; then results in the order of the plans. */
export type FromWriter = 'ready' | { readonly failed: string } | readonly PlanResult[];

/** Plans that one transaction may hold: the first of them waits for the last. */
const LARGEST_GROUP = 1024;

function serve(): void {
  const port = parentPort;
  if (!port) throw new Error('the writer runs as a worker thread only');
  const tell = (message: FromWriter) => port.postMessage(message);
  let runner: GroupRunner;
  let close: () => void;
  try {
    const db = openWritable(String(workerData));
    runner = new GroupRunner(db);
    close = () => db.close();
  } catch (error) {
    tell({ failed: reasonOf(error) });
    port.close();
    return;
  }
  port.on('message', (first: ToWriter) => {
    let closing = first === 'close';
    const group: Plan[] = first === 'close' ? [] : unpackPlans(first);
    while (!closing && group.length < LARGEST_GROUP) {
      const next: { message: ToWriter } | undefined = receiveMessageOnPort(port);
      if (!next) break;
      if (next.message === 'close') closing = true;
      else group.push(...unpackPlans(next.message));
    }
    if (group.length > 0) tell(runner.run(group));
    if (closing) {
      close();
      port.close();
    }
  });
  tell('ready');
}

serve();
