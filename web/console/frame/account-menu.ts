import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useTell } from '../../shared/frame/notices.tsx';
import { postForm } from '../../shared/frame/post.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { leaveRole } from './role-bar.tsx';
import { type UsedRole, usedRoles } from './role-history.ts';
import { type Session, useSession } from './session.tsx';
import { spacedAccount } from './spaced-account.ts';

const here = (): string => location.pathname + location.search;

/** The menu of the account: who is signed in, what to copy, where to go, how to leave. */
export function useAccountMenu(): TopNavigationProps.MenuDropdownUtility {
  const { t } = useTexts();
  const tell = useTell();
  const session = useSession();
  const { account, arn, kind, name, roleName, switched } = session;
  const who = kind === 'root' ? t('frame.root') : [roleName, name].filter(Boolean).join('/');
  const shown = `${switched?.name ?? who} @ ${spacedAccount(account)}`;
  const roles = usedRoles().filter(
    (role) => role.account !== account || role.roleName !== roleName,
  );
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => tell(t('common.copied')),
      () => tell(t('common.notCopied'), 'error'),
    );
  };
  return {
    type: 'menu-dropdown',
    iconName: 'user-profile',
    text: shown,
    description: who,
    ariaLabel: t('frame.account', { shown }),
    items: itemsOf(session, roles, t),
    onItemClick: ({ detail: { id } }) => {
      if (id === 'copy-account') copy(account);
      if (id === 'copy-arn') copy(arn);
      if (id === 'switch-back') leaveRole();
      if (id === 'sign-out') postForm('/signin/out', {});
      const role = roles.find((each) => idOf(each) === id);
      if (role) postForm('/switchrole', { ...role, destination: here() });
    },
  };
}

const idOf = ({ account, roleName }: UsedRole): string => `role ${account} ${roleName}`;

function itemsOf(
  { account, alias, kind, switched }: Session,
  roles: readonly UsedRole[],
  t: Translate,
): ButtonDropdownProps.Items {
  const spaced = spacedAccount(account);
  const mayEnter = kind !== 'root';
  const used = roles.map((role) => ({
    id: idOf(role),
    text: `${role.displayName || role.roleName} @ ${spacedAccount(role.account)}`,
  }));
  return [
    {
      id: 'account',
      text: alias === undefined ? spaced : `${alias} (${spaced})`,
      items: [
        { id: 'copy-account', iconName: 'copy', text: t('frame.copy.account') },
        { id: 'copy-arn', iconName: 'copy', text: t('frame.copy.arn') },
      ],
    },
    ...(mayEnter && used.length > 0 ? [{ id: 'used', text: t('role.used'), items: used }] : []),
    { id: 'credentials', text: t('frame.credentials'), href: '/console/security-credentials' },
    ...(switched ? [{ id: 'switch-back', text: t('role.back') }] : []),
    ...(mayEnter
      ? [
          {
            id: 'switch',
            text: t('frame.switch'),
            href: `/switchrole?${new URLSearchParams({ destination: here() })}`,
          },
        ]
      : []),
    { id: 'sign-out', text: t('frame.signOut') },
  ];
}
