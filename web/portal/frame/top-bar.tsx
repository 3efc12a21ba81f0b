import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { APPEARANCES, chooseAppearance, chosenAppearance } from '../../shared/frame/appearance.ts';
import { postForm } from '../../shared/frame/post.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../shared/i18n/languages.ts';
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
        i18nStrings={{
          overflowMenuTriggerText: t('frame.more'),
          overflowMenuTitleText: t('frame.more.title'),
          overflowMenuBackIconAriaLabel: t('frame.more.back'),
          overflowMenuDismissIconAriaLabel: t('frame.more.close'),
        }}
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

function useSettingsMenu(): TopNavigationProps.MenuDropdownUtility {
  const { t, language, setLanguage } = useTexts();
  const [appearance, setAppearance] = useState(chosenAppearance);
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    title: t('frame.settings'),
    ariaLabel: t('frame.settings'),
    items: [
      {
        id: 'languages',
        text: t('frame.language'),
        items: LANGUAGES.map((id) => ({
          id,
          text: LANGUAGE_NAMES[id],
          itemType: 'checkbox',
          checked: id === language,
        })),
      },
      {
        id: 'appearances',
        text: t('frame.appearance'),
        items: APPEARANCES.map((id) => ({
          id,
          text: t(`frame.appearance.${id}`),
          itemType: 'checkbox',
          checked: id === appearance,
        })),
      },
    ],
    onItemClick: ({ detail: { id } }) => {
      const nextLanguage = LANGUAGES.find((each) => each === id);
      if (nextLanguage) setLanguage(nextLanguage);
      const nextAppearance = APPEARANCES.find((each) => each === id);
      if (!nextAppearance) return;
      chooseAppearance(nextAppearance);
      setAppearance(nextAppearance);
    },
  };
}
