import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../../test/support/until.ts';
import { partsDone, WORK_PARTS } from '../../domain/sign-in/challenge/work.ts';
import { createDigest } from '../challenge/work-script.ts';
import { SILENT_SCRIPT, workSilently } from './silent-check.ts';

const PUZZLE = { id: 'AAAAAAAAAAAAAAAAAAAAAA', bits: '6', parts: String(WORK_PARTS) };

/** A page with a form, as far as the script touches it. */
function pageOf(dataset: Readonly<Record<string, string>> = PUZZLE) {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  const sent = { times: 0, prevented: 0 };
  const element = {
    value: '',
    dataset,
    addEventListener: (_name: string, listener: (typeof listeners)[number]) => {
      listeners.push(listener);
    },
    submit: () => {
      sent.times += 1;
    },
  };
  const send = () => {
    const preventDefault = () => {
      sent.prevented += 1;
    };
    for (const listener of listeners) listener({ preventDefault });
  };
  return { element, sent, send, page: { querySelector: () => element } };
}

describe('the work of a security check while somebody types', () => {
  it('is what the server asks for', async () => {
    const { element, page, sent } = pageOf();
    workSilently(page, createDigest());
    await until('the work is done', () => element.value !== '');
    assert.equal(partsDone(PUZZLE.id, Number(PUZZLE.bits), element.value), Number(PUZZLE.parts));
    assert.equal(sent.times, 0, 'nothing is sent by itself');
  });

  it('holds a form that is sent too early until it is done', async () => {
    const { element, page, sent, send } = pageOf({ ...PUZZLE, bits: '12' });
    workSilently(page, createDigest());
    send();
    assert.deepEqual(sent, { times: 0, prevented: 1 });
    await until('it is sent', () => sent.times > 0);
    assert.equal(sent.times, 1);
    send();
    assert.equal(sent.prevented, 1, 'a form with its work goes as it is');
    assert.notEqual(element.value, '');
  });

  it('leaves a page without it alone', () => {
    workSilently({ querySelector: () => null }, createDigest());
    assert.match(SILENT_SCRIPT.path, /^\/signin\/silent-check-[0-9a-f]{16}\.js$/);
  });
});
