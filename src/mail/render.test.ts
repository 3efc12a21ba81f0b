import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MailContent, MailKind, OutgoingMessage } from '../base/mail.ts';
import { composeMail } from './mime.ts';
import { readMail } from './read-mail.ts';
import { renderMail, renderText } from './render.ts';
import { senderOf } from './sender.ts';

const ORIGIN = 'https://gatehouse.example';
const HOSTILE = '<script>alert("1")</script>\r\nBcc: eve@example.com\u0000\u202e';

type Mail = Extract<OutgoingMessage, { readonly channel: 'email' }>;

const code = { code: '004711', validMinutes: 10 };
const link = { path: '/signin/reset?token=abc-DEF_1&x=%20', validMinutes: 60 };
const notice = { sourceAddress: '192.0.2.7' };

const contents: { readonly [Kind in MailKind]: Extract<MailContent, { kind: Kind }>['details'] } = {
  'verification-code': code,
  'registration-code': code,
  'password-reset': link,
  'password-changed': notice,
  'mfa-recovery-started': { ...notice, readyAt: Date.UTC(2026, 0, 16, 8), cancelPath: link.path },
  'mfa-recovery-ready': link,
  'mfa-removed': { ...notice, devices: ['phone', HOSTILE] },
  'root-email-change-code': code,
  'root-email-changed': { ...notice, newAddress: 'new@example.com' },
  'new-device-sign-in': { ...notice, userAgent: HOSTILE },
  'account-recovery-cancelled': notice,
  'workforce-invitation': {
    ...link,
    validMinutes: 7 * 24 * 60,
    userName: HOSTILE,
    portalUrl: `${ORIGIN}/portal/d-1234567890/start`,
  },
  'workforce-password-reset': { ...link, userName: HOSTILE },
  'workforce-email-verification': { ...link, validMinutes: 24 * 60, userName: HOSTILE },
  'workforce-password-changed': { ...notice, userName: HOSTILE },
};

function mailOf(kind: MailKind, language: 'en' | 'ko' = 'en'): Mail {
  return {
    id: '019b0000-0000-7000-8000-000000000001',
    account: '111122223333',
    to: 'root@example.com',
    at: Date.UTC(2026, 0, 15, 8, 30),
    channel: 'email',
    language,
    kind,
    details: contents[kind],
  } as Mail;
}

const kinds = Object.keys(contents) as MailKind[];

describe('mails in words', () => {
  for (const language of ['en', 'ko'] as const) {
    for (const kind of kinds) {
      it(`${kind} in ${language}: text and HTML tell the same, on one line of subject`, () => {
        const { subject, text, html } = renderMail(mailOf(kind, language), ORIGIN);
        assert.doesNotMatch(subject, /[\r\n]|[{}]|undefined/);
        assert.equal(/[가-힣]/.test(subject), language === 'ko');
        const details = contents[kind];
        for (const body of [text, html]) {
          assert.doesNotMatch(body, /undefined|\[object|\r/);
          assert.ok(body.includes(ORIGIN), 'whose mail it is');
          if ('code' in details) assert.ok(body.includes('004711'));
          if ('sourceAddress' in details) {
            assert.ok(body.includes('192.0.2.7') && body.includes('1111-2222-3333'));
            assert.ok(body.includes('2026-01-15 08:30 UTC'));
          }
        }
        assert.match(html, new RegExp(`<html lang="${language}">`));
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
        const hasLink = 'path' in details || 'cancelPath' in details;
        assert.deepEqual(
          links,
          hasLink ? [`${ORIGIN}/signin/reset?token=abc-DEF_1&amp;x=%20`] : [],
        );
        if (hasLink) assert.ok(text.includes(`\n${ORIGIN}/signin/reset?token=abc-DEF_1&x=%20\n`));
      });
    }
  }

  it('what a stranger wrote is escaped, loses its controls, and stays in its line', () => {
    for (const kind of ['new-device-sign-in', 'mfa-removed'] as const) {
      const { text, html } = renderMail(mailOf(kind), ORIGIN);
      assert.ok(!html.includes('<script'));
      assert.ok(
        html.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; Bcc: eve@example.com'),
      );
      assert.doesNotMatch(text, /^Bcc/m);
      assert.ok(![...`${text}${html}`].some((letter) => '\u0000\u202e'.includes(letter)));
    }
  });

  it('a link that leads away from this server is never written', () => {
    const evil = [
      '//evil.example/x',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      '',
    ];
    for (const path of evil) {
      const mail = { ...mailOf('password-reset'), details: { path, validMinutes: 5 } } as Mail;
      assert.throws(() => renderMail(mail, ORIGIN), /leads away from this server/);
    }
  });

  it('text messages are short, in both languages', () => {
    for (const kind of ['verification-code', 'phone-verification-code'] as const) {
      const [en, ko] = [
        renderText({ kind, details: code }, 'en'),
        renderText({ kind, details: code }, 'ko'),
      ];
      for (const text of [en, ko]) assert.ok(text.includes('004711') && text.length < 100, text);
      assert.notEqual(en, ko);
    }
  });
});

describe('mails as MIME', () => {
  it('headers, both parts, and what the terminal reads back of it', async () => {
    // English is sent as quoted-printable, Korean as base64.
    for (const mail of kinds.flatMap((kind) => [mailOf(kind, 'en'), mailOf(kind, 'ko')])) {
      const rendered = renderMail(mail, ORIGIN);
      const { bytes, from, to } = await composeMail(mail, rendered, senderOf('', ORIGIN));
      assert.equal(from, 'no-reply@signin.gatehouse.example');
      assert.equal(to, 'root@example.com');
      const text = bytes.toString('latin1');
      const head = text.slice(0, text.indexOf('\r\n\r\n'));
      assert.doesNotMatch(text, /[^\r]\n/, 'every line ends as SMTP wants it');
      assert.match(head, /^From: Gatehouse <no-reply@signin\.gatehouse\.example>\r$/m);
      assert.match(head, /^To: root@example\.com\r$/m);
      assert.match(
        head,
        /^Message-ID: <019b0000-0000-7000-8000-000000000001@signin\.gatehouse\.example>\r$/m,
      );
      assert.match(head, /^Date: Thu, 15 Jan 2026 08:30:00 \+0000\r$/m);
      assert.match(head, /^Auto-Submitted: auto-generated\r$/m);
      assert.match(head, /^Content-Type: multipart\/alternative;/m);
      assert.doesNotMatch(head, /^(?:Bcc|Cc|X-Mailer):/im);
      assert.deepEqual(readMail(bytes), {
        subject: rendered.subject,
        from: 'Gatehouse <no-reply@signin.gatehouse.example>',
        text: rendered.text.trimEnd(),
      });
    }
  });

  it('R226: a configured sender is used; hosts that no mail address can have get a reserved one', () => {
    assert.deepEqual(senderOf('Sign-in desk <desk@corp.example>', ORIGIN), {
      name: 'Sign-in desk',
      address: 'desk@corp.example',
    });
    assert.deepEqual(senderOf('desk@corp.example', ORIGIN), {
      name: '',
      address: 'desk@corp.example',
    });
    const address = (url: string) => senderOf('', url).address;
    assert.equal(address('http://localhost:8400'), 'no-reply@signin.localhost');
    assert.equal(address('http://127.0.0.1:8400'), 'no-reply@signin.gatehouse.invalid');
    assert.equal(address('http://[::1]:8400'), 'no-reply@signin.gatehouse.invalid');
  });
});
