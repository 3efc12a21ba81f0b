/** The console: loads the language and the session, then shows the frame with the room of the path. */
import '@cloudscape-design/global-styles/index.css';
import '../shared/app.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ApiFailure } from '../shared/api/failure.ts';
import { beginAppearance } from '../shared/frame/appearance.ts';
import { pageLanguage } from '../shared/i18n/language.ts';
import { TextsProvider } from '../shared/i18n/texts.tsx';
import { RefusalView } from '../shared/shown/failure-alert.tsx';
import { currentSession } from './api/session.ts';
import { signInAgain } from './api/session-end.ts';
import { rememberRole } from './frame/role-history.ts';
import { createRouter } from './frame/routes.tsx';
import { SessionProvider } from './frame/session.tsx';
import { StartFault } from './frame/start-fault.tsx';
import { loadMessages } from './i18n/messages.ts';
import { Refusal } from './shared/refusal.tsx';

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
      <TextsProvider initial={messages} load={loadMessages}>
        {session ? (
          <RefusalView value={Refusal}>
            <SessionProvider initial={session}>
              <RouterProvider router={createRouter()} />
            </SessionProvider>
          </RefusalView>
        ) : (
          <StartFault failure={failure} />
        )}
      </TextsProvider>
    </StrictMode>,
  );
}

const element = document.getElementById('app');
if (element) start(element);
