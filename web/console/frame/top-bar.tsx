import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useOverflowTexts, useSettingsMenu } from '../../shared/frame/top-bar-parts.ts';
import { chooseRegion, chosenRegion } from '../api/region.ts';
import { useTexts } from '../i18n/texts.tsx';
import { useAccountMenu } from './account-menu.ts';
import { BASE } from './paths.ts';
import { RoleBar } from './role-bar.tsx';
import { useSession } from './session.tsx';

/** The bar above everything: the service, the region, appearance and language, the account. */
export function TopBar() {
  const navigate = useNavigate();
  const region = useRegionMenu();
  const settings = useSettingsMenu();
  const overflowTexts = useOverflowTexts();
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
        i18nStrings={overflowTexts}
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
