/** The security check's own addresses: who is answered, how often, and what is never told. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DueCheck } from '../../src/domain/sign-in/risk.ts';
import { type ChallengeSite, startChallengeSite } from '../support/challenge-site.ts';

describe('pictures and recordings of security checks', () => {
  let site: ChallengeSite;
  let due: DueCheck = { kind: 'picture', bits: 15 };

  before(async () => {
    site = await startChallengeSite(() => due);
  });
  after(() => site.stop());

  /** A page with a check, as one browser has it. */
  async function visit() {
    const answer = await fetch(`${site.origin}/signin/check`);
    const page = await answer.text();
    const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const address = (kind: string) => {
      const found = new RegExp(`src="(/signin/challenge/${kind}[^"]+)"`).exec(page)?.[1] ?? '';
      return `${site.origin}${found.replaceAll('&amp;', '&')}`;
    };
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '';
    return { page, cookie, address, field, puzzle: site.opened(page) };
  }
  const get = async (url: string, cookie: string) => await fetch(url, { headers: { cookie } });
  const post = async (cookie: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return await fetch(`${site.origin}/signin/check`, {
      method: 'POST',
      headers: { cookie },
      body,
    });
  };

  it('are for the browser that was given the puzzle, while it may be answered', async () => {
    const { cookie, address } = await visit();
    const other = await visit();
    for (const [kind, type] of [
      ['picture', 'image/png'],
      ['sound', 'audio/wav'],
    ] as const) {
      const answer = await get(address(kind), cookie);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), type);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal((await get(address(kind), other.cookie)).status, 404);
      assert.equal((await get(address(kind), '')).status, 404);
      const forged = address(kind).replace(/puzzle=m1\.1\.../, 'puzzle=m1.1.zz');
      assert.equal((await get(forged, cookie)).status, 404);
      assert.equal((await get(`${site.origin}/signin/challenge/${kind}`, cookie)).status, 404);
    }
    site.wait(10 * 60_000);
    assert.equal((await get(address('picture'), cookie)).status, 404);
  });

  it('the characters stand neither in the page nor in an address', async () => {
    for (const kind of ['picture', 'work'] as const) {
      due = { kind, bits: 15 };
      const { page, puzzle } = await visit();
      assert.ok(!page.includes(puzzle.code) && !page.includes(puzzle.seed));
    }
    due = { kind: 'picture', bits: 15 };
  });

  it('SIGN-062: the form of one browser is not taken from another, nor without its token', async () => {
    const mine = await visit();
    const other = await visit();
    const answer = { puzzle: mine.field('puzzle'), characters: mine.puzzle.code };
    const stolen = await post(other.cookie, { ...answer, csrf: other.field('csrf') });
    assert.match(await stolen.text(), /was not completed/);
    assert.equal((await post(mine.cookie, answer)).status, 403);
    const own = await post(mine.cookie, { ...answer, csrf: mine.field('csrf') });
    assert.match(await own.text(), /<h1>passed<\/h1>/);
    const replayed = await post(mine.cookie, { ...answer, csrf: mine.field('csrf') });
    assert.match(await replayed.text(), /was not completed/);
  });

  it('an address that asks for many has to be patient', async () => {
    site.wait(60_000);
    const { cookie, address } = await visit();
    const statuses: number[] = [];
    for (let turn = 0; turn < 22; turn++) {
      const answer = await get(address('picture'), cookie);
      statuses.push(answer.status);
      if (answer.status === 429) assert.equal(answer.headers.get('retry-after'), '2');
    }
    assert.deepEqual(statuses.slice(18), [200, 200, 429, 429]);
    site.wait(2000);
    assert.equal((await get(address('picture'), cookie)).status, 200);
  });
});
