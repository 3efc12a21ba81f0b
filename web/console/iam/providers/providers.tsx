import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { useFormat } from '../../../shared/i18n/format.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../shared/all-pages.ts';
import { ListPage } from '../shared/list-page.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { listProviders } from './list-providers.ts';

/** The account's identity providers. */
export function Component() {
  const { t } = useTexts();
  const format = useFormat();
  const pages = usePages('providers', (_token, signal) => onePage(listProviders(signal)));
  return (
    <ListPage
      noun="providers"
      pages={pages}
      idOf={({ arn }) => arn}
      searched={({ arn }) => arn}
      create={<CreateProvider />}
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
          cell: ({ validUntil }) => format.day(validUntil),
          sortingField: 'validUntil',
        },
        {
          id: 'created',
          header: t('iam.created'),
          cell: ({ created }) => format.day(created),
          sortingField: 'created',
        },
      ]}
    />
  );
}

function CreateProvider() {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
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
  );
}
