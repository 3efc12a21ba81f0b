/**
 * web/console/frame: what surrounds every room. Owns: the bar at the top, the menu of rooms, which
 * path shows which room, notices, appearance, who is signed in. Does not own: what a room shows, and
 * where the focus goes on arrival (shared/page.tsx). Neighbours: main.tsx starts it; rooms use
 * useSession and useTell.
 */
import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import { useEffect, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { NoticeBar, NoticesProvider } from '../../shared/frame/notices.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { useEndNotice } from './end-notice.tsx';
import { useLinks } from './links.ts';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

/** The width below which Cloudscape lays the menu over the page. */
const NARROW = '(max-width: 688px)';

/** The frame with the room of the path in it. */
export function Frame() {
  const { t } = useTexts();
  useLinks(useNavigate());
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
      notifications={<NoticeBar place={pathname} lasting={ending ? [ending] : []} />}
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
