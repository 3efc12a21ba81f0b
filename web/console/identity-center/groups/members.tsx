import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import type { Pages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import type { Member } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';

interface MembersProps<Item> {
  readonly pages: Pages<Member<Item>>;
  readonly columns: Columns<Member<NoInfer<Item>>>;
  readonly nameOf: (item: Item) => string;
  /** A table in which those to add are chosen. */
  readonly picker: (
    chosen: readonly Item[],
    onChoose: (items: readonly Item[]) => void,
  ) => ReactNode;
  readonly join: (item: Item) => Promise<unknown>;
  readonly texts: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly add: string;
    readonly added: (count: number) => string;
    readonly remove: string;
    readonly removeLead: string;
    readonly removed: (count: number) => string;
  };
}

/** Memberships, seen from the group or from the user: add and take away. */
export function Members<Item>(props: MembersProps<Item>) {
  const { t } = useTexts();
  const tell = useTell();
  const { storeId: IdentityStoreId } = useInstance();
  const { pages, nameOf, texts } = props;
  const [selected, setSelected] = useState<readonly Member<Item>[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const close = (): void => setDialog(undefined);
  const removal = useAction(async () => {
    for (const { membershipId: MembershipId } of selected) {
      const input = { IdentityStoreId, MembershipId };
      await call('identitystore', 'DeleteGroupMembership', input);
    }
    tell(texts.removed(selected.length));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={texts.title}
        description={texts.lead}
        pages={pages}
        columns={props.columns}
        idOf={({ item }) => nameOf(item)}
        searched={({ item }) => nameOf(item)}
        empty={texts.none}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <Button onClick={() => setDialog('add')}>{texts.add}</Button>
          </SpaceBetween>
        }
      />
      {dialog === 'add' && <Add {...props} onClose={close} />}
      {dialog === 'remove' && (
        <Confirm title={texts.remove} submit={t('iam.remove')} action={removal} onClose={close}>
          {texts.removeLead}
          <ul>
            {selected.map(({ membershipId, item }) => (
              <li key={membershipId}>{nameOf(item)}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function Add<Item>(props: MembersProps<Item> & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { pages, texts } = props;
  const [chosen, setChosen] = useState<readonly Item[]>([]);
  const action = useAction(async () => {
    for (const item of chosen) await props.join(item);
    tell(texts.added(chosen.length));
    pages.reload();
  });
  return (
    <FormModal
      title={texts.add}
      submit={t('iam.add')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={props.onClose}
    >
      {props.picker(chosen, setChosen)}
    </FormModal>
  );
}
