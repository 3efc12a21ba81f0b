import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import type { TreeNode } from '../../organizations/tree/tree-node.ts';
import { TreeTable } from '../../organizations/tree/tree-table.tsx';
import { Page } from '../../shared/page.tsx';
import { AccessNotice } from '../shared/access-notice.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';

/** The organization's accounts, to which people are assigned. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { instance } = useInstance();
  const [selected, setSelected] = useState<readonly TreeNode[]>([]);
  return (
    <Page title={t('frame.idc.accounts')} description={t('idc.accounts.lead')} crumbs={[]}>
      <AccessNotice />
      {instance.Kind === 'organization' && (
        <TreeTable
          title={t('org.tree')}
          selected={selected}
          onSelect={setSelected}
          linkOf={({ kind, id }) => (kind === 'account' ? paths.account(id) : undefined)}
          actions={
            <Button
              variant="primary"
              onClick={() => navigate(inApp(paths.assign(selected.map(({ id }) => id))))}
            >
              {t('idc.assign')}
            </Button>
          }
        />
      )}
    </Page>
  );
}
