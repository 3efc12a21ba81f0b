/** The access portal: loads the language and what the person may enter, then shows the app. */
import '@cloudscape-design/global-styles/index.css';
import '../shared/app.css';
import './portal.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiFailure } from '../shared/api/failure.ts';
import { beginAppearance } from '../shared/frame/appearance.ts';
import { pageLanguage } from '../shared/i18n/language.ts';
import { TextsProvider } from '../shared/i18n/texts.tsx';
import { call } from './api/call.ts';
import { App } from './frame/app.tsx';
import { PortalContext } from './frame/portal.tsx';
import { StartFault } from './frame/start-fault.tsx';
import { loadMessages } from './i18n/messages.ts';

async function start(element: HTMLElement): Promise<void> {
  beginAppearance();
  const asked = call('GetPortal', {}).then(
    (portal) => ({ portal, failure: undefined }),
    (failure: unknown) => ({ portal: undefined, failure }),
  );
  const [messages, { portal, failure }] = await Promise.all([loadMessages(pageLanguage()), asked]);
  // The browser is on its way to the sign-in page.
  if (failure instanceof ApiFailure && failure.isSessionEnd) return;
  createRoot(element).render(
    <StrictMode>
      <TextsProvider initial={messages} load={loadMessages}>
        {portal ? (
          <PortalContext value={portal}>
            <App />
          </PortalContext>
        ) : (
          <StartFault failure={failure} />
        )}
      </TextsProvider>
    </StrictMode>,
  );
}

const element = document.getElementById('app');
if (element) start(element);
