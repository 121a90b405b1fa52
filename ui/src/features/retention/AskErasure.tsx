import { App, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type RetentionPersonView, type RetentionStep } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';

type Props = { person: RetentionPersonView; basis: 'term' | 'person-request'; onClose: () => void };

/** The first of the two people asks for an erasure. */
export function AskErasure({ person, basis, onClose }: Props) {
  const { t } = useTranslation('retention');
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const { submit, busy } = useSubmit(
    form,
    () => api.post<RetentionStep>('/retention/requests', { personId: person.personId, basis }),
    () => {
      message.success(t('ask.done'));
      onClose();
    },
  );
  const name = person.maskedName;
  return (
    <Modal
      open
      title={basis === 'term' ? t('ask.titleTerm', { name }) : t('ask.titlePerson', { name })}
      okText={t('ask.ok')}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <Form form={form} />
      <p>{basis === 'term' ? t('ask.whatTerm') : t('ask.whatPerson')}</p>
    </Modal>
  );
}
