import { html } from '../http/html.ts';
import { layout, type PageFrame } from '../http/layout.ts';
import type { ConsoleTexts } from './texts.ts';

/** Instead of the app in a checkout that was never built, for whoever runs it: what to do. */
export function notBuiltPage(frame: PageFrame, texts: ConsoleTexts): string {
  const title = texts('console.unbuilt.title');
  const content = html`<h1>${title}</h1>
<p role="status">${texts('console.unbuilt.lead')}</p>
<pre><code>npm run build:web</code></pre>
<p>${texts('console.unbuilt.how')}</p>`;
  // The session's token stands where the app has it, for calls that are made without the app.
  return layout(frame, title, content).replace('<title>', '<meta name="csrf" content="">\n<title>');
}
