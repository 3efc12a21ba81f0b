/** The console: loads the language and the session, then shows the frame with the room of the path. */
import '@cloudscape-design/global-styles/index.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { currentSession } from './api/session.ts';
import { beginAppearance } from './frame/appearance.ts';
import { rememberRole } from './frame/role-history.ts';
import { createRouter } from './frame/routes.tsx';
import { SessionContext } from './frame/session.tsx';
import { StartFault } from './frame/start-fault.tsx';
import { pageLanguage } from './i18n/language.ts';
import { loadMessages } from './i18n/messages.ts';
import { TextsProvider } from './i18n/texts.tsx';

async function start(element: HTMLElement): Promise<void> {
  beginAppearance();
  const root = createRoot(element);
  const asked = currentSession().then(
    (session) => ({ session, failure: undefined }),
    (failure: unknown) => ({ session: undefined, failure }),
  );
  const [messages, { session, failure }] = await Promise.all([loadMessages(pageLanguage()), asked]);
  if (session) rememberRole(session);
  root.render(
    <StrictMode>
      <TextsProvider initial={messages}>
        {session ? (
          <SessionContext value={session}>
            <RouterProvider router={createRouter()} />
          </SessionContext>
        ) : (
          <StartFault failure={failure} />
        )}
      </TextsProvider>
    </StrictMode>,
  );
}

const element = document.getElementById('app');
if (element) start(element);
