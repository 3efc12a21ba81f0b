import Button from '@cloudscape-design/components/button';
import TagEditor, { type TagEditorProps } from '@cloudscape-design/components/tag-editor';
import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTell } from '../../frame/notices.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from './all-pages.ts';
import { FormModal } from './form-modal.tsx';

/** A tag as IAM has it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const MOST_TAGS = 50;

/** Fields for the tags of something new. */
export function TagFields(props: {
  readonly tags: readonly TagEditorProps.Tag[];
  readonly onChange: (tags: readonly TagEditorProps.Tag[], valid: boolean) => void;
}) {
  return (
    <TagEditor
      tags={props.tags}
      tagLimit={MOST_TAGS}
      onChange={({ detail }) => props.onChange(detail.tags, detail.valid)}
    />
  );
}

/** The tags of fields that were not taken away again. */
export function tagsOf(fields: readonly TagEditorProps.Tag[]): Tag[] {
  return fields
    .filter(({ markedForRemoval, key }) => !markedForRemoval && key !== '')
    .map(({ key, value }) => ({ Key: key, Value: value }));
}

/** How the tags of one kind of thing are listed and changed. */
export interface TagCalls {
  readonly list: (signal: AbortSignal) => Promise<readonly Tag[]>;
  readonly set: (tags: readonly Tag[]) => Promise<unknown>;
  readonly remove: (keys: readonly string[]) => Promise<unknown>;
}

/** The tags of one thing with a form that changes them. */
export function TagsPanel({ name, calls }: { readonly name: string; readonly calls: TagCalls }) {
  const { t } = useTexts();
  const [editing, setEditing] = useState(false);
  const pages = usePages(`tags ${name}`, (_token, signal) => onePage(calls.list(signal)));
  return (
    <>
      <ResourceTable
        title={t('iam.tags')}
        description={t('iam.tags.lead')}
        pages={pages}
        idOf={({ Key }) => Key}
        searched={({ Key, Value }) => `${Key} ${Value}`}
        empty={t('iam.tags.none')}
        columns={[
          {
            id: 'key',
            header: t('iam.tags.key'),
            cell: ({ Key }) => Key,
            sortingField: 'Key',
            isRowHeader: true,
          },
          {
            id: 'value',
            header: t('iam.tags.value'),
            cell: ({ Value }) => Value || '-',
            sortingField: 'Value',
          },
        ]}
        actions={
          <Button disabled={pages.loading} onClick={() => setEditing(true)}>
            {t('iam.tags.edit')}
          </Button>
        }
      />
      {editing && (
        <EditTags
          calls={calls}
          before={pages.items}
          onClose={() => setEditing(false)}
          onSaved={pages.reload}
        />
      )}
    </>
  );
}

function EditTags(props: {
  readonly calls: TagCalls;
  readonly before: readonly Tag[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { calls, before } = props;
  const [fields, setFields] = useState<readonly TagEditorProps.Tag[]>(
    before.map(({ Key, Value }) => ({ key: Key, value: Value, existing: true })),
  );
  const [valid, setValid] = useState(true);
  const action = useAction(async () => {
    const wanted = tagsOf(fields);
    const gone = before.filter(({ Key }) => !wanted.some((tag) => tag.Key === Key));
    const known = new Map(before.map(({ Key, Value }) => [Key, Value]));
    const changed = wanted.filter(({ Key, Value }) => known.get(Key) !== Value);
    if (gone.length > 0) await calls.remove(gone.map(({ Key }) => Key));
    if (changed.length > 0) await calls.set(changed);
    tell(t('iam.tags.saved'));
    props.onSaved();
  });
  return (
    <FormModal
      title={t('iam.tags.edit')}
      submit={t('iam.save')}
      action={action}
      ready={valid}
      size="large"
      onClose={props.onClose}
    >
      <TagFields
        tags={fields}
        onChange={(tags, isValid) => {
          setFields(tags);
          setValid(isValid);
        }}
      />
    </FormModal>
  );
}
