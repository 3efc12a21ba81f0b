import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts';
import { useTexts } from '../i18n/texts.tsx';
import { APPEARANCES, chooseAppearance, chosenAppearance } from './appearance.ts';

/** The menu of the bar in which somebody chooses language and appearance. */
export function useSettingsMenu(): TopNavigationProps.MenuDropdownUtility {
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

/** What the bar calls the menu into which it folds on narrow screens. */
export function useOverflowTexts(): TopNavigationProps.I18nStrings {
  const { t } = useTexts();
  return {
    overflowMenuTriggerText: t('frame.more'),
    overflowMenuTitleText: t('frame.more.title'),
    overflowMenuBackIconAriaLabel: t('frame.more.back'),
    overflowMenuDismissIconAriaLabel: t('frame.more.close'),
  };
}
