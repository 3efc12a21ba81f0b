import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { cut } from './fill.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');

const textsOf = (name: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(ROOT, 'locales', `${name}.${language}.json`), 'utf8'));

/** The sources of an app together with what the apps share. */
const sourcesOf = (apps: readonly string[]): string =>
  globSync(`web/{${apps.join(',')},shared}/**/*.{ts,tsx}`, { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
    .join('\n');

/** Whether sources write a key: whole, or with parts that are filled in. */
function isWritten(sources: string): (key: string) => boolean {
  const written = new Set(
    [...sources.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/g)].map(([, key = '']) => key),
  );
  const patterns = [...sources.matchAll(/`([\w-]+\.[\w.-]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]+')}$`),
  );
  return (key) => written.has(key) || patterns.some((pattern) => pattern.test(key));
}

const places = (text: string): string[] =>
  [...new Set(cut(text).flatMap(({ place }) => place ?? []))].sort();

/** Files of texts with the apps whose sources name them. */
const FILES = [
  { name: 'console', apps: ['console'] },
  { name: 'portal', apps: ['portal'] },
  { name: 'shared', apps: ['console', 'portal'] },
] as const;

for (const { name, apps } of FILES) {
  const english = textsOf(name, 'en');
  const korean = textsOf(name, 'ko');

  describe(`the texts of ${name}`, () => {
    it('are there in both languages, with the same places', () => {
      assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
      for (const [key, text] of Object.entries(english)) {
        assert.deepEqual(places(korean[key] ?? ''), places(text), key);
      }
    });

    it('are all used', () => {
      const isUsed = isWritten(sourcesOf(apps));
      assert.deepEqual(
        Object.keys(english).filter((key) => !isUsed(key)),
        [],
      );
    });

    it('are Korean where they are not a name', () => {
      const foreign = Object.entries(korean).filter(
        ([key, text]) => text === english[key] && /[a-z]{3,} [a-z]{3,}/.test(text),
      );
      assert.deepEqual(foreign, []);
    });

    it('say nothing with a blank before or after it', () => {
      for (const [key, text] of Object.entries({ ...english, ...korean })) {
        assert.equal(text, text.trim(), key);
        assert.notEqual(text, '', key);
      }
    });
  });
}

it('an app has no text under the key of a shared one', () => {
  const shared = new Set(Object.keys(textsOf('shared', 'en')));
  for (const name of ['console', 'portal']) {
    assert.deepEqual(
      Object.keys(textsOf(name, 'en')).filter((key) => shared.has(key)),
      [],
    );
  }
});
