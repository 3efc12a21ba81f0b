import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareFolder, putIntoFolder, readFromFolder, removeOldMails } from './folder.ts';

const root = await mkdtemp(join(tmpdir(), 'gatehouse-outbox-'));
after(() => rm(root, { recursive: true }));

const mail = {
  from: 'a@example.com',
  to: 'b@example.com',
  bytes: Buffer.from('Subject: x\r\n\r\n'),
};
const idOf = (number: number) => `019b0000-0000-7000-8000-${String(number).padStart(12, '0')}`;

test('mails are for their owner only, whole, and found by their id alone', async () => {
  const folder = join(root, 'own');
  await prepareFolder(folder);
  assert.deepEqual(await putIntoFolder(folder, idOf(1), mail), { kind: 'sent' });
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(join(folder, `${idOf(1)}.eml`))).mode & 0o777, 0o600);
  assert.deepEqual(await readFromFolder(folder, idOf(1)), mail.bytes);
  assert.equal(await readFromFolder(folder, idOf(2)), undefined);
  await writeFile(join(root, 'secret.eml'), 'x');
  assert.equal(await readFromFolder(folder, '../secret'), undefined);
});

test('the folder keeps a thousand mails, and none for long; other files are left alone', async () => {
  const folder = join(root, 'full');
  await prepareFolder(folder);
  await writeFile(join(folder, 'notes.txt'), 'x');
  for (let i = 0; i < 1005; i += 1) await writeFile(join(folder, `${idOf(i)}.eml`), 'x');
  await putIntoFolder(folder, idOf(2000), mail);
  const left = (await readdir(folder)).sort();
  assert.equal(left.length, 1001);
  assert.equal(left[0], `${idOf(6)}.eml`);
  await utimes(join(folder, `${idOf(6)}.eml`), 1000, 1000);
  await removeOldMails(folder, 2_000_000);
  assert.equal(await readFromFolder(folder, idOf(6)), undefined);
  assert.ok(await readFromFolder(folder, idOf(7)));
  await removeOldMails(join(root, 'nowhere'), 0);
});

test('a folder that cannot be written asks for another try', async () => {
  const path = join(root, 'file');
  await writeFile(path, 'x');
  const outcome = await putIntoFolder(path, idOf(1), mail);
  assert.deepEqual(outcome, {
    kind: 'later',
    reason: 'the outbox folder cannot be written: EEXIST',
  });
  await assert.rejects(prepareFolder(path), { code: 'EEXIST' });
});
