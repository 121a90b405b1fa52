import { App, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type RetentionPersonView, type RetentionStep } from '@/lib/api';
import { instantOf } from '@/lib/time';
import { useSubmit } from '@/ui/useSubmit';

const reasons = ['litigation', 'arbitration', 'regulator', 'complaint', 'criminal', 'other'];

type Given = { caseId?: string; reason: string; reference?: string; until?: string };
type Props = { person?: RetentionPersonView; onClose: () => void };

/** Places a hold on a person, or on a case with everybody in it. */
export function PlaceHold({ person, onClose }: Props) {
  const { t } = useTranslation('retention');
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const { submit, busy } = useSubmit(
    form,
    (given) =>
      api.post<RetentionStep>('/retention/holds', {
        personId: person?.personId ?? null,
        caseId: person ? null : given.caseId?.trim(),
        reason: given.reason,
        reference: given.reference?.trim() || null,
        until: given.until ? instantOf(`${given.until}T00:00`) : null,
      }),
    () => {
      message.success(t('hold.done'));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={person ? t('hold.placeOn', { name: person.maskedName }) : t('hold.place')}
      okText={t('hold.ok')}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <p>{t('hold.what')}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        {!person && (
          <Form.Item
            name="caseId"
            label={t('hold.caseId')}
            rules={[{ required: true, whitespace: true, message: t('hold.caseMissing') }]}
          >
            <Input autoFocus maxLength={40} placeholder="cs…" />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('hold.reason')}
          rules={[{ required: true, message: t('reasonMissing') }]}
        >
          <Select options={reasons.map((value) => ({ value, label: t(`hold.reasons.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reference" label={t('hold.reference')} extra={t('hold.referenceExample')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="until" label={t('hold.until')} extra={t('hold.untilEmpty')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
