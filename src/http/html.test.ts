import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { html } from './html.ts';
import { chooseLanguage } from './language.ts';
import { SETUP_TEXTS } from './setup/texts.ts';

describe('html', () => {
  it('escapes values, keeps Html, joins lists and drops nothing-values', () => {
    const inner = html`<b>${'<&"\'>'}</b>`;
    assert.equal(
      html`<p title="${'"x'}">${inner}${[inner, 'a<']}${false}${undefined}${0}</p>`.text,
      '<p title="&quot;x"><b>&lt;&amp;&quot;&#39;&gt;</b><b>&lt;&amp;&quot;&#39;&gt;</b>a&lt;0</p>',
    );
  });
});

describe('languages', () => {
  it('weighs Accept-Language and survives nonsense', () => {
    assert.equal(chooseLanguage(undefined, undefined), 'en');
    assert.equal(chooseLanguage(undefined, 'ko'), 'ko');
    assert.equal(chooseLanguage(undefined, '*;q=0.5, ko;q=0.1'), 'en');
    assert.equal(chooseLanguage(undefined, 'ko;q=0, en;q=x, ;;,'), 'en');
    assert.equal(chooseLanguage(['ko'], 'en'), 'en');
  });

  it('has the same texts with the same details in every language, and no others', () => {
    const read = (name: string): Record<string, string> =>
      JSON.parse(
        readFileSync(join(import.meta.dirname, '..', '..', 'locales', `${name}.json`), 'utf8'),
      );
    const [en, ko] = [read('en'), read('ko')];
    assert.deepEqual(Object.keys(ko), Object.keys(en));
    const details = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of Object.keys(en)) assert.deepEqual(details(ko[key]), details(en[key]), key);
    const known = new Set<string>(SETUP_TEXTS);
    const own = Object.keys(en).filter((key) => /^(setup|language)\./.test(key));
    assert.deepEqual(
      own.filter((key) => !known.has(key)),
      [],
    );
  });
});
