import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useTexts } from '../i18n/texts.tsx';
import { useTell } from './notices.tsx';
import { postForm } from './post.ts';
import { spacedAccount, useSession } from './session.tsx';

/** The menu of the account: who is signed in, what to copy, where to go, how to leave. */
export function useAccountMenu(): TopNavigationProps.MenuDropdownUtility {
  const { t } = useTexts();
  const tell = useTell();
  const { account, alias, arn, kind, name, roleName, switched } = useSession();
  const spaced = spacedAccount(account);
  const who = kind === 'root' ? t('frame.root') : [roleName, name].filter(Boolean).join('/');
  const shown = `${switched?.name ?? who} @ ${spaced}`;
  const items: ButtonDropdownProps.Items = [
    {
      id: 'account',
      text: alias === undefined ? spaced : `${alias} (${spaced})`,
      items: [
        { id: 'copy-account', iconName: 'copy', text: t('frame.copy.account') },
        { id: 'copy-arn', iconName: 'copy', text: t('frame.copy.arn') },
      ],
    },
    {
      id: 'credentials',
      text: t('frame.credentials'),
      href: '/console/security-credentials',
    },
    { id: 'switch', text: t('frame.switch'), href: '/switchrole' },
    { id: 'sign-out', text: t('frame.signOut') },
  ];
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
    items,
    onItemClick: ({ detail: { id } }) => {
      if (id === 'copy-account') copy(account);
      if (id === 'copy-arn') copy(arn);
      if (id === 'sign-out') postForm('/signin/out', {});
    },
  };
}
