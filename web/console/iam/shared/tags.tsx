import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import TagEditor, { type TagEditorProps } from '@cloudscape-design/components/tag-editor';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';

/** A tag as IAM has it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const MOST_TAGS = 50;

/** What stands in fields for tags, and whether it can be stored. */
export interface EnteredTags {
  readonly fields: readonly TagEditorProps.Tag[];
  readonly valid: boolean;
}

export const NO_TAGS: EnteredTags = { fields: [], valid: true };

interface TagFieldsProps {
  readonly tags: EnteredTags;
  readonly onChange: (tags: EnteredTags) => void;
}

/** Fields for tags. */
export function TagFields({ tags, onChange }: TagFieldsProps) {
  return (
    <TagEditor
      tags={tags.fields}
      tagLimit={MOST_TAGS}
      onChange={({ detail }) => onChange({ fields: detail.tags, valid: detail.valid })}
    />
  );
}

/** The same as a part of a form, where they may be left empty. */
export function TagsField(props: TagFieldsProps) {
  const { t } = useTexts();
  return (
    <FormField label={t('iam.tags')} description={t('iam.optional')} stretch>
      <TagFields {...props} />
    </FormField>
  );
}

/** The tags of fields that were not taken away again. */
export function tagsOf({ fields }: EnteredTags): Tag[] {
  return fields
    .filter(({ markedForRemoval, key }) => !markedForRemoval && key !== '')
    .map(({ key, value }) => ({ Key: key, Value: value }));
}

/** How the tags of one kind of thing are listed, page by page, and changed. */
export interface TagCalls {
  readonly list: (
    Marker: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly Tags?: readonly Tag[]; readonly Marker?: string | undefined }>;
  readonly set: (Tags: Tag[]) => Promise<unknown>;
  readonly remove: (TagKeys: string[]) => Promise<unknown>;
}

/** The tags of one thing with a form that changes them. */
export function TagsPanel({ name, calls }: { readonly name: string; readonly calls: TagCalls }) {
  const { t } = useTexts();
  const [editing, setEditing] = useState(false);
  const pages = usePages(`tags ${name}`, async (Marker, signal) => {
    const { Tags = [], Marker: next } = await calls.list(Marker, signal);
    return { items: Tags, next };
  });
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
  const [tags, setTags] = useState<EnteredTags>({
    fields: before.map(({ Key, Value }) => ({ key: Key, value: Value, existing: true })),
    valid: true,
  });
  const action = useAction(async () => {
    const wanted = tagsOf(tags);
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
      ready={tags.valid}
      size="large"
      onClose={props.onClose}
    >
      <TagFields tags={tags} onChange={setTags} />
    </FormModal>
  );
}
