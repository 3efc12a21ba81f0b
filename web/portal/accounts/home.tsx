import Box from '@cloudscape-design/components/box';
import Tabs from '@cloudscape-design/components/tabs';
import { useTexts } from '../i18n/texts.ts';
import { AccountList } from './account-list.tsx';

/** The first page: accounts (R168, R169) and applications (R170). */
export function Home({ tab }: { readonly tab: 'accounts' | 'applications' }) {
  const { t } = useTexts();
  return (
    <Tabs
      ariaLabel={t('portal.home')}
      activeTabId={tab}
      onChange={({ detail }) => {
        location.hash = detail.activeTabId === 'applications' ? '#/applications' : '#/';
      }}
      tabs={[
        { id: 'accounts', label: t('accounts.title'), content: <AccountList /> },
        {
          id: 'applications',
          label: t('applications.title'),
          content: (
            <Box textAlign="center" padding="xl">
              <Box variant="h3" tagOverride="h2">
                {t('applications.none')}
              </Box>
              <Box color="text-body-secondary">{t('applications.none.lead')}</Box>
            </Box>
          ),
        },
      ]}
    />
  );
}
