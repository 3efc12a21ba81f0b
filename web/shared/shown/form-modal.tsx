import Modal from '@cloudscape-design/components/modal';
import { useTexts } from '../i18n/texts.tsx';
import { ActionForm, type ActionFormProps } from './action-form.tsx';

/**
 * A form in front of the page. Render it only while it is open; `onClose` is called after success and
 * when the person steps back.
 */
export function FormModal(
  props: ActionFormProps & {
    readonly title: string;
    readonly onClose: () => void;
    /** In place of `onClose` after success. */
    readonly onDone?: () => void;
    readonly size?: 'medium' | 'large';
  },
) {
  const { t } = useTexts();
  const { title, size = 'medium', onClose, onDone = onClose, ...form } = props;
  return (
    <Modal
      visible
      size={size}
      header={title}
      onDismiss={onClose}
      closeAriaLabel={t('common.close')}
    >
      <ActionForm {...form} spacing="m" onCancel={onClose} onDone={onDone} />
    </Modal>
  );
}
