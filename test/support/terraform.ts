/**
 * What tests of Terraform's calls share. Its provider creates, reads back, imports by id, updates and
 * deletes; the read afterwards has to fail by the one name that the provider takes for gone.
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Asserts that a read fails by that name of an exception. */
export async function gone(read: Promise<unknown>, name: string): Promise<void> {
  await assert.rejects(read, { name });
}

/** Asks until the status is none of a request under way, as the provider does. */
export async function settled(
  read: () => Promise<string | undefined>,
): Promise<string | undefined> {
  for (;;) {
    const status = await read();
    if (status !== 'IN_PROGRESS') return status;
    await pause(25);
  }
}
