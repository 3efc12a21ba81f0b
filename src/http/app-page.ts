import { html } from './html.ts';
import type { Language, Texts } from './language.ts';
import { layout, type PageFrame } from './layout.ts';

/**
 * What a browser app may load: its own files and calls, no inline script or style, no text as script.
 * Pictures as data are the codes that devices scan. `require-trusted-types-for` keeps the app itself
 * from writing HTML out of texts.
 */
export const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join(';');

/**
 * The page that an app starts from, with the language and the session's token written into it; both
 * are words without markup.
 */
export function filledAppPage(page: string, language: Language, token: string): string {
  return page
    .replace(/<html lang="\w+"/, `<html lang="${language}"`)
    .replace(/<meta name="csrf" content=""/, `<meta name="csrf" content="${token}"`);
}

/** The texts of the page that stands in the place of an app that was never built. */
export const UNBUILT_TEXTS = [
  'console.unbuilt.title',
  'console.unbuilt.lead',
  'console.unbuilt.how',
] as const;

/** Instead of the app in a checkout that was never built, for whoever runs it: what to do. */
export function notBuiltPage(
  frame: PageFrame,
  texts: Texts<(typeof UNBUILT_TEXTS)[number]>,
): string {
  const title = texts('console.unbuilt.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('console.unbuilt.lead')}</p>
<pre><code>npm run build:web</code></pre>
<p>${texts('console.unbuilt.how')}</p>`;
  // The session's token stands where the app has it, for calls that are made without the app.
  return layout(frame, title, content).replace('<title>', '<meta name="csrf" content="">\n<title>');
}
