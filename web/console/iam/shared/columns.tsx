import { Day } from '../../../shared/shown/moment.tsx';
import { useTexts } from '../../i18n/texts.tsx';

/** The columns that most of IAM's tables have. */
export function useColumns() {
  const { t } = useTexts();
  return {
    path: {
      id: 'path',
      header: t('iam.path'),
      cell: ({ Path }: { readonly Path?: string | undefined }) => Path,
      sortingField: 'Path',
      minWidth: 90,
    },
    created: {
      id: 'created',
      header: t('iam.created'),
      cell: ({ CreateDate }: { readonly CreateDate?: number | undefined }) => (
        <Day seconds={CreateDate} />
      ),
      sortingField: 'CreateDate',
      minWidth: 110,
    },
  };
}
