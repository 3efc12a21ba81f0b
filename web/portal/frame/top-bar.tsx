import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { postForm } from '../../shared/frame/post.ts';
import { useOverflowTexts, useSettingsMenu } from '../../shared/frame/top-bar-parts.ts';
import { portalPath } from '../api/portal-path.ts';
import { useTexts } from '../i18n/texts.ts';
import { usePortal } from './portal.tsx';

/** An identity store's id. */
const STORE_ID = /^d-[0-9a-f]{10}$/;

/** The bar above everything: the portal, appearance and language, the person, signing out (R220). */
export function TopBar() {
  const { t } = useTexts();
  const { Portal } = usePortal();
  // Without a subdomain the name is an id, which tells nobody anything.
  const title = STORE_ID.test(Portal.Name)
    ? t('portal.home')
    : t('portal.title', { name: Portal.Name });
  const settings = useSettingsMenu();
  const overflowTexts = useOverflowTexts();
  const person = usePersonMenu();
  return (
    <div id="top">
      <TopNavigation
        identity={{ href: '#/', title }}
        utilities={[
          settings,
          person,
          {
            type: 'button',
            text: t('frame.signOut'),
            onClick: () => postForm(`${portalPath()}/sign-out`, {}),
          },
        ]}
        i18nStrings={overflowTexts}
      />
    </div>
  );
}

function usePersonMenu(): TopNavigationProps.MenuDropdownUtility {
  const { t } = useTexts();
  const { DisplayName, UserName, Email } = usePortal().User;
  return {
    type: 'menu-dropdown',
    iconName: 'user-profile',
    text: DisplayName,
    description: Email ?? UserName,
    ariaLabel: t('portal.person', { name: DisplayName }),
    items: [
      { id: 'profile', text: t('portal.profile'), href: '#/profile' },
      { id: 'devices', text: t('portal.devices'), href: '#/devices' },
      { id: 'sessions', text: t('sessions.title'), href: '#/sessions' },
    ],
  };
}
