/** The console: loads the language and the session, then shows the frame with the room of the path. */
import '@cloudscape-design/global-styles/index.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ApiFailure } from './api/failure.ts';
import { currentSession } from './api/session.ts';
import { signInAgain } from './api/session-end.ts';
import { beginAppearance } from './frame/appearance.ts';
import { rememberRole } from './frame/role-history.ts';
import { createRouter } from './frame/routes.tsx';
import { SessionProvider } from './frame/session.tsx';
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
  if (failure instanceof ApiFailure && failure.isSessionEnd) return location.assign(signInAgain());
  if (session) rememberRole(session);
  root.render(
    <StrictMode>
      <TextsProvider initial={messages}>
        {session ? (
          <SessionProvider initial={session}>
            <RouterProvider router={createRouter()} />
          </SessionProvider>
        ) : (
          <StartFault failure={failure} />
        )}
      </TextsProvider>
    </StrictMode>,
  );
}

const element = document.getElementById('app');
if (element) start(element);
