import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';

/** A session tag and the attribute that it gets its value from. */
export interface MappedAttribute {
  readonly key: string;
  readonly source: string;
}

const MOST = 50;

/** Attributes of the directory that people have; others may be named as well. */
const SOURCES = [
  'user:email',
  'path:userName',
  'path:name.givenName',
  'path:name.familyName',
  'path:displayName',
  'path:nickName',
  'path:title',
  'path:userType',
  'path:preferredLanguage',
  'path:locale',
  'path:timezone',
].map((source) => `\${${source}}`);

/** Enables attributes for access control, or changes them. */
export function EditAttributes(props: {
  /** Undefined while they are off. */
  readonly before: readonly MappedAttribute[] | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const { before } = props;
  const [items, setItems] = useState<readonly MappedAttribute[]>(before ?? []);
  const action = useAction(async () => {
    const AccessControlAttributes = items.map(({ key, source }) => ({
      Key: key.trim(),
      Value: { Source: [source.trim()] },
    }));
    await call(
      'sso-admin',
      before === undefined
        ? 'CreateInstanceAccessControlAttributeConfiguration'
        : 'UpdateInstanceAccessControlAttributeConfiguration',
      { InstanceArn, InstanceAccessControlAttributeConfiguration: { AccessControlAttributes } },
    );
    tell(t('idc.settings.saved'));
    props.onDone();
  });
  const change = (index: number, part: Partial<MappedAttribute>): void =>
    setItems(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  return (
    <FormModal
      title={t(before === undefined ? 'idc.attributes.enable' : 'idc.attributes.edit')}
      submit={t('iam.save')}
      action={action}
      ready={items.every(({ key, source }) => key.trim() !== '' && source.trim() !== '')}
      size="large"
      onClose={props.onClose}
    >
      <AttributeEditor
        items={items}
        empty={t('idc.attributes.none')}
        addButtonText={t('idc.attributes.add')}
        removeButtonText={t('iam.remove')}
        disableAddButton={items.length >= MOST}
        onAddButtonClick={() => setItems([...items, { key: '', source: '' }])}
        onRemoveButtonClick={({ detail }) =>
          setItems(items.filter((_, index) => index !== detail.itemIndex))
        }
        definition={[
          {
            label: t('idc.attributes.key'),
            control: ({ key }, index) => (
              <Input value={key} onChange={({ detail }) => change(index, { key: detail.value })} />
            ),
          },
          {
            label: t('idc.attributes.source'),
            control: ({ source }, index) => (
              <Autosuggest
                value={source}
                options={SOURCES.map((value) => ({ value }))}
                ariaLabel={t('idc.attributes.source')}
                onChange={({ detail }) => change(index, { source: detail.value })}
              />
            ),
          },
        ]}
      />
    </FormModal>
  );
}
