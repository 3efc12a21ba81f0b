import { useState } from 'react';
import { useTell } from '../../shared/frame/notices.tsx';
import { call } from '../api/call.ts';
import { usePortal } from '../frame/portal.tsx';
import { useTexts } from '../i18n/texts.ts';

/** Which accounts are favourites, and what makes one; it is shown at once and taken back on failure. */
export function useFavourites() {
  const { t } = useTexts();
  const tell = useTell();
  const { Favourites } = usePortal();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(Favourites));
  const toggle = (account: string): void => {
    const next = new Set(chosen);
    if (!next.delete(account)) next.add(account);
    setChosen(next);
    call('SetFavourites', { AccountIds: [...next] }).catch(() => {
      setChosen(chosen);
      tell(t('accounts.favourite.failed'), 'error');
    });
  };
  return { chosen, toggle } as const;
}
