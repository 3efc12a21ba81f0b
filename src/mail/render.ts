import type { MailContent, MessageLanguage, OutgoingMessage, TextContent } from '../base/mail.ts';
import { html } from '../http/html.ts';
import { accountNumber, type Letter, momentOf, type Occasion, plainValue } from './letter.ts';
import type { MailWords } from './words.ts';
import { mailWordsEn, textWordsEn } from './words-en.ts';
import { mailWordsKo, textWordsKo } from './words-ko.ts';

/** A mail in words, ready to be put into MIME. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const MAIL_WORDS: Readonly<Record<MessageLanguage, MailWords>> = {
  en: mailWordsEn,
  ko: mailWordsKo,
};

const FOOTERS: Readonly<Record<MessageLanguage, (origin: string) => string>> = {
  en: (origin) => `This message was sent by Gatehouse at ${origin}. Replies are not read.`,
  ko: (origin) => `이 메일은 ${origin}의 Gatehouse가 보냈습니다. 회신은 확인하지 않습니다.`,
};

/**
 * Puts a mail into words, as text and as HTML.
 *
 * @param publicUrl the origin of every link; never one of a request. Throws a RangeError for a path
 *   that would lead to another host.
 */
export function renderMail(
  message: Extract<OutgoingMessage, { readonly channel: 'email' }>,
  publicUrl: string,
): RenderedMail {
  const occasion = { account: accountNumber(message.account), at: momentOf(message.at) };
  const letter = letterOf(MAIL_WORDS[message.language], message, occasion);
  const url = letter.link && ownUrl(letter.link.path, publicUrl);
  const footer = FOOTERS[message.language](publicUrl);
  return {
    subject: plainValue(letter.subject),
    text: asText(letter, url, footer),
    html: asHtml(letter, url, footer, message.language),
  };
}

/** Puts a text message into words. */
export function renderText(content: TextContent, language: MessageLanguage): string {
  const words = language === 'ko' ? textWordsKo : textWordsEn;
  return words[content.kind](content.details);
}

/** The table and the message have the same kind; TypeScript cannot follow that through the index. */
function letterOf(words: MailWords, { kind, details }: MailContent, occasion: Occasion): Letter {
  const write = words[kind] as (given: typeof details, on: Occasion) => Letter;
  return write(details, occasion);
}

function ownUrl(path: string, publicUrl: string): string {
  const url = URL.parse(path, publicUrl);
  if (!/^\/(?![/\\])/.test(path) || url?.origin !== new URL(publicUrl).origin) {
    throw new RangeError('a link of a mail leads away from this server');
  }
  return url.href;
}

function factsOf({ facts = [] }: Letter): (readonly [string, string])[] {
  return facts
    .map(([label, value]) => [label, plainValue(value)] as const)
    .filter(([, value]) => value !== '');
}

function asText(letter: Letter, url: string | undefined, footer: string): string {
  const facts = factsOf(letter).map(([label, value]) => `${label}: ${value}`);
  const blocks = [
    ...letter.lead,
    ...(letter.code === undefined ? [] : [`    ${letter.code}`]),
    ...(facts.length === 0 ? [] : [facts.join('\n')]),
    ...(letter.link && url !== undefined ? [`${letter.link.label}:\n${url}`] : []),
    ...letter.close,
    `-- \n${footer}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const BODY = 'font-family:sans-serif;font-size:16px;line-height:1.5;color:#16191f;max-width:36em';
const CODE = 'font-family:monospace;font-size:28px;letter-spacing:4px;font-weight:bold';
const SMALL = 'font-size:13px;color:#545b64';

function asHtml(
  letter: Letter,
  url: string | undefined,
  footer: string,
  language: MessageLanguage,
): string {
  const facts = factsOf(letter);
  const rows = facts.map(
    ([label, value]) =>
      html`<tr><th scope="row" align="left" style="padding-right:1em">${label}</th><td>${value}</td></tr>`,
  );
  const paragraphs = (texts: readonly string[]) => texts.map((text) => html`<p>${text}</p>\n`);
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${letter.subject}</title></head>
<body style="${BODY}">
<h1 style="font-size:20px">${letter.subject}</h1>
${paragraphs(letter.lead)}${
  letter.code !== undefined && html`<p style="${CODE}">${letter.code}</p>\n`
}${facts.length > 0 && html`<table>${rows}</table>\n`}${
  letter.link &&
  url !== undefined &&
  html`<p><a href="${url}">${letter.link.label}</a></p>\n<p style="${SMALL}">${url}</p>\n`
}${paragraphs(letter.close)}<p style="${SMALL}">${footer}</p>
</body>
</html>
`.text;
}
