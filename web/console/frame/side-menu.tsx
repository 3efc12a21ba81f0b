import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'react-router';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.tsx';
import { BASE, IAM_ROOMS, IDENTITY_CENTER_ROOMS, ORGANIZATION_ROOMS, ROOMS } from './paths.ts';

/** A room by its path and the key of its name. */
interface Room {
  readonly path: string;
  readonly text: TextKey;
}

/** The rooms of each service, below those of the account. */
const SECTIONS: readonly { readonly text: TextKey; readonly rooms: readonly Room[] }[] = [
  { text: 'frame.iam', rooms: IAM_ROOMS },
  { text: 'frame.org', rooms: ORGANIZATION_ROOMS },
  { text: 'frame.idc', rooms: IDENTITY_CENTER_ROOMS },
];

/** Every room; the one that is shown is marked, also while one of its pages is. */
export function SideMenu() {
  const { t } = useTexts();
  const here = BASE + useLocation().pathname.replace(/^\/home$|\/$/, '');
  const link = ({ path, text }: Room) => ({ type: 'link', text: t(text), href: path }) as const;
  const items: SideNavigationProps.Item[] = [
    ...ROOMS.map(link),
    { type: 'divider' },
    ...SECTIONS.map(
      ({ text, rooms }) => ({ type: 'section', text: t(text), items: rooms.map(link) }) as const,
    ),
  ];
  const active = [...ROOMS.slice(1), ...SECTIONS.flatMap(({ rooms }) => rooms)].find(
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
