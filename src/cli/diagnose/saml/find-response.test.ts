import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnusableInput } from '../unusable.ts';
import { findResponse } from './find-response.ts';

const FIELD = Buffer.from('<samlp:Response>+/=?</samlp:Response>?>').toString('base64');
const ENCODED = encodeURIComponent(FIELD);

function find(content: string | Buffer, entry?: number) {
  return findResponse(Buffer.from(content), 'a file', entry);
}

function refused(content: string | Buffer, entry?: number): string {
  try {
    find(content, entry);
  } catch (error) {
    if (error instanceof UnusableInput) return `${error.failure.code}: ${error.message}`;
    throw error;
  }
  return assert.fail('it was found');
}

test('the form field is found in each form in which it is copied', () => {
  assert.deepEqual(find(FIELD), { form: 'base64', response: FIELD });
  assert.deepEqual(find(`${FIELD}\n`), { form: 'base64', response: `${FIELD}\n` });
  assert.deepEqual(find(`\uFEFF${FIELD}`), { form: 'base64', response: FIELD });
  assert.deepEqual(find(`${ENCODED}\n`), { form: 'url-encoded', response: FIELD });
  const form = `SAMLResponse=${ENCODED}&RelayState=https%3A%2F%2Fx`;
  assert.deepEqual(find(form), { form: 'form', response: FIELD });
  assert.deepEqual(find(`RelayState=&SAMLResponse=${ENCODED}\n`), {
    form: 'form',
    response: FIELD,
  });
});

test('a form body is decoded once, as a server decodes it: nothing in it is mended', () => {
  const twice = encodeURIComponent(ENCODED);
  assert.equal(find(`SAMLResponse=${twice}`).response, ENCODED);
  assert.equal(find('SAMLResponse=a+b=').response, 'a b=');
  const xml = '<x>1</x>';
  assert.equal(find(`SAMLResponse=${encodeURIComponent(xml)}`).response, xml);
});

test('XML is taken as its bytes, in whatever encoding', () => {
  const xml = '\n  <samlp:Response/>';
  assert.deepEqual(find(xml), { form: 'xml', response: Buffer.from(xml).toString('base64') });
  for (const bytes of [
    Buffer.from('\uFEFF<samlp:Response/>', 'utf16le'),
    Buffer.from('<samlp:Response/>', 'utf16le'),
    Buffer.from('\uFEFF<samlp:Response/>', 'utf16le').swap16(),
    Buffer.from('<samlp:Response/>', 'utf16le').swap16(),
  ]) {
    assert.deepEqual(find(bytes), { form: 'xml', response: bytes.toString('base64') });
  }
});

test('what is neither is judged as base64, and percent signs that encode nothing stay', () => {
  assert.equal(find('100% sure').response, '100% sure');
  assert.equal(find('hello').form, 'base64');
});

interface Post {
  readonly text?: string;
  readonly params?: readonly { readonly name: string; readonly value?: string }[];
}

function har(...posts: readonly (Post | undefined)[]): string {
  const entries = posts.map((postData, index) => ({
    startedDateTime: `2026-11-01T09:30:0${index}.250Z`,
    time: 12,
    request: {
      method: postData ? 'POST' : 'GET',
      url: `https://signin.aws.amazon.com/saml?secret=${index}`,
      headers: [{ name: 'Cookie', value: 'secret' }],
      ...(postData
        ? { postData: { mimeType: 'application/x-www-form-urlencoded', ...postData } }
        : {}),
    },
    response: { status: 200, content: { text: '' } },
  }));
  return JSON.stringify({ log: { version: '1.2', creator: {}, entries } });
}

const AT = Date.UTC(2026, 10, 1, 9, 30, 0, 250);

test('a HAR file of Chromium has the body as text and fields as they were sent', () => {
  const found = find(
    har(undefined, {
      text: `SAMLResponse=${ENCODED}&RelayState=`,
      params: [
        { name: 'SAMLResponse', value: ENCODED },
        { name: 'RelayState', value: '' },
      ],
    }),
  );
  assert.equal(found.form, 'har');
  assert.equal(found.response, FIELD);
  assert.deepEqual(found.har, {
    entry: 1,
    responses: [
      {
        url: 'https://signin.aws.amazon.com/saml',
        time: AT + 1000,
        response: FIELD,
        roleArn: undefined,
      },
    ],
  });
});

test('fields alone are read as Chromium and as Firefox write them', () => {
  const ofChromium = har({ params: [{ name: 'SAMLResponse', value: ENCODED }] });
  assert.equal(find(ofChromium).response, FIELD);
  const ofFirefox = har({ text: '', params: [{ name: 'SAMLResponse', value: FIELD }] });
  assert.equal(find(ofFirefox).response, FIELD);
  assert.equal(find(har({ text: `SAMLResponse=${ENCODED}` })).response, FIELD);
  assert.equal(find(`\uFEFF${ofFirefox}`).response, FIELD);
});

test('of several responses the last counts, another one is chosen by its number', () => {
  const several = har(
    { text: 'SAMLResponse=Rmlyc3Q%3D' },
    { text: 'other=form' },
    { text: `SAMLResponse=${ENCODED}&roleIndex=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa` },
  );
  const last = find(several);
  assert.equal(last.response, FIELD);
  assert.deepEqual(
    last.har?.responses.map(({ roleArn }) => roleArn),
    [undefined, 'arn:aws:iam::123456789012:role/a'],
  );
  assert.equal(find(several, 1).response, 'Rmlyc3Q=');
  assert.equal(
    refused(several, 3),
    'DIAG-004: there is no entry 3 among the 2 SAML responses of `a file`',
  );
});

test('entries of other forms, and times and URLs that are none, do not get in the way', () => {
  const odd = JSON.parse(har({ text: `SAMLResponse=${ENCODED}` }));
  odd.log.entries[0].startedDateTime = 'yesterday';
  odd.log.entries[0].request.url = 'nowhere';
  odd.log.entries.push({ request: null }, null, { request: { url: 'x', postData: { text: 7 } } });
  const [only] = find(JSON.stringify(odd)).har?.responses ?? [];
  assert.equal(only?.response, FIELD);
  assert.equal(only?.time, undefined);
  assert.equal(only?.url, '(unreadable URL)');
});

test('DIAG-003: what holds no response is refused with its reason', () => {
  const none = 'DIAG-003: `a file` holds no SAML response: ';
  assert.equal(refused(''), `${none}it is empty`);
  assert.equal(refused(' \n'), `${none}it is empty`);
  assert.equal(refused('{"a": 1}'), `${none}it is JSON, and no HAR file`);
  assert.equal(refused('[1]'), `${none}it is JSON, and no HAR file`);
  assert.equal(refused('{"a": '), `${none}it begins like JSON, and cannot be read as JSON`);
  assert.equal(refused(har()), `${none}no request of the HAR file posted one`);
  assert.equal(refused(har({ text: 'a=b' })), `${none}no request of the HAR file posted one`);
});
