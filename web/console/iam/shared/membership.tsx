import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import type { Pages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';

interface MembershipProps<Item> {
  readonly pages: Pages<Item>;
  readonly columns: Columns<NoInfer<Item>>;
  readonly nameOf: (item: Item) => string;
  /** A table in which those to add are chosen. */
  readonly picker: (
    chosen: readonly Item[],
    onChoose: (items: readonly Item[]) => void,
  ) => ReactNode;
  readonly join: (name: string) => Promise<unknown>;
  readonly leave: (name: string) => Promise<unknown>;
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

/** Who is in which group, seen from the group or from the user: add and take away. */
export function Membership<Item>(props: MembershipProps<Item>) {
  const { t } = useTexts();
  const tell = useTell();
  const { pages, nameOf, texts } = props;
  const [selected, setSelected] = useState<readonly Item[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const close = (): void => setDialog(undefined);
  const removal = useAction(async () => {
    for (const item of selected) await props.leave(nameOf(item));
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
        idOf={nameOf}
        searched={nameOf}
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
            {selected.map((item) => (
              <li key={nameOf(item)}>{nameOf(item)}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </>
  );
}

function Add<Item>(props: MembershipProps<Item> & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { pages, nameOf, texts } = props;
  const [chosen, setChosen] = useState<readonly Item[]>([]);
  const action = useAction(async () => {
    for (const item of chosen) await props.join(nameOf(item));
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
