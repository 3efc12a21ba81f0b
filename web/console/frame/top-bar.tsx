import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { APPEARANCES, chooseAppearance, chosenAppearance } from '../../shared/frame/appearance.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../shared/i18n/languages.ts';
import { chooseRegion, chosenRegion } from '../api/region.ts';
import { useTexts } from '../i18n/texts.tsx';
import { useAccountMenu } from './account-menu.ts';
import { BASE } from './paths.ts';
import { RoleBar } from './role-bar.tsx';
import { useSession } from './session.tsx';

/** The bar above everything: the service, the region, appearance and language, the account. */
export function TopBar() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const region = useRegionMenu();
  const settings = useSettingsMenu();
  const account = useAccountMenu();
  return (
    <div id="top">
      <TopNavigation
        identity={{
          href: BASE,
          title: 'Gatehouse',
          onFollow: (event) => {
            event.preventDefault();
            navigate('/');
          },
        }}
        utilities={[region, settings, account]}
        i18nStrings={{
          overflowMenuTriggerText: t('frame.more'),
          overflowMenuTitleText: t('frame.more.title'),
          overflowMenuBackIconAriaLabel: t('frame.more.back'),
          overflowMenuDismissIconAriaLabel: t('frame.more.close'),
        }}
      />
      <RoleBar />
    </div>
  );
}

function useRegionMenu(): TopNavigationProps.MenuDropdownUtility {
  const { t } = useTexts();
  const { region, regions } = useSession();
  const [chosen, setChosen] = useState(chosenRegion() ?? region);
  return {
    type: 'menu-dropdown',
    text: chosen,
    ariaLabel: t('frame.region', { region: chosen }),
    items: regions.map((id) => ({
      id,
      text: id,
      itemType: 'checkbox',
      checked: id === chosen,
    })),
    onItemClick: ({ detail }) => {
      chooseRegion(detail.id);
      setChosen(detail.id);
    },
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
