import { AlertOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal, Select, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type BreakGlassRequest, type ContactPointView, type Unmasked } from '@/lib/api';
import { useCan } from '@/lib/session';
import { useSubmit } from '@/ui/useSubmit';

const reasons = ['threat-to-life', 'court-order', 'police', 'data-incident', 'system-failure'];

/** Emergency access to one number: past scope and restriction, seen for half a minute, and reviewed by somebody else. */
export function BreakGlass({ point }: { point: ContactPointView }) {
  const { t } = useTranslation('cases');
  const allowed = useCan('person.break-glass');
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Tooltip title={t('breakGlass.title')}>
        <Button
          type="text"
          size="small"
          danger
          icon={<AlertOutlined />}
          aria-label={t('breakGlass.title')}
          onClick={() => setOpen(true)}
        />
      </Tooltip>
      {open && <Ask point={point} onClose={() => setOpen(false)} />}
    </>
  );
}

function Ask({ point, onClose }: { point: ContactPointView; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const [form] = Form.useForm<{ reason: string; note: string }>();
  const [shown, setShown] = useState<Unmasked>();
  const { submit, busy } = useSubmit(
    form,
    (given) => {
      const request: BreakGlassRequest = { field: 'contactPoint', contactPointId: point.id, ...given };
      return api.post<Unmasked>(`/people/${point.personId}/break-glass`, request);
    },
    setShown,
  );
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(onClose, shown.visibleSeconds * 1000);
    return () => clearTimeout(timer);
  }, [shown, onClose]);
  return (
    <Modal
      open
      title={t('breakGlass.title')}
      okText={t('breakGlass.ok')}
      okButtonProps={{ danger: true, disabled: shown !== undefined }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={t('breakGlass.what')} />
      {shown ? (
        <p className="cs-glass dl-num">
          <strong>{shown.value}</strong>{' '}
          <span className="dl-muted">{t('breakGlass.shown', { s: shown.visibleSeconds })}</span>
        </p>
      ) : (
        <Form form={form} layout="vertical" className="cs-glass">
          <Form.Item
            name="reason"
            label={t('breakGlass.reason')}
            rules={[{ required: true, message: t('breakGlass.reasonMissing') }]}
          >
            <Select options={reasons.map((value) => ({ value, label: t(`breakGlass.reasons.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="note"
            label={t('breakGlass.note')}
            rules={[{ required: true, min: 5, message: t('breakGlass.noteMissing') }]}
          >
            <Input.TextArea maxLength={500} rows={3} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
