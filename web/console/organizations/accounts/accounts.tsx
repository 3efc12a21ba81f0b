import Button from '@cloudscape-design/components/button';
import { useNavigate } from 'react-router';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { Page } from '../../shared/page.tsx';
import { MemberNotice } from '../shared/organization.tsx';
import { paths } from '../shared/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { TreeTable } from '../tree/tree-table.tsx';

/** The organization: its units and accounts. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <Page title={t('frame.org.accounts')} description={t('org.accounts.lead')} crumbs={[]}>
      <MemberNotice />
      <TreeTable
        title={t('org.tree')}
        description={t('org.tree.lead')}
        linkOf={pathOf}
        actions={
          <Button variant="primary" onClick={() => navigate(inApp(paths.createAccount))}>
            {t('org.accounts.create')}
          </Button>
        }
      />
    </Page>
  );
}

const pathOf = ({ kind, id }: TreeNode): string =>
  kind === 'account' ? paths.account(id) : paths.unit(id);
