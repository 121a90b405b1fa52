import { EyeOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Unmasked, type UnmaskField, type UnmaskReason, type UnmaskRequest } from '@/lib/api';
import { useCan } from '@/lib/session';
import { useSubmit } from './useSubmit';

type Props = {
  masked: string | null;
  personId: string;
  caseId: string;
  field: UnmaskField;
  contactPointId?: string;
};

const reasons: UnmaskReason[] = ['call', 'identity-check', 'letter', 'complaint', 'court', 'other'];

/** A personal value, masked. Who may unmask it gives a reason and sees it for half a minute; the act is recorded. */
export function Masked(props: Props) {
  const { t } = useTranslation('shell');
  const allowed = useCan('person.unmask');
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Unmasked | null>(null);
  const left = useCountdown(shown, () => setShown(null));
  if (!props.masked) return <span className="dl-muted">—</span>;
  return (
    <span className="dl-nowrap">
      <span className="dl-num">{shown?.value ?? props.masked}</span>
      {shown && <span className="dl-muted dl-num"> {t('unmask.left', { left })}</span>}
      {allowed && !shown && (
        <Tooltip title={t('unmask.title')}>
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={t('unmask.title')}
            onClick={() => setAsking(true)}
          />
        </Tooltip>
      )}
      {asking && <UnmaskDialog {...props} onClose={() => setAsking(false)} onShown={setShown} />}
    </span>
  );
}

function useCountdown(shown: Unmasked | null, onEnd: () => void): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!shown) return;
    setLeft(shown.visibleSeconds);
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [shown]);
  useEffect(() => {
    if (shown && left < 0) onEnd();
  });
  return Math.max(0, left);
}

type DialogProps = Props & { onClose: () => void; onShown: (value: Unmasked) => void };

function UnmaskDialog({ personId, caseId, field, contactPointId, onClose, onShown }: DialogProps) {
  const { t } = useTranslation('shell');
  const [form] = Form.useForm<{ reason: UnmaskReason; note?: string }>();
  const { submit, busy } = useSubmit(
    form,
    (given) => {
      const request: UnmaskRequest = { field, contactPointId, caseId, ...given };
      return api.post<Unmasked>(`/people/${personId}/unmask`, request);
    },
    (value) => {
      onShown(value);
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t('unmask.title')}
      okText={t('unmask.show')}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={busy}
    >
      <p className="dl-muted">{t('unmask.why')}</p>
      <Form form={form} layout="vertical">
        <Form.Item
          name="reason"
          label={t('unmask.reason')}
          rules={[{ required: true, message: t('unmask.reasonMissing') }]}
        >
          <Select
            options={reasons.map((value) => ({ value, label: t(`unmask.reasons.${value}`) }))}
            autoFocus
          />
        </Form.Item>
        <Form.Item name="note" label={t('unmask.note')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
