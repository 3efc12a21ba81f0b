/**
 * web/console/frame: what surrounds every room. Owns: the bar at the top, the menu of rooms, which
 * path shows which room, notices, appearance, where the focus goes, who is signed in. Does not own:
 * what a room shows. Neighbours: main.tsx starts it; rooms use useSession and useTell.
 */
import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import { useEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useTexts } from '../i18n/texts.tsx';
import { useEndNotice } from './end-notice.tsx';
import { useLinks } from './links.ts';
import { NoticeBar, NoticesProvider } from './notices.tsx';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

/** The width below which Cloudscape lays the menu over the page. */
const NARROW = '(max-width: 688px)';

/** Moves the focus to the heading of a page that was gone to, so that it is read. */
function useHeadingFocus(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const heading = document.querySelector('main h1');
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [pathname]);
}

/** The frame with the room of the path in it. */
export function Frame() {
  const { t } = useTexts();
  useLinks(useNavigate());
  useHeadingFocus();
  return (
    <NoticesProvider>
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      <TopBar />
      <Layout />
    </NoticesProvider>
  );
}

/** Whether the menu is open: it is on wide screens, and going somewhere closes it on narrow ones. */
function useMenu(pathname: string) {
  const [open, setOpen] = useState(() => !matchMedia(NARROW).matches);
  useEffect(() => {
    const narrow = matchMedia(NARROW);
    const follow = (): void => setOpen(!narrow.matches);
    narrow.addEventListener('change', follow);
    return () => narrow.removeEventListener('change', follow);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the menu.
  useEffect(() => {
    if (matchMedia(NARROW).matches) setOpen(false);
  }, [pathname]);
  return [open, setOpen] as const;
}

function Layout() {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const [open, setOpen] = useMenu(pathname);
  const ending = useEndNotice();
  return (
    <AppLayoutToolbar
      headerSelector="#top"
      navigation={<SideMenu />}
      navigationOpen={open}
      onNavigationChange={({ detail }) => setOpen(detail.open)}
      toolsHide
      notifications={<NoticeBar lasting={ending ? [ending] : []} />}
      ariaLabels={{
        navigation: t('frame.navigation'),
        navigationToggle: t('frame.navigation.open'),
        navigationClose: t('frame.navigation.close'),
        notifications: t('frame.notifications'),
      }}
      content={
        <div id="content" tabIndex={-1}>
          <Outlet />
        </div>
      }
    />
  );
}
