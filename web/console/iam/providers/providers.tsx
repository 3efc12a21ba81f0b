import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { usePages } from '../../api/use-pages.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from '../shared/all-pages.ts';
import { inApp, paths } from '../shared/paths.ts';
import { listProviders } from './list-providers.ts';

/** The account's identity providers. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const pages = usePages('providers', (_token, signal) => onePage(listProviders(signal)));
  const day = (time: number | undefined) => (time === undefined ? '-' : format.day(time));
  return (
    <Page title={t('iam.providers.title')} description={t('iam.providers.lead')}>
      <ResourceTable
        title={t('iam.providers.list')}
        pages={pages}
        idOf={({ arn }) => arn}
        searched={({ arn }) => arn}
        searchLabel={t('iam.providers.search')}
        empty={t('iam.providers.none')}
        actions={
          <ButtonDropdown
            variant="primary"
            items={[
              { id: 'saml', text: t('iam.providers.saml') },
              { id: 'oidc', text: t('iam.providers.oidc') },
            ]}
            onItemClick={({ detail }) => navigate(inApp(`${paths.providers}/create-${detail.id}`))}
          >
            {t('iam.providers.create')}
          </ButtonDropdown>
        }
        columns={[
          {
            id: 'name',
            header: t('iam.providers.name'),
            cell: ({ arn, name }) => (
              <Link href={paths.provider(arn)}>
                <span className="value">{name}</span>
              </Link>
            ),
            sortingField: 'name',
            isRowHeader: true,
          },
          {
            id: 'kind',
            header: t('iam.type'),
            cell: ({ kind }) => t(`iam.providers.${kind}`),
            sortingField: 'kind',
          },
          {
            id: 'valid',
            header: t('iam.providers.validUntil'),
            cell: ({ validUntil }) => day(validUntil),
            sortingField: 'validUntil',
          },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ created }) => day(created),
            sortingField: 'created',
          },
        ]}
      />
    </Page>
  );
}
