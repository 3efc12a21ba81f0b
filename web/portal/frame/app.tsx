/**
 * web/portal: the access portal's app. Owns: the person's accounts and roles, ways into consoles,
 * credentials to copy, own profile, MFA devices and sessions. Does not own: signing in and out, which
 * are pages of the server, and what the apps share (web/shared). One answer of the server, GetPortal,
 * shows the first page.
 */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { NoticeBar, NoticesProvider } from '../../shared/frame/notices.tsx';
import { Home } from '../accounts/home.tsx';
import { signInAgain } from '../api/call.ts';
import { portalPath } from '../api/portal-path.ts';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.ts';
import { type Place, usePlace } from './place.ts';
import { usePortal } from './portal.tsx';
import { TopBar } from './top-bar.tsx';

// What most visits do not need comes when it is asked for.
const Profile = lazy(async () => ({ default: (await import('../profile/profile.tsx')).Profile }));
const Devices = lazy(async () => ({ default: (await import('../devices/devices.tsx')).Devices }));
const Sessions = lazy(async () => ({
  default: (await import('../sessions/sessions.tsx')).Sessions,
}));
const OpenConsole = lazy(async () => ({
  default: (await import('../accounts/open-console.tsx')).OpenConsole,
}));

/** The bar and the room of the place. */
export function App() {
  const { t } = useTexts();
  const place = usePlace();
  useSessionEnd();
  useDevicePage(place);
  const room = roomOf(place);
  return (
    <NoticesProvider>
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      <TopBar />
      <main className="portal" id="content" tabIndex={-1}>
        <NoticeBar place={place.path} lasting={[]} />
        <Room title={room.title}>
          <Suspense fallback={<Spinner size="large" />}>{room.content}</Suspense>
        </Room>
      </main>
    </NoticesProvider>
  );
}

function roomOf({ path, query }: Place): { readonly title: TextKey; readonly content: ReactNode } {
  switch (path.replace(/\/$/, '')) {
    case '/console':
      return { title: 'console.title', content: <OpenConsole query={query} /> };
    case '/profile':
      return { title: 'portal.profile', content: <Profile /> };
    case '/devices':
      return { title: 'portal.devices', content: <Devices /> };
    case '/sessions':
      return { title: 'sessions.title', content: <Sessions /> };
    case '/applications':
      return { title: 'portal.home', content: <Home tab="applications" /> };
    default:
      return { title: 'portal.home', content: <Home tab="accounts" /> };
  }
}

function Room({ title, children }: { readonly title: TextKey; readonly children: ReactNode }) {
  const { t } = useTexts();
  const heading = t(title);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    document.title = `${heading} | Gatehouse`;
    // The first page leaves the focus where the browser begins; afterwards it follows the reader.
    const before = shown.current;
    shown.current = title;
    if (before === undefined || before === title) return;
    const element = document.querySelector('main h1');
    if (!(element instanceof HTMLElement)) return;
    element.tabIndex = -1;
    element.focus();
  }, [heading, title]);
  return (
    <ContentLayout header={<Header variant="h1">{heading}</Header>}>
      <SpaceBetween size="l">{children}</SpaceBetween>
    </ContentLayout>
  );
}

/** Timers hold no more. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** When the session ends nothing here may be done any more; the sign-in page says so. */
function useSessionEnd(): void {
  const { ExpiresAt } = usePortal();
  useEffect(() => {
    const wait = ExpiresAt * 1000 - Date.now();
    if (wait > LONGEST_TIMER) return undefined;
    const timer = setTimeout(signInAgain, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [ExpiresAt]);
}

/** AWS's address of the page for devices, `#/device?user_code=…`, is another page here. */
function useDevicePage({ path, query }: Place): void {
  const code = path === '/device' ? (query.get('user_code') ?? '') : undefined;
  useEffect(() => {
    if (code === undefined) return;
    location.replace(`${portalPath()}/device?${new URLSearchParams({ user_code: code })}`);
  }, [code]);
}
