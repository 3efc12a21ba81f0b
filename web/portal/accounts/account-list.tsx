import Box from '@cloudscape-design/components/box';
import Input from '@cloudscape-design/components/input';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import type { RoleIn } from '../api/operations.ts';
import { usePortal } from '../frame/portal.tsx';
import { useTexts } from '../i18n/texts.ts';
import { AccountRow } from './account-row.tsx';
import { foundAccounts } from './found.ts';
import { useFavourites } from './use-favourites.ts';

// Most visits go to the console.
const AccessKeys = lazy(async () => ({
  default: (await import('./access-keys.tsx')).AccessKeys,
}));

/** As many as fill a large window; the others are found by searching. */
const PAGE = 25;

/** Every account of the person, in pages, with a search over all of them. */
export function AccountList() {
  const { t } = useTexts();
  const portal = usePortal();
  const { chosen, toggle } = useFavourites();
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const [keys, setKeys] = useState<RoleIn>();
  const wanted = useDeferredValue(sought);
  const found = useMemo(() => foundAccounts(portal, chosen, wanted), [portal, chosen, wanted]);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const shown = Math.min(page, pages);
  if (portal.Accounts.length === 0) return <NoAccounts />;
  return (
    <SpaceBetween size="s">
      <Input
        type="search"
        value={sought}
        ariaLabel={t('accounts.search')}
        placeholder={t('accounts.search')}
        clearAriaLabel={t('accounts.search.clear')}
        onChange={({ detail }) => {
          setSought(detail.value);
          setPage(1);
        }}
      />
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <span role="status">{t('accounts.found', { count: found.length })}</span>
        {pages > 1 && (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            ariaLabels={{
              nextPageLabel: t('accounts.page.next'),
              previousPageLabel: t('accounts.page.previous'),
              pageLabel: (number) => t('accounts.page', { number }),
            }}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )}
      </SpaceBetween>
      <section aria-label={t('accounts.title')}>
        {found.slice((shown - 1) * PAGE, shown * PAGE).map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            onToggle={() => toggle(account.id)}
            onKeys={(RoleName) => setKeys({ AccountId: account.id, RoleName })}
          />
        ))}
      </section>
      {found.length === 0 && <Box color="text-body-secondary">{t('accounts.notFound')}</Box>}
      {keys && (
        <Suspense>
          <AccessKeys
            role={keys}
            accountName={found.find(({ id }) => id === keys.AccountId)?.name ?? keys.AccountId}
            onClose={() => setKeys(undefined)}
          />
        </Suspense>
      )}
    </SpaceBetween>
  );
}

function NoAccounts() {
  const { t } = useTexts();
  return (
    <Box textAlign="center" padding="xl">
      <Box variant="h3" tagOverride="h2">
        {t('accounts.none')}
      </Box>
      <Box color="text-body-secondary">{t('accounts.none.lead')}</Box>
    </Box>
  );
}
