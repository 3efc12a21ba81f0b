import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'react-router';
import { useTexts } from '../i18n/texts.tsx';
import { BASE, IAM_ROOMS, ROOMS } from './paths.ts';

/** Every room; the one that is shown is marked, also while one of its pages is. */
export function SideMenu() {
  const { t } = useTexts();
  const here = BASE + useLocation().pathname.replace(/^\/home$|\/$/, '');
  const link = ({ path, text }: (typeof ROOMS | typeof IAM_ROOMS)[number]) =>
    ({ type: 'link', text: t(text), href: path }) as const;
  const items: SideNavigationProps.Item[] = [
    ...ROOMS.map(link),
    { type: 'divider' },
    { type: 'section', text: t('frame.iam'), items: IAM_ROOMS.map(link) },
  ];
  const active = [...ROOMS.slice(1), ...IAM_ROOMS].find(
    ({ path }) => here === path || here.startsWith(`${path}/`),
  );
  return (
    <SideNavigation
      header={{ text: t('frame.rooms'), href: BASE }}
      activeHref={active?.path ?? (here === BASE ? BASE : '')}
      items={items}
    />
  );
}
