import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { cut } from './fill.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const APP = path.join(ROOT, 'web', 'console');

const textsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(ROOT, 'locales', `console.${language}.json`), 'utf8'));

const english = textsOf('en');
const korean = textsOf('ko');

const sources = globSync('**/*.{ts,tsx}', { cwd: APP })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(APP, file), 'utf8'))
  .join('\n');

/** Keys as sources write them: whole, or with parts that are filled in. */
const written = new Set(
  [...sources.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/g)].map(([, key = '']) => key),
);
const patterns = [...sources.matchAll(/`([\w-]+\.[\w.-]*\$\{[^`]*)`/g)].map(
  ([, template = '']) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]+')}$`),
);

const places = (text: string): string[] =>
  [...new Set(cut(text).flatMap(({ place }) => place ?? []))].sort();

describe('the texts of the console', () => {
  it('are there in both languages, with the same places', () => {
    assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(places(korean[key] ?? ''), places(text), key);
    }
  });

  it('are all used', () => {
    const unused = Object.keys(english).filter(
      (key) => !written.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    assert.deepEqual(unused, []);
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
