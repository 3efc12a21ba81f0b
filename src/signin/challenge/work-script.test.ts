import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { sha256Bytes } from '../../base/digest.ts';
import { partsDone, WORK_PARTS } from '../../domain/sign-in/challenge/work.ts';
import { createDigest, WORK_SCRIPT, WORK_SOURCE } from './work-script.ts';

/** An element as the script touches it. */
function element(members: object = {}) {
  return {
    hidden: true,
    textContent: '',
    value: '',
    dataset: {},
    attributes: new Set(['open']),
    listeners: new Map<string, () => void>(),
    removeAttribute(name: string) {
      this.attributes.delete(name);
    },
    setAttribute(name: string) {
      this.attributes.add(name);
    },
    querySelector: (): unknown => null,
    addEventListener(event: string, listener: () => void): void {
      this.listeners.set(event, listener);
    },
    submit: () => {},
    ...members,
  };
}

/** Runs the script as it is served over a page of one check; answers the page after `slices` turns. */
function runScript(
  bits: number,
  { slices, pace = 1, typeAt }: { slices: number; pace?: number; typeAt?: number },
) {
  let sent = 0;
  const progress = element();
  const field = element();
  const characters = element();
  const form = element({
    dataset: { id: 'an-id', bits: String(bits), parts: '8', done: 'done', slow: 'slow' },
    querySelector: (selector: string) => (selector === 'progress' ? progress : field),
    submit: () => {
      sent++;
    },
  });
  const other = element({ querySelector: () => characters });
  const status = element({ textContent: 'working' });
  const found = new Map([
    ['#challenge-work', form],
    ['#challenge-other', other],
    ['#challenge-status', status],
  ]);
  const waiting: (() => void)[] = [];
  let time = 0;
  runInNewContext(WORK_SOURCE, {
    document: { querySelector: (selector: string) => found.get(selector) ?? null },
    setTimeout: (slice: () => void) => waiting.push(slice),
    Date: { now: () => (time += pace) },
  });
  for (let turn = 0; turn < slices; turn++) {
    if (turn === typeAt) characters.listeners.get('input')?.();
    waiting.shift()?.();
  }
  return { sent, form, other, status, progress, field };
}

describe('the script of the security check', () => {
  it('hashes as SHA-256 does', () => {
    const digest = createDigest();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'az09.-_Z'), maxLength: 55 }), (text) => {
        assert.equal(digest(text), sha256Bytes(text).readUInt32BE(0));
      }),
      { numRuns: 500 },
    );
  });

  it('needs nothing but the page, and sends work that the server takes', () => {
    const { sent, field, form, other, status, progress } = runScript(8, { slices: 10 });
    assert.equal(sent, 1);
    assert.equal(partsDone('an-id', 8, field.value), WORK_PARTS);
    assert.equal(form.hidden, false);
    assert.equal(other.attributes.has('open'), false);
    assert.equal(status.textContent, 'done');
    assert.equal(progress.value, WORK_PARTS);
  });

  it('works in slices, and after ten seconds offers the picture while it goes on', () => {
    const early = runScript(33, { slices: 5 });
    assert.deepEqual([early.sent, early.status.textContent], [0, 'working']);
    const late = runScript(33, { slices: 5, pace: 4000 });
    assert.deepEqual([late.sent, late.status.textContent], [0, 'slow']);
    assert.ok(late.other.attributes.has('open'));
  });

  it('stops for whoever types the characters', () => {
    assert.equal(runScript(11, { slices: 400 }).sent, 1);
    assert.equal(runScript(11, { slices: 400, typeAt: 0 }).sent, 0);
  });

  it('is small, and its path changes with its text', () => {
    assert.match(WORK_SCRIPT.path, /^\/signin\/challenge\/work-[0-9a-f]{16}\.js$/);
    assert.ok(WORK_SOURCE.length < 8000, `${WORK_SOURCE.length} characters`);
  });
});
